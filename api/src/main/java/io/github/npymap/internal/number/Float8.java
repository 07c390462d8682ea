package io.github.npymap.internal.number;

import io.github.npymap.types.NumberKind;

/** The eight-bit floats of the Open Compute Project, as ml_dtypes has them. */
public final class Float8 {
    /** Largest number 448, one NaN, no infinities. */
    public static final Float8 E4M3FN = new Float8(3, 7, 448, 0x7f, 0x7f);

    /** Largest number 57344, infinities and NaNs as in IEEE 754. */
    public static final Float8 E5M2 = new Float8(2, 15, 57344, 0x7c, 0x7e);

    private static final int SIGN = 0x80;

    private final int fractionBits;
    private final int bias;
    private final float largest;
    private final int overflow;
    private final int notANumber;
    private final float[] values = new float[1 << Byte.SIZE];

    /**
     * @param overflow the code of what is larger than the largest number
     */
    private Float8(int fractionBits, int bias, float largest, int overflow, int notANumber) {
        this.fractionBits = fractionBits;
        this.bias = bias;
        this.largest = largest;
        this.overflow = overflow;
        this.notANumber = notANumber;
        for (int code = 0; code < SIGN; code++) {
            float value = decode(code);
            values[code] = value;
            values[code | SIGN] = -value;
        }
    }

    /** The format of the numbers of a kind. */
    public static Float8 of(NumberKind kind) {
        return kind == NumberKind.FLOAT8_E4M3FN ? E4M3FN : E5M2;
    }

    /** The number with these bits, exactly. */
    public float toFloat(byte bits) {
        return values[Byte.toUnsignedInt(bits)];
    }

    /** The nearest, ties to even; what does not fit becomes an infinity where there is one, else NaN. */
    public byte fromFloat(float value) {
        int sign = Float.floatToRawIntBits(value) < 0 ? SIGN : 0;
        return (byte) (sign | encode(Math.abs((double) value)));
    }

    private float decode(int code) {
        int exponent = code >> fractionBits;
        int fraction = code & ((1 << fractionBits) - 1);
        float value = exponent == 0
                ? Math.scalb((float) fraction, 1 - bias - fractionBits)
                : Math.scalb((float) (fraction | (1 << fractionBits)), exponent - bias - fractionBits);
        if (value <= largest) {
            return value;
        }
        return code == overflow && overflow != notANumber ? Float.POSITIVE_INFINITY : Float.NaN;
    }

    private int encode(double magnitude) {
        if (Double.isNaN(magnitude)) {
            return notANumber;
        }
        double rounded = Double.isInfinite(magnitude) ? magnitude : round(magnitude);
        if (rounded > largest) {
            return overflow;
        }
        int exponent = exponent(rounded);
        int fraction = (int) Math.scalb(rounded, fractionBits - exponent);
        // Of a subnormal number the leading bit is missing, and with it the one that it adds to the exponent.
        return ((exponent + bias - 1) << fractionBits) + fraction;
    }

    private double round(double magnitude) {
        double unit = Math.scalb(1.0, exponent(magnitude) - fractionBits);
        return Math.rint(magnitude / unit) * unit;
    }

    private int exponent(double magnitude) {
        return Math.max(Math.getExponent(magnitude), 1 - bias);
    }
}
