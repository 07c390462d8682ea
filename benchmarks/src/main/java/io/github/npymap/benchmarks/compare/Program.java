package io.github.npymap.benchmarks.compare;

import java.util.List;

/**
 * How one contender is started as a process that answers commands.
 *
 * @param label what the report calls it
 * @param missing why it cannot be started here; empty if it can
 */
record Program(String label, Kind kind, int jdk, List<String> command, String missing) {
    /** What it is; {@code jdk} tells the JVMs apart, and is 0 where there is none. */
    enum Kind {
        JNI,
        NIO,
        BY_HAND,
        C,
        NUMPY,
        JETBRAINS,
        DJL;

        boolean isNpymap() {
            return this == JNI || this == NIO;
        }

        /** Whether it reads the whole file into an array before anything else. */
        boolean copiesToHeap() {
            return this == JETBRAINS || this == DJL;
        }
    }

    boolean isMissing() {
        return !missing.isEmpty();
    }
}
