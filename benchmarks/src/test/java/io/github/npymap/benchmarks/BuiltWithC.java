package io.github.npymap.benchmarks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Platform;

/** Whether there is a reference in C to compare with, which {@code -Dnative.skip} leaves out. */
public final class BuiltWithC {
    private BuiltWithC() {}

    /** Skips the test where there is none. */
    public static void require() {
        assumeTrue(
                BuiltWithC.class.getResource("/" + Platform.RESOURCE_PREFIX + "/npymap_reference.bin") != null,
                "built without C");
    }
}
