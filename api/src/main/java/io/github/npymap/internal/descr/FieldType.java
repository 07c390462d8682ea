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
import java.util.stream.Stream;

/**
 * What a field holds: one element, or a subarray of them, {@code (type, shape)}.
 *
 * @param subarrays as {@link StructType.Field#subarrays}
 */
record FieldType(DType dtype, List<Shape> subarrays) {

    /** The type of a field of two or three parts: name, type and, for a subarray, its shape. */
    static FieldType read(List<PythonLiteral> parts) throws LiteralException {
        FieldType type = of(parts.get(1));
        return parts.size() < 3 ? type : type.repeated(parts.get(2));
    }

    /** Bytes of all elements together. */
    int itemsize() {
        long size = dtype.itemsize();
        for (Shape axes : subarrays) {
            size *= axes.size();
        }
        return (int) size;
    }

    boolean isSubarray() {
        return !subarrays.isEmpty();
    }

    private static FieldType of(PythonLiteral literal) throws LiteralException {
        if (!(literal instanceof Tuple pair)) {
            return new FieldType(DescrReader.read(literal), List.of());
        }
        if (pair.items().size() != 2) {
            throw new LiteralException(literal.position(), "a subarray, (type, shape)", literal.describe());
        }
        return of(pair.items().get(0)).repeated(pair.items().get(1));
    }

    /** A subarray of this; without axes it is this. */
    private FieldType repeated(PythonLiteral axes) throws LiteralException {
        Shape outer = ShapeReader.ofAxes(axes, axisList(axes));
        boolean hasSize = itemsize() > 0 || (dtype instanceof StructType && !isSubarray());
        if (!hasSize) {
            throw new LiteralException(
                    axes.position(),
                    "a subarray of elements of 1 byte or more",
                    "one of " + (isSubarray() ? "subarrays without elements" : dtype.descr()));
        }
        if (outer.ndim() == 0) {
            return this;
        }
        List<Shape> all = Stream.concat(Stream.of(outer), subarrays.stream()).toList();
        long[] joined = all.stream()
                .flatMapToLong(shape -> Arrays.stream(shape.toArray()))
                .toArray();
        if (joined.length > Shape.MAX_AXES) {
            throw new LiteralException(
                    axes.position(), "a subarray of at most " + Shape.MAX_AXES + " axes", joined.length + " axes");
        }
        requireInt(axes, joined);
        return new FieldType(dtype, all);
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
