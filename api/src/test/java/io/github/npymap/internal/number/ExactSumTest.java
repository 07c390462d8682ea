package io.github.npymap.internal.number;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.types.NumberKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumTest {
    private static double sum(double... values) {
        ExactSum sum = ExactSum.of(NumberKind.FLOAT64);
        sum.add(values, values.length);
        return sum.value();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 600, 2046})
    void theSumIsTheDoubleNearestToTheExactOne(int exponents) {
        Random random = new Random(exponents);
        for (int round = 0; round < 3000; round++) {
            int first = random.nextInt(2047 - exponents);
            double[] values = random.longs(1 + random.nextInt(40))
                    .map(bits -> (bits & ~(0x7ffL << 52)) | (long) (first + random.nextInt(exponents)) << 52)
                    .mapToDouble(Double::longBitsToDouble)
                    .toArray();
            BigDecimal exact = BigDecimal.ZERO;
            for (double value : values) {
                exact = exact.add(new BigDecimal(value));
            }
            assertThat(sum(values)).isEqualTo(exact.doubleValue() + 0.0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15300, 17300, 32000})
    void longDoublesAreSummedToTheNearestDouble(int lowest) {
        Random random = new Random(lowest);
        for (int round = 0; round < 1000; round++) {
            ExactSum sum = ExactSum.of(NumberKind.LONGDOUBLE);
            // In units of the smallest long double.
            BigInteger exact = BigInteger.ZERO;
            for (int k = random.nextInt(20); k >= 0; k--) {
                int biased = lowest + random.nextInt(150);
                long significand = biased == 0 ? random.nextLong() : random.nextLong() | Long.MIN_VALUE;
                boolean negative = random.nextBoolean();
                sum.addLongDouble(significand, (negative ? 0x8000 : 0) | biased);
                BigInteger value =
                        new BigInteger(Long.toUnsignedString(significand)).shiftLeft(Math.max(0, biased - 1));
                exact = negative ? exact.subtract(value) : exact.add(value);
            }
            assertThat(sum.value()).isEqualTo(nearestDouble(exact));
        }
    }

    /** Far below the smallest double, one bit stands for all: that something is there decides what is rounded up. */
    private static double nearestDouble(BigInteger units) {
        int below = 16445 - 1200;
        BigInteger magnitude = units.abs();
        BigInteger kept = magnitude.shiftRight(below);
        if (magnitude.signum() != 0 && magnitude.getLowestSetBit() < below) {
            kept = kept.setBit(0);
        }
        // Such a number is infinite as a double; as a decimal it would be long.
        BigDecimal decimal = kept.bitLength() > 1200 + 1100
                ? BigDecimal.valueOf(10).pow(400)
                : new BigDecimal(kept).divide(new BigDecimal(BigInteger.ONE.shiftLeft(1200)));
        return units.signum() * decimal.doubleValue() + 0.0;
    }

    @Test
    void halvesAreRoundedToEvenAndWhatIsBeyondDecides() {
        double ulp = 0x1p-52;
        assertThat(sum(1, ulp / 2)).isEqualTo(1);
        assertThat(sum(1, ulp, ulp / 2)).isEqualTo(1 + 2 * ulp);
        assertThat(sum(1, ulp / 2, Double.MIN_VALUE)).isEqualTo(1 + ulp);
        assertThat(sum(1, ulp, ulp / 2, -Double.MIN_VALUE)).isEqualTo(1 + ulp);
    }

    @Test
    void partsAreAddedAsTheirNumbersAre() {
        ExactSum total = ExactSum.of(NumberKind.FLOAT64);
        ExactSum part = ExactSum.of(NumberKind.FLOAT64);
        for (double value : new double[] {-Double.MAX_VALUE, -Double.MAX_VALUE, 3, Double.MAX_VALUE, -7, 0x1.8p1023}) {
            part.add(new double[] {value}, 1);
            total.take(part);
            assertThat(part.value()).isZero();
        }
        assertThat(total.value()).isEqualTo(sum(-Double.MAX_VALUE, 0x1.8p1023, -4));
    }

    @Test
    void nothingAndNegativeZerosAreZero() {
        assertThat(sum()).isEqualTo(0.0);
        assertThat(sum(-0.0, -0.0)).isEqualTo(0.0);
    }
}
