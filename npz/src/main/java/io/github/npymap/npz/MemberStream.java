package io.github.npymap.npz;

import io.github.npymap.format.NpyFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;

/** A member's unpacked bytes: never more than the directory promises, and with the promised checksum at the end. */
final class MemberStream extends InputStream {
    private final InputStream unpacked;
    private final ArchiveChannel channel;
    private final Entry entry;
    private final String source;
    private final CRC32 crc = new CRC32();
    private long count;

    MemberStream(InputStream unpacked, ArchiveChannel channel, Entry entry, String source) {
        this.unpacked = unpacked;
        this.channel = channel;
        this.entry = entry;
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int index, int length) throws IOException {
        Objects.checkFromIndexSize(index, length, target.length);
        if (length == 0) {
            return 0;
        }
        int read = Damage.guard(
                channel,
                source,
                count,
                "data that can be unpacked (" + entry.methodName() + ")",
                () -> unpacked.read(target, index, length));
        if (read < 0) {
            requireComplete();
            return -1;
        }
        crc.update(target, index, read);
        count += read;
        if (count > entry.size()) {
            throw Damage.refusal(
                    source, entry.size(), entry.size() + " bytes, as the archive's directory says", "more");
        }
        return read;
    }

    private void requireComplete() throws NpyFormatException {
        if (count < entry.size()) {
            throw Damage.refusal(
                    source, count, entry.size() + " bytes, as the archive's directory says", "no more than " + count);
        }
        if (crc.getValue() != entry.crc()) {
            throw Damage.refusal(
                    source,
                    count,
                    String.format("the checksum %08x of the archive's directory", entry.crc()),
                    String.format("%08x", crc.getValue()));
        }
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }
}
