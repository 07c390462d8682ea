package io.github.npymap.cli;

import io.github.npymap.types.DType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.TextType;

/** How much a conversion may lose: NumPy's {@code casting}, the strictest first. */
enum Casting {
    /** Nothing. */
    SAFE,
    /** Digits and range, but not the kind: no fractions to integers, no signs to unsigned. */
    SAME_KIND,
    /** Anything. */
    UNSAFE;

    boolean allows(DType from, DType to) {
        return needed(from, to).compareTo(this) <= 0;
    }

    /** NumPy's word. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The strictest that {@code np.can_cast(from, to)} allows. */
    static Casting needed(DType from, DType to) {
        if (from.littleEndian().equals(to.littleEndian())) {
            return SAFE;
        }
        if (from instanceof NumberType number && to instanceof NumberType other) {
            return needed(number.kind(), other.kind());
        }
        if (from instanceof TextType text && to instanceof TextType other) {
            boolean decoded = text.kind() == TextType.Kind.UNICODE && other.kind() == TextType.Kind.BYTES;
            return decoded ? UNSAFE : atBest(text.length() <= other.length());
        }
        throw new UnsupportedOperationException("npymap converts numbers to numbers and texts to texts, not " + from
                + " to " + to + "; --view takes the same bytes for another type, --field one field of structures");
    }

    private static Casting needed(NumberKind from, NumberKind to) {
        if (from == to || from == NumberKind.BOOL) {
            return SAFE;
        }
        if (to == NumberKind.BOOL || (from.isComplex() && !to.isComplex())) {
            return UNSAFE;
        }
        NumberKind source = part(from);
        NumberKind target = part(to);
        if (source.isInteger()) {
            return target.isInteger() ? integers(source, target) : atBest(holds(target, source));
        }
        return target.isInteger()
                ? UNSAFE
                : atBest(exponentBits(source) <= exponentBits(target) && fractionBits(source) <= fractionBits(target));
    }

    private static Casting integers(NumberKind from, NumberKind to) {
        if (from.isSigned() && !to.isSigned()) {
            return UNSAFE;
        }
        boolean sameSign = from.isSigned() == to.isSigned();
        return atBest(sameSign ? from.itemsize() <= to.itemsize() : from.itemsize() < to.itemsize());
    }

    /** Whether NumPy takes every integer of a kind for one of a floating-point kind, though it may round the largest. */
    private static boolean holds(NumberKind floating, NumberKind integer) {
        int bits = integer.itemsize() * Byte.SIZE;
        return fractionBits(floating) >= Math.min(bits - 1, fractionBits(NumberKind.FLOAT64));
    }

    private static Casting atBest(boolean safe) {
        return safe ? SAFE : SAME_KIND;
    }

    private static NumberKind part(NumberKind kind) {
        return switch (kind) {
            case COMPLEX64 -> NumberKind.FLOAT32;
            case COMPLEX128 -> NumberKind.FLOAT64;
            case CLONGDOUBLE -> NumberKind.LONGDOUBLE;
            default -> kind;
        };
    }

    private static int exponentBits(NumberKind kind) {
        return switch (kind) {
            case FLOAT8_E4M3FN -> 4;
            case FLOAT8_E5M2, FLOAT16 -> 5;
            case BFLOAT16, FLOAT32 -> 8;
            case FLOAT64 -> 11;
            default -> 15;
        };
    }

    private static int fractionBits(NumberKind kind) {
        return switch (kind) {
            case FLOAT8_E5M2 -> 2;
            case FLOAT8_E4M3FN -> 3;
            case BFLOAT16 -> 7;
            case FLOAT16 -> 10;
            case FLOAT32 -> 23;
            case FLOAT64 -> 52;
            default -> 63;
        };
    }
}
