package io.github.npymap.npz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/**
 * What the last record of a ZIP archive says of the directory. The ZIP library reads entries as long as there are some,
 * which hides that others are missing.
 *
 * @param disks the parts that the archive is split into
 * @param entries the entries in its directory
 * @param countsWrap whether the number of entries is one of 16 bits, which some programs let overflow
 */
record EndRecord(long disks, long entries, boolean countsWrap) {
    private static final int LENGTH = 22;
    private static final int MAX_COMMENT_LENGTH = 0xffff;
    private static final int SIGNATURE = 0x06054b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LENGTH_64 = 56;
    private static final int SIGNATURE_64 = 0x06064b50;

    /** The record nearest to the end of the file, if there is one. */
    static Optional<EndRecord> find(SeekableByteChannel channel) throws IOException {
        long last = channel.size() - LENGTH;
        if (last < 0) {
            return Optional.empty();
        }
        long first = Math.max(0, last - MAX_COMMENT_LENGTH);
        ByteBuffer tail = read(channel, first, (int) (channel.size() - first));
        for (int at = (int) (last - first); at >= 0; at--) {
            if (tail.getInt(at) == SIGNATURE) {
                return of(channel, first + at, tail.slice(at, LENGTH).order(ByteOrder.LITTLE_ENDIAN));
            }
        }
        return Optional.empty();
    }

    private static Optional<EndRecord> of(SeekableByteChannel channel, long offset, ByteBuffer record)
            throws IOException {
        if (offset >= LOCATOR_LENGTH) {
            ByteBuffer locator = read(channel, offset - LOCATOR_LENGTH, LOCATOR_LENGTH);
            if (locator.getInt(0) == LOCATOR_SIGNATURE) {
                return of64(channel, locator);
            }
        }
        return Optional.of(new EndRecord(
                Short.toUnsignedLong(record.getShort(4)) + 1, Short.toUnsignedLong(record.getShort(10)), true));
    }

    private static Optional<EndRecord> of64(SeekableByteChannel channel, ByteBuffer locator) throws IOException {
        long offset = locator.getLong(8);
        if (offset < 0 || offset > channel.size() - LENGTH_64) {
            return Optional.empty();
        }
        ByteBuffer record = read(channel, offset, LENGTH_64);
        return record.getInt(0) == SIGNATURE_64
                ? Optional.of(new EndRecord(Integer.toUnsignedLong(record.getInt(16)) + 1, record.getLong(32), false))
                : Optional.empty();
    }

    /** Whether a directory with so many entries is complete. */
    boolean counts(long found) {
        return found == entries || (countsWrap && (found & 0xffff) == entries);
    }

    private static ByteBuffer read(SeekableByteChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(position);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new IOException("the file ended at byte " + channel.position());
            }
        }
        return bytes;
    }
}
