package io.github.npymap.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A control group of Linux with a limit of memory, page cache included, for those who may make one. */
public record MemoryGroup(Path folder) implements AutoCloseable {
    private static final Path ALL = Path.of("/sys/fs/cgroup");

    /** Skips the calling test where there can be none. */
    public static MemoryGroup of(long bytes) {
        Path version1 = ALL.resolve("memory");
        boolean isVersion1 = Files.isDirectory(version1);
        Path folder = (isVersion1 ? version1 : ALL)
                .resolve("npymap-test-" + ProcessHandle.current().pid());
        MemoryGroup group = new MemoryGroup(folder);
        try {
            Files.createDirectory(folder);
            Files.writeString(
                    folder.resolve(isVersion1 ? "memory.limit_in_bytes" : "memory.max"), Long.toString(bytes));
        } catch (IOException e) {
            Environment.require(false, "no control group with a limit of memory: " + e);
        }
        return group;
    }

    /** One that runs in the group. */
    public Jvm jvm() {
        return Jvm.granted().after("echo $$ > " + folder.resolve("cgroup.procs"));
    }

    @Override
    public void close() throws IOException {
        Files.delete(folder);
    }
}
