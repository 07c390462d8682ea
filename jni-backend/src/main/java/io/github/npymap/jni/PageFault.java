package io.github.npymap.jni;

/** Thrown by {@link Kernels} when a page of the file could not be brought into memory. Never leaves this package. */
final class PageFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    final long address;

    PageFault(long address) {
        super("0x" + Long.toHexString(address));
        this.address = address;
    }
}
