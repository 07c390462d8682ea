package io.github.npymap.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processes with less memory than others, page cache included: a control group of Linux. */
abstract class MemoryLimit implements AutoCloseable {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    /** Why there are no limits here. */
    static final class ImpossibleException extends IOException {
        private static final long serialVersionUID = 1;

        ImpossibleException(String reason) {
            super(reason);
        }
    }

    private interface Way {
        MemoryLimit open() throws IOException;
    }

    /** The command that runs another one inside. */
    abstract List<String> around(List<String> command);

    @Override
    public abstract void close() throws IOException;

    /** By the first of the system's ways that works. */
    static MemoryLimit of(long bytes) throws ImpossibleException {
        List<String> reasons = new ArrayList<>();
        for (Way way : List.<Way>of(
                () -> group(parentInVersion1(), "memory.limit_in_bytes", bytes),
                () -> group(parentInVersion2(), "memory.max", bytes),
                () -> scope(bytes, List.of("systemd-run", "--scope", "--quiet")),
                () -> scope(bytes, List.of("systemd-run", "--user", "--scope", "--quiet")))) {
            try {
                return way.open();
            } catch (IOException e) {
                reasons.add(e.toString());
            }
        }
        throw new ImpossibleException("no control group for memory (" + String.join("; ", reasons) + ")");
    }

    private static Path parentInVersion1() throws IOException {
        String own = ownGroup("memory");
        Path path = CGROUPS.resolve("memory" + own);
        return Files.isDirectory(path) ? path : CGROUPS.resolve("memory");
    }

    /** In the root group, for no other may have both processes and groups with limits. */
    private static Path parentInVersion2() throws IOException {
        if (!Files.readString(CGROUPS.resolve("cgroup.subtree_control")).contains("memory")) {
            throw new IOException("cgroup.subtree_control lacks memory");
        }
        return CGROUPS;
    }

    private static String ownGroup(String controller) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/cgroup"))) {
            return lines.map(line -> line.split(":", 3))
                    .filter(fields -> fields[1].equals(controller))
                    .map(fields -> fields[2])
                    .findFirst()
                    .orElseThrow(() -> new IOException("no cgroup of version 1 for " + controller));
        }
    }

    private static MemoryLimit group(Path parent, String file, long bytes) throws IOException {
        Path group = parent.resolve("npymap-" + ProcessHandle.current().pid());
        Files.createDirectory(group);
        MemoryLimit limit = new MemoryLimit() {
            @Override
            List<String> around(List<String> command) {
                List<String> inside = new ArrayList<>(
                        List.of("sh", "-c", "echo $$ > \"$0\" && exec \"$@\"", group.resolve("cgroup.procs") + ""));
                inside.addAll(command);
                return inside;
            }

            @Override
            public void close() throws IOException {
                Files.delete(group);
            }
        };
        try {
            Files.writeString(group.resolve(file), Long.toString(bytes));
            check(limit);
            return limit;
        } catch (IOException e) {
            limit.close();
            throw e;
        }
    }

    private static MemoryLimit scope(long bytes, List<String> starter) throws IOException {
        List<String> prefix = new ArrayList<>(starter);
        prefix.addAll(List.of("-p", "MemoryMax=" + bytes, "-p", "MemorySwapMax=0"));
        MemoryLimit limit = new MemoryLimit() {
            @Override
            List<String> around(List<String> command) {
                return Stream.concat(prefix.stream(), command.stream()).collect(Collectors.toList());
            }

            @Override
            public void close() {
                // A scope ends with its process.
            }
        };
        check(limit);
        return limit;
    }

    private static void check(MemoryLimit limit) throws IOException {
        CommandOutput output = CommandOutput.of(limit.around(List.of("true")));
        if (output.status() != 0) {
            throw new IOException(output.text().strip());
        }
    }
}
