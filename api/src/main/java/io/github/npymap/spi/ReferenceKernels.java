package io.github.npymap.spi;

import io.github.npymap.internal.number.Conversion;
import io.github.npymap.internal.number.Scratch;
import io.github.npymap.internal.number.Wide;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Reduction;

/**
 * The definition, in plain Java, of the operations that a backend may do faster. A backend's own version gives the same
 * results to the last bit, so that the choice of a backend is never seen in a number.
 *
 * <p><b>Order of a floating-point sum.</b> A chunk of at most {@link #CHUNK} elements is cut into blocks of
 * {@value #BLOCK}. In a block, element {@code i} is converted to double and added to lane {@code i % 8}; the block's sum
 * is {@code ((l0+l4)+(l2+l6)) + ((l1+l5)+(l3+l7))}. The sums of the blocks are added in pairs: while there are
 * {@code m > 1} of them, with {@code h = (m+1)/2}, {@code b[k] += b[k+h]} for {@code k < m-h}, then {@code m = h}. Eight
 * independent lanes are what keeps the adders of a processor busy, and no sum is longer than the one in NumPy's pairwise
 * summation, whose accuracy this has or exceeds.
 */
public final class ReferenceKernels {
    /** The most elements that one call reduces: short enough to be no pause, long enough to make its price vanish. */
    public static final int CHUNK = 128 * Scratch.BLOCK_SUMS;

    /** Elements that are summed before their sum joins a pair. Part of the definition of a floating-point sum. */
    public static final int BLOCK = 128;

    /** Sums that a block's elements are added to in turn. Part of the definition of a floating-point sum. */
    public static final int LANES = 8;

    /** Blocks of a whole chunk, and so the most sums that {@link #sumPairs} makes one of. */
    public static final int BLOCKS = CHUNK / BLOCK;

    /** No page is smaller. */
    private static final int PAGE = 4096;

    /** Where the bytes go that were read for the sake of reading. For all a compiler can see, somebody wants them. */
    static byte touched;

    private ReferenceKernels() {}

    static void load(Mapping mapping, long offset, long length) {
        byte bits = 0;
        for (long done = 0; done < length; done += PAGE) {
            bits ^= mapping.getByte(offset + done);
        }
        if (length > 0) {
            // The last byte may lie on a page of its own, since a range begins anywhere in a page.
            bits ^= mapping.getByte(offset + length - 1);
        }
        touched = bits;
    }

    /** What {@link Mapping#reduceFloating} gives. */
    public static double reduceFloating(Mapping mapping, Reduction reduction, NumberType type, long offset, int count) {
        Scratch scratch = Scratch.ofThread();
        Carrier carrier = Carrier.of(type);
        Object block = Conversion.carrier(type, scratch);
        double[] blocks = scratch.blockSums;
        int blockCount = 0;
        double extreme = identity(reduction);
        for (int done = 0; done < count; ) {
            int n = Math.min(Conversion.blockLength(type), count - done);
            long at = offset + (long) done * type.itemsize();
            mapping.read(at, carrier, block, 0, n * Conversion.width(type));
            Conversion.toDoubles(type, scratch, n);
            if (reduction == Reduction.SUM) {
                blockCount = sumBlocks(scratch.doubles, n, blocks, blockCount);
            } else {
                extreme = extreme(reduction, scratch.doubles, n, extreme);
            }
            done += n;
        }
        return reduction == Reduction.SUM ? sumPairs(blocks, blockCount) : extreme;
    }

    /** The same reduction of the first {@code count} ≤ {@link Scratch#LENGTH} doubles of an array. */
    public static double reduceFloating(Reduction reduction, double[] values, int count) {
        if (reduction == Reduction.SUM) {
            double[] blocks = Scratch.ofThread().blockSums;
            return sumPairs(blocks, sumBlocks(values, count, blocks, 0));
        }
        return extreme(reduction, values, count, identity(reduction));
    }

    /** What {@link Mapping#reduceInteger} gives. */
    public static void reduceInteger(
            Mapping mapping, Reduction reduction, NumberType type, long offset, int count, long[] result) {
        Scratch scratch = Scratch.ofThread();
        Carrier carrier = Carrier.of(type);
        Object block = Conversion.carrier(type, scratch);
        boolean unsigned = type.kind() == NumberKind.UINT64;
        Wide.setIdentity(reduction, unsigned, result);
        for (int done = 0; done < count; ) {
            int n = Math.min(Scratch.LENGTH, count - done);
            mapping.read(offset + (long) done * type.itemsize(), carrier, block, 0, n);
            Conversion.toLongs(type.kind(), scratch, n);
            Wide.reduce(reduction, unsigned, scratch.longs, n, result);
            done += n;
        }
    }

    private static int sumBlocks(double[] values, int count, double[] blocks, int blockCount) {
        int filled = blockCount;
        for (int start = 0; start < count; start += BLOCK) {
            blocks[filled++] = sumLanes(values, start, Math.min(start + BLOCK, count));
        }
        return filled;
    }

    private static double sumLanes(double[] values, int start, int end) {
        double l0 = 0;
        double l1 = 0;
        double l2 = 0;
        double l3 = 0;
        double l4 = 0;
        double l5 = 0;
        double l6 = 0;
        double l7 = 0;
        int i = start;
        for (; i <= end - LANES; i += LANES) {
            l0 += values[i];
            l1 += values[i + 1];
            l2 += values[i + 2];
            l3 += values[i + 3];
            l4 += values[i + 4];
            l5 += values[i + 5];
            l6 += values[i + 6];
            l7 += values[i + 7];
        }
        // At most seven are left, in the lanes from 0.
        l0 += i < end ? values[i] : 0;
        l1 += i + 1 < end ? values[i + 1] : 0;
        l2 += i + 2 < end ? values[i + 2] : 0;
        l3 += i + 3 < end ? values[i + 3] : 0;
        l4 += i + 4 < end ? values[i + 4] : 0;
        l5 += i + 5 < end ? values[i + 5] : 0;
        l6 += i + 6 < end ? values[i + 6] : 0;
        return ((l0 + l4) + (l2 + l6)) + ((l1 + l5) + (l3 + l7));
    }

    /**
     * Adds the sums of a chunk's blocks in pairs. This defines the result, to the last bit: blocks that join in another
     * order make another number.
     *
     * @param sums those of the blocks, in their order; overwritten
     * @param count how many there are, at least 1
     * @return the sum of the chunk
     */
    public static double sumPairs(double[] sums, int count) {
        int m = count;
        while (m > 1) {
            int half = (m + 1) / 2;
            for (int k = 0; k < m - half; k++) {
                sums[k] += sums[k + half];
            }
            m = half;
        }
        return sums[0];
    }

    private static double identity(Reduction reduction) {
        return reduction == Reduction.MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    private static double extreme(Reduction reduction, double[] values, int count, double start) {
        double extreme = start;
        if (reduction == Reduction.MIN) {
            for (int k = 0; k < count; k++) {
                extreme = Math.min(extreme, values[k]);
            }
        } else {
            for (int k = 0; k < count; k++) {
                extreme = Math.max(extreme, values[k]);
            }
        }
        return extreme;
    }
}
