package io.github.npymap.nio;

import io.github.npymap.spi.Positions;
import java.util.Arrays;
import java.util.Objects;

/**
 * Scattered elements, put in the order of the windows that they lie in. Where the window changes from one element to the
 * next, everything about it is looked up and checked anew for each; window by window that is done before the loop, and
 * the processor has more elements to wait for at once.
 */
final class ByWindow {
    /** Most elements at once: few enough to stay in the caches. */
    static final int LENGTH = 4096;

    private static final ThreadLocal<ByWindow> OF_THREAD = ThreadLocal.withInitial(ByWindow::new);

    /** Where the elements start in their windows. */
    final int[] starts = new int[LENGTH];

    /** Where they belong in the target, from where the batch begins. */
    final int[] slots = new int[LENGTH];

    /** The elements as they came: which window each lies in, and where in it. */
    private final int[] windowOf = new int[LENGTH];

    private final int[] startIn = new int[LENGTH];

    private int[] ends = new int[1];

    private ByWindow() {}

    static ByWindow ofThread() {
        return OF_THREAD.get();
    }

    /**
     * Sorts {@code count} elements from number {@code first} on, whose windows have {@code 1 << shift} bytes each.
     *
     * @throws IndexOutOfBoundsException if one of them starts in no window
     */
    void sort(int shift, int windows, Positions positions, int first, int count) {
        if (ends.length < windows) {
            ends = new int[windows];
        }
        Arrays.fill(ends, 0, windows, 0);
        int mask = (1 << shift) - 1;
        for (int k = 0; k < count; k++) {
            long start = positions.start(first + k);
            int window = (int) Objects.checkIndex(start >>> shift, (long) windows);
            windowOf[k] = window;
            startIn[k] = (int) start & mask;
            ends[window]++;
        }
        int end = 0;
        for (int window = 0; window < windows; window++) {
            int next = end + ends[window];
            ends[window] = end;
            end = next;
        }
        for (int k = 0; k < count; k++) {
            int place = ends[windowOf[k]]++;
            starts[place] = startIn[k];
            slots[place] = k;
        }
    }

    /** Where the elements of a window end, and those of the next begin. */
    int end(int window) {
        return ends[window];
    }
}
