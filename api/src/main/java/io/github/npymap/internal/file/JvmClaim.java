package io.github.npymap.internal.file;

import java.util.Optional;

/**
 * A name that has one holder at a time in this JVM, whichever class loader the holder comes from: what a lock of the
 * system cannot give, which belongs to the whole process. A system property for each, as those are what all class
 * loaders share; its name does not begin with a package, so that relocated copies use the same.
 */
public final class JvmClaim implements AutoCloseable {
    private static final String PREFIX = "npymap.lock:";

    private final String property;

    private JvmClaim(String property) {
        this.property = property;
    }

    /** Empty if the name has a holder. */
    public static Optional<JvmClaim> tryMake(String name) {
        String property = PREFIX + name;
        boolean isFree = System.getProperties().putIfAbsent(property, "held") == null;
        return isFree ? Optional.of(new JvmClaim(property)) : Optional.empty();
    }

    /** To be called once. */
    @Override
    public void close() {
        System.clearProperty(property);
    }
}
