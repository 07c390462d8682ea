package io.github.npymap.support;

/**
 * What a backend may leave for the garbage collector.
 *
 * @param perMove bytes for a move of elements
 * @param perGather the same for a gather
 * @param perSummed bytes for an element of a long sum
 */
public record Allowance(long perMove, long perGather, long perSummed) {
    public static final Allowance NOTHING = new Allowance(0, 0, 0);
}
