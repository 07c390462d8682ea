package io.github.npymap;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is looked into before it is mapped. */
final class SourceFile {
    private SourceFile() {}

    /** @throws FileSystemException for a folder, which the system opens and then says of no name that it cannot be read */
    static FileChannel open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "a directory, not a file");
        }
        return FileChannel.open(path, StandardOpenOption.READ);
    }
}
