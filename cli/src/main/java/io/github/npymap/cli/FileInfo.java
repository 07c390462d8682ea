package io.github.npymap.cli;

import io.github.npymap.DType;
import io.github.npymap.Order;
import io.github.npymap.Shape;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What {@code info} tells about a file.
 *
 * @param format {@code npy}, or {@code raw}
 * @param version of the format; null where it has none
 */
record FileInfo(String format, String version, DType dtype, Shape shape, Order order, long dataOffset) {

    String toJson(Path file) {
        return new JsonLine()
                .with("file", file)
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

    String toText(Path file) {
        String inWords = nbytes() < 1024 ? "" : " (" + Text.bytes(nbytes()) + ")";
        return String.join(
                System.lineSeparator(),
                file.toString(),
                "  format  " + format + (version == null ? "" : " " + version),
                "  dtype   " + dtype + ", " + dtype.descr() + ", " + dtype.itemsize() + " bytes",
                "  shape   " + shape + (order == Order.FORTRAN ? ", Fortran order" : ""),
                "  size    " + shape.size() + " elements",
                "  data    " + nbytes() + " bytes" + inWords + " from byte " + dataOffset);
    }

    private long nbytes() {
        return shape.size() * dtype.itemsize();
    }
}
