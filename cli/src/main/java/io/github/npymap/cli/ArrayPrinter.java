package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import java.io.PrintWriter;

/** Prints an array in nested brackets, as NumPy does: the middle of long axes left out where it is large. */
final class ArrayPrinter {

    /** NumPy's {@code threshold} and {@code edgeitems}. */
    private static final long THRESHOLD = 1000;

    private static final int EDGE = 3;

    private static final int BLOCK_BYTES = 1 << 15;

    private final NpyArray array;
    private final ElementFormat format;
    private final PrintWriter out;
    private final boolean abridged;
    private final int itemsize;
    private final int perBlock;
    private final byte[] block;
    private int width;

    private ArrayPrinter(NpyArray array, boolean all, PrintWriter out) {
        this.array = array;
        this.format = ElementFormat.of(array.dtype());
        this.out = out;
        this.abridged = !all && array.size() > THRESHOLD;
        this.itemsize = array.dtype().itemsize();
        this.perBlock = (int) Math.min(Math.max(1, BLOCK_BYTES / Math.max(1, itemsize)), array.size());
        this.block = new byte[perBlock * itemsize];
    }

    /** Prints the elements, or where there are more than 1000 and not all are wanted, those at the edges. */
    static void print(NpyArray array, boolean all, PrintWriter out) {
        if (array.size() == 0) {
            out.println("[]");
            return;
        }
        ArrayPrinter printer = new ArrayPrinter(array, all, out);
        if (!all) {
            printer.visit(0, 0, new Visitor() {
                @Override
                public void element(String text, boolean first) {
                    printer.width = Math.max(printer.width, text.length());
                }
            });
        }
        printer.visit(0, 0, printer.new Writer());
        out.println();
    }

    /** What comes by on the way through the array. */
    private interface Visitor {
        default void open() {}

        default void close() {}

        default void gap(int axis) {}

        default void nextRow(int axis) {}

        void element(String text, boolean first);
    }

    private final class Writer implements Visitor {
        @Override
        public void open() {
            out.print('[');
        }

        @Override
        public void close() {
            out.print(']');
        }

        @Override
        public void gap(int axis) {
            out.print(axis == array.ndim() - 1 ? " ..." : "...");
        }

        @Override
        public void nextRow(int axis) {
            out.println();
            out.print(" ".repeat(axis + 1));
        }

        @Override
        public void element(String text, boolean first) {
            if (!first) {
                out.print(' ');
            }
            out.print(" ".repeat(Math.max(0, width - text.length())));
            out.print(text);
        }
    }

    private void visit(int axis, long row, Visitor visitor) {
        if (axis == array.ndim()) {
            elements(row, 1, true, visitor);
            return;
        }
        long length = array.shape().get(axis);
        boolean gap = abridged && length > 2 * EDGE;
        visitor.open();
        if (axis == array.ndim() - 1) {
            elements(row * length, gap ? EDGE : length, true, visitor);
            if (gap) {
                visitor.gap(axis);
                elements((row + 1) * length - EDGE, EDGE, false, visitor);
            }
        } else {
            for (long i = 0; i < length; i++) {
                if (i > 0) {
                    visitor.nextRow(axis);
                }
                if (gap && i == EDGE) {
                    visitor.gap(axis);
                    visitor.nextRow(axis);
                    i = length - EDGE;
                }
                visit(axis + 1, row * length + i, visitor);
            }
        }
        visitor.close();
    }

    private void elements(long from, long count, boolean first, Visitor visitor) {
        for (long done = 0; done < count; done += perBlock) {
            int part = (int) Math.min(perBlock, count - done);
            array.readBytes(from + done, block, 0, part);
            for (int i = 0; i < part; i++) {
                visitor.element(format.format(block, i * itemsize), first && done + i == 0);
            }
        }
    }
}
