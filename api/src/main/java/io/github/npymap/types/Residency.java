package io.github.npymap.types;

/**
 * How much of a range was in memory at the moment of asking. The system may load or drop pages at any time, so this is
 * an observation, not a promise.
 *
 * @param residentPages pages in memory
 * @param totalPages pages that the range touches
 * @param pageSize bytes in a page
 */
public record Residency(long residentPages, long totalPages, long pageSize) {
    public Residency {
        if (residentPages < 0 || residentPages > totalPages || pageSize <= 0) {
            throw new IllegalArgumentException(residentPages + " resident of " + totalPages + " pages of " + pageSize);
        }
    }

    /** The resident part of the range, from 0 to 1; an empty range is fully resident. */
    public double fraction() {
        return totalPages == 0 ? 1 : (double) residentPages / (double) totalPages;
    }
}
