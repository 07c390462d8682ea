package io.github.npymap.jni;

import io.github.npymap.Mode;
import java.lang.ref.Cleaner;

/**
 * A range of addresses, from its mapping to the moment when nobody can use it any more. Knows nothing of the {@link
 * JniMapping} that it belongs to: as long as something did, that could never become unreachable.
 */
final class Reservation implements Runnable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final long address;
    private final long length;
    private final Mode mode;

    Reservation(long address, long length, Mode mode) {
        this.address = address;
        this.length = length;
        this.mode = mode;
    }

    /** Gives the addresses back when {@code user} is gone. */
    void endWith(Object user) {
        if (length > 0) {
            CLEANER.register(user, this);
        }
    }

    /**
     * Lets go of the file. If the system has no memory for that, the file stays mapped until the addresses are given
     * back: taking the pages away from a reader instead would end the process.
     */
    void retire() {
        if (length > 0) {
            SystemCalls.retire(address, length, Code.of(mode));
        }
    }

    @Override
    public void run() {
        SystemCalls.unmap(address, length);
    }
}
