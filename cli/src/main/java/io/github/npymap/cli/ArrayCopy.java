package io.github.npymap.cli;

import io.github.npymap.Index;
import io.github.npymap.NpyArray;
import io.github.npymap.Slice;
import io.github.npymap.types.Order;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Copies an array into another of the same shape, whose order and type may differ. Where the order differs it goes by
 * blocks that are halved along their longest axis until they fit a cache: then both sides are near each other in pages
 * and cache lines alike, however large the array is.
 */
final class ArrayCopy {

    private static final int BLOCK_BYTES = 1 << 18;

    private final ElementCast cast;
    private final LongConsumer progress;
    private final byte[] in;
    private final byte[] out;
    private final int perBlock;
    private long done;

    private ArrayCopy(NpyArray source, NpyArray target, Casting casting, LongConsumer progress) {
        int largest =
                Math.max(1, Math.max(source.dtype().itemsize(), target.dtype().itemsize()));
        this.perBlock = (int) Math.max(1, Math.min(BLOCK_BYTES / largest, source.size()));
        this.cast = ElementCast.of(source.dtype(), target.dtype(), casting, perBlock);
        this.progress = progress;
        this.in = new byte[Math.multiplyExact(perBlock, source.dtype().itemsize())];
        this.out = new byte[Math.multiplyExact(perBlock, target.dtype().itemsize())];
    }

    /**
     * @param order in which the target's elements lie
     * @param casting what the other type may lose
     * @param progress told the number of elements done so far
     */
    static void run(NpyArray source, NpyArray target, Order order, Casting casting, LongConsumer progress) {
        if (source.size() == 0) {
            return;
        }
        NpyArray from = order == Order.FORTRAN ? source.transpose() : source;
        NpyArray to = order == Order.FORTRAN ? target.transpose() : target;
        ArrayCopy copy = new ArrayCopy(from, to, casting, progress);
        if (from.isContiguous()) {
            copy.flat(from, to);
        } else {
            copy.blocks(from, to);
        }
    }

    private void blocks(NpyArray source, NpyArray target) {
        if (source.size() <= perBlock) {
            flat(source, target);
            return;
        }
        int longest = 0;
        for (int axis = 1; axis < source.ndim(); axis++) {
            longest = source.shape().get(axis) > source.shape().get(longest) ? axis : longest;
        }
        long length = source.shape().get(longest);
        Index[] first = part(longest, 0, length / 2);
        Index[] second = part(longest, length / 2, length);
        blocks(source.slice(first), target.slice(first));
        blocks(source.slice(second), target.slice(second));
    }

    private static Index[] part(int axis, long from, long to) {
        Index[] items = new Index[axis + 1];
        Arrays.fill(items, Slice.all());
        items[axis] = Slice.of(from, to);
        return items;
    }

    private void flat(NpyArray source, NpyArray target) {
        for (long from = 0; from < source.size(); from += perBlock) {
            int count = (int) Math.min(perBlock, source.size() - from);
            source.readBytes(from, in, 0, count);
            cast.apply(in, out, count);
            target.writeBytes(from, out, 0, count);
            done += count;
            progress.accept(done);
        }
    }
}
