package io.github.npymap.internal.number;

/** The upper half of a float32, as ml_dtypes has it. */
public final class Bfloat16 {
    private static final int DROPPED_HALF = 0x7fff;

    private Bfloat16() {}

    /** The number with these bits, exactly; the payload of a NaN is kept. */
    public static float toFloat(short bits) {
        return Float.intBitsToFloat(bits << Short.SIZE);
    }

    /** The nearest bfloat16, ties to even; what does not fit becomes an infinity. */
    public static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            // A payload in the lost bits only must not make an infinity of a NaN.
            int kept = bits >>> Short.SIZE;
            return (short) ((kept & 0x7f) == 0 ? kept | 1 : kept);
        }
        return (short) ((bits + DROPPED_HALF + ((bits >>> Short.SIZE) & 1)) >>> Short.SIZE);
    }
}
