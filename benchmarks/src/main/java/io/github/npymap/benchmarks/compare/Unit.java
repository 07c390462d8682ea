package io.github.npymap.benchmarks.compare;

/** How the time of one piece of work is shown. */
enum Unit {
    GIGABYTES_PER_SECOND("GB/s", true),
    NANOSECONDS("ns", false),
    MICROSECONDS("µs", false),
    MILLISECONDS("ms", false);

    final String symbol;
    /** Whether more is better. */
    final boolean isRate;

    Unit(String symbol, boolean isRate) {
        this.symbol = symbol;
        this.isRate = isRate;
    }

    /**
     * The figure to show.
     *
     * @param each nanoseconds for one piece
     * @param bytes that one piece consists of
     */
    double of(double each, long bytes) {
        return switch (this) {
            case GIGABYTES_PER_SECOND -> (double) bytes / each;
            case NANOSECONDS -> each;
            case MICROSECONDS -> each / 1e3;
            case MILLISECONDS -> each / 1e6;
        };
    }
}
