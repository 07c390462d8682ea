package io.github.npymap.jni;

/**
 * The pages of a mapping that an access from Java has missed, as {@link SystemCalls#watch} has them: C adds to them at any
 * time, and none is taken away.
 */
final class LostPages {
    private LostPages() {}

    /** Whether there is one. */
    static boolean any(long watch) {
        return count(watch) != 0;
    }

    /**
     * Returns the lowest address of these elements that is on a lost page, or 0.
     *
     * @param start the address of the lowest element
     * @param stride bytes from one element to the next, at least 0
     * @param size the bytes of an element
     */
    static long first(long watch, long start, long stride, long size, long count) {
        long lowest = 0;
        for (long k = count(watch); k > 0; k--) {
            long lost = first(start(watch, k), end(watch, k), start, stride, size, count);
            lowest = lost != 0 && (lowest == 0 || lost < lowest) ? lost : lowest;
        }
        return lowest;
    }

    /** Puts zeros once more on the lost pages in a range, and on no others: those are the file's. */
    static void retire(long watch, long start, long end, int mode) {
        for (long k = count(watch); k > 0; k--) {
            long from = Math.max(start, start(watch, k));
            long to = Math.min(end, end(watch, k));
            if (start(watch, k) != 0 && from < to) {
                int unusedResult = SystemCalls.retire(from, to - from, mode);
            }
        }
    }

    private static long first(long lost, long lostEnd, long start, long stride, long size, long count) {
        if (lost == 0 || count == 0 || size == 0 || start >= lostEnd) {
            return 0;
        }
        // The first element that ends behind the start of what is lost.
        long before = lost - start - size;
        long number = before < 0 ? 0 : stride == 0 ? count : before / stride + 1;
        long element = number < count ? start + number * stride : lostEnd;
        return element < lostEnd ? Math.max(element, lost) : 0;
    }

    private static long count(long watch) {
        return Memory.getLong(watch);
    }

    /** Of the k-th of them, from 1 on; 0 if it is not known yet. */
    private static long start(long watch, long k) {
        return Memory.getLong(watch + (2 * k - 1) * Long.BYTES);
    }

    private static long end(long watch, long k) {
        return Memory.getLong(watch + 2 * k * Long.BYTES);
    }
}
