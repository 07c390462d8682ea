package io.github.npymap.cli;

import io.github.npymap.internal.publication.PendingFile;
import java.io.IOException;

/** Leaves nothing of files that are not completed, whether a command fails or the user ends it. To be closed last. */
final class NewFiles implements AutoCloseable {
    /** What completes files. */
    @FunctionalInterface
    interface Completion {
        void run() throws IOException;
    }

    private final Thread cleaner = new Thread(PendingFile::closeAll);

    private NewFiles() {}

    /** Removes what is not complete if the program ends before this is closed. */
    static NewFiles watch() {
        NewFiles files = new NewFiles();
        Runtime.getRuntime().addShutdownHook(files.cleaner);
        return files;
    }

    /** Removes what was not completed if this fails, without a word of the log: the command reports why. */
    void complete(Completion completion) throws IOException {
        try {
            completion.run();
        } catch (IOException | RuntimeException | Error e) {
            PendingFile.closeOfThisThread();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException e) {
            // The program ends, and the hook runs.
            return;
        }
    }
}
