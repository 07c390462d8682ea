package io.github.npymap.cli;

import io.github.npymap.DType;
import io.github.npymap.NumberType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Elements as NumPy's {@code str} writes them: floats in the fewest digits that name them, {@code True}, {@code inf}. */
interface ElementFormat {

    /** @param bits the element's own bits, whatever stands above them */
    String format(long bits);

    static ElementFormat of(DType dtype) {
        if (!(dtype instanceof NumberType number)) {
            throw new IllegalArgumentException("no way to print a " + dtype);
        }
        return switch (number.kind()) {
            case BOOL -> bits -> (bits & 0xff) == 0 ? "False" : "True";
            case INT8, INT16, INT32, INT64 -> Long::toString;
            case UINT8 -> bits -> Long.toString(bits & 0xff);
            case UINT16 -> bits -> Long.toString(bits & 0xffff);
            case UINT32 -> bits -> Long.toString(bits & 0xffff_ffffL);
            case UINT64 -> Long::toUnsignedString;
            case FLOAT16 -> bits -> float16((int) bits & 0xffff);
            case FLOAT32 -> bits -> number(Float.intBitsToFloat((int) bits));
            case FLOAT64 -> bits -> number(Double.longBitsToDouble(bits));
            default -> throw new IllegalArgumentException("no way to print a " + dtype);
        };
    }

    /** A number that is no element: a sum or a mean. */
    static String number(Number number) {
        if (number instanceof Float single) {
            return floating(single, 1e6, v -> shortest(v, 9, d -> d.floatValue() == (float) v));
        }
        if (number instanceof Double) {
            return floating(number.doubleValue(), 1e16, v -> shortest(v, 17, d -> d.doubleValue() == v));
        }
        return number.toString();
    }

    private static String float16(int bits) {
        int magnitude = bits & 0x7fff;
        // The neighbours on both sides; what rounds to this number lies between the midpoints.
        double value = halfValue(magnitude);
        double below = (value + halfValue(Math.max(0, magnitude - 1))) / 2;
        double above = (value + halfValue(magnitude + 1)) / 2;
        boolean even = (magnitude & 1) == 0;
        double signed = (bits & 0x8000) == 0 ? value : -value;
        return floating(
                magnitude > 0x7c00 ? Double.NaN : magnitude == 0x7c00 ? signed * Double.POSITIVE_INFINITY : signed,
                1e3,
                v -> shortest(v, 5, d -> {
                    double near = d.doubleValue();
                    return (near > below && near < above) || (even && (near == below || near == above));
                }));
    }

    /** As if exponents went on above the largest one. */
    private static double halfValue(int magnitude) {
        int exponent = magnitude >> 10;
        int fraction = magnitude & 0x3ff;
        return exponent == 0 ? Math.scalb((double) fraction, -24) : Math.scalb(1024.0 + fraction, exponent - 25);
    }

    /** The digits of a positive number. */
    interface Digits {
        BigDecimal of(double value);
    }

    /** @param large where NumPy 2.4 starts to write this type with an exponent */
    private static String floating(double value, double large, Digits digits) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        double absolute = Math.abs(value);
        if (absolute == 0) {
            return sign + "0.0";
        }
        if (Double.isInfinite(absolute)) {
            return sign + "inf";
        }
        BigDecimal shortest = digits.of(absolute).stripTrailingZeros();
        return sign + (absolute >= 1e-4 && absolute < large ? positional(shortest) : scientific(shortest));
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
    interface ReadBack {
        boolean isExact(BigDecimal decimal);
    }

    private static BigDecimal shortest(double value, int enough, ReadBack readBack) {
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 1; precision < enough; precision++) {
            BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (readBack.isExact(rounded)) {
                return rounded;
            }
        }
        return exact.round(new MathContext(enough, RoundingMode.HALF_EVEN));
    }
}
