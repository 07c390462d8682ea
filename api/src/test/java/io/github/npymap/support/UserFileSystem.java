package io.github.npymap.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in user space with one file, of which it shares no pages; for those who may mount one. */
public record UserFileSystem(Process server, Path folder) implements AutoCloseable {
    private static final String SCRIPT = "fuse.py";

    public static UserFileSystem serve(Path content, Path folder) throws IOException {
        Path script = folder.resolveSibling(SCRIPT);
        try (InputStream resource = UserFileSystem.class.getResourceAsStream(SCRIPT)) {
            Files.copy(resource, script);
        }
        Process server = new ProcessBuilder(NumPy.PYTHON, script.toString(), content.toString(), folder.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = server.inputReader();
        String first = output.readLine();
        Environment.require("mounted".equals(first), "no permission to mount: " + first);
        return new UserFileSystem(server, folder);
    }

    public Path file() {
        return folder.resolve("a.npy");
    }

    @Override
    public void close() throws IOException {
        new ProcessBuilder("umount", "--lazy", folder.toString())
                .start()
                .onExit()
                .join();
        server.destroy();
        server.onExit().join();
    }
}
