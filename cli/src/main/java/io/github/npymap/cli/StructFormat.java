package io.github.npymap.cli;

import io.github.npymap.types.DType;
import io.github.npymap.types.StructType;
import io.github.npymap.types.StructType.Field;
import io.github.npymap.types.TimeType;
import java.util.List;
import java.util.stream.Collectors;

/** Structures as tuples, subarrays in them as lists. */
final class StructFormat implements ElementFormat {

    private final List<Part> parts;

    /** A field, and how it is written. */
    private record Part(Field field, ElementFormat format) {

        String format(byte[] bytes, int at) {
            return list(bytes, at + field.offset(), 0, field.itemsize());
        }

        private String list(byte[] bytes, int at, int axis, int size) {
            if (axis == field.shape().ndim()) {
                return format.format(bytes, at);
            }
            int length = (int) field.shape().get(axis);
            StringBuilder text = new StringBuilder("[");
            for (int k = 0; k < length; k++) {
                int step = size / length;
                text.append(k == 0 ? "" : ", ").append(list(bytes, at + k * step, axis + 1, step));
            }
            return text.append(']').toString();
        }
    }

    StructFormat(StructType struct) {
        parts = struct.fields().stream()
                .map(field -> new Part(field, inStructure(field.dtype())))
                .toList();
    }

    /** Times stand in quotes here, and durations without their unit, as NumPy has it. */
    private static ElementFormat inStructure(DType dtype) {
        ElementFormat format = ElementFormat.of(dtype);
        if (!(dtype instanceof TimeType time)) {
            return format;
        }
        if (time.kind() == TimeType.Kind.DATETIME) {
            return (bytes, at) -> "'" + format.format(bytes, at) + "'";
        }
        return (bytes, at) -> {
            long count = Bits.read(bytes, at, Long.BYTES, time.order());
            return count == TimeType.NAT ? "'NaT'" : Long.toString(count);
        };
    }

    @Override
    public String format(byte[] bytes, int at) {
        return parts.stream()
                .map(part -> part.format(bytes, at))
                .collect(Collectors.joining(", ", "(", parts.size() == 1 ? ",)" : ")"));
    }
}
