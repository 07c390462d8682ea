package io.github.npymap.contract;

import io.github.npymap.Backend;
import io.github.npymap.Npy;
import io.github.npymap.support.Allowance;
import io.github.npymap.support.ArraySource;
import io.github.npymap.support.FileArrays;
import org.junit.jupiter.api.Nested;

/** Everything that a backend must do. A backend's tests extend this and give its name. */
public abstract class BackendContract {
    private final String name;

    protected BackendContract(String name) {
        this.name = name;
    }

    private Backend named() {
        return Npy.using(name);
    }

    /** What operations that allocate nothing may allocate all the same. */
    protected Allowance allowance() {
        return Allowance.NOTHING;
    }

    @Nested
    class Scalars extends ScalarContract {
        @Override
        ArraySource source() {
            return new FileArrays(named(), directory);
        }
    }

    @Nested
    class Views extends ViewContract {
        @Override
        ArraySource source() {
            return new FileArrays(named(), directory);
        }
    }

    @Nested
    class BulkMoves extends BulkContract {
        @Override
        ArraySource source() {
            return new FileArrays(named(), directory);
        }
    }

    @Nested
    class Elements extends ElementContract {
        @Override
        ArraySource source() {
            return new FileArrays(named(), directory);
        }
    }

    @Nested
    class Numbers extends NumberContract {
        @Override
        ArraySource source() {
            return new FileArrays(named(), directory);
        }
    }

    @Nested
    class Texts extends TextContract {
        @Override
        ArraySource source() {
            return new FileArrays(named(), directory);
        }
    }

    @Nested
    class Times extends TimeContract {
        @Override
        ArraySource source() {
            return new FileArrays(named(), directory);
        }
    }

    @Nested
    class Structures extends StructContract {
        @Override
        ArraySource source() {
            return new FileArrays(named(), directory);
        }
    }

    @Nested
    class Types extends TypesContract {
        @Override
        Backend backend() {
            return named();
        }
    }

    @Nested
    class Reductions extends ReductionContract {
        @Override
        ArraySource source() {
            return new FileArrays(named(), directory);
        }
    }

    @Nested
    class Overflows extends OverflowContract {
        @Override
        ArraySource source() {
            return new FileArrays(named(), directory);
        }
    }

    @Nested
    class Headers extends HeaderContract {
        @Override
        Backend backend() {
            return named();
        }
    }

    @Nested
    class Allocations extends AllocationContract {
        @Override
        Backend backend() {
            return named();
        }

        @Override
        Allowance allowance() {
            return BackendContract.this.allowance();
        }
    }

    @Nested
    class ColdBatches extends ColdBatchContract {
        @Override
        Backend backend() {
            return named();
        }
    }

    @Nested
    class Sharing extends SharingContract {
        @Override
        Backend backend() {
            return named();
        }
    }

    @Nested
    class Modes extends ModeContract {
        @Override
        Backend backend() {
            return named();
        }
    }

    @Nested
    class RawMaps extends RawContract {
        @Override
        Backend backend() {
            return named();
        }
    }

    @Nested
    class Saving extends SavingContract {
        @Override
        Backend backend() {
            return named();
        }
    }

    @Nested
    class Appending extends AppendingContract {
        @Override
        Backend backend() {
            return named();
        }
    }

    @Nested
    class PartsOfFiles extends PartContract {
        @Override
        Backend backend() {
            return named();
        }
    }

    @Nested
    class HugeFiles extends HugeContract {
        @Override
        Backend backend() {
            return named();
        }
    }

    @Nested
    class Buffers extends BufferContract {
        @Override
        Backend backend() {
            return named();
        }
    }

    @Nested
    class Closing extends CloseContract {
        @Override
        Backend backend() {
            return named();
        }
    }

    @Nested
    class Opening extends OpeningContract {
        @Override
        Backend backend() {
            return named();
        }
    }

    @Nested
    class OddFiles extends OddFilesContract {
        @Override
        Backend backend() {
            return named();
        }
    }

    @Nested
    class SharedFiles extends SharedFileContract {
        @Override
        Backend backend() {
            return named();
        }
    }

    @Nested
    class FileSystems extends FileSystemsContract {
        @Override
        Backend backend() {
            return named();
        }
    }
}
