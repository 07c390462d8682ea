package io.github.npymap.jni;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Buffers on the memory of a mapping, in the hands of who knows nothing of it. They belong to an arena that is closed
 * with the mapping, and are of no use from then on.
 */
final class Lent {
    private final JniMapping owner;
    private final long address;
    private final long length;
    private Arena arena;
    private MemorySegment segment;

    Lent(JniMapping owner, long address, long length) {
        this.owner = owner;
        this.address = address;
        this.length = length;
    }

    /** What is to be done at the arena's end refers to the owner, so that it lives as long as the last buffer. */
    @SuppressWarnings({"restricted", "MustBeClosedChecker"}) // what else this backend is for; close() closes it
    ByteBuffer buffer(long offset, int length) {
        if (arena == null) {
            arena = Arena.ofShared();
            segment = MemorySegment.ofAddress(address).reinterpret(this.length, arena, new Kept(owner));
        }
        return segment.asSlice(offset, length).asByteBuffer();
    }

    /** What the arena holds until its end, and has nothing to do with. */
    private record Kept(JniMapping mapping) implements Consumer<MemorySegment> {
        @Override
        public void accept(MemorySegment ended) {}
    }

    /**
     * Returns whether the file has to stay where it is.
     *
     * @throws IllegalStateException while a channel reads or writes one of the buffers
     */
    boolean close() {
        if (arena != null) {
            arena.close();
        }
        return false;
    }
}
