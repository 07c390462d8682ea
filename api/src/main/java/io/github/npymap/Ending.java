package io.github.npymap;

import io.github.npymap.internal.publication.PendingFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.nio.file.Path;

/** What is to be done with a file when it is complete, and when its mapping is gone. */
interface Ending {
    /** Gives a file that was created with {@link CreateOption#ATOMIC} its place. */
    default void commit() throws IOException {
        throw new IllegalStateException("only a file that was created with CreateOption.ATOMIC is committed;"
                + " changes to others are in their place, and flush() and sync() write them to the device");
    }

    /** The mapping is closed. */
    void closed();

    /** Does the same for a mapping that is forgotten, when it cannot be reached any more. */
    default void watch(Object mapping) {}

    /** A file that has its place, or gets it at the commit. */
    record Atomic(Path path, PendingFile pending) implements Ending, Runnable {
        private static final System.Logger LOG = System.getLogger("io.github.npymap");

        /** Where no file is atomic, there is no thread. */
        private static final class Forgotten {
            static final Cleaner CLEANER = Cleaner.create();
        }

        @Override
        public void commit() throws IOException {
            pending.commit();
        }

        @Override
        public void closed() {
            run();
        }

        @Override
        public void watch(Object mapping) {
            Forgotten.CLEANER.register(mapping, this);
        }

        @Override
        public void run() {
            if (pending.isPending()) {
                pending.close();
                LOG.log(
                        Level.WARNING,
                        () -> path + ": the new file was closed without commit() and is discarded; what was at the path"
                                + " before has not changed");
            }
        }
    }
}
