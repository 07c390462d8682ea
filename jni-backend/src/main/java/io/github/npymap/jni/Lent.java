package io.github.npymap.jni;

import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;

/**
 * Buffers on the memory of a mapping, in the hands of who knows nothing of it. Until JDK 21 nobody can tell a buffer
 * that its file is closed, so the file stays; replaced from JDK 22 on, where an arena can.
 */
final class Lent {
    private static final Cleaner CLEANER = Cleaner.create();

    private final JniMapping owner;
    private final long address;
    private boolean any;

    Lent(JniMapping owner, long address, long length) {
        this.owner = owner;
        this.address = address;
    }

    /** The views of a buffer refer to it, so that the owner lives as long as the last of them. */
    ByteBuffer buffer(long offset, int length) {
        any = true;
        ByteBuffer buffer = new Pointer(address + offset).getByteBuffer(0, length);
        CLEANER.register(buffer, new Kept(owner));
        return buffer;
    }

    /** What the cleaner holds until the buffer is gone, and has nothing to do with. */
    private record Kept(JniMapping mapping) implements Runnable {
        @Override
        public void run() {}
    }

    /** Returns whether the file has to stay where it is. */
    boolean close() {
        return any;
    }
}
