package io.github.npymap.jni;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The limits that a refusal of the system may be due to, and where they stand, in words. Linux tells, others do not. */
final class Limits {
    private static final Path PROC = Path.of("/proc");

    private static final Pattern COLUMN = Pattern.compile("(.*?)\\s{2,}.*");

    private Limits() {}

    static String ofAddressSpace() {
        StringJoiner limits = new StringJoiner("; ").setEmptyValue("address space (ulimit -v), number of mappings");
        value("sys/vm/max_map_count", "")
                .ifPresent(most -> limits.add(
                        "vm.max_map_count is " + most + ", of which this process has taken " + lines("self/maps")));
        value("self/limits", "Max address space")
                .ifPresent(most -> limits.add("address space (ulimit -v) is " + most + ", of which "
                        + value("self/status", "VmSize:").orElse("some") + " is taken"));
        value("self/limits", "Max locked memory")
                .ifPresent(most -> limits.add("locked memory (ulimit -l) is " + most + ", of which "
                        + value("self/status", "VmLck:").orElse("some") + " is taken"));
        value("sys/vm/overcommit_memory", "").ifPresent(policy -> limits.add("vm.overcommit_memory is " + policy));
        return limits.toString();
    }

    static String ofDisk(Path file) {
        try {
            FileStore store = Files.getFileStore(file);
            return store + " has " + store.getUsableSpace() + " bytes left";
        } catch (IOException e) {
            return "how much is left cannot be said: " + e;
        }
    }

    /** What stands behind a label: one word, with its unit if there is one. */
    private static Optional<String> value(String file, String label) {
        try (Stream<String> lines = Files.lines(PROC.resolve(file))) {
            return lines.filter(line -> line.startsWith(label))
                    .map(line -> line.substring(label.length()).strip())
                    .map(value -> COLUMN.matcher(value).replaceFirst("$1"))
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String lines(String file) {
        try (Stream<String> lines = Files.lines(PROC.resolve(file))) {
            return Long.toString(lines.count());
        } catch (IOException | RuntimeException e) {
            return "some";
        }
    }
}
