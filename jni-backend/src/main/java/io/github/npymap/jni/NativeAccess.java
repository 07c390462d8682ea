package io.github.npymap.jni;

import java.util.Optional;

/** Why the backend is not used unasked for: the JVM would warn. Replaced from JDK 22 on; before, it warns of nothing. */
final class NativeAccess {
    private static final int REPLACED_FROM = 22;

    private NativeAccess() {}

    /** @param users the modules that call native code */
    static Optional<String> objection(Module... users) {
        return Runtime.version().feature() < REPLACED_FROM
                ? Optional.empty()
                : Optional.of("the JVM would warn of Unsafe, which npymap uses before Java " + REPLACED_FROM
                        + " only: its classes for later versions were not found. They need to be in a jar that has"
                        + " Multi-Release: true in its manifest, which tools that join jars may leave out");
    }
}
