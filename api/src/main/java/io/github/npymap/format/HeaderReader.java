package io.github.npymap.format;

import io.github.npymap.internal.descr.ObjectDTypeException;
import io.github.npymap.internal.file.FileKind;
import io.github.npymap.internal.file.Magic;
import io.github.npymap.internal.python.LiteralException;
import io.github.npymap.internal.python.LiteralParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the header of a {@code .npy} file. Every check comes before what it protects: the magic before the version, the
 * length before the text is read, the syntax before the meaning.
 */
final class HeaderReader {

    /** Bytes of a header, at most: with the prefix, and some room, they are counted in an int. */
    private static final int LONGEST = Integer.MAX_VALUE - 64;

    private final HeaderInput input;
    private final String source;

    private HeaderReader(ReadableByteChannel channel, String source) {
        this.input = new HeaderInput(channel);
        this.source = source;
    }

    /** See {@link NpyHeader#read(PositionedBytes, FilePart, int)}. */
    static NpyHeader read(PositionedBytes file, FilePart part, int maxHeaderLength) throws IOException {
        return read(new FileBytes(file, part), part.source(), maxHeaderLength);
    }

    /** See {@link NpyHeader#read(ReadableByteChannel, String, int)}. */
    static NpyHeader read(ReadableByteChannel channel, String source, int maxHeaderLength) throws IOException {
        return new HeaderReader(channel, source).read(maxHeaderLength);
    }

    /** Reads the header from the first bytes of a file. */
    static NpyHeader read(byte[] bytes, String source, int maxHeaderLength) throws NpyFormatException {
        try {
            return read(Channels.newChannel(new ByteArrayInputStream(bytes)), source, maxHeaderLength);
        } catch (NpyFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new AssertionError("reading from an array cannot fail", e);
        }
    }

    /** See {@link NpyHeader#dataOffset(byte[])}. */
    static OptionalLong dataOffset(byte[] start) {
        byte[] magic = Magic.bytes();
        if (start.length < FormatVersion.VERSION_END
                || !Arrays.equals(start, 0, magic.length, magic, 0, magic.length)) {
            return OptionalLong.empty();
        }
        Optional<FormatVersion> version =
                FormatVersion.of(Byte.toUnsignedInt(start[magic.length]), Byte.toUnsignedInt(start[magic.length + 1]));
        if (version.isEmpty() || start.length < version.get().prefixLength()) {
            return OptionalLong.empty();
        }
        ByteBuffer length =
                ByteBuffer.wrap(start).position(FormatVersion.VERSION_END).order(ByteOrder.LITTLE_ENDIAN);
        return OptionalLong.of(version.get().prefixLength() + version.get().takeLength(length));
    }

    private NpyHeader read(int maxHeaderLength) throws IOException {
        FormatVersion version = version();
        long length = length(version);
        requireWithin(maxHeaderLength, length, version);
        String text = decode(version, require(version.prefixLength(), (int) length, "a header"));
        int characters = text.codePointCount(0, text.length());
        if (characters > maxHeaderLength) {
            throw tooLong(maxHeaderLength, characters, "characters");
        }
        return interpret(version, text, version.prefixLength() + length);
    }

    private FormatVersion version() throws IOException {
        byte[] magic = Magic.bytes();
        byte[] start = input.read(FormatVersion.VERSION_END);
        int compared = Math.min(start.length, magic.length);
        if (start.length == 0 || !Arrays.equals(start, 0, compared, magic, 0, compared)) {
            throw notNpy(start);
        }
        requireAll(start, FormatVersion.VERSION_END, 0, "the magic string and version");
        int major = Byte.toUnsignedInt(start[magic.length]);
        int minor = Byte.toUnsignedInt(start[magic.length + 1]);
        return FormatVersion.of(major, minor)
                .orElseThrow(() -> failure(
                        magic.length,
                        "version 1.0, 2.0 or 3.0 of the npy format",
                        "version " + major + "." + minor,
                        "If the file is undamaged, save it again with NumPy."));
    }

    private long length(FormatVersion version) throws IOException {
        int bytes = version.prefixLength() - FormatVersion.VERSION_END;
        byte[] field = require(FormatVersion.VERSION_END, bytes, "the length of the header");
        return version.takeLength(ByteBuffer.wrap(field).order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Bounds the bytes to read. In UTF-8 a character has up to four, so the exact count has to wait. */
    private void requireWithin(int maxHeaderLength, long bytes, FormatVersion version) throws NpyFormatException {
        long limit = version == FormatVersion.V3 ? 4L * maxHeaderLength : maxHeaderLength;
        if (bytes > Math.min(limit, LONGEST)) {
            throw tooLong(maxHeaderLength, bytes, "bytes");
        }
    }

    private String decode(FormatVersion version, byte[] bytes) throws NpyFormatException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return version.charset().newDecoder().decode(in).toString();
        } catch (CharacterCodingException e) {
            // The decoder stops at the first byte that is not UTF-8, and leaves the buffer there.
            throw failure(
                    version.prefixLength() + in.position(),
                    "a header in UTF-8",
                    String.format("the byte 0x%02x", bytes[in.position()]),
                    "");
        }
    }

    private NpyHeader interpret(FormatVersion version, String text, long dataOffset) throws NpyFormatException {
        HeaderDictionary header = dictionary(version, text);
        try {
            return new NpyHeader(version.major(), 0, header.dtype(), header.order(), header.shape(), dataOffset);
        } catch (IllegalArgumentException e) {
            throw failure(version.prefixLength(), "at most 2^63-1 bytes of data", e.getMessage(), "");
        }
    }

    private HeaderDictionary dictionary(FormatVersion version, String text) throws NpyFormatException {
        try {
            return HeaderDictionary.read(
                    version.allowsPython2() ? LiteralParser.parsePython2(text) : LiteralParser.parse(text));
        } catch (ObjectDTypeException e) {
            throw new UnsupportedDTypeException(
                    source, bytePosition(version, text, e), e.expected(), e.found(), e.remedy());
        } catch (LiteralException e) {
            throw failure(bytePosition(version, text, e), e.expected(), e.found(), e.remedy());
        }
    }

    private static long bytePosition(FormatVersion version, String text, LiteralException e) {
        String before = text.substring(0, e.position());
        long encoded = before.getBytes(version.charset()).length;
        return encoded + version.prefixLength();
    }

    private byte[] require(int position, int count, String what) throws IOException {
        byte[] bytes = input.read(count);
        requireAll(bytes, count, position, what);
        return bytes;
    }

    private void requireAll(byte[] bytes, int count, int position, String what) throws NpyFormatException {
        if (bytes.length < count) {
            throw failure(
                    position,
                    count + " bytes, " + what,
                    bytes.length + ", then the end of the file",
                    "The file was cut short; copy or save it again.");
        }
    }

    private NpyFormatException notNpy(byte[] start) throws IOException {
        byte[] more = input.read(FileKind.SNIFFED_BYTES - start.length);
        byte[] sniffed = Arrays.copyOf(start, start.length + more.length);
        System.arraycopy(more, 0, sniffed, start.length, more.length);
        FileKind kind = FileKind.of(sniffed);
        return failure(0, "an npy file, which begins with \\x93NUMPY", kind.description(), kind.remedy());
    }

    private NpyFormatException tooLong(int limit, long found, String unit) {
        String remedy = found > LONGEST
                ? "No limit allows as much; the file is damaged."
                : "If you trust the file, raise the limit (NumPy's max_header_size) with MapOption.maxHeaderSize("
                        + found
                        + "), NpzOptions.maxHeaderSize in an archive, or --max-header-size on the command line.";
        return failure(
                FormatVersion.VERSION_END, "a header of at most " + limit + " characters", found + " " + unit, remedy);
    }

    private NpyFormatException failure(long position, String expected, String found, String remedy) {
        return new NpyFormatException(source, position, expected, found, remedy);
    }
}
