package io.github.npymap.cli;

import io.github.npymap.internal.python.PythonRepr;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import io.github.npymap.types.StructType;
import io.github.npymap.types.StructType.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@code info} tells about a file.
 *
 * @param format {@code npy}, or {@code raw}
 * @param version of the format; null where it has none
 */
record FileInfo(String format, String version, DType dtype, Shape shape, Order order, long dataOffset) {

    String toJson(Source source) {
        return source.json()
                .with("format", format)
                .with("version", version)
                .with("descr", JsonDescr.of(dtype))
                .with("shape", Arrays.stream(shape.toArray()).boxed().toList())
                .with("fortran_order", order == Order.FORTRAN)
                .with("itemsize", dtype.itemsize())
                .with("size", shape.size())
                .with("data_offset", dataOffset)
                .with("nbytes", nbytes())
                .toString();
    }

    String toText(Source source) {
        String inWords = nbytes() < 1024 ? "" : " (" + Text.bytes(nbytes()) + ")";
        List<String> lines = new ArrayList<>();
        lines.add(source.toString());
        lines.add("  format  " + format + (version == null ? "" : " " + version) + packing(source));
        if (dtype instanceof StructType struct) {
            lines.add("  dtype   a structure of " + struct.itemsize() + " bytes");
            addFields(struct, "    ", 0, lines);
        } else {
            lines.add("  dtype   " + dtype + ", " + dtype.descr() + ", " + dtype.itemsize() + " bytes");
        }
        lines.add("  shape   " + shape + (order == Order.FORTRAN ? ", Fortran order" : ""));
        lines.add("  size    " + shape.size() + (shape.size() == 1 ? " element" : " elements"));
        lines.add(
                "  data    " + nbytes() + (nbytes() == 1 ? " byte" : " bytes") + inWords + " from byte " + dataOffset);
        return String.join(System.lineSeparator(), lines);
    }

    /** One line a field, those of a structure inside it further to the right. */
    private static void addFields(StructType struct, String indent, int base, List<String> lines) {
        for (Field field : struct.fields()) {
            boolean nested = field.dtype() instanceof StructType;
            lines.add(indent + name(field) + "  "
                    + (nested ? "a structure" : field.dtype().toString())
                    + (field.shape().ndim() == 0 ? "" : " " + field.shape())
                    + ", " + field.itemsize() + " bytes from byte " + (base + field.offset()));
            if (field.dtype() instanceof StructType inner) {
                addFields(inner, indent + "  ", base + field.offset(), lines);
            }
        }
    }

    private static String packing(Source source) {
        return source.member().map(member -> ", " + member.compression()).orElse("");
    }

    private static String name(Field field) {
        String name = PythonRepr.of(field.name());
        return field.title()
                .map(title -> name + " (" + PythonRepr.of(title) + ")")
                .orElse(name);
    }

    private long nbytes() {
        return shape.size() * dtype.itemsize();
    }
}
