package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of an array's elements. */
final class ElementDigest {

    private static final int BLOCK_BYTES = 1 << 18;

    private ElementDigest() {}

    /** Elements in C order, each with its least significant byte first. */
    static String sha256(NpyArray array) {
        MessageDigest digest = newDigest();
        NpyArray bits = RawBits.of(array);
        BlockReader reader = BlockReader.of(bits);
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int perBlock = BLOCK_BYTES / bits.dtype().itemsize();
        long size = bits.size();
        for (long from = 0; from < size; from += perBlock) {
            int count = (int) Math.min(perBlock, size - from);
            reader.read(from, count, block);
            digest.update(block.array(), 0, count * bits.dtype().itemsize());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Copies elements to the start of a buffer, in its byte order. */
    private interface BlockReader {
        void read(long from, int count, ByteBuffer target);

        static BlockReader of(NpyArray bits) {
            return switch (bits.dtype().itemsize()) {
                case 1 -> {
                    byte[] bytes = new byte[BLOCK_BYTES];
                    yield (from, count, target) -> {
                        bits.read(from, bytes, 0, count);
                        target.put(0, bytes, 0, count);
                    };
                }
                case 2 -> {
                    short[] shorts = new short[BLOCK_BYTES / Short.BYTES];
                    yield (from, count, target) -> {
                        bits.read(from, shorts, 0, count);
                        target.asShortBuffer().put(shorts, 0, count);
                    };
                }
                case 4 -> {
                    int[] ints = new int[BLOCK_BYTES / Integer.BYTES];
                    yield (from, count, target) -> {
                        bits.read(from, ints, 0, count);
                        target.asIntBuffer().put(ints, 0, count);
                    };
                }
                default -> {
                    long[] longs = new long[BLOCK_BYTES / Long.BYTES];
                    yield (from, count, target) -> {
                        bits.read(from, longs, 0, count);
                        target.asLongBuffer().put(longs, 0, count);
                    };
                }
            };
        }
    }
}
