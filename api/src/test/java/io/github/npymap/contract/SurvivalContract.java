package io.github.npymap.contract;

import io.github.npymap.Backend;
import io.github.npymap.Npy;
import io.github.npymap.support.LostPages;
import io.github.npymap.support.Rounds;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * What must neither end the process nor lose anything. Each backend's tests extend this, once for the classes of JDK 17
 * and once for the packaged jar, and say what they promise.
 */
@Tag(Rounds.TAG)
public abstract class SurvivalContract {
    private final String name;
    private final boolean unmapsAtOnce;
    private final LostPages lostPages;

    protected SurvivalContract(String name, boolean unmapsAtOnce, LostPages lostPages) {
        this.name = name;
        this.unmapsAtOnce = unmapsAtOnce;
        this.lostPages = lostPages;
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
        LostPages lostPages() {
            return lostPages;
        }
    }

    @Nested
    class Exhaustion extends ExhaustionContract {
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
    class JvmOptions extends JvmOptionsContract {
        @Override
        Backend backend() {
            return Npy.using(name);
        }
    }

    @Nested
    class DirtyPages extends DirtyPagesContract {
        @Override
        Backend backend() {
            return Npy.using(name);
        }
    }
}
