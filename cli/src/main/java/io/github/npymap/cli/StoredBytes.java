package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.util.function.LongConsumer;

/** The bytes of a whole array in the order in which they lie in the file, to be looked at a page at a time. */
final class StoredBytes {

    private static final long BLOCK = 8L << 20;

    /** So large that what the disk does at the end of each is little beside it. */
    private static final long FLUSHED = 256L << 20;

    private final NpyArray bytes;

    /** @param array all of a file */
    StoredBytes(NpyArray array) {
        NpyArray stored = array.isContiguous() ? array : array.transpose();
        this.bytes = array.nbytes() == 0
                ? NpyArray.zeros(DType.INT8, Shape.of(0))
                : stored.reshape(-1).viewAs(DType.INT8);
    }

    long count() {
        return bytes.size();
    }

    NpyArray range(long from, long to) {
        return bytes.slice(from + ":" + Math.min(to, count()));
    }

    /**
     * Writes a new file to the disk, which can take longer than to make it.
     *
     * @param progress told the number of bytes written so far
     */
    static void flush(NpyFile file, LongConsumer progress) throws IOException {
        StoredBytes bytes = new StoredBytes(file.array());
        for (long from = 0; from < bytes.count(); from += FLUSHED) {
            bytes.range(from, from + FLUSHED).flush();
            progress.accept(Math.min(bytes.count(), from + FLUSHED));
        }
    }

    /**
     * Brings all of them into memory.
     *
     * @param progress told the number of bytes that are in memory so far
     */
    void load(LongConsumer progress) {
        for (long from = 0; from < count(); from += BLOCK) {
            range(from, from + BLOCK).load();
            progress.accept(Math.min(count(), from + BLOCK));
        }
    }
}
