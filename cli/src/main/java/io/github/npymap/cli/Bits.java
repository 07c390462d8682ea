package io.github.npymap.cli;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bits of one element among the bytes of many. */
final class Bits {

    private Bits() {}

    /** An integer of 1, 2, 4 or 8 bytes, sign-extended. */
    static long read(byte[] bytes, int at, int width, ByteOrder order) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        return switch (width) {
            case Byte.BYTES -> buffer.get(at);
            case Short.BYTES -> buffer.getShort(at);
            case Integer.BYTES -> buffer.getInt(at);
            default -> buffer.getLong(at);
        };
    }
}
