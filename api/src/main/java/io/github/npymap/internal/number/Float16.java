package io.github.npymap.internal.number;

/** IEEE 754 binary16, which Java 17 has no conversions for. */
public final class Float16 {
    private static final int SIGN = 0x8000;
    private static final int EXPONENT = 0x7c00;
    private static final int FRACTION = 0x03ff;
    private static final float SMALLEST = 0x1p-24f;

    /** The first value that rounds to infinity: halfway between 65504 and the 65536 that binary16 does not have. */
    private static final float OVERFLOW = 65520f;

    private Float16() {}

    /** The number with these bits, exactly; the payload of a NaN is kept. */
    public static float toFloat(short bits) {
        int sign = (bits & SIGN) << 16;
        int exponent = bits & EXPONENT;
        int fraction = bits & FRACTION;
        if (exponent == 0) {
            float magnitude = fraction * SMALLEST;
            return sign == 0 ? magnitude : -magnitude;
        }
        int widened = exponent == EXPONENT ? 0x7f800000 : ((exponent >> 10) + 127 - 15) << 23;
        return Float.intBitsToFloat(sign | widened | (fraction << 13));
    }

    /** The numbers of a block, exactly. */
    public static void toFloats(short[] bits, int count, float[] target, int index) {
        float[] numbers = All.NUMBERS;
        for (int k = 0; k < count; k++) {
            target[index + k] = numbers[Short.toUnsignedInt(bits[k])];
        }
    }

    /** The numbers of a block, exactly. */
    public static void toDoubles(short[] bits, int count, double[] target, int index) {
        float[] numbers = All.NUMBERS;
        for (int k = 0; k < count; k++) {
            target[index + k] = numbers[Short.toUnsignedInt(bits[k])];
        }
    }

    /** Looking a number up takes less than half the time of making it. */
    private static final class All {
        static final float[] NUMBERS = new float[1 << Short.SIZE];

        static {
            for (int bits = 0; bits < NUMBERS.length; bits++) {
                NUMBERS[bits] = toFloat((short) bits);
            }
        }
    }

    /** The nearest binary16, ties to even; what does not fit becomes an infinity, as when NumPy assigns. */
    public static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & SIGN;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            int payload = (bits >>> 13) & FRACTION;
            return (short) (sign | EXPONENT | (payload == 0 ? 1 : payload));
        }
        if (magnitude >= OVERFLOW) {
            return (short) (sign | EXPONENT);
        }
        if (magnitude < 0x1p-14f) {
            // Subnormal: the unit in the last place is 2^-24, and rint rounds ties to even.
            return (short) (sign | (int) Math.rint(magnitude / SMALLEST));
        }
        int rest = bits & 0x7fffffff;
        int roundingBit = (rest >>> 13) & 1;
        int rounded = (rest + 0x0fff + roundingBit) >>> 13;
        return (short) (sign | (rounded - ((127 - 15) << 10)));
    }
}
