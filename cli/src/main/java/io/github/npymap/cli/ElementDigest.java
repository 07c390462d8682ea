package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** The SHA-256 of an array's elements. */
final class ElementDigest {

    private static final int BLOCK_BYTES = 1 << 18;

    private ElementDigest() {}

    /**
     * Elements in C order, each with its least significant byte first, the padding of structures as zeros.
     *
     * @param progress told the number of elements done so far
     */
    static String sha256(NpyArray array, LongConsumer progress) {
        MessageDigest digest = newDigest();
        int itemsize = array.dtype().itemsize();
        long size = itemsize == 0 ? 0 : array.size();
        Normalisation normalisation = Normalisation.littleEndian(array.dtype());
        int perBlock = (int) Math.min(size, Math.max(1, BLOCK_BYTES / Math.max(1, itemsize)));
        byte[] block = new byte[perBlock * itemsize];
        for (long from = 0; from < size; from += perBlock) {
            int count = (int) Math.min(perBlock, size - from);
            array.readBytes(from, block, 0, count);
            normalisation.apply(block, 0, count);
            digest.update(block, 0, count * itemsize);
            progress.accept(from);
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
}
