package io.github.npymap.jni;

import com.sun.jna.Pointer;
import io.github.npymap.types.Mode;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Buffers on the file of a mapping, in the hands of who knows nothing of it. Until JDK 21 nobody can tell a buffer that its
 * file is closed. So there is a second mapping for buffers, which ends with the last of them; replaced from JDK 22 on,
 * where an arena can tell.
 */
final class Lent {
    private final long address;
    private final long length;
    private final Mode mode;
    private Twin twin;

    Lent(AccessCheck owner, long address, long length, Mode mode) {
        this.address = address;
        this.length = length;
        this.mode = mode;
    }

    /** The second mapping, for as long as it is reachable. */
    private record Twin(long address) {}

    Optional<ByteBuffer> buffer(long offset, int size) {
        if (twin == null) {
            long second = SystemCalls.duplicate(address, length);
            if (second < 0) {
                return Optional.empty();
            }
            twin = new Twin(second);
            Reservation.unwatched(second, length, mode).endWith(twin);
        }
        ByteBuffer buffer = new Pointer(twin.address() + offset).getByteBuffer(0, size);
        Reservation.holdFor(buffer, twin);
        return Optional.of(buffer);
    }

    /** The buffers keep what they need. */
    void close() {
        twin = null;
    }
}
