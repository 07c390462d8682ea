package io.github.npymap.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Opens files, and names the limit where a process may have no more of them open: the system's words do not. */
public final class Descriptors {
    /** In the words of every Unix. */
    private static final String TOO_MANY = "Too many open files";

    private static final String NAME = "ulimit -n";

    private static final String LABEL = "Max open files";

    /** Read in time: when it is reached, the file that tells of it cannot be opened either. */
    private static final String LIMIT = read();

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
        String message = String.valueOf(failure.getMessage());
        if (!message.contains(TOO_MANY) || message.contains(NAME)) {
            return failure;
        }
        return new IOException(
                message + ". The limit of this process (" + NAME + ") is " + LIMIT
                        + "; files that are written through a mapping take one each until they are closed",
                failure);
    }

    private static String read() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/limits"))) {
            return lines.filter(line -> line.startsWith(LABEL))
                    .map(line -> line.substring(LABEL.length()).strip().split("\\s+", 2)[0])
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException | RuntimeException e) {
            return "unknown here";
        }
    }
}
