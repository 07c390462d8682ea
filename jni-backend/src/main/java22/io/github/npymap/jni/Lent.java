package io.github.npymap.jni;

import io.github.npymap.types.Mode;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Buffers on the memory of a mapping, in the hands of who knows nothing of it. They belong to an arena that is closed
 * with the mapping, and are of no use from then on.
 */
final class Lent {
    private final AccessCheck owner;
    private final long address;
    private final long length;
    private Arena arena;
    private MemorySegment segment;

    Lent(AccessCheck owner, long address, long length, Mode mode) {
        this.owner = owner;
        this.address = address;
        this.length = length;
    }

    /** What is to be done at the arena's end refers to the owner, so that it lives as long as the last buffer. */
    @SuppressWarnings({"restricted", "MustBeClosedChecker"}) // what else this backend is for; close() closes it
    Optional<ByteBuffer> buffer(long offset, int size) {
        if (arena == null) {
            arena = Arena.ofShared();
            segment = MemorySegment.ofAddress(address).reinterpret(length, arena, new Kept(owner));
        }
        return Optional.of(segment.asSlice(offset, size).asByteBuffer());
    }

    /** What the arena holds until its end, and has nothing to do with. */
    private record Kept(AccessCheck owner) implements Consumer<MemorySegment> {
        @Override
        public void accept(MemorySegment ended) {}
    }

    /** @throws IllegalStateException while a channel reads or writes one of the buffers */
    void close() {
        if (arena != null) {
            arena.close();
            arena = null;
        }
    }
}
