package io.github.npymap.internal.array;

/**
 * The pieces in which a pass takes the elements of an array. They depend on nothing but the array's layout, so that
 * results that are put together in their order are the same whoever makes them.
 *
 * @param size elements in all, a multiple of {@code rowLength}
 * @param rowLength elements that no piece goes beyond
 * @param most elements in a piece
 */
public record Chunks(long size, long rowLength, int most) {
    /** How many chunks there are. */
    public long count() {
        return size == 0 ? 0 : size / rowLength * perRow();
    }

    /** The flat index of a chunk's first element. */
    public long start(long chunk) {
        return chunk / perRow() * rowLength + chunk % perRow() * most;
    }

    /** The number of elements in a chunk. */
    public int length(long chunk) {
        return (int) Math.min(most, rowLength - chunk % perRow() * most);
    }

    private long perRow() {
        return (rowLength - 1) / most + 1;
    }
}
