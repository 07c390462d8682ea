package io.github.npymap.contract;

import io.github.npymap.support.ArraySource;
import io.github.npymap.support.MemoryArrays;
import org.junit.jupiter.api.Nested;

/** Arrays in memory keep what a backend's arrays keep, by the same views, moves and kernels in Java. */
class InMemoryContractTest {
    @Nested
    class Scalars extends ScalarContract {
        @Override
        ArraySource source() {
            return new MemoryArrays();
        }
    }

    @Nested
    class Views extends ViewContract {
        @Override
        ArraySource source() {
            return new MemoryArrays();
        }
    }

    @Nested
    class BulkMoves extends BulkContract {
        @Override
        ArraySource source() {
            return new MemoryArrays();
        }
    }

    @Nested
    class Elements extends ElementContract {
        @Override
        ArraySource source() {
            return new MemoryArrays();
        }
    }

    @Nested
    class Numbers extends NumberContract {
        @Override
        ArraySource source() {
            return new MemoryArrays();
        }
    }

    @Nested
    class Texts extends TextContract {
        @Override
        ArraySource source() {
            return new MemoryArrays();
        }
    }

    @Nested
    class Times extends TimeContract {
        @Override
        ArraySource source() {
            return new MemoryArrays();
        }
    }

    @Nested
    class Structures extends StructContract {
        @Override
        ArraySource source() {
            return new MemoryArrays();
        }
    }

    @Nested
    class Reductions extends ReductionContract {
        @Override
        ArraySource source() {
            return new MemoryArrays();
        }
    }

    @Nested
    class Overflows extends OverflowContract {
        @Override
        ArraySource source() {
            return new MemoryArrays();
        }
    }
}
