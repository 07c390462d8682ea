package io.github.npymap.cli;

import io.github.npymap.DType;
import io.github.npymap.NpyArray;
import io.github.npymap.NumberType;
import io.github.npymap.Statistics;
import io.github.npymap.StructType;
import io.github.npymap.TimeType;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "stats",
        description = "Print the minimum, maximum, mean and sum of all elements, and count NaNs: of complex numbers for"
                + " either part, of times the earliest, the latest and the NaTs.")
final class StatsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private FileArgument file;

    @Override
    public Integer call() throws IOException {
        return file.read((array, out) -> {
            requireStatistics(array.dtype());
            out.println("file   " + file.name());
            out.println("dtype  " + array.dtype());
            out.println("shape  " + array.shape());
            out.println("count  " + array.size());
            if (array.dtype() instanceof TimeType time) {
                printTimes(TimeStatistics.of(array, ProgressLine.of(spec, array.size())), time, out);
            } else if (isComplex(array.dtype())) {
                printNumbers("real ", array.real(), out);
                printNumbers("imag ", array.imag(), out);
            } else {
                printNumbers("", array, out);
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

    private void printNumbers(String part, NpyArray array, PrintWriter out) {
        Statistics statistics;
        try (ProgressLine progress = ProgressLine.of(spec, array.size())) {
            statistics = array.statistics(progress);
        }
        out.println(part + "nan    " + statistics.nanCount());
        out.println(part + "min    " + element(statistics.min(), array.dtype()));
        out.println(part + "max    " + element(statistics.max(), array.dtype()));
        out.println(part + "mean   " + FloatText.of(statistics.mean()));
        out.println(part + "sum    " + FloatText.of(statistics.sum()));
    }

    private static void printTimes(TimeStatistics statistics, TimeType type, PrintWriter out) {
        boolean none = statistics.isEmpty();
        out.println("nat    " + statistics.natCount());
        out.println("min    " + (none ? "none" : TimeText.of(type, statistics.min())));
        out.println("max    " + (none ? "none" : TimeText.of(type, statistics.max())));
    }

    private static boolean isComplex(DType dtype) {
        return dtype instanceof NumberType number && number.kind().isComplex();
    }

    /** A float32 has fewer digits than the float64 that holds it. */
    private static String element(Optional<Number> number, DType dtype) {
        return number.map(value ->
                        dtype.itemsize() == Float.BYTES && value instanceof Double ? value.floatValue() : value)
                .map(FloatText::of)
                .orElse("none");
    }
}
