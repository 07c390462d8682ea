package io.github.npymap.npz;

import io.github.npymap.NpyFile;
import io.github.npymap.format.FilePart;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.types.Mode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** An open ZIP archive and its directory. */
final class Archive implements Closeable {
    private static final int LOCAL_HEADER_LENGTH = 30;
    private static final int LOCAL_HEADER_SIGNATURE = 0x04034b50;

    private final Path path;
    private final NpzOptions options;
    private final OpenFile file;
    private final ArchiveChannel channel;
    private final Directory directory;

    private Archive(Path path, NpzOptions options, OpenFile file) throws IOException {
        this.path = path;
        this.options = options;
        this.file = file;
        this.channel = new ArchiveChannel(file, path.toString(), options.maxDirectorySize());
        this.directory = Directory.read(channel, path.toString());
    }

    static Archive open(Path path, NpzOptions options) throws IOException {
        OpenFile file = options.backend().openFile(path, Mode.READ);
        try {
            return new Archive(path, options, file);
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /** Control characters and such in names are not for terminals. */
    static String printable(String name) {
        StringBuilder printable = new StringBuilder();
        name.codePoints().forEach(c -> {
            boolean plain = !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
            printable.append(plain ? Character.toString(c) : String.format("\\u%04x", c));
        });
        return printable.toString();
    }

    Path path() {
        return path;
    }

    NpzOptions options() {
        return options;
    }

    /** Reads the header of a stored member. */
    NpyHeader header(FilePart part) throws IOException {
        return NpyHeader.read(channel::read, part, options.maxHeaderSize().characters());
    }

    /** Maps a stored member of the file that was opened, whatever is at its path by now. */
    NpyFile map(FilePart part, Mode mode) throws IOException {
        if (file.size() != channel.size()) {
            throw new NpyFormatException(
                    part.source(),
                    0,
                    "an archive of " + channel.size() + " bytes, as it was when it was opened",
                    "one of " + file.size() + " bytes",
                    "Open it again.");
        }
        return options.backend().open(file, part, mode, options.maxHeaderSize());
    }

    /** Whether the ZIP library knows how the member is compressed. */
    boolean canUnpack(Entry entry) {
        return directory.zip().canReadEntryData(entry.zip());
    }

    List<Entry> entries() {
        return directory.entries();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    void requireOpen() {
        if (!isOpen()) {
            throw new IllegalStateException(path + " is closed");
        }
    }

    /** The member's bytes as they were before they were packed, with all checks. */
    InputStream content(Entry entry, String source) throws IOException {
        dataOffset(entry, source);
        String expected = "a member whose packing (" + entry.methodName() + ") is known";
        InputStream unpacked = Damage.guard(
                channel,
                source,
                entry.headerOffset(),
                expected,
                () -> directory.zip().getInputStream(entry.zip()));
        return new MemberStream(unpacked, channel, entry, source);
    }

    /** The byte of the archive where a member's own bytes begin, after all checks of its place. */
    long dataOffset(Entry entry, String source) throws IOException {
        long offset = checkedDataOffset(entry, source);
        synchronized (channel) {
            // The library works out the same offset, and checks that the member ends before the directory begins.
            Damage.guard(
                    channel,
                    source,
                    entry.headerOffset(),
                    "a member within the archive",
                    () -> directory.zip().getRawInputStream(entry.zip()));
        }
        return offset;
    }

    private long checkedDataOffset(Entry entry, String source) throws IOException {
        long start = entry.headerOffset();
        byte[] name = entry.zip().getRawName();
        ByteBuffer header =
                ByteBuffer.allocate(LOCAL_HEADER_LENGTH + name.length).order(ByteOrder.LITTLE_ENDIAN);
        while (header.hasRemaining()) {
            if (channel.read(header, start + header.position()) < 0) {
                throw Damage.refusal(source, start, "a member", "the end of the archive");
            }
        }
        int nameLength = Short.toUnsignedInt(header.getShort(26));
        boolean named = nameLength == name.length
                && Arrays.equals(header.array(), LOCAL_HEADER_LENGTH, header.capacity(), name, 0, name.length);
        if (header.getInt(0) != LOCAL_HEADER_SIGNATURE
                || Short.toUnsignedInt(header.getShort(8)) != entry.method()
                || !named) {
            throw Damage.refusal(source, start, "the member that the archive's directory describes", "something else");
        }
        long offset = start + header.capacity() + Short.toUnsignedInt(header.getShort(28));
        if (entry.compressedSize() > entry.end() - offset) {
            throw Damage.refusal(
                    source,
                    start,
                    entry.compressedSize() + " bytes that belong to no other member",
                    Math.max(0, entry.end() - offset) + " before the next member or the end of the archive");
        }
        return offset;
    }

    @Override
    public void close() throws IOException {
        directory.zip().close();
    }
}
