package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import io.github.npymap.types.TimeType;

/**
 * What one pass over times tells; NaTs stand aside.
 *
 * @param natCount elements that are not a time
 * @param min the smallest count, larger than {@code max} if there is none
 * @param max the largest count
 */
record TimeStatistics(long natCount, long min, long max) {

    private static final int BLOCK = 1 << 12;

    boolean isEmpty() {
        return min > max;
    }

    static TimeStatistics of(NpyArray times, ProgressLine progress) {
        long[] block = new long[(int) Math.min(BLOCK, times.size())];
        long natCount = 0;
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        try (progress) {
            for (long from = 0; from < times.size(); from += block.length) {
                int count = (int) Math.min(block.length, times.size() - from);
                times.read(from, block, 0, count);
                for (int k = 0; k < count; k++) {
                    if (block[k] == TimeType.NAT) {
                        natCount++;
                    } else {
                        min = Math.min(min, block[k]);
                        max = Math.max(max, block[k]);
                    }
                }
                progress.accept(from);
            }
        }
        return new TimeStatistics(natCount, min, max);
    }
}
