package io.github.npymap.internal.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the floats of 8 and 16 bits against their definitions: every code, and the nearest code of many numbers. */
class SmallFloatTest {

    /** A format by its definition, without a bit operation in common with the code under test. */
    enum Format {
        E4M3FN(4, 3, 7, 448, false),
        E5M2(5, 2, 15, 57344, true),
        BF16(8, 7, 127, 0x1.fep127, true),
        FP16(5, 10, 15, 65504, true);

        final int codes;
        final int fractions;
        final int bias;
        final double largest;
        final boolean infinite;
        final int largestCode;

        Format(int exponentBits, int fractionBits, int bias, double largest, boolean infinite) {
            codes = 1 << (exponentBits + fractionBits);
            fractions = 1 << fractionBits;
            this.bias = bias;
            this.largest = largest;
            this.infinite = infinite;
            int code = 0;
            while (value(code + 1) <= largest) {
                code++;
            }
            largestCode = code;
        }

        /** What a code without its sign stands for. */
        double value(int code) {
            int exponent = code / fractions;
            double fraction = (double) (code % fractions) / fractions;
            double value =
                    exponent == 0 ? fraction * Math.pow(2, 1 - bias) : (1 + fraction) * Math.pow(2, exponent - bias);
            if (value <= largest) {
                return value;
            }
            return infinite && code % fractions == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }

        float decode(int code) {
            return switch (this) {
                case E4M3FN -> Float8.E4M3FN.toFloat((byte) code);
                case E5M2 -> Float8.E5M2.toFloat((byte) code);
                case BF16 -> Bfloat16.toFloat((short) code);
                case FP16 -> Float16.toFloat((short) code);
            };
        }

        int encode(float value) {
            return switch (this) {
                case E4M3FN -> Byte.toUnsignedInt(Float8.E4M3FN.fromFloat(value));
                case E5M2 -> Byte.toUnsignedInt(Float8.E5M2.fromFloat(value));
                case BF16 -> Short.toUnsignedInt(Bfloat16.fromFloat(value));
                case FP16 -> Short.toUnsignedInt(Float16.fromFloat(value));
            };
        }

        /** The nearest code, of two as near the even one, by exact arithmetic; the next power of two is one too far. */
        int nearest(float magnitude) {
            int greatest = largestCode;
            int low = 0;
            int high = greatest + 1;
            while (high - low > 1) {
                int middle = (low + high) / 2;
                if (value(middle) <= magnitude) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            BigDecimal number = new BigDecimal(magnitude);
            BigDecimal below = new BigDecimal(value(low));
            BigDecimal above = low == greatest
                    ? below.add(below.subtract(new BigDecimal(value(low - 1))))
                    : new BigDecimal(value(low + 1));
            int order = number.subtract(below).compareTo(above.subtract(number));
            int code = order < 0 || (order == 0 && low % 2 == 0) ? low : low + 1;
            return code <= greatest ? code : infinite ? greatest + 1 : codes - 1;
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void everyCodeIsTheNumberThatItIsDefinedAsAndComesBack(Format format) {
        for (int code = 0; code < format.codes; code++) {
            float expected = (float) format.value(code);
            assertThat(Float.valueOf(format.decode(code))).as("%x", code).isEqualTo(Float.valueOf(expected));
            float negative = format.decode(code | format.codes);
            assertThat(Float.valueOf(negative)).isEqualTo(Float.valueOf(-expected));
            if (Float.isNaN(expected)) {
                assertThat(format.decode(format.encode(format.decode(code)))).isNaN();
            } else {
                assertThat(format.encode(expected)).as("%x", code).isEqualTo(code);
                assertThat(format.encode(-expected)).isEqualTo(code | format.codes);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void numbersBetweenGoToTheNearestAndTiesToTheEvenOne(Format format) {
        Random random = new Random(6);
        int greatest = format.largestCode;
        for (int k = 0; k < 5_000; k++) {
            int code = random.nextInt(greatest);
            double low = format.value(code);
            double high = format.value(code + 1);
            float middle = (float) (low + (high - low) / 2);
            float between = (float) (low + (high - low) * random.nextDouble());
            for (float value : new float[] {middle, Math.nextUp(middle), Math.nextDown(middle), between}) {
                assertNearest(format, value);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whatIsBeyondTheLargestRoundsBackOrOverflows(Format format) {
        float largest = (float) format.largest;
        float step = largest - format.decode(format.largestCode - 1);
        float half = largest + step / 2;
        for (float value : new float[] {
            largest, Math.nextUp(largest), half, Math.nextDown(half), Math.nextUp(half), Float.MAX_VALUE
        }) {
            if (Float.isFinite(value)) {
                assertNearest(format, value);
            }
        }
        int overflow = format.infinite ? format.largestCode + 1 : format.codes - 1;
        assertThat(format.encode(Float.POSITIVE_INFINITY)).isEqualTo(overflow);
        assertThat(format.encode(Float.NEGATIVE_INFINITY)).isEqualTo(overflow | format.codes);
        assertThat(format.encode(Float.MIN_VALUE)).isZero();
        for (int bits : new int[] {0x7f800001, 0x7fc00000, 0xffffffff, 0xff800001}) {
            assertThat(format.decode(format.encode(Float.intBitsToFloat(bits)))).isNaN();
        }
    }

    private static void assertNearest(Format format, float value) {
        int expected = format.nearest(value);
        assertThat(format.encode(value)).as("%s", value).isEqualTo(expected);
        assertThat(format.encode(-value)).as("%s", -value).isEqualTo(expected | format.codes);
    }
}
