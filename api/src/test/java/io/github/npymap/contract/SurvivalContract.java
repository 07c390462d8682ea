package io.github.npymap.contract;

import io.github.npymap.Backend;
import io.github.npymap.Npy;
import org.junit.jupiter.api.Nested;

/**
 * What must neither end the process nor lose anything. Each backend's tests extend this, once for the classes of JDK 17
 * and once for the packaged jar, and say what they promise.
 */
public abstract class SurvivalContract {
    private final String name;
    private final boolean unmapsAtOnce;
    private final boolean scalarsAreExact;

    protected SurvivalContract(String name, boolean unmapsAtOnce, boolean scalarsAreExact) {
        this.name = name;
        this.unmapsAtOnce = unmapsAtOnce;
        this.scalarsAreExact = scalarsAreExact;
    }

    @Nested
    class CloseUnderFire extends CloseUnderFireContract {
        @Override
        Backend backend() {
            return Npy.using(name);
        }

        @Override
        boolean unmapsAtOnce() {
            return unmapsAtOnce;
        }
    }

    @Nested
    class Shrinking extends ShrinkingContract {
        @Override
        Backend backend() {
            return Npy.using(name);
        }

        @Override
        boolean scalarsAreExact() {
            return scalarsAreExact;
        }
    }
}
