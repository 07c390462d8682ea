package io.github.npymap.cli;

import io.github.npymap.DType;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.Shape;
import java.io.IOException;
import java.util.function.LongConsumer;

/** The bytes of a whole array in the order in which they lie in the file, to be looked at a page at a time. */
final class StoredBytes {

    /** The smallest page there is: one byte of each is at least one byte of every page. */
    private static final int PAGE = 4096;

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
     * Touches every page, the next block of them already on its way from the disk.
     *
     * @param progress told the number of bytes passed so far
     */
    void touch(LongConsumer progress) {
        byte[] touched = new byte[(int) (BLOCK / PAGE)];
        range(0, BLOCK).prefetch();
        for (long from = 0; from < count(); from += BLOCK) {
            long to = Math.min(count(), from + BLOCK);
            if (to < count()) {
                range(to, to + BLOCK).prefetch();
            }
            NpyArray pages = bytes.slice(from + ":" + to + ":" + PAGE);
            pages.read(0, touched, 0, (int) pages.size());
            // The last byte may lie on a page of its own, since data begin anywhere in a page.
            bytes.read(to - 1, touched, 0, 1);
            progress.accept(to);
        }
    }
}
