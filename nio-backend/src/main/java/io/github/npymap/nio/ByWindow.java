package io.github.npymap.nio;

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

    /** Where they belong in the target. */
    final int[] slots = new int[LENGTH];

    private int[] ends = new int[1];

    private ByWindow() {}

    static ByWindow ofThread() {
        return OF_THREAD.get();
    }

    /** Sorts elements whose windows have {@code 1 << shift} bytes each. */
    void sort(int shift, int windows, long offset, long stride, long[] positions, int from, int count, int firstSlot) {
        if (ends.length < windows) {
            ends = new int[windows];
        }
        for (int window = 0; window < windows; window++) {
            ends[window] = 0;
        }
        for (int k = 0; k < count; k++) {
            ends[(int) ((offset + stride * positions[from + k]) >>> shift)]++;
        }
        int start = 0;
        for (int window = 0; window < windows; window++) {
            int next = start + ends[window];
            ends[window] = start;
            start = next;
        }
        int mask = (1 << shift) - 1;
        for (int k = 0; k < count; k++) {
            long at = offset + stride * positions[from + k];
            int place = ends[(int) (at >>> shift)]++;
            starts[place] = (int) at & mask;
            slots[place] = firstSlot + k;
        }
    }

    /** Where the elements of a window end, and those of the next begin. */
    int end(int window) {
        return ends[window];
    }
}
