package io.github.npymap.support;

import io.github.npymap.Npy;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What bits mean: an integer or bool is a {@link BigInteger}, a floating-point number a {@link Double}. */
public final class Values {
    static final List<NumberType> TYPES = Stream.of(
                    "b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8")
            .map(name -> (NumberType) Npy.dtype(name))
            .flatMap(type -> Stream.of(type, type.bigEndian()))
            .distinct()
            .toList();

    private static final int PRECISION = 53;
    private static final int HALF = PRECISION / 2;

    private Values() {}

    static List<NumberType> types() {
        return TYPES;
    }

    static List<NumberType> integerTypes() {
        return TYPES.stream().filter(type -> !type.kind().isFloating()).toList();
    }

    public static List<NumberType> floatingTypes() {
        return TYPES.stream().filter(type -> type.kind().isFloating()).toList();
    }

    /** The bits of a finite number. */
    public static long random(NumberKind kind, Random random) {
        return switch (kind) {
            case BOOL -> random.nextInt(2);
            case FLOAT16 -> random.nextInt(0x7c00) | random.nextInt(2) << 15;
            case FLOAT32 -> Float.floatToRawIntBits((float) random.nextGaussian() * 1000);
            case FLOAT64 -> Double.doubleToRawLongBits(random.nextGaussian() * 1000);
            default -> random.nextLong();
        };
    }

    public static Number decode(NumberKind kind, long bits) {
        return switch (kind) {
            case FLOAT16 -> half((short) bits);
            case FLOAT32 -> (double) Float.intBitsToFloat((int) bits);
            case FLOAT64 -> Double.longBitsToDouble(bits);
            default -> {
                int unused = Long.SIZE - 8 * kind.itemsize();
                long signed = bits << unused >> unused;
                BigInteger value = BigInteger.valueOf(signed);
                yield kind.isSigned() || signed >= 0 ? value : value.add(BigInteger.ONE.shiftLeft(8 * kind.itemsize()));
            }
        };
    }

    /** What finite numbers add up to, without any rounding. */
    public static BigDecimal exactSum(DoubleStream numbers) {
        // Integers by their powers of two, each in two parts, whose sums fit a long.
        long[] high = new long[Double.MAX_EXPONENT - Double.MIN_EXPONENT + 1];
        long[] low = new long[high.length];
        numbers.forEach(number -> {
            int power = Math.max(Math.getExponent(number) - Double.MIN_EXPONENT, 0);
            long integer = (long) Math.scalb(number, PRECISION - 1 - Double.MIN_EXPONENT - power);
            high[power] += integer >> HALF;
            low[power] += integer & ((1L << HALF) - 1);
        });
        BigInteger sum = BigInteger.ZERO;
        for (int power = 0; power < high.length; power++) {
            BigInteger integers =
                    BigInteger.valueOf(high[power]).shiftLeft(HALF).add(BigInteger.valueOf(low[power]));
            sum = sum.add(integers.shiftLeft(power));
        }
        return new BigDecimal(sum).multiply(new BigDecimal(Double.MIN_VALUE));
    }

    /** The elements as they are in a file. */
    public static byte[] bytes(NumberType type, long... bits) {
        ByteBuffer buffer = ByteBuffer.allocate(bits.length * type.itemsize()).order(type.order());
        for (long element : bits) {
            put(buffer, type, element);
        }
        return buffer.array();
    }

    private static void put(ByteBuffer buffer, NumberType type, long bits) {
        switch (type.itemsize()) {
            case 1 -> buffer.put((byte) bits);
            case 2 -> buffer.putShort((short) bits);
            case 4 -> buffer.putInt((int) bits);
            default -> buffer.putLong(bits);
        }
    }

    private static Double half(short bits) {
        int exponent = bits >> 10 & 31;
        double fraction = (bits & 1023) / 1024.0;
        double size = fraction * 0x1p-14;
        if (exponent == 31) {
            size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent > 0) {
            size = (1 + fraction) * Math.pow(2, exponent - 15);
        }
        return bits < 0 ? -size : size;
    }
}
