package io.github.npymap.support;

import io.github.npymap.NpyArray;
import io.github.npymap.types.Complex;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/** The way back from a {@link CorpusProbe}: NumPy's answer is assigned to the element. */
public final class CorpusAssignment {
    private CorpusAssignment() {}

    /** Whether the answer is a value that an accessor takes and that loses nothing. */
    public static boolean isPossible(CorpusProbe probe) {
        return switch (probe.kind()) {
            case "raw", "bool", "text", "time" -> true;
            case "int" -> new BigInteger(probe.answer()).bitLength() < Long.SIZE;
            case "double", "complex" -> !probe.answer().contains("nan");
            case "instant", "duration" -> !probe.answer().equals(CorpusProbe.REFUSED);
            default -> false;
        };
    }

    /** Erases the element, assigns the answer, and says whether the element has its bytes again. */
    public static boolean restores(CorpusProbe probe, NpyArray whole) {
        NpyArray array = probe.view(whole);
        long[] at = probe.at();
        byte[] before = array.getBytes(at);
        array.setBytes(at, new byte[0]);
        assign(array, at, probe.kind(), probe.answer());
        return Arrays.equals(before, array.getBytes(at));
    }

    private static void assign(NpyArray array, long[] at, String kind, String answer) {
        String[] parts = answer.split(",");
        switch (kind) {
            case "raw" -> array.setBytes(at, HexFormat.of().parseHex(answer));
            case "bool" -> array.setBoolean(at, Boolean.parseBoolean(answer));
            case "int", "time" -> array.setLong(at, Long.parseLong(answer));
            case "double" -> setReal(array, at, number(answer));
            case "complex" -> array.setComplex(at, new Complex(number(parts[0]), number(parts[1])));
            case "text" -> array.setString(at, text(answer));
            case "instant" -> array.setInstant(at, Instant.ofEpochSecond(whole(parts[0]), whole(parts[1])));
            case "duration" -> array.setDuration(at, Duration.ofSeconds(whole(parts[0]), whole(parts[1])));
            default -> throw new AssertionError("no assignment of " + kind);
        }
    }

    /** As everywhere an assignment takes no wider type than the element's own. */
    private static void setReal(NpyArray array, long[] at, double value) {
        if (array.dtype().itemsize() <= Float.BYTES) {
            array.setFloat(at, (float) value);
        } else {
            array.setDouble(at, value);
        }
    }

    private static double number(String bits) {
        return Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    }

    private static long whole(String digits) {
        return Long.parseLong(digits);
    }

    /** Not through a decoder: it would refuse lone surrogates. */
    private static String text(String utf16) {
        byte[] bytes = HexFormat.of().parseHex(utf16);
        char[] characters = new char[bytes.length / Character.BYTES];
        ByteBuffer.wrap(bytes).asCharBuffer().get(characters);
        return new String(characters);
    }
}
