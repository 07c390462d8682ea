package io.github.npymap.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A small disk of its own, for those who may mount one. */
public record Disk(Path directory) implements AutoCloseable {
    public static Disk of(Path directory, String options) throws IOException {
        Files.createDirectory(directory);
        Environment.require(
                run("mount", "-t", "tmpfs", "-o", options, "npymap-test", directory.toString()) == 0,
                "no permission to mount");
        return new Disk(directory);
    }

    /**
     * A disk with another file system, in a file of so many bytes.
     *
     * @param type for {@code mount}; without {@code -fuse} behind it, for {@code mkfs}
     */
    public static Disk inFile(Path image, long size, String type, Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), size - 1);
        }
        String mkfs = "mkfs." + type.replace("-fuse", "");
        Environment.require(run(mkfs, image.toString()) == 0, "no " + mkfs);
        Files.createDirectory(directory);
        Environment.require(
                run("mount", "-o", "loop", "-t", type, image.toString(), directory.toString()) == 0,
                "no permission to mount, or no driver of " + type);
        return new Disk(directory);
    }

    /** Mounts it once more, with other options. */
    public void remount(String options) {
        run("mount", "-o", "remount," + options, directory.toString());
    }

    /** Takes all room but so many bytes. */
    public void fill(long left) throws IOException {
        byte[] block = new byte[1 << 20];
        long rest = Files.getFileStore(directory).getUsableSpace() - left;
        try (OutputStream filler = Files.newOutputStream(filler())) {
            for (; rest > 0; rest -= block.length) {
                filler.write(block, 0, (int) Math.min(rest, block.length));
            }
        }
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
