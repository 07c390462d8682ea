package io.github.npymap.internal.array;

import io.github.npymap.internal.number.Scratch;
import io.github.npymap.internal.parallel.Workers;
import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.Positions;
import io.github.npymap.types.DType;
import io.github.npymap.types.JavaType;

/** Collects rows of a view, entries of its first axis with all that is in them: {@code a[rows]}. */
public final class RowGather {
    /** Most bytes of rows that are gathered at once: a mapping may ask for all of them before it copies the first. */
    private static final long BATCH_BYTES = 32 << 20;

    /** Elements that are so many bytes apart each have a page of their own, on systems with small ones. */
    private static final int FAR_APART = 4096;

    private final Mapping mapping;
    private final DType type;
    private final Carrier carrier;
    private final Bulk bulk;
    private final Workers workers;

    /** Merged. */
    private final Layout layout;

    /** Bytes from one row to the next. */
    private final long rowStride;

    private final long rowCount;

    /** Elements of a row. */
    private final long rowSize;

    /** Bytes from the first to the last of a row. */
    private final long span;

    /** Where rows begin: with their first element, and with their lowest byte, as elements may follow in either direction. */
    private final LastPositions firstElements;

    private final LastPositions lowestBytes;

    /** @param layout the view's, with at least one axis */
    public RowGather(Mapping mapping, DType type, Layout layout, Bulk bulk, Workers workers) {
        this.mapping = mapping;
        this.type = type;
        this.carrier = Carrier.of(type);
        this.bulk = bulk;
        this.workers = workers;
        this.layout = layout.merged();
        this.rowStride = layout.strides[0];
        this.rowCount = layout.shape[0];
        this.rowSize = rowCount == 0 ? 0 : layout.size() / rowCount;
        this.span = layout.spanLength(type.itemsize()) - (rowCount - 1) * Math.abs(rowStride);
        this.firstElements = new LastPositions(layout.offset, rowStride);
        this.lowestBytes = new LastPositions(layout.spanStart() - Math.min(0, (rowCount - 1) * rowStride), rowStride);
    }

    /** Copies whole rows one after the other. */
    public void run(long[] rows, Object target) {
        JavaType java = Bulk.requireReads(type, target);
        // Too large a product saturates, and no array is as long.
        boolean countable = Math.multiplyHigh(rowSize, rows.length) == 0 && rowSize * rows.length >= 0;
        Requirements.requireLength(target, countable ? rowSize * rows.length : Long.MAX_VALUE);
        for (long row : rows) {
            Requirements.requireRow(row, rowCount);
        }
        if (rows.length == 0 || rowSize == 0) {
            Requirements.requireOpen(mapping);
            return;
        }
        int share = (int) Math.max(1, Bulk.SHARE / rowSize);
        if (workers.isAlone() || rows.length <= share) {
            run(java, rows, 0, rows.length, target);
            return;
        }
        workers.each((rows.length - 1) / share + 1, k -> {
            int done = (int) k * share;
            run(java, rows, done, Math.min(done + share, rows.length), target);
        });
    }

    private void run(JavaType java, long[] rows, int from, int to, Object target) {
        int itemsize = type.itemsize();
        boolean adjacent = layout.innerStride() == itemsize && layout.innerLength() % rowSize == 0;
        if (Bulk.isDirect(type, java) && adjacent) {
            copy(rows, from, to, target);
            return;
        }
        boolean apart = rowCount == 1 || span <= Math.abs(rowStride);
        if (apart && span <= FAR_APART * pages()) {
            read(java, rows, from, to, target);
            return;
        }
        int run = (int) rowSize;
        for (int k = from; k < to; k++) {
            readScattered(Requirements.requireRow(rows[k], rowCount) * run, java, target, k * run, run);
        }
    }

    /** Rows whose elements lie side by side, and are copied as they are. */
    private void copy(long[] rows, int from, int to, Object target) {
        int run = (int) rowSize;
        int most = batch((long) run * type.itemsize());
        for (int done = from; done < to; ) {
            int length = Math.min(most, to - done);
            mapping.gather(firstElements.of(checked(rows, done, length), length), run, carrier, target, done * run);
            done += length;
        }
    }

    /** Rows that lie apart from each other, each of which is read as any part of a view. */
    private void read(JavaType java, long[] rows, int from, int to, Object target) {
        int run = (int) rowSize;
        int most = batch(span);
        for (int done = from; done < to; ) {
            int end = done + Math.min(most, to - done);
            mapping.anticipate(lowestBytes.of(checked(rows, done, end - done), end - done), span);
            for (; done < end; done++) {
                bulk.read(Requirements.requireRow(rows[done], rowCount) * run, java, target, done * run, run);
            }
        }
    }

    /** Rows that a mapping is told of at once, by the bytes that each has. */
    private static int batch(long rowBytes) {
        return (int) Math.max(1, Math.min(Scratch.LENGTH, BATCH_BYTES / rowBytes));
    }

    /** Rows that are checked once more, where nobody else can change them. */
    private long[] checked(long[] rows, int from, int count) {
        long[] positions = Scratch.ofThread().positions;
        for (int k = 0; k < count; k++) {
            positions[k] = Requirements.requireRow(rows[from + k], rowCount);
        }
        return positions;
    }

    /** Pages that a row has, more or less: those of each run of elements that are near each other. */
    private long pages() {
        long inner = Math.min(rowSize, layout.innerLength());
        long extent = Math.min(FAR_APART, Math.abs(layout.innerStride())) * (inner - 1) + type.itemsize();
        return rowSize / inner * (extent / FAR_APART + 1);
    }

    /**
     * For a row that lies in others, as in Fortran order, or is mostly gaps: what is asked for together is not several rows
     * but elements of one, since from the first to the last of them it may be all of the file. Where many elements share
     * a page, the system reads ahead.
     */
    private void readScattered(long first, JavaType java, Object target, int index, int count) {
        long stride = layout.innerStride();
        if (Math.abs(stride) < FAR_APART || layout.innerLength() < Bulk.LONG_RUN) {
            bulk.read(first, java, target, index, count);
            return;
        }
        for (int done = 0; done < count; ) {
            int most = Math.min(Runs.COUNTING.length, count - done);
            int part = (int) Math.min(most, layout.restOfRow(first + done));
            mapping.anticipate(
                    Positions.of(layout.elementOffset(first + done), stride, Runs.COUNTING, part), type.itemsize());
            bulk.read(first + done, java, target, index + done, part);
            done += part;
        }
    }
}
