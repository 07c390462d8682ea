package io.github.npymap.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.IntToDoubleFunction;

/** Floating-point numbers as NumPy 2.4 writes them: in the fewest digits that name them. */
final class FloatText {

    /** Where NumPy starts to write numbers with an exponent, by the digits that their types hold. */
    private static final double LARGE_HALF = 1e3;

    private static final double LARGE_SINGLE = 1e6;
    private static final double LARGE_DOUBLE = 1e16;
    private static final double SMALL = 1e-4;

    private FloatText() {}

    /** A number that is no element: a sum or a mean. */
    static String of(Number number) {
        if (number instanceof Float single) {
            return of(single.floatValue());
        }
        return number instanceof Double ? of(number.doubleValue()) : number.toString();
    }

    static String of(float value) {
        double magnitude = Math.abs(value);
        return Float.isFinite(value) && value != 0
                ? signed(
                        value,
                        shortest(new BigDecimal(magnitude), 9, d -> d.floatValue() == (float) magnitude),
                        LARGE_SINGLE)
                : special(value);
    }

    static String of(double value) {
        double magnitude = Math.abs(value);
        return Double.isFinite(value) && value != 0
                ? signed(
                        value, shortest(new BigDecimal(magnitude), 17, d -> d.doubleValue() == magnitude), LARGE_DOUBLE)
                : special(value);
    }

    /**
     * A number of 8 or 16 bits, whose neighbours are those of its bits.
     *
     * @param bits with the sign as its highest bit
     * @param decode from bits to the number
     */
    static String small(int bits, int signBit, IntToDoubleFunction decode) {
        double value = decode.applyAsDouble(bits);
        if (!Double.isFinite(value) || value == 0) {
            return special(value);
        }
        int magnitude = bits & (signBit - 1);
        double number = decode.applyAsDouble(magnitude);
        double below = decode.applyAsDouble(magnitude - 1);
        double next = decode.applyAsDouble(magnitude + 1);
        double above = Double.isFinite(next) ? next : number + (number - below);
        BigDecimal digits = shortest(
                new BigDecimal(number),
                new BigDecimal((below + number) / 2),
                new BigDecimal((number + above) / 2),
                (magnitude & 1) == 0);
        return signed(value, digits, LARGE_HALF);
    }

    /**
     * The number with the fewest digits that lies between the middles to the numbers beside it.
     *
     * @param inclusive whether what lies in the middle between two is this one
     */
    static BigDecimal shortest(BigDecimal exact, BigDecimal low, BigDecimal high, boolean inclusive) {
        return shortest(exact, Integer.MAX_VALUE, decimal -> {
            int fromLow = decimal.compareTo(low);
            int toHigh = high.compareTo(decimal);
            return inclusive ? fromLow >= 0 && toHigh >= 0 : fromLow > 0 && toHigh > 0;
        });
    }

    /** What needs no digits: 0, infinity and NaN. */
    static String special(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        return sign + (value == 0 ? "0.0" : "inf");
    }

    /** A long double, which is written as a double is, with more digits. */
    static String wide(boolean negative, BigDecimal digits) {
        boolean plain = digits.compareTo(BigDecimal.valueOf(SMALL)) >= 0
                && digits.compareTo(BigDecimal.valueOf(LARGE_DOUBLE)) < 0;
        return signed(negative, digits, plain);
    }

    private static String signed(double value, BigDecimal digits, double large) {
        double magnitude = Math.abs(value);
        return signed(value < 0, digits, magnitude >= SMALL && magnitude < large);
    }

    private static String signed(boolean negative, BigDecimal digits, boolean plain) {
        BigDecimal number = digits.stripTrailingZeros();
        return (negative ? "-" : "") + (plain ? positional(number) : scientific(number));
    }

    private static String positional(BigDecimal number) {
        return (number.scale() < 1 ? number.setScale(1) : number).toPlainString();
    }

    private static String scientific(BigDecimal number) {
        BigInteger digits = number.unscaledValue();
        String all = digits.toString();
        int exponent = all.length() - 1 - number.scale();
        String mantissa = all.length() == 1 ? all : all.charAt(0) + "." + all.substring(1);
        String padding = Math.abs(exponent) < 10 ? "0" : "";
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + padding + Math.abs(exponent);
    }

    /** Whether a decimal is read back as the number in question. */
    private interface ReadBack {
        boolean isExact(BigDecimal decimal);
    }

    private static BigDecimal shortest(BigDecimal exact, int enough, ReadBack readBack) {
        for (int precision = 1; precision < enough; precision++) {
            BigDecimal nearest = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (readBack.isExact(nearest)) {
                return nearest;
            }
            // Below a power of two numbers lie closer together than above, where there may be one that is farther off.
            BigDecimal above = exact.round(new MathContext(precision, RoundingMode.CEILING));
            if (readBack.isExact(above)) {
                return above;
            }
        }
        return exact.round(new MathContext(enough, RoundingMode.HALF_EVEN));
    }
}
