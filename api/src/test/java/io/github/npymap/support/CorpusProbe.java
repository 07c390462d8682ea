package io.github.npymap.support;

import io.github.npymap.NpyArray;
import io.github.npymap.types.Complex;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.TimeType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * One question about one element of a file in the corpus, and NumPy's answer.
 *
 * @param file the file's name
 * @param path the fields that lead to the view, in hexadecimal, with a slash before each
 * @param index where in the view, the numbers separated by commas
 * @param kind which accessor is asked
 * @param answer what NumPy has there, spelled as its script does
 */
public record CorpusProbe(String file, String path, String index, String kind, String answer) {

    /** What a refused conversion is spelled as. */
    static final String REFUSED = "-";

    public static CorpusProbe of(String[] columns) {
        return new CorpusProbe(columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    /** What the same element is here, spelled as NumPy's answer. */
    public String ask(NpyArray whole) {
        NpyArray array = view(whole);
        long[] at = at();
        return switch (kind) {
            case "raw" -> HexFormat.of().formatHex(array.getBytes(at));
            case "bool" -> Boolean.toString(array.getBoolean(at));
            case "int" -> integer(array, at);
            case "double", "rounded" -> real(array, at);
            case "complex", "rounded-complex" -> complex(array, at);
            case "codepoints" ->
                Arrays.stream(array.getCodePoints(at))
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","));
            case "text", "joined" -> text(array, at);
            case "time" -> time(array, at);
            case "instant" -> instant(array, at);
            case "duration" -> duration(array, at);
            default -> throw new AssertionError("no accessor for " + kind);
        };
    }

    /** The index into the view. */
    long[] at() {
        return index.isEmpty()
                ? new long[0]
                : Arrays.stream(index.split(",")).mapToLong(Long::parseLong).toArray();
    }

    /** The field of the array that the probe is about, or the array itself. */
    NpyArray view(NpyArray whole) {
        String[] names = path.split("/", -1);
        NpyArray array = whole;
        // Before the first slash is nothing, not a field without a name.
        for (int k = 1; k < names.length; k++) {
            array = array.field(new String(HexFormat.of().parseHex(names[k]), StandardCharsets.UTF_8));
        }
        return array;
    }

    private static String integer(NpyArray array, long[] at) {
        BigInteger value = array.getBigInteger(at);
        requireSame(value.doubleValue(), array.getDouble(at));
        if (((NumberType) array.dtype()).kind() != NumberKind.UINT64) {
            requireSame(value, BigInteger.valueOf(array.getLong(at)));
            requireSame(value, BigInteger.valueOf(array.toLongArray()[flat(array, at)]));
        }
        return value.toString();
    }

    private static String real(NpyArray array, long[] at) {
        double value = array.getDouble(at);
        requireSame(value, array.toDoubleArray()[flat(array, at)]);
        return bits(value);
    }

    private static String complex(NpyArray array, long[] at) {
        Complex value = array.getComplex(at);
        requireSame(value.real(), array.real().getDouble(at));
        requireSame(value.imag(), array.imag().getDouble(at));
        return bits(value.real()) + "," + bits(value.imag());
    }

    private static String text(NpyArray array, long[] at) {
        String value = array.getString(at);
        requireSame(value, array.toStringArray()[flat(array, at)]);
        return value.chars().mapToObj(c -> HexFormat.of().toHexDigits((char) c)).collect(Collectors.joining());
    }

    private static String time(NpyArray array, long[] at) {
        long count = array.getLong(at);
        requireSame(array.isNaT(at), count == TimeType.NAT);
        requireSame(count, array.toLongArray()[flat(array, at)]);
        return Long.toString(count);
    }

    private static String instant(NpyArray array, long[] at) {
        try {
            Instant value = array.getInstant(at);
            requireSame(((TimeType) array.dtype()).toCount(value), array.getLong(at));
            return value.getEpochSecond() + "," + value.getNano();
        } catch (ArithmeticException | DateTimeException e) {
            return REFUSED;
        }
    }

    private static String duration(NpyArray array, long[] at) {
        try {
            Duration value = array.getDuration(at);
            requireSame(((TimeType) array.dtype()).toCount(value), array.getLong(at));
            return value.getSeconds() + "," + value.getNano();
        } catch (ArithmeticException | DateTimeException e) {
            return REFUSED;
        }
    }

    /** Where the element is among all that a bulk read gives. */
    private static int flat(NpyArray array, long[] at) {
        long flat = 0;
        for (int axis = 0; axis < at.length; axis++) {
            flat = flat * array.shape().get(axis) + at[axis];
        }
        return Math.toIntExact(flat);
    }

    private static String bits(double value) {
        return Double.isNaN(value) ? "nan" : HexFormat.of().toHexDigits(Double.doubleToRawLongBits(value));
    }

    private static void requireSame(Object one, Object other) {
        if (!one.equals(other)) {
            throw new AssertionError("two ways to the same element: " + one + " and " + other);
        }
    }
}
