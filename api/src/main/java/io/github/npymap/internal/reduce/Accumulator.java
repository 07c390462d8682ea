package io.github.npymap.internal.reduce;

/**
 * The state of a reduction: a result that grows chunk by chunk. A {@link Pass} gives it the chunks of a view in the order
 * of the file; several threads each fill accumulators of their own, which are then combined in that order.
 *
 * @param <A> the class itself
 */
interface Accumulator<A extends Accumulator<A>> {
    /** Another accumulator for the same reduction, without elements. */
    A fresh();

    /** Adds the elements of a chunk, which is valid during the call only. */
    void add(Chunk chunk);

    /**
     * Adds what another accumulator holds, and clears that one.
     *
     * @param part holds one chunk, the next in the order of the file
     */
    void take(A part);

    /** Whether no further chunk changes the result; the pass then ends. */
    default boolean isFinal() {
        return false;
    }
}
