package io.github.npymap.internal.descr;

import io.github.npymap.internal.python.LiteralException;
import io.github.npymap.internal.python.LiteralParser;
import io.github.npymap.internal.python.PythonLiteral;
import io.github.npymap.internal.python.PythonLiteral.PyList;
import io.github.npymap.internal.python.PythonLiteral.Str;
import io.github.npymap.internal.python.PythonLiteral.Tuple;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.StructType;
import io.github.npymap.types.StructType.Field;
import io.github.npymap.types.VoidType;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * From the value of {@code descr} to a type: NumPy's {@code descr_to_dtype}. A string is a {@link TypeString}, a list
 * is a structure, a tuple {@code (type, shape)} is a subarray and stands only inside a structure.
 */
public final class DescrReader {

    private static final Set<String> FLOAT8 = Set.of("<f1", ">f1", "|f1");

    private DescrReader() {}

    /**
     * The type that a literal describes.
     *
     * @throws ObjectDTypeException for Python objects
     * @throws LiteralException if it describes none
     */
    public static DType read(PythonLiteral descr) throws LiteralException {
        if (descr instanceof Str string) {
            // What ml_dtypes calls its float8_e5m2, although NumPy does not understand it: the byte is there to be
            // viewed.
            return FLOAT8.contains(string.value())
                    ? new VoidType(1)
                    : TypeString.read(string.value(), string.position());
        }
        if (descr instanceof PyList list) {
            return structure(list);
        }
        if (descr instanceof Tuple tuple) {
            throw new LiteralException(
                    tuple.position(),
                    "a type string or a list of fields",
                    tuple.describe(),
                    "A subarray stands only inside a structure; put its axes into the shape.");
        }
        throw new LiteralException(descr.position(), "a type string or a list of fields", descr.describe());
    }

    /**
     * The type that a text names, written as a bare type string or as a Python literal. Unlike a header it may also name
     * a type of ml_dtypes, {@code bfloat16}, which NumPy knows as soon as that package is loaded.
     */
    public static DType readText(String text) throws LiteralException {
        for (NumberKind kind : NumberKind.values()) {
            if (kind.numpyName().equals(text)) {
                return new NumberType(kind, ByteOrder.LITTLE_ENDIAN);
            }
        }
        String trimmed = text.strip();
        boolean literal = !trimmed.isEmpty() && "[('\"".indexOf(trimmed.charAt(0)) >= 0;
        return literal ? read(LiteralParser.parse(trimmed)) : TypeString.read(text, 0);
    }

    private static StructType structure(PyList list) throws LiteralException {
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        long end = 0;
        for (PythonLiteral item : list.items()) {
            List<PythonLiteral> parts = parts(item);
            FieldName name = FieldName.read(parts.get(0));
            FieldType type = FieldType.read(parts);
            int offset = Math.toIntExact(end);
            end += type.itemsize();
            if (end > Integer.MAX_VALUE) {
                throw new LiteralException(item.position(), "a structure of at most 2^31-1 bytes", end + " bytes");
            }
            if (!isPadding(name, type)) {
                name.requireNew(names);
                fields.add(new Field(name.name(), name.title(), offset, type.dtype(), type.subarrays()));
            }
        }
        return new StructType(fields, (int) end);
    }

    private static List<PythonLiteral> parts(PythonLiteral item) throws LiteralException {
        List<PythonLiteral> parts =
                item instanceof Tuple tuple ? tuple.items() : item instanceof PyList list ? list.items() : List.of();
        if (parts.size() < 2 || parts.size() > 3) {
            throw new LiteralException(
                    item.position(), "a field, (name, type) or (name, type, shape)", item.describe());
        }
        return parts;
    }

    /** Bytes between fields have an empty name and no type; to NumPy every subarray counts as having none. */
    private static boolean isPadding(FieldName name, FieldType type) {
        boolean untyped = type.dtype() instanceof VoidType || type.isSubarray();
        return untyped && name.isPaddingName();
    }
}
