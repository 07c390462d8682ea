package io.github.npymap;

import io.github.npymap.spi.ChannelFile;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file of another file system of Java's, such as one inside an archive: it can be read, and never mapped. */
final class UnmappableFile extends ChannelFile {
    UnmappableFile(Path path) throws IOException {
        super(path, false);
    }

    @Override
    public Mapping map(MapRequest request) throws IOException {
        throw refusal(path());
    }

    static IOException refusal(Path path) {
        return new FileSystemException(
                path.toString(),
                null,
                "only files of the default file system can be mapped, not those of "
                        + path.getFileSystem().provider().getScheme());
    }
}
