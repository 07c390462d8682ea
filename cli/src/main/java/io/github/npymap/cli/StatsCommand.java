package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import io.github.npymap.types.Advice;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Statistics;
import io.github.npymap.types.StructType;
import io.github.npymap.types.TimeType;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "stats",
        description = "Print the minimum, maximum, mean and sum of all elements, and count NaNs: of complex numbers for"
                + " either part, of times the earliest, the latest and the NaTs.",
        footerHeading = Main.EXAMPLES,
        footer = {
            "  npymap stats weights.npy",
            "  npymap stats --json model.npz:bias",
            "  npymap stats --field price trades.npy"
        })
final class StatsCommand implements Callable<Integer> {

    private static final String NONE = "none";

    @Spec
    private CommandSpec spec;

    @Mixin
    private FileArgument file;

    @Mixin
    private JsonOption json;

    @Option(
            names = "--advise",
            paramLabel = "ADVICE",
            description = "What to tell the system before the pass: ${COMPLETION-CANDIDATES}. Whether it was told is"
                    + " printed; sequential reads further ahead on some disks.")
    private Advice advice;

    @Override
    public Integer call() throws IOException {
        return file.read((array, out) -> {
            requireStatistics(array.dtype());
            Optional<Boolean> told = Optional.ofNullable(advice).map(array::advise);
            Map<String, Map<String, String>> parts = new LinkedHashMap<>();
            if (array.dtype() instanceof TimeType time) {
                parts.put("", times(TimeStatistics.of(array, ProgressLine.of(spec, array.size())), time));
            } else if (isComplex(array.dtype())) {
                parts.put("real", numbers(array.real()));
                parts.put("imag", numbers(array.imag()));
            } else {
                parts.put("", numbers(array));
            }
            if (json.isGiven()) {
                out.println(toJson(array, told, parts));
            } else {
                print(array, told, parts, out);
            }
        });
    }

    private void requireStatistics(DType dtype) throws IOException {
        if (!(dtype instanceof NumberType) && !(dtype instanceof TimeType)) {
            String remedy =
                    dtype instanceof StructType struct && !struct.fields().isEmpty()
                            ? "; --field " + struct.fields().get(0).name() + " takes one of the fields"
                            : "; 'npymap head' prints elements, and --view takes their bytes for numbers";
            throw new IOException(file.name() + ": elements of " + dtype + " are no numbers and no times" + remedy);
        }
    }

    private Map<String, String> numbers(NpyArray array) {
        Statistics statistics;
        try (ProgressLine progress = ProgressLine.of(spec, array.size())) {
            statistics = array.statistics(progress);
        }
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("nan", Long.toString(statistics.nanCount()));
        rows.put("min", element(statistics.min(), array.dtype()));
        rows.put("max", element(statistics.max(), array.dtype()));
        rows.put("mean", FloatText.of(statistics.mean()));
        rows.put("sum", FloatText.of(statistics.sum()));
        return rows;
    }

    private static Map<String, String> times(TimeStatistics statistics, TimeType type) {
        boolean none = statistics.isEmpty();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("nat", Long.toString(statistics.natCount()));
        rows.put("min", none ? NONE : TimeText.of(type, statistics.min()));
        rows.put("max", none ? NONE : TimeText.of(type, statistics.max()));
        return rows;
    }

    private void print(
            NpyArray array, Optional<Boolean> told, Map<String, Map<String, String>> parts, PrintWriter out) {
        out.println("file   " + file.name());
        out.println("dtype  " + array.dtype());
        out.println("shape  " + array.shape());
        told.ifPresent(yes -> out.println("advice " + adviceName() + (yes ? "" : ", which nobody took")));
        out.println("count  " + array.size());
        parts.forEach((part, rows) -> rows.forEach(
                (name, value) -> out.printf("%s%-6s %s%n", part.isEmpty() ? "" : part + " ", name, value)));
    }

    private JsonLine toJson(NpyArray array, Optional<Boolean> told, Map<String, Map<String, String>> parts) {
        JsonLine line = JsonOption.line(file.name(), array);
        told.ifPresent(yes -> line.with("advice", adviceName()).with("advised", yes));
        line.with("count", array.size());
        parts.forEach((part, rows) -> {
            JsonLine object = part.isEmpty() ? line : new JsonLine();
            boolean times = array.dtype() instanceof TimeType;
            rows.forEach((name, value) -> object.with(name, toJson(value, times && !name.equals("nat"))));
            if (object != line) {
                line.with(part, object);
            }
        });
        return line;
    }

    private static Object toJson(String value, boolean isTime) {
        if (value.equals(NONE)) {
            return null;
        }
        return isTime ? value : JsonElements.number(value);
    }

    private String adviceName() {
        return advice.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isComplex(DType dtype) {
        return dtype instanceof NumberType number && number.kind().isComplex();
    }

    /** A float32 has fewer digits than the float64 that holds it. */
    private static String element(Optional<Number> number, DType dtype) {
        return number.map(value ->
                        dtype.itemsize() == Float.BYTES && value instanceof Double ? value.floatValue() : value)
                .map(FloatText::of)
                .orElse(NONE);
    }
}
