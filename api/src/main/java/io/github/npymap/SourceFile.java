package io.github.npymap;

import io.github.npymap.internal.RegularFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A file that is looked into and then mapped, by its path both times: another one may take its place in between, as every
 * program that saves atomically does, and then the header of the one would describe the data of the other.
 *
 * @param key which file it is, whatever its name; {@code null} where the system does not tell
 */
record SourceFile(Path path, Object key) {
    /** Nobody saves as fast as a file is opened, ten times in a row. */
    private static final int ATTEMPTS = 10;

    /** Looks into a file and maps it. */
    @FunctionalInterface
    interface Opening {
        NpyFile open(SourceFile source) throws IOException;
    }

    /** Another file was found in the place of the one that was looked into. */
    private static final class ReplacedException extends IOException {
        private static final long serialVersionUID = 1;

        ReplacedException(Path path) {
            super(path + ": another file took its place while it was opened; open it again");
        }
    }

    static SourceFile of(Path path) throws IOException {
        return new SourceFile(path, RegularFile.require(path).fileKey());
    }

    /** Opens a file, once more if it was replaced meanwhile. */
    static NpyFile settled(Path path, Opening opening) throws IOException {
        for (int attempt = 1; true; attempt++) {
            try {
                return opening.open(of(path));
            } catch (ReplacedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The same file under another name. */
    SourceFile movedTo(Path place) {
        return new SourceFile(place, key);
    }

    FileChannel open() throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ);
    }

    /** What has been mapped since this was made is this file, and no other. */
    void requireSame() throws IOException {
        if (!Objects.equals(of(path).key, key)) {
            throw new ReplacedException(path);
        }
    }
}
