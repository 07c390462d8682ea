package io.github.npymap.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Opens files, and names the limit where a process may have no more of them open: the system's words do not, and are in
 * the user's language.
 */
public final class Descriptors {
    /** In English, which is all there is to go by where there is no {@code /proc}. */
    private static final String TOO_MANY = "Too many open files";

    /** Most descriptors that are left although one was missed: what failed has given back meanwhile what it had. */
    private static final int FEW = 4;

    private static final Path SELF = Path.of("/proc/self");

    /** Read in time: when it is reached, the file that tells of it cannot be opened either. */
    private static final String LIMIT = ProcessLimit.OPEN_FILES.read(SELF);

    private Descriptors() {}

    public static FileChannel open(Path path, OpenOption... options) throws IOException {
        try {
            return FileChannel.open(path, options);
        } catch (IOException e) {
            throw explain(e);
        }
    }

    /** The same exception, unless it is about this limit and does not say so. */
    public static IOException explain(IOException failure) {
        return explain(failure, SELF, LIMIT);
    }

    static IOException explain(IOException failure, Path self, String limit) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains(ProcessLimit.OPEN_FILES.toString())
                || !(message.contains(TOO_MANY) || (isUnknown(failure) && isReached(self, limit)))) {
            return failure;
        }
        return new IOException(
                message + ". The limit of this process (" + ProcessLimit.OPEN_FILES + ") is " + limit
                        + "; files that are written through a mapping take one each until they are closed",
                failure);
    }

    /** Whether it is of the class for whatever has none of its own. */
    private static boolean isUnknown(IOException failure) {
        return failure.getClass() == FileSystemException.class;
    }

    /** Whether this process has as many descriptors as it may, or next to. */
    private static boolean isReached(Path self, String limit) {
        try (Stream<Path> taken = Files.list(self.resolve("fd"))) {
            return taken.count() > Long.parseLong(limit) - FEW;
        } catch (FileSystemException e) {
            // Looking takes one, too.
            return isUnknown(e);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
