package io.github.npymap.internal.descr;

import io.github.npymap.internal.python.LiteralException;
import io.github.npymap.internal.python.PythonLiteral;
import io.github.npymap.internal.python.PythonLiteral.Int;
import io.github.npymap.internal.python.PythonLiteral.PyList;
import io.github.npymap.internal.python.PythonLiteral.Tuple;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import io.github.npymap.types.StructType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** What a field holds: one element, or a subarray of them, {@code (type, shape)}. */
record FieldType(DType dtype, Shape shape) {

    /** The type of a field of two or three parts: name, type and, for a subarray, its shape. */
    static FieldType read(List<PythonLiteral> parts) throws LiteralException {
        FieldType type = of(parts.get(1));
        return parts.size() < 3 ? type : type.repeated(parts.get(2));
    }

    /** Bytes of all elements together. */
    int itemsize() {
        return (int) (dtype.itemsize() * shape.size());
    }

    boolean isSubarray() {
        return shape.ndim() > 0;
    }

    private static FieldType of(PythonLiteral literal) throws LiteralException {
        if (!(literal instanceof Tuple pair)) {
            return new FieldType(DescrReader.read(literal), Shape.of());
        }
        if (pair.items().size() != 2) {
            throw new LiteralException(literal.position(), "a subarray, (type, shape)", literal.describe());
        }
        return of(pair.items().get(0)).repeated(pair.items().get(1));
    }

    /** A subarray of this; the axes of a subarray of subarrays follow each other, outer ones first. */
    private FieldType repeated(PythonLiteral axes) throws LiteralException {
        Shape outer = ShapeReader.ofAxes(axes, axisList(axes));
        long[] joined = LongStream.concat(LongStream.of(outer.toArray()), LongStream.of(shape.toArray()))
                .toArray();
        if (joined.length > Shape.MAX_AXES) {
            throw new LiteralException(
                    axes.position(), "a subarray of at most " + Shape.MAX_AXES + " axes", joined.length + " axes");
        }
        if (dtype.itemsize() == 0 && !(dtype instanceof StructType) && joined.length > 0) {
            throw new LiteralException(
                    axes.position(), "a subarray of elements of 1 byte or more", "one of " + dtype.descr());
        }
        requireInt(axes, joined);
        return new FieldType(dtype, Shape.of(joined));
    }

    private static List<PythonLiteral> axisList(PythonLiteral axes) throws LiteralException {
        if (axes instanceof Int) {
            return List.of(axes);
        }
        if (axes instanceof Tuple tuple) {
            return tuple.items();
        }
        if (axes instanceof PyList list) {
            return list.items();
        }
        throw new LiteralException(axes.position(), "the shape of a subarray", axes.describe());
    }

    /** As for whole arrays, an axis of length 0 does not excuse the others. */
    private void requireInt(PythonLiteral literal, long[] axes) throws LiteralException {
        long bytes = Math.max(1, dtype.itemsize());
        for (long axis : axes) {
            long length = Math.max(1, axis);
            if (length > Integer.MAX_VALUE / bytes) {
                throw new LiteralException(
                        literal.position(),
                        "a subarray of at most 2^31-1 bytes",
                        Arrays.toString(axes) + " elements of " + dtype.itemsize());
            }
            bytes *= length;
        }
    }
}
