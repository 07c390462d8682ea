package io.github.npymap.format;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The three versions of the format; they differ in how long a header can be and how its text is encoded. */
enum FormatVersion {
    /** At most 65535 bytes of latin-1. */
    V1(1, Short.BYTES, StandardCharsets.ISO_8859_1),
    /** At most 4 GiB of latin-1. */
    V2(2, Integer.BYTES, StandardCharsets.ISO_8859_1),
    /** At most 4 GiB of UTF-8. */
    V3(3, Integer.BYTES, StandardCharsets.UTF_8);

    /** Bytes of the magic and the version, which come before the header's length. */
    static final int VERSION_END = 8;

    private final int major;
    private final int lengthBytes;
    private final Charset charset;

    FormatVersion(int major, int lengthBytes, Charset charset) {
        this.major = major;
        this.lengthBytes = lengthBytes;
        this.charset = charset;
    }

    /** The version with these numbers, if there is one. */
    static Optional<FormatVersion> of(int major, int minor) {
        return minor == 0 && major >= 1 && major <= values().length
                ? Optional.of(values()[major - 1])
                : Optional.empty();
    }

    /** 1, 2 or 3; the minor version is 0 in all of them. */
    int major() {
        return major;
    }

    /** Bytes before the text: magic, version and length, 10 or 12. */
    int prefixLength() {
        return VERSION_END + lengthBytes;
    }

    /** The encoding of the text. */
    Charset charset() {
        return charset;
    }

    /** The longest text, in bytes, that the length field can announce. */
    long maxTextLength() {
        return lengthBytes == Short.BYTES ? 0xffffL : 0xffffffffL;
    }

    /** The number of bytes of text that the length field says, read at the buffer's position. */
    long takeLength(ByteBuffer littleEndian) {
        return lengthBytes == Short.BYTES
                ? Short.toUnsignedLong(littleEndian.getShort())
                : Integer.toUnsignedLong(littleEndian.getInt());
    }

    void putLength(ByteBuffer littleEndian, long length) {
        if (lengthBytes == Short.BYTES) {
            littleEndian.putShort((short) length);
        } else {
            littleEndian.putInt((int) length);
        }
    }

    /** Whether Python 2 may have written the file, with an {@code L} after its integers. */
    boolean allowsPython2() {
        return this != V3;
    }
}
