package io.github.npymap.internal.file;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks for room before anything is written: filling a disk to find out that it is too small harms everybody on it. */
public final class DiskSpace {
    /** What is shorter is written faster than asked for. */
    private static final long WORTH_ASKING = 1 << 20;

    private DiskSpace() {}

    /**
     * Requires room for more bytes. The answer may be outdated the next moment, and quotas are not in it: writing can
     * still fail.
     *
     * @param name the file that needs them, for the message
     * @param existing a file or folder on the disk
     * @throws IOException if there is too little; the message says how much is needed, and how much there is
     */
    public static void require(String name, Path existing, long bytes) throws IOException {
        if (bytes < WORTH_ASKING) {
            return;
        }
        FileStore store = Files.getFileStore(existing);
        long usable = store.getUsableSpace();
        // Some file systems in user space know nothing of sizes, and say 0 to everything.
        if (bytes > usable && store.getTotalSpace() > 0) {
            throw new FileSystemException(
                    name,
                    null,
                    "no room on the disk: " + bytes + " bytes are needed, " + usable + " are available on " + store);
        }
    }
}
