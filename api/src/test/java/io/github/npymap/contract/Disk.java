package io.github.npymap.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk of its own, for those who may mount one. */
public record Disk(Path directory) implements AutoCloseable {
    public static Disk of(Path directory, String options) throws IOException {
        Files.createDirectory(directory);
        Environment.require(
                run("mount", "-t", "tmpfs", "-o", options, "npymap-test", directory.toString()) == 0,
                "no permission to mount");
        return new Disk(directory);
    }

    /** Mounts it once more, with other options. */
    public void remount(String options) {
        run("mount", "-o", "remount," + options, directory.toString());
    }

    /** Takes all room but so many bytes. */
    public void fill(long left) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        Files.write(filler(), new byte[Math.toIntExact(free - left)]);
    }

    /** Gives back what {@link #fill} took. */
    public void empty() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() {
        // What is still mapped keeps it, out of sight.
        run("umount", "--lazy", directory.toString());
    }
}
