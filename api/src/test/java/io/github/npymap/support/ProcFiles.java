package io.github.npymap.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What Linux tells a process about itself. */
public final class ProcFiles {
    private static final Path SELF = Path.of("/proc/self");

    private ProcFiles() {}

    public static void require() {
        Environment.require(Files.exists(SELF.resolve("maps")), "needs /proc");
    }

    public static boolean isMapped(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(SELF.resolve("maps"))) {
            return lines.anyMatch(line -> line.endsWith(file.toString()));
        }
    }

    /** Whether any file in a folder is, by the name that it had when it was mapped. */
    static boolean isAnyMapped(Path folder) throws IOException {
        try (Stream<String> lines = Files.lines(SELF.resolve("maps"))) {
            return lines.anyMatch(line -> line.contains(folder + "/"));
        }
    }

    public static long mappings() throws IOException {
        try (Stream<String> lines = Files.lines(SELF.resolve("maps"))) {
            return lines.count();
        }
    }

    public static long descriptors() throws IOException {
        try (Stream<Path> files = Files.list(SELF.resolve("fd"))) {
            return files.count();
        }
    }

    /** What the descriptors stand for; those that are closed meanwhile are left out. */
    public static List<Path> descriptorFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(SELF.resolve("fd"))) {
            for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
                try {
                    files.add(Files.readSymbolicLink(descriptor));
                } catch (NoSuchFileException e) {
                    continue;
                }
            }
        }
        return files;
    }

    /**
     * Bytes of memory that is no file's. {@code RssAnon} in {@code /proc/self/status} is the same, give or take some pages
     * for each processor.
     */
    public static long anonymous() throws IOException {
        try (Stream<String> lines = Files.lines(SELF.resolve("smaps"))) {
            return lines.filter(line -> line.startsWith("Anonymous:"))
                            .map(line -> line.replaceAll("\\D", ""))
                            .mapToLong(Long::parseLong)
                            .sum()
                    * 1024;
        }
    }
}
