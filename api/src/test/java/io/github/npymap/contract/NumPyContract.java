package io.github.npymap.contract;

import org.junit.jupiter.api.Nested;

/** Holds a backend against the NumPy on this machine: each reads what the other writes, and both get the same numbers. */
public abstract class NumPyContract {
    /** The name of the backend to test. */
    protected abstract String backend();

    @Nested
    class Files extends NumPyFilesContract {
        @Override
        String backend() {
            return NumPyContract.this.backend();
        }
    }

    @Nested
    class Views extends NumPyViewsContract {
        @Override
        String backend() {
            return NumPyContract.this.backend();
        }
    }

    @Nested
    class Sums extends NumPySumsContract {
        @Override
        String backend() {
            return NumPyContract.this.backend();
        }
    }
}
