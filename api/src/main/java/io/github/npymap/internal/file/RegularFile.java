package io.github.npymap.internal.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Looks at what a path leads to before it is opened: opening a pipe waits for somebody at its other end, and of a folder,
 * which the system opens, it says without a name that it cannot be read.
 */
public final class RegularFile {
    private RegularFile() {}

    /**
     * The attributes of a file that may be opened, links followed.
     *
     * @throws FileSystemException if there is none, or it is a folder, a pipe, a socket or a device
     */
    public static BasicFileAttributes require(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            String found = attributes.isDirectory() ? "a directory" : "a pipe, a socket or a device";
            throw new FileSystemException(path.toString(), null, found + ", not a file");
        }
        return attributes;
    }
}
