package io.github.npymap.internal.file;

import java.lang.ref.Cleaner;
import java.util.Optional;

/**
 * A name that has one holder at a time in this JVM, whichever class loader the holder comes from: what a lock of the
 * system cannot give, which belongs to the whole process. A system property for each, as those are what all class
 * loaders share; its name does not begin with a package, so that relocated copies use the same.
 * A claim that becomes unreachable is released by the garbage collector.
 */
public final class JvmClaim implements AutoCloseable {
    private static final String PREFIX = "npymap.lock:";

    static final Cleaner CLEANER = Cleaner.create();

    private final Cleaner.Cleanable release;

    private JvmClaim(String property) {
        this.release = CLEANER.register(this, new Holding(property));
    }

    private record Holding(String property) implements Runnable {
        @Override
        public void run() {
            System.clearProperty(property);
        }
    }

    /** Empty if the name has a holder. */
    public static Optional<JvmClaim> tryMake(String name) {
        String property = PREFIX + name;
        boolean isFree = System.getProperties().putIfAbsent(property, "held") == null;
        return isFree ? Optional.of(new JvmClaim(property)) : Optional.empty();
    }

    /** A second call does nothing. */
    @Override
    public void close() {
        release.clean();
    }
}
