package io.github.npymap.nio;

import io.github.npymap.spi.ReferenceKernels;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Sums of float64 and float32 straight from mapped memory, where copying to the heap first would take as long as adding
 * does. The order of the additions is the one that {@link ReferenceKernels} defines.
 */
final class DirectSum {
    /** Places of memory from which blocks are added in turn. */
    private static final int PLACES = 4;

    /** One array per thread, for the sums of a chunk's blocks, and behind them the lanes of a block. */
    private static final ThreadLocal<double[]> SUMS =
            ThreadLocal.withInitial(() -> new double[ReferenceKernels.BLOCKS + ReferenceKernels.LANES]);

    private DirectSum() {}

    static boolean canAdd(NumberType type) {
        return type.order() == ByteOrder.nativeOrder()
                && (type.kind() == NumberKind.FLOAT64 || type.kind() == NumberKind.FLOAT32);
    }

    static double of(MappedMemory memory, NumberType type, long offset, int count) {
        double[] sums = SUMS.get();
        int whole = count / ReferenceKernels.BLOCK;
        int size = type.itemsize();
        if (type.kind() == NumberKind.FLOAT64) {
            memory.sumDoubles(offset, sums, whole);
        } else {
            memory.sumFloats(offset, sums, whole);
        }
        int rest = count % ReferenceKernels.BLOCK;
        if (rest > 0) {
            sums[whole] = sumScalars(memory, size, offset + (long) whole * ReferenceKernels.BLOCK * size, rest, sums);
        }
        MappedMemory.awaitFault();
        return ReferenceKernels.sumPairs(sums, rest > 0 ? whole + 1 : whole);
    }

    /**
     * Which of adjacent blocks is added as the {@code turn}-th. Java cannot ask for memory ahead, and the processor does
     * so up to the end of a page only. In four places at a time it has more to foresee.
     */
    static int block(int turn, int blocks) {
        int share = blocks / PLACES;
        return turn < share * PLACES ? turn % PLACES * share + turn / PLACES : turn;
    }

    /** The sum of a block by scalar accesses: any length, any place. */
    static double sumScalars(MappedMemory memory, int size, long offset, int count, double[] sums) {
        int l = ReferenceKernels.BLOCKS;
        Arrays.fill(sums, l, l + ReferenceKernels.LANES, 0);
        for (int i = 0; i < count; i++) {
            long at = offset + (long) i * size;
            sums[l + i % ReferenceKernels.LANES] += size == Double.BYTES
                    ? Double.longBitsToDouble(memory.getLong(at))
                    : Float.intBitsToFloat(memory.getInt(at));
        }
        return ((sums[l] + sums[l + 4]) + (sums[l + 2] + sums[l + 6]))
                + ((sums[l + 1] + sums[l + 5]) + (sums[l + 3] + sums[l + 7]));
    }
}
