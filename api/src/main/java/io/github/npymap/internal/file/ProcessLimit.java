package io.github.npymap.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A limit that the system sets to this process, by the shell's name for it. */
enum ProcessLimit {
    OPEN_FILES("ulimit -n", "Max open files"),
    FILE_SIZE("ulimit -f", "Max file size");

    private final String command;
    private final String label;

    ProcessLimit(String command, String label) {
        this.command = command;
        this.label = label;
    }

    /**
     * The soft limit, a number or {@code unlimited}; a word for it where the system does not tell.
     *
     * @param self the folder that describes the process, such as {@code /proc/self}
     */
    String read(Path self) {
        try (Stream<String> lines = Files.lines(self.resolve("limits"))) {
            return lines.filter(line -> line.startsWith(label))
                    .map(line -> line.substring(label.length()).strip().split("\\s+", 2)[0])
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException | RuntimeException e) {
            return "unknown here";
        }
    }

    /** As it is set in a shell. */
    @Override
    public String toString() {
        return command;
    }
}
