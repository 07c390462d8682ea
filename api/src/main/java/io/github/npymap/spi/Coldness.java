package io.github.npymap.spi;

/**
 * Whether a mapping's pages are to be expected in memory, for backends that bring the pages of a batch there before they
 * gather it. The system knows, but a question takes as long as collecting a hundred elements: the more often the answer
 * was yes, the fewer batches ask. Threads may overwrite each other's counts; then one asks too often or too seldom.
 */
public final class Coldness {
    /** Batches that one answer is good for, at the most: a question is about a few pages, and can be lucky. */
    private static final int MOST_TRUSTED = 64;

    /** Fewer positions are not worth a question. */
    private static final int FEW = 16;

    /** What the last answer was good for, and what is left of it. */
    private int trusted;

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
        trusted = resident ? Math.min(MOST_TRUSTED, 2 * trusted + 1) : 0;
        batchesToTrust = trusted;
    }
}
