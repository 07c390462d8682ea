package io.github.npymap.spi;

/**
 * Whether a mapping's pages are to be expected in memory, for backends that bring the pages of a batch there before they
 * gather it. The system knows, but a question takes as long as collecting a hundred elements: while the answer is yes,
 * only one batch in many asks. Threads may overwrite each other's counts; then one asks too often or too seldom.
 */
public final class Coldness {
    private static final int WARM_BATCHES = 64;

    /** Fewer positions are not worth a question. */
    private static final int FEW = 16;

    private int batchesToTrust;

    /** For a mapping of which nothing is known. */
    public Coldness() {}

    /** Whether to ask the system before a batch of so many positions is gathered. */
    public boolean isWorthAsking(int count) {
        if (count < FEW) {
            return false;
        }
        int left = batchesToTrust;
        batchesToTrust = left - 1;
        return left <= 0;
    }

    /** Takes the system's answer: whether the batch was in memory. */
    public void answer(boolean resident) {
        batchesToTrust = resident ? WARM_BATCHES : 0;
    }
}
