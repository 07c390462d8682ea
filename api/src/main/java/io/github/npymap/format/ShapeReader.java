package io.github.npymap.format;

import io.github.npymap.Shape;
import io.github.npymap.format.PythonLiteral.Int;
import io.github.npymap.format.PythonLiteral.Tuple;
import java.util.List;

/** From a literal to a shape: a tuple of integers, each 0 or more. */
public final class ShapeReader {

    private ShapeReader() {}

    /**
     * The shape that a tuple spells.
     *
     * @throws LiteralException if the literal is anything else; a boolean is no integer here, though it is in Python
     */
    public static Shape read(PythonLiteral literal) throws LiteralException {
        if (!(literal instanceof Tuple tuple)) {
            throw new LiteralException(literal.position(), "a shape, a tuple of integers", literal.describe());
        }
        return ofAxes(literal, tuple.items());
    }

    static Shape ofAxes(PythonLiteral whole, List<PythonLiteral> items) throws LiteralException {
        if (items.size() > Shape.MAX_AXES) {
            throw new LiteralException(
                    whole.position(), "a shape of at most " + Shape.MAX_AXES + " axes", items.size() + " axes");
        }
        long[] axes = new long[items.size()];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = axis(items.get(i));
        }
        try {
            return Shape.of(axes);
        } catch (IllegalArgumentException e) {
            throw new LiteralException(whole.position(), "a shape of at most 2^63-1 elements", e.getMessage());
        }
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
