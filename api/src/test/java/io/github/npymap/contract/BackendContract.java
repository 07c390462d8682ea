package io.github.npymap.contract;

import io.github.npymap.Backend;
import io.github.npymap.Npy;
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

    @Nested
    class Scalars extends ScalarContract {
        @Override
        Backend backend() {
            return named();
        }
    }

    @Nested
    class Views extends ViewContract {
        @Override
        Backend backend() {
            return named();
        }
    }
}
