package io.github.npymap.npz;

import io.github.npymap.NpyFile;
import io.github.npymap.format.FilePart;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.internal.file.Descriptors;
import io.github.npymap.internal.file.DiskSpace;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/** Opens a compressed member: unpacks it into a temporary file, and maps that. */
final class Unpacking {
    private static final String PREFIX = "npymap-";
    private static final String SUFFIX = ".npy";
    private static final int BLOCK = 1 << 16;

    private Unpacking() {}

    static NpyFile open(NpzMember member, NpzOptions options, Mode mode, LongConsumer progress) throws IOException {
        if (member.size() > options.maxUnpackedSize()) {
            throw new NpyFormatException(
                    member.source(),
                    0,
                    "a member of at most " + options.maxUnpackedSize() + " bytes when unpacked",
                    member.size() + " bytes, packed into " + member.compressedSize(),
                    "If you trust the archive, raise NpzOptions.maxUnpackedSize.");
        }
        Path file = temporaryFile(options);
        try {
            DiskSpace.require(member.source(), file, member.size());
            try (InputStream content = member.content();
                    OutputStream out = Channels.newOutputStream(Descriptors.open(file, StandardOpenOption.WRITE))) {
                copy(content, out, member.source(), file, progress);
            }
            FilePart whole = new FilePart(file, 0, member.size(), member.source());
            return options.backend().open(whole, mode, () -> delete(file), options.maxHeaderSize());
        } finally {
            delete(file);
        }
    }

    private static Path temporaryFile(NpzOptions options) throws IOException {
        try {
            return options.temporaryDirectory().isPresent()
                    ? Files.createTempFile(options.temporaryDirectory().get(), PREFIX, SUFFIX)
                    : Files.createTempFile(PREFIX, SUFFIX);
        } catch (IOException e) {
            throw Descriptors.explain(e);
        }
    }

    private static void copy(InputStream content, OutputStream out, String source, Path file, LongConsumer progress)
            throws IOException {
        byte[] block = new byte[BLOCK];
        long done = 0;
        for (int count = content.read(block); count >= 0; count = content.read(block)) {
            try {
                out.write(block, 0, count);
            } catch (IOException e) {
                throw new IOException(
                        source + ": cannot be unpacked into the folder " + file.getParent() + ": " + e.getMessage()
                                + ". NpzOptions.temporaryDirectory names another.",
                        e);
            }
            done += count;
            progress.accept(done);
        }
    }

    /** At once where a mapping keeps a file without a name; elsewhere this fails until the mapping is gone. */
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
