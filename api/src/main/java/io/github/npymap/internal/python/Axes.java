package io.github.npymap.internal.python;

import io.github.npymap.internal.python.PythonLiteral.Int;
import io.github.npymap.internal.python.PythonLiteral.Tuple;
import java.util.List;
import java.util.OptionalLong;

/** The lengths of axes in a literal: integers, each 0 or more. */
public final class Axes {
    private Axes() {}

    /**
     * The integers of a tuple.
     *
     * @param most the largest number of axes
     * @throws LiteralException if the literal is anything else, or a shape of more than 2<sup>63</sup>-1 elements; a boolean
     *     is not an integer here, although it is one in Python
     */
    public static long[] read(PythonLiteral literal, int most) throws LiteralException {
        if (!(literal instanceof Tuple tuple)) {
            throw new LiteralException(literal.position(), "a shape, a tuple of integers", literal.describe());
        }
        return read(literal, tuple.items(), most);
    }

    /**
     * The integers of a list of literals.
     *
     * @param whole where the list stands, for messages
     * @param most the largest number of axes
     * @throws LiteralException if an item is not an integer, or there are too many, or too many elements
     */
    public static long[] read(PythonLiteral whole, List<PythonLiteral> items, int most) throws LiteralException {
        if (items.size() > most) {
            throw new LiteralException(
                    whole.position(), "a shape of at most " + most + " axes", items.size() + " axes");
        }
        long[] axes = new long[items.size()];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = axis(items.get(i));
        }
        requireCountable(whole, axes);
        return axes;
    }

    private static void requireCountable(PythonLiteral whole, long[] axes) throws LiteralException {
        if (countElements(axes).isEmpty()) {
            throw new LiteralException(whole.position(), "a shape of at most 2^63-1 elements", tooMany(axes));
        }
    }

    /**
     * The product of the lengths of axes, each 0 or more; empty if that of those above 0 is more than 2<sup>63</sup>-1.
     */
    public static OptionalLong countElements(long... axes) {
        long product = 1;
        boolean isEmpty = false;
        for (long axis : axes) {
            if (axis == 0) {
                isEmpty = true;
            } else if (product > Long.MAX_VALUE / axis) {
                return OptionalLong.empty();
            } else {
                product *= axis;
            }
        }
        return OptionalLong.of(isEmpty ? 0 : product);
    }

    /** What to say of axes whose elements cannot be counted. */
    public static String tooMany(long... axes) {
        return "more than 2^63-1 elements in the shape " + PythonRepr.tuple(axes);
    }

    private static long axis(PythonLiteral literal) throws LiteralException {
        if (!(literal instanceof Int axis)) {
            throw new LiteralException(literal.position(), "the length of an axis, an integer", literal.describe());
        }
        if (axis.value().signum() < 0) {
            throw new LiteralException(literal.position(), "an axis of length 0 or more", literal.describe());
        }
        if (axis.value().bitLength() >= Long.SIZE) {
            throw new LiteralException(literal.position(), "an axis of at most 2^63-1", literal.describe());
        }
        return axis.value().longValueExact();
    }
}
