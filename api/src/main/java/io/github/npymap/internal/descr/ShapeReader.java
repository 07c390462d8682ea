package io.github.npymap.internal.descr;

import io.github.npymap.internal.python.Axes;
import io.github.npymap.internal.python.LiteralException;
import io.github.npymap.internal.python.PythonLiteral;
import io.github.npymap.types.Shape;
import java.util.List;

/** From a literal to a shape: a tuple of integers, each 0 or more. */
public final class ShapeReader {

    private ShapeReader() {}

    /**
     * The shape that a tuple spells.
     *
     * @throws LiteralException if the literal is anything else; a boolean is not an integer here, although it is one in
     *     Python
     */
    public static Shape read(PythonLiteral literal) throws LiteralException {
        return Shape.of(Axes.read(literal, Shape.MAX_AXES));
    }

    static Shape ofAxes(PythonLiteral whole, List<PythonLiteral> items) throws LiteralException {
        return Shape.of(Axes.read(whole, items, Shape.MAX_AXES));
    }
}
