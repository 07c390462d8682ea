package io.github.npymap.jni;

import io.github.npymap.spi.MapRequest;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.VarHandle;

/**
 * What has to hold for an access to a mapping to count: that the mapping is open, and that no page of the access is gone.
 * Looked at after the access, but for the permission to write. Ranges are given by their bytes in the mapping.
 *
 * <p>As long as this object is reachable, the addresses of the mapping are its own.
 */
final class AccessCheck {
    private final long address;
    private final MapRequest request;
    private final boolean writable;
    private final Reservation reservation;

    /** The address of the {@link LostPages}. */
    private final long lost;

    private volatile boolean closed;

    /** Whether somebody has heard of lost pages. */
    private volatile boolean told;

    private AccessCheck(long address, MapRequest request) {
        this.address = address;
        this.request = request;
        this.writable = request.mode().isWritable();
        this.lost = SystemCalls.watch(address, request.length(), Code.of(request.mode()));
        this.reservation = new Reservation(address, request.length(), request.mode(), lost);
    }

    /** @param address where the range is; of an empty one, anything */
    static AccessCheck of(long address, MapRequest request) {
        AccessCheck check = new AccessCheck(address, request);
        check.reservation.endWith(check);
        return check;
    }

    boolean isOpen() {
        return !closed;
    }

    /** Comes after the access. The fence is there so that the access does not come after it after all. */
    void requireOpen() {
        VarHandle.acquireFence();
        if (closed) {
            throw new IllegalStateException(request.file() + " is closed");
        }
    }

    /** Comes after an access to a range: that it is open, and that no access has missed a page of it. */
    void requireIntact(long offset, long length) {
        requireIntact(offset, length, length, 1);
    }

    /** The same for elements that are a stride apart, in whichever direction: what is between them does not count. */
    void requireIntact(long offset, long stride, long size, int count) {
        requireOpen();
        if (LostPages.any(lost)) {
            long start = address + start(offset, stride, count);
            long missed = LostPages.first(lost, start, Math.abs(stride), size, count);
            if (missed != 0) {
                throw vanished(missed, null);
            }
        }
    }

    /** Whether {@link #requireIntact} has more to do than to look whether the mapping is open. */
    boolean hasLostPages() {
        return LostPages.any(lost);
    }

    /** A write to memory that was mapped for reading is not an error of the system but the end of the process. */
    void requireWritable(long offset, long length) {
        requireWritable(offset, length, length, 1);
    }

    void requireWritable(long offset, long stride, long size, int count) {
        requireIntact(offset, stride, size, count);
        if (!writable) {
            throw new UnsupportedOperationException(request.file() + " is mapped in mode " + request.mode()
                    + ": elements cannot be assigned; open it in READ_WRITE or COPY_ON_WRITE");
        }
    }

    /**
     * Comes after a write. One that {@link #close()} overtook, or whose page was lost, has reached the zeros instead of the
     * file, where readers would take it for a value of the file: zeros are put there once more.
     */
    void requireWritten(long offset, long length) {
        requireWritten(offset, length, length, 1);
    }

    void requireWritten(long offset, long stride, long size, int count) {
        VarHandle.acquireFence();
        if (closed) {
            retireAgain();
            requireOpen();
        }
        if (LostPages.any(lost)) {
            long start = address + start(offset, stride, count);
            long end = start + Math.abs(stride) * Math.max(count - 1, 0) + size;
            LostPages.retire(lost, start, end, Code.of(request.mode()));
            requireIntact(offset, stride, size, count);
        }
    }

    /** Not during {@link #close()}, which may yet leave the file open. */
    private synchronized void retireAgain() {
        if (closed) {
            int unusedResult = reservation.retire();
        }
    }

    /** The first byte of elements that are a stride apart. */
    private static long start(long offset, long stride, int count) {
        return stride < 0 && count > 0 ? offset + stride * (count - 1) : offset;
    }

    /** What to throw where an access has missed a page. */
    RuntimeException vanished(PageFault fault) {
        requireOpen();
        return vanished(fault.address, fault);
    }

    private UncheckedIOException vanished(long missed, PageFault cause) {
        told = true;
        return new UncheckedIOException(new IOException(
                request.file() + ": the page at byte " + (request.offset() + missed - address)
                        + " is gone; the file was truncated while it was mapped, or its disk is full, or the device failed;"
                        + " open it again once that is mended",
                cause));
    }

    /**
     * Puts zeros in the place of the file. A page that an assignment through a buffer missed is reported here: nobody has
     * heard of that.
     *
     * @throws UncheckedIOException also if the system has nothing to put in the place of the file; it stays open then
     */
    synchronized void close() {
        closed = true;
        long result = reservation.retire();
        if (JniFile.isShortOfAddresses(result)) {
            result = Reservation.reclaimFor(reservation::retire, JniFile::isShortOfAddresses);
        }
        if (result < 0) {
            closed = false;
            throw new UncheckedIOException(new SystemFailure((int) -result).whileClosing(request.file()));
        }
        long missed = LostPages.first(lost, address, request.length(), request.length(), 1);
        if (missed != 0 && !told && request.mode() == Mode.READ_WRITE) {
            throw vanished(missed, null);
        }
    }
}
