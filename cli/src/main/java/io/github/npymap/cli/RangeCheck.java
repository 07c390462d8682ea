package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;

/** Refuses numbers that the new type cannot hold, where NumPy would wrap integers around and make the rest infinite. */
final class RangeCheck {

    private RangeCheck() {}

    /**
     * Looks at integers before they are cut to the width of their new type.
     *
     * @param unsigned whether they are bits of uint64
     * @throws ArithmeticException if one does not fit
     */
    static void integers(long[] values, int count, boolean unsigned, NumberType to) {
        if (to.kind() == NumberKind.BOOL) {
            return;
        }
        int unused = Long.SIZE - to.itemsize() * Byte.SIZE;
        boolean signed = to.kind().isSigned();
        for (int k = 0; k < count; k++) {
            long value = values[k];
            long kept = signed ? value << unused >> unused : value << unused >>> unused;
            boolean sameSign = signed ? !unsigned || value >= 0 : unsigned || value >= 0;
            if (kept != value || !sameSign) {
                throw refused(unsigned ? Long.toUnsignedString(value) : Long.toString(value), to, "keeps its low bits");
            }
        }
    }

    /**
     * Looks at floating-point numbers after they were converted.
     *
     * @param room for their values
     * @throws ArithmeticException if a finite one has become infinite, or NaN in a type without infinities
     */
    static void floats(NpyArray from, NpyArray to, double[] room, int count) {
        NumberType type = (NumberType) to.dtype();
        if (type.kind() == NumberKind.LONGDOUBLE) {
            return;
        }
        to.read(0, room, 0, count);
        for (int k = 0; k < count; k++) {
            if (!Double.isFinite(room[k]) && isFinite(from, k)) {
                throw refused(text(from, k), type, "makes it " + FloatText.of(room[k]));
            }
        }
    }

    private static boolean isFinite(NpyArray array, int k) {
        NumberType type = (NumberType) array.dtype();
        return type.kind() == NumberKind.LONGDOUBLE
                ? !LongDoubleBits.read(bytes(array, k), 0, type.order()).isSpecial()
                : !type.kind().isFloating() || Double.isFinite(array.getDouble(k));
    }

    private static String text(NpyArray array, int k) {
        return ElementFormat.of(array.dtype()).format(bytes(array, k), 0);
    }

    private static byte[] bytes(NpyArray array, int k) {
        byte[] bytes = new byte[array.dtype().itemsize()];
        array.readBytes(k, bytes, 0, 1);
        return bytes;
    }

    private static ArithmeticException refused(String value, NumberType to, String unsafe) {
        return new ArithmeticException("an element is " + value + ", which " + to + " cannot hold; --casting unsafe "
                + unsafe + ", as NumPy does");
    }
}
