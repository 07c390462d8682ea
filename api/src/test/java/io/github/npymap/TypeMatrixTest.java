package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.types.Complex;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Shape;
import io.github.npymap.types.StructType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the table in docs/types.md against what arrays of every type allow. {@code -Dnpymap.regenerate=true} writes the
 * table anew.
 */
class TypeMatrixTest {
    private static final Path PAGE = Path.of("..", "docs", "types.md");
    private static final String BEGIN = "<!-- made by TypeMatrixTest -->\n";
    private static final String END = "<!-- end -->\n";

    private record Row(String descr, DType type, String note) {}

    /** A method of arrays, by the name that the page and the messages give it. */
    private record Call(String name, Consumer<NpyArray> call) {

        boolean fits(NpyArray array) {
            try {
                call.accept(array);
                return true;
            } catch (UnsupportedOperationException e) {
                return false;
            }
        }
    }

    private static final Map<String, List<Call>> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put(
                "get",
                List.of(
                        new Call("getBoolean", a -> a.getBoolean(0)),
                        new Call("getInt", a -> a.getInt(0)),
                        new Call("getLong", a -> a.getLong(0)),
                        new Call("getFloat", a -> a.getFloat(0)),
                        new Call("getDouble", a -> a.getDouble(0)),
                        new Call("getBigInteger", a -> a.getBigInteger(0)),
                        new Call("getComplex", a -> a.getComplex(0)),
                        new Call("getString", a -> a.getString(0)),
                        new Call("getString(Charset)", a -> a.getString(StandardCharsets.UTF_8, 0)),
                        new Call("getCodePoints", a -> a.getCodePoints(0)),
                        new Call("isNaT", a -> a.isNaT(0)),
                        new Call("getInstant", a -> a.getInstant(0)),
                        new Call("getLocalDateTime", a -> a.getLocalDateTime(0)),
                        new Call("getDuration", a -> a.getDuration(0)),
                        new Call("getBytes", a -> a.getBytes(0))));
        COLUMNS.put(
                "set",
                List.of(
                        new Call("setBoolean", a -> a.setBoolean(0, false)),
                        new Call("setInt", a -> a.setInt(0, 0)),
                        new Call("setLong", a -> a.setLong(0, 0)),
                        new Call("setFloat", a -> a.setFloat(0, 0)),
                        new Call("setDouble", a -> a.setDouble(0, 0)),
                        new Call("setBigInteger", a -> a.setBigInteger(0, BigInteger.ZERO)),
                        new Call("setComplex", a -> a.setComplex(0, new Complex(0, 0))),
                        new Call("setString", a -> a.setString(0, "")),
                        new Call("setInstant", a -> a.setInstant(0, Instant.EPOCH)),
                        new Call("setLocalDateTime", a -> a.setLocalDateTime(0, LocalDateTime.of(1970, 1, 1, 0, 0))),
                        new Call("setDuration", a -> a.setDuration(0, Duration.ZERO)),
                        new Call("setBytes", a -> a.setBytes(0, new byte[0]))));
        COLUMNS.put(
                "read",
                List.of(
                        new Call("read(boolean[])", a -> a.read(new boolean[1])),
                        new Call("read(byte[])", a -> a.read(new byte[1])),
                        new Call("read(short[])", a -> a.read(new short[1])),
                        new Call("read(int[])", a -> a.read(new int[1])),
                        new Call("read(long[])", a -> a.read(new long[1])),
                        new Call("read(float[])", a -> a.read(new float[1])),
                        new Call("read(double[])", a -> a.read(new double[1])),
                        new Call("read(String[])", a -> a.read(new String[1])),
                        new Call("readBytes", a -> a.readBytes(new byte[99]))));
        COLUMNS.put(
                "write",
                List.of(
                        new Call("write(boolean[])", a -> a.write(new boolean[1])),
                        new Call("write(byte[])", a -> a.write(new byte[1])),
                        new Call("write(short[])", a -> a.write(new short[1])),
                        new Call("write(int[])", a -> a.write(new int[1])),
                        new Call("write(long[])", a -> a.write(new long[1])),
                        new Call("write(float[])", a -> a.write(new float[1])),
                        new Call("write(double[])", a -> a.write(new double[1])),
                        new Call("write(String[])", a -> a.write(new String[] {""})),
                        new Call("writeBytes", a -> a.writeBytes(new byte[99]))));
        COLUMNS.put(
                "views and reductions",
                List.of(
                        new Call("real()", NpyArray::real),
                        new Call("imag()", NpyArray::imag),
                        new Call("field(name)", a -> a.field("x")),
                        new Call("sum", NpyArray::sum),
                        new Call("sumLong", NpyArray::sumLong)));
    }

    private static Row row(String descr, String note) {
        return new Row("`" + descr + "`", Npy.dtype(descr), note);
    }

    static List<Row> rows() {
        return List.of(
                row("|b1", "every byte but 0 is true"),
                row("|i1", ""),
                row("<i2", ""),
                row("<i4", ""),
                row("<i8", "rounded as `double`"),
                row("|u1", ""),
                row("<u2", ""),
                row("<u4", ""),
                row("<u8", "rounded as `double`; exact as `BigInteger`"),
                row("<f2", "assignments are rounded"),
                row("<f4", ""),
                row("<f8", ""),
                row("<f16", "x86's 80 bits; rounded as `double`, exact as bytes"),
                row("<c8", "parts of assignments are rounded"),
                row("<c16", ""),
                row("<c32", "parts are rounded as `double`"),
                row("|S5", "a byte is the character with its number"),
                row("<U5", "code points; lone surrogates are kept"),
                row("|V5", "`viewAs` makes other types of the bytes"),
                row("<M8[25us]", "every unit and multiplier; exact or an exception"),
                row("<M8", "no unit: counts only"),
                row("<m8[25us]", ""),
                row("<m8[M]", "months and years differ in length: counts only"),
                row("<m8", "no unit: counts only"),
                row("[('x', '<f4'), ('y', '>i2', (3,))]", "nested, with subarrays, padding and titles"),
                new Row("`<V2`, viewed", DType.BFLOAT16, "`viewAs(DType.BFLOAT16)`; assignments are rounded"),
                new Row(
                        "`\\|V1`, viewed",
                        DType.FLOAT8_E4M3FN,
                        "`viewAs(DType.FLOAT8_E4M3FN)`; assignments are rounded"),
                new Row("`\\|V1`, viewed", DType.FLOAT8_E5M2, "`viewAs(DType.FLOAT8_E5M2)`; assignments are rounded"));
    }

    private static NpyArray array(Row row) {
        return NpyArray.zeros(row.type, Shape.of(1));
    }

    private static List<String> fitting(Row row, String column) {
        return COLUMNS.get(column).stream()
                .filter(call -> call.fits(array(row)))
                .map(Call::name)
                .toList();
    }

    private static String cell(Row row, String column) {
        return fitting(row, column).stream()
                .map(name -> name.matches("(read|write)\\(.*") ? name.replaceAll(".*\\(|\\)", "") : name)
                .map(name -> name.matches("(get|set)[A-Z].*") ? name.substring(3) : name)
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(" "));
    }

    private static String table() {
        List<String> lines = new ArrayList<>();
        String titles = COLUMNS.keySet().stream()
                .map(column -> column.matches("get|set") ? "`" + column + "…`" : column)
                .collect(Collectors.joining(" | "));
        lines.add("| descr | dtype | " + titles + " | notes |");
        lines.add("|---".repeat(COLUMNS.size() + 3) + "|");
        for (Row row : rows()) {
            String cells =
                    COLUMNS.keySet().stream().map(column -> cell(row, column)).collect(Collectors.joining(" | "));
            String descr = row.descr.replaceFirst("^`\\|", "`\\\\|");
            String name = row.type instanceof StructType
                    ? "structure"
                    : "`" + row.type.toString().replace("|", "\\|") + "`";
            lines.add("| " + descr + " | " + name + " | " + cells + " | " + row.note + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    @Test
    void thePageSaysWhatEveryTypeAllows() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if (Boolean.getBoolean("npymap.regenerate")) {
            Files.writeString(PAGE, page.substring(0, begin) + table() + page.substring(end));
        } else {
            assertThat(page.substring(begin, end))
                    .as("the table in docs/types.md; -Dnpymap.regenerate=true writes it anew")
                    .isEqualTo(table());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatIsRefusedNamesTheTypeAndAMethodThatFits(Row row) {
        List<String> legal = COLUMNS.keySet().stream()
                .flatMap(column -> fitting(row, column).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        legal.add("viewAs");
        if (legal.contains("read(String[])")) {
            legal.add("toStringArray");
        }
        String name = row.type instanceof NumberType number ? number.kind().numpyName() : row.type.toString();
        for (Call call : COLUMNS.values().stream().flatMap(List::stream).toList()) {
            String message = refusal(call, array(row));
            if (message != null && !call.name.equals("sumLong")) {
                String[] parts = message.split("; use ", 2);
                assertThat(parts).as(message).hasSize(2);
                assertThat(parts[0])
                        .startsWith(call.name.replaceAll("\\(([A-Za-z]*)\\)", ""))
                        .contains(name);
                List<String> named = Stream.of(parts[1].split("(,| or| and|:) "))
                        .map(word -> word.replaceFirst("^or ", "").replaceFirst(" .*", ""))
                        .filter(word -> word.matches("(get|set|read|write|to|real|imag|field|view).*"))
                        .map(word -> word.startsWith("viewAs") ? "viewAs" : word)
                        .toList();
                assertThat(named).as(message).isNotEmpty();
                assertThat(legal).as(message).containsAll(named);
            }
        }
    }

    private static String refusal(Call call, NpyArray array) {
        try {
            call.call.accept(array);
            return null;
        } catch (UnsupportedOperationException e) {
            return e.getMessage();
        }
    }
}
