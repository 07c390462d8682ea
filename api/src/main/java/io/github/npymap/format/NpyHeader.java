package io.github.npymap.format;

import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What the header of a {@code .npy} file says, and where the data begins.
 *
 * @param major the format's major version, 1 to 3
 * @param minor the format's minor version, 0
 * @param dtype the type of an element
 * @param order how the elements lie in the file
 * @param shape the lengths of the axes
 * @param dataOffset the byte of the file where the first element begins; a multiple of 64 in files that NumPy 2 writes,
 *     any number in others
 */
public record NpyHeader(int major, int minor, DType dtype, Order order, Shape shape, long dataOffset) {
    /** NumPy's default limit on the characters of a header, padding included. */
    public static final int DEFAULT_MAX_HEADER_SIZE = 10_000;

    /**
     * @throws IllegalArgumentException for an unknown version, a data offset inside the prefix, or data larger than
     *     2<sup>63</sup>-1 bytes
     */
    public NpyHeader {
        Objects.requireNonNull(order, "order");
        FormatVersion version = FormatVersion.of(major, minor)
                .orElseThrow(
                        () -> new IllegalArgumentException("no npy format has the version " + major + "." + minor));
        if (dataOffset < version.prefixLength()) {
            throw new IllegalArgumentException("the data cannot begin at byte " + dataOffset + ", inside the prefix of "
                    + version.prefixLength() + " bytes");
        }
        if (!fits(dtype, shape)) {
            throw new IllegalArgumentException(
                    "more than 2^63-1 bytes of data: " + shape + " elements of " + dtype.itemsize() + " bytes");
        }
    }

    /**
     * The header that NumPy 2 gives a new file: the oldest version that can hold it, room to grow, data at a multiple
     * of 64.
     *
     * @throws IllegalArgumentException if the data were larger than 2<sup>63</sup>-1 bytes
     */
    public static NpyHeader of(DType dtype, Order order, Shape shape) {
        return HeaderWriter.layout(dtype, order, shape);
    }

    /**
     * Reads the header at the start of a part of a file, whether the file has all the data or not. Positions in messages
     * count from the part's first byte.
     *
     * @param part where it begins, and what messages call it
     * @param maxHeaderSize the longest header to accept, in characters; {@link #DEFAULT_MAX_HEADER_SIZE} is NumPy's limit
     * @throws NpyFormatException if this is not a header, or the dtype is refused ({@link UnsupportedDTypeException})
     * @throws IOException if reading fails
     */
    public static NpyHeader read(PositionedBytes file, FilePart part, int maxHeaderSize) throws IOException {
        return HeaderReader.read(file, part, maxHeaderSize);
    }

    /**
     * Reads the header from a channel and leaves the channel at the first byte of data; after an exception it may be
     * anywhere.
     *
     * @param source the name for messages, {@code archive.npz:member} inside an archive
     * @throws IOException as {@link #read(PositionedBytes, FilePart, int)}
     */
    public static NpyHeader read(ReadableByteChannel channel, String source, int maxHeaderSize) throws IOException {
        return HeaderReader.read(channel, source, maxHeaderSize);
    }

    /**
     * Where the data of a file begins, by its magic, version and length alone: known even if the text between is damaged.
     *
     * @param start the first bytes of the file
     * @return empty if these are not a header of a known version
     */
    public static OptionalLong dataOffset(byte[] start) {
        return HeaderReader.dataOffset(start);
    }

    /** Whether the data of so many elements is counted in a {@code long}; as in NumPy, zero axes excuse nothing. */
    private static boolean fits(DType dtype, Shape shape) {
        long itemsize = Math.max(1, dtype.itemsize());
        for (int axis = 0; axis < shape.ndim(); axis++) {
            long length = Math.max(1, shape.get(axis));
            if (itemsize > Long.MAX_VALUE / length) {
                return false;
            }
            itemsize *= length;
        }
        return true;
    }

    /** The number of elements. */
    public long size() {
        return shape.size();
    }

    /** The bytes of data, exactly: elements times item size. */
    public long nbytes() {
        return shape.size() * dtype.itemsize();
    }

    /** The format's version as NumPy names it: {@code 1.0}. */
    public String version() {
        return major + "." + minor;
    }

    /** The same header for another shape, in the same version and the same room: what appending to a file needs. */
    public NpyHeader withShape(Shape newShape) {
        return new NpyHeader(major, minor, dtype, order, newShape, dataOffset);
    }

    /**
     * The first {@link #dataOffset()} bytes of a file with this header. For a header made by {@link #of} they are the
     * bytes that NumPy 2 writes.
     *
     * @throws IllegalStateException if the text does not fit before the data, or not in the version's encoding
     */
    public byte[] toBytes() {
        return HeaderWriter.toBytes(this);
    }

    /**
     * Checks that a file holds all the data that this header announces. Bytes after the data are allowed, as in NumPy.
     *
     * @param source the file's name, for the message
     * @param fileSize bytes in the whole file
     * @throws NpyFormatException if data is missing
     */
    public void requireFits(String source, long fileSize) throws NpyFormatException {
        long present = Math.max(0, fileSize - dataOffset);
        if (present < nbytes()) {
            throw new NpyFormatException(
                    source,
                    fileSize,
                    nbytes() + " bytes of data after byte " + dataOffset + " for the shape " + shape + " of " + dtype,
                    present + " bytes, then the end of the file",
                    "The file was cut short or is still being written; copy or save it again.");
        }
    }
}
