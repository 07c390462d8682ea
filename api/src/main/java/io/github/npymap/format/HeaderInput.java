package io.github.npymap.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/** Reads bytes in sequence, allocating no more than about twice what is really there, whatever was asked for. */
final class HeaderInput {

    private static final int FIRST_ALLOCATION = 16 * 1024;

    private final ReadableByteChannel channel;

    HeaderInput(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /** The next bytes; fewer than asked for only where the input ends. */
    byte[] read(int count) throws IOException {
        byte[] bytes = new byte[Math.min(count, FIRST_ALLOCATION)];
        int length = 0;
        while (length < count) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * length));
            }
            int read = channel.read(ByteBuffer.wrap(bytes, length, bytes.length - length));
            if (read < 0) {
                break;
            }
            length += read;
        }
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
