package io.github.npymap.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.npymap.format.NpyFormatException;
import io.github.npymap.format.NpyHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;

/**
 * Headers. An input that begins as an npy file does is taken as it is; of any other the first byte chooses a version,
 * and the rest is the text, so that the fuzzer need not keep a length right.
 */
public final class HeaderTarget {
    private static final byte MAGIC = (byte) 0x93;
    private static final int VERSIONS = 3;
    /** Escapes may make a text longer than it was. */
    private static final int ANY_LENGTH = 1 << 20;

    private HeaderTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        byte[] file = input.length == 0 || input[0] == MAGIC ? input : enclosed(input);
        Refusal.requireModest(input, () -> read(file));
    }

    private static Exception read(byte[] file) {
        try {
            requireWritable(header(file, "fuzzed.npy", NpyHeader.DEFAULT_MAX_HEADER_SIZE));
            return null;
        } catch (NpyFormatException e) {
            return e;
        }
    }

    private static NpyHeader header(byte[] file, String name, int limit) throws NpyFormatException {
        try {
            return NpyHeader.read(Channels.newChannel(new ByteArrayInputStream(file)), name, limit);
        } catch (NpyFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new AssertionError("reading from an array cannot fail", e);
        }
    }

    /** What was read is written as NumPy would, and read again. */
    private static void requireWritable(NpyHeader header) {
        NpyHeader written = NpyHeader.of(header.dtype(), header.order(), header.shape());
        try {
            NpyHeader read = header(written.toBytes(), "written.npy", ANY_LENGTH);
            if (!read.equals(written)) {
                throw new AssertionError(written + " came back as " + read);
            }
        } catch (NpyFormatException e) {
            throw new AssertionError("refused what was written for " + header, e);
        }
    }

    private static byte[] enclosed(byte[] input) {
        int major = Math.floorMod(input[0], VERSIONS) + 1;
        int prefix = major == 1 ? 10 : 12;
        ByteBuffer file = ByteBuffer.allocate(prefix + input.length - 1).order(ByteOrder.LITTLE_ENDIAN);
        file.put("\u0093NUMPY".getBytes(ISO_8859_1)).put((byte) major).put((byte) 0);
        if (major == 1) {
            file.putShort((short) (input.length - 1));
        } else {
            file.putInt(input.length - 1);
        }
        return file.put(input, 1, input.length - 1).array();
    }
}
