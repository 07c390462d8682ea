package io.github.npymap.cli;

/** On the way to a type with few bits. */
final class Rounding {

    private Rounding() {}

    /**
     * The float that tells a following rounding to fewer bits everything that it has to know: an inexact one has its
     * last bit set, so that two roundings give what one would.
     */
    static float toOdd(double value) {
        float nearest = (float) value;
        if (Double.isNaN(value) || nearest == value || (Float.floatToRawIntBits(nearest) & 1) == 1) {
            return nearest;
        }
        return Math.abs(nearest) > Math.abs(value)
                ? Math.nextAfter(nearest, 0)
                : Math.nextAfter(nearest, value < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
}
