package io.github.npymap.internal.number;

/**
 * A thread's working memory for blocks that are converted or reduced, so that bulk operations allocate nothing. Small
 * enough to stay in the first-level cache.
 *
 * <p>It belongs to the innermost method that works on a block: nothing that is called while a block is held may use it.
 */
public final class Scratch {
    /** Elements in a block. */
    public static final int LENGTH = 1024;

    /** The most blocks of a chunk whose sums are held apart. */
    public static final int BLOCK_SUMS = 512;

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    public final byte[] bytes = new byte[LENGTH];
    public final short[] shorts = new short[LENGTH];
    public final int[] ints = new int[LENGTH];
    public final long[] longs = new long[LENGTH];
    public final float[] floats = new float[LENGTH];
    public final double[] doubles = new double[LENGTH];

    /**
     * Where the elements of a batch lie, when they lie irregularly. More than a block: a mapping that asks the processor
     * for elements ahead of time starts anew with every batch.
     */
    public final long[] positions = new long[4 * LENGTH];

    /** The sums of the parts of a chunk that is being summed. */
    public final double[] blockSums = new double[BLOCK_SUMS];

    /** Two words for a 128-bit result. */
    public final long[] wide = new long[2];

    private Scratch() {}

    public static Scratch ofThread() {
        return OF_THREAD.get();
    }
}
