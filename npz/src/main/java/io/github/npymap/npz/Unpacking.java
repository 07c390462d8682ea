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
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
        Path file = temporaryFile(member, options);
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

    private static Path temporaryFile(NpzMember member, NpzOptions options) throws IOException {
        Path folder = options.temporaryDirectory().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        try {
            return options.temporaryDirectory().isPresent()
                    ? Files.createTempFile(folder, PREFIX, SUFFIX)
                    : Files.createTempFile(PREFIX, SUFFIX);
        } catch (IOException e) {
            IOException explained = Descriptors.explain(e);
            throw refusal(member.source(), folder, reason(explained), explained);
        }
    }

    /** Without the random name. */
    private static String reason(IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        if (problem instanceof AccessDeniedException) {
            return "no file may be made there";
        }
        return problem instanceof FileSystemException known && known.getReason() != null
                ? known.getReason()
                : problem.getMessage();
    }

    private static IOException refusal(String source, Path folder, String reason, IOException cause) {
        return new IOException(
                source + ": cannot be unpacked into the folder " + folder + ": " + reason
                        + ". NpzOptions.temporaryDirectory or -Djava.io.tmpdir=… names another.",
                cause);
    }

    private static void copy(InputStream content, OutputStream out, String source, Path file, LongConsumer progress)
            throws IOException {
        byte[] block = new byte[BLOCK];
        long done = 0;
        for (int count = content.read(block); count >= 0; count = content.read(block)) {
            try {
                out.write(block, 0, count);
            } catch (IOException e) {
                throw refusal(source, file.getParent(), e.getMessage(), e);
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
