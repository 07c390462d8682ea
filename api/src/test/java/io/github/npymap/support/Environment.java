package io.github.npymap.support;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What a machine may have or not: programs, permissions, a C library. Tests that need it are skipped without, except in
 * the soak, which would otherwise be green for having run nothing. What depends on the platform, such as the version of
 * the JDK, is not for this class: there is nothing to install.
 */
public final class Environment {
    private Environment() {}

    /** Skips the calling test unless it is there, or fails it in the soak. */
    public static void require(boolean isThere, String missing) {
        if (!isThere && Rounds.isSoak()) {
            fail(missing + "; -Psoak leaves nothing out");
        }
        assumeTrue(isThere, missing);
    }
}
