package io.github.npymap.cli;

import io.github.npymap.internal.publication.PendingFile;
import java.io.IOException;

/** Leaves nothing of files that are not completed, without a word of the log: the command reports why. */
final class NewFiles {
    /** What makes files. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    private NewFiles() {}

    /** Runs something, and removes what it did not complete if it fails or the user ends the program. */
    static void complete(Work work) throws IOException {
        Thread cleaner = new Thread(PendingFile::closeAll);
        Runtime.getRuntime().addShutdownHook(cleaner);
        try {
            work.run();
        } catch (IOException | RuntimeException | Error e) {
            PendingFile.closeAll();
            throw e;
        } finally {
            forget(cleaner);
        }
    }

    private static void forget(Thread cleaner) {
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException e) {
            // The program ends, and the hook runs.
        }
    }
}
