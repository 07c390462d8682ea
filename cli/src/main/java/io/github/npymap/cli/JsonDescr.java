package io.github.npymap.cli;

import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import io.github.npymap.types.StructType;
import io.github.npymap.types.StructType.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A dtype as NumPy's {@code dtype.descr} lists it, in JSON's terms: tuples become lists. */
final class JsonDescr {

    private JsonDescr() {}

    static Object of(DType dtype) {
        if (dtype instanceof StructType struct) {
            return fields(struct);
        }
        String literal = dtype.descr();
        return literal.substring(1, literal.length() - 1);
    }

    private static List<Object> fields(StructType struct) {
        List<Object> fields = new ArrayList<>();
        int end = 0;
        for (Field field : struct.fields()) {
            addPadding(fields, field.offset() - end);
            fields.add(field(field));
            end = field.offset() + field.itemsize();
        }
        addPadding(fields, struct.itemsize() - end);
        return fields;
    }

    private static void addPadding(List<Object> fields, int bytes) {
        if (bytes > 0) {
            fields.add(List.of("", "|V" + bytes));
        }
    }

    private static List<Object> field(Field field) {
        List<Object> parts = new ArrayList<>();
        parts.add(
                field.title().<Object>map(title -> List.of(title, field.name())).orElse(field.name()));
        List<Shape> subarrays = field.subarrays();
        Object type = of(field.dtype());
        for (int k = subarrays.size() - 1; k > 0; k--) {
            type = List.of(type, axes(subarrays.get(k)));
        }
        parts.add(type);
        if (!subarrays.isEmpty()) {
            parts.add(axes(subarrays.get(0)));
        }
        return parts;
    }

    private static List<Long> axes(Shape shape) {
        return Arrays.stream(shape.toArray()).boxed().toList();
    }
}
