package io.github.npymap.nio;

/**
 * Whether a mapping's pages are to be expected in memory. The system knows, but a question takes as long as collecting
 * a hundred elements: while the answer is yes, only one batch in many asks. Threads may overwrite each other's counts;
 * then one asks too often or too seldom.
 */
final class Coldness {
    private static final int WARM_BATCHES = 64;

    private int batchesToTrust;

    boolean isWorthAsking() {
        int left = batchesToTrust;
        batchesToTrust = left - 1;
        return left <= 0;
    }

    void answer(boolean resident) {
        batchesToTrust = resident ? WARM_BATCHES : 0;
    }
}
