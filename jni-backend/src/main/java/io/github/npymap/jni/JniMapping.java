package io.github.npymap.jni;

import io.github.npymap.spi.Coldness;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.ReferenceKernels;
import io.github.npymap.types.Advice;
import io.github.npymap.types.Mode;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Reduction;
import io.github.npymap.types.Residency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Optional;

/**
 * A range of a file at an address.
 *
 * <p><b>Closing under a reader.</b> {@link #close()} first sets a flag and then puts zeros in the place of the file, in
 * one step. The addresses stay taken as long as this object is reachable, so that no access ever faults. Whoever sees
 * the zeros sees the flag too, if it looks for it afterwards. Looking after every read would cost more than the read:
 * the fence that it needs keeps compilers from taking anything out of a loop. It is not needed either. Only a zero can
 * be a lie; any other value has come from the file, and was read while that was open. So only zeros are verified, and
 * values across a border of words, since they may lie on two pages, of which one is the file's and the other is not.
 *
 * <p><b>Pages that vanish.</b> Where one is missing, C puts zeros there and lets the access go on, so that what has been
 * said of zeros holds for them too: whoever sees one looks whether a page was lost. That is exact, whatever code HotSpot
 * has made of the access; its own error for such cases comes late, after a value that is nobody's. From then on, every
 * access to such a page is refused, since what is written there reaches no file; the pages between them are the file's.
 *
 * <p><b>Reachability.</b> All uses of the address have a {@code this.closed} behind them, if only on a branch that is
 * never taken: as long as one is to come, this object is alive, and its addresses are its own.
 *
 * <p><b>Whole ranges are C's</b>, however short. Below fifty elements a loop in Java would be faster than the call, by
 * some 30 ns at most; but where a page is gone, HotSpot lets such a loop go on and throws an error later, at a place of
 * its choosing, while C stops and knows the page.
 */
final class JniMapping extends Mapping implements Coldness.Pages {
    /** Most bytes that {@link #prefetch} asks for: {@code ASKED_IN_ALL} in advice.c says why. */
    private static final long ASKED_IN_ALL = 1 << 26;

    /** What is loaded at a time, so that a load under way notices that the file is closed. */
    private static final long PIECE = 1L << 20;

    private final long address;
    private final boolean writable;
    private final MapRequest request;
    private final byte[] path;
    private final Reservation reservation;

    /** The address of the {@link LostPages}. */
    private final long lost;

    private final Lent lent;
    private final Coldness coldness = new Coldness();
    private volatile boolean closed;

    /** Whether somebody has heard of lost pages. */
    private volatile boolean told;

    private JniMapping(MapRequest request, byte[] path, long address) {
        this.request = request;
        this.path = path;
        this.address = address;
        this.writable = request.mode().isWritable();
        this.lost = SystemCalls.watch(address, request.length(), Code.of(request.mode()));
        this.reservation = new Reservation(address, request.length(), request.mode(), lost);
        this.lent = new Lent(this, address, request.length(), request.mode());
    }

    /** @param address where the range is; of an empty one, anything */
    static Mapping of(MapRequest request, long address) throws IOException {
        JniMapping mapping = new JniMapping(request, NativePath.of(request.file()), address);
        mapping.reservation.endWith(mapping);
        return mapping;
    }

    @Override
    public long length() {
        return request.length();
    }

    @Override
    public byte getByte(long offset) {
        byte value = Memory.getByte(address + offset);
        if (value == 0) {
            requireIntact(offset, Byte.BYTES);
        }
        return value;
    }

    @Override
    public short getShort(long offset) {
        long at = address + offset;
        short value = Memory.getShort(at);
        if (isDoubtful(value, at & 1)) {
            requireIntact(offset, Short.BYTES);
        }
        return value;
    }

    @Override
    public int getInt(long offset) {
        long at = address + offset;
        int value = Memory.getInt(at);
        if (isDoubtful(value, at & 3)) {
            requireIntact(offset, Integer.BYTES);
        }
        return value;
    }

    @Override
    public long getLong(long offset) {
        long at = address + offset;
        long value = Memory.getLong(at);
        if (isDoubtful(value, at & 7)) {
            requireIntact(offset, Long.BYTES);
        }
        return value;
    }

    @Override
    public boolean isAligned() {
        return (address & (Long.BYTES - 1)) == 0;
    }

    @Override
    public int getAlignedInt(long offset) {
        int value = Memory.getInt(address + offset);
        if (value == 0) {
            requireIntact(offset, Integer.BYTES);
        }
        return value;
    }

    @Override
    public long getAlignedLong(long offset) {
        long value = Memory.getLong(address + offset);
        if (value == 0) {
            requireIntact(offset, Long.BYTES);
        }
        return value;
    }

    @Override
    public void putByte(long offset, byte value) {
        requireWritable(offset, Byte.BYTES);
        Memory.putByte(address + offset, value);
        requireNotLost(offset, Byte.BYTES);
    }

    @Override
    public void putShort(long offset, short value) {
        requireWritable(offset, Short.BYTES);
        Memory.putShort(address + offset, value);
        requireNotLost(offset, Short.BYTES);
    }

    @Override
    public void putInt(long offset, int value) {
        requireWritable(offset, Integer.BYTES);
        Memory.putInt(address + offset, value);
        requireNotLost(offset, Integer.BYTES);
    }

    @Override
    public void putLong(long offset, long value) {
        requireWritable(offset, Long.BYTES);
        Memory.putLong(address + offset, value);
        requireNotLost(offset, Long.BYTES);
    }

    @Override
    public void read(long offset, ByteOrder order, Object target, int index, int count) {
        readStrided(offset, ElementSize.of(target), order, target, index, count);
    }

    @Override
    public void write(long offset, ByteOrder order, Object source, int index, int count) {
        writeStrided(offset, ElementSize.of(source), order, source, index, count);
    }

    @Override
    public void readStrided(long offset, long stride, ByteOrder order, Object target, int index, int count) {
        Objects.checkFromIndexSize(index, count, Array.getLength(target));
        try {
            Kernels.read(address + offset, stride, ElementSize.of(target), isSwapped(order), target, index, count);
        } catch (PageFault fault) {
            throw vanished(fault);
        }
        requireIntact(offset, stride, ElementSize.of(target), count);
    }

    @Override
    public void readConverted(long offset, long stride, NumberType type, Object target, int index, int count) {
        Objects.checkFromIndexSize(index, count, Array.getLength(target));
        TargetType java = TargetType.ofArray(target);
        boolean converted;
        try {
            converted = java != null
                    && Kernels.reduces(type.kind())
                    && Kernels.readConverted(
                            address + offset,
                            stride,
                            Code.of(type.kind()),
                            type.itemsize(),
                            isSwapped(type.order()),
                            Code.of(java),
                            java.size,
                            target,
                            index,
                            count);
        } catch (PageFault fault) {
            throw vanished(fault);
        }
        if (!converted) {
            super.readConverted(offset, stride, type, target, index, count);
        }
        requireIntact(offset, stride, type.itemsize(), count);
    }

    @Override
    public void writeStrided(long offset, long stride, ByteOrder order, Object source, int index, int count) {
        Objects.checkFromIndexSize(index, count, Array.getLength(source));
        int size = ElementSize.of(source);
        requireWritable(offset, stride, size, count);
        try {
            Kernels.write(address + offset, stride, size, isSwapped(order), source, index, count);
        } catch (PageFault fault) {
            throw vanished(fault);
        }
        requireNotLost(offset, stride, size, count);
    }

    @Override
    public void gather(
            long offset,
            long stride,
            long[] positions,
            int from,
            int count,
            int run,
            ByteOrder order,
            Object target,
            int index) {
        Objects.checkFromIndexSize(from, count, positions.length);
        Objects.checkFromIndexSize(index, Math.multiplyExact(count, run), Array.getLength(target));
        int size = ElementSize.of(target);
        boolean swapped = isSwapped(order);
        anticipate(offset, stride, positions, from, count, (long) run * size);
        if (run == 0 || (long) run * size > Kernels.LONGEST_RUN) {
            super.gather(offset, stride, positions, from, count, run, order, target, index);
        } else {
            try {
                Kernels.gather(address + offset, stride, positions, from, count, run, size, swapped, target, index);
            } catch (PageFault fault) {
                throw vanished(fault);
            }
        }
        requireIntact(offset, stride, positions, from, count, (long) run * size);
    }

    @Override
    public double reduceFloating(Reduction reduction, NumberType type, long offset, int count) {
        if (!Kernels.reduces(type.kind())) {
            return super.reduceFloating(reduction, type, offset, count);
        }
        requireChunk(count);
        double result;
        try {
            result = Kernels.reduceFloating(
                    Code.of(reduction), Code.of(type.kind()), isSwapped(type.order()), address + offset, count);
        } catch (PageFault fault) {
            throw vanished(fault);
        }
        requireIntact(offset, (long) count * type.itemsize());
        return result;
    }

    @Override
    public void reduceInteger(Reduction reduction, NumberType type, long offset, int count, long[] result) {
        requireChunk(count);
        try {
            Kernels.reduceInteger(
                    Code.of(reduction), Code.of(type.kind()), isSwapped(type.order()), address + offset, count, result);
        } catch (PageFault fault) {
            throw vanished(fault);
        }
        requireIntact(offset, (long) count * type.itemsize());
    }

    /** {@inheritDoc} In {@link Mode#COPY_ON_WRITE}, memory that is given back would be changes that are lost. */
    @Override
    public boolean advise(long offset, long length, Advice advice) {
        boolean possible = length > 0 && !(advice == Advice.DONT_NEED && request.mode() == Mode.COPY_ON_WRITE);
        boolean told = possible && SystemCalls.advise(address + offset, length, Code.of(advice)) == 0;
        requireOpen();
        return told;
    }

    @Override
    public boolean prefetch(long offset, long length) {
        boolean asked = length > 0 && SystemCalls.prefetch(address + offset, length) == 0;
        requireOpen();
        return asked;
    }

    @Override
    public boolean prefetch(long offset, long stride, long[] positions, int from, int count, long length) {
        return prefetch(offset, stride, positions, from, count, length, ASKED_IN_ALL);
    }

    private boolean prefetch(long offset, long stride, long[] positions, int from, int count, long length, long most) {
        Objects.checkFromIndexSize(from, count, positions.length);
        boolean asked =
                length > 0 && Kernels.prefetch(address + offset, stride, positions, from, count, length, most) == 0;
        requireOpen();
        return asked;
    }

    /** {@inheritDoc} However many bytes they are: whoever is about to read them waits for the device anyway. */
    @Override
    public void anticipate(long offset, long stride, long[] positions, int from, int count, long length) {
        Objects.checkFromIndexSize(from, count, positions.length);
        if (length > 0 && coldness.isCold(this, offset, stride, positions, from, count)) {
            boolean unusedAsked = prefetch(offset, stride, positions, from, count, length, Long.MAX_VALUE);
        }
        requireOpen();
    }

    /** For {@link Coldness}. */
    @Override
    public boolean isResident(long offset) {
        boolean resident = Kernels.isResident(address + offset);
        requireOpen();
        return resident;
    }

    /** For {@link Coldness}. */
    @Override
    public byte touch(long offset) {
        return getByte(offset);
    }

    /** {@inheritDoc} While the pages of one piece are waited for, the disk has those of the next to read. */
    @Override
    public void load(long offset, long length) {
        prefetch(offset, Math.min(PIECE, length));
        for (long done = 0; done < length; done += PIECE) {
            long start = offset + done;
            long part = Math.min(PIECE, length - done);
            prefetch(start + part, Math.min(PIECE, length - done - part));
            try {
                Kernels.load(address + start, part);
            } catch (PageFault fault) {
                throw vanished(fault);
            }
            requireIntact(start, part);
        }
    }

    /** {@inheritDoc} In {@link Mode#COPY_ON_WRITE}, as with {@link #advise}, changes would be lost. */
    @Override
    public boolean evict(long offset, long length) {
        boolean possible = length > 0 && request.mode() != Mode.COPY_ON_WRITE;
        int result = possible ? SystemCalls.evict(path, request.offset() + offset, address + offset, length) : 0;
        requireOpen();
        if (result < 0) {
            SystemFailure failure = new SystemFailure(-result);
            if (!failure.isRefusal()) {
                throw new UncheckedIOException(failure.whileFlushing(request.file()));
            }
        }
        return possible && result == 0;
    }

    @Override
    public Optional<Residency> residency(long offset, long length) {
        long pageSize = SystemCalls.pageSize();
        long lead = (address + offset) % pageSize;
        long total = length == 0 ? 0 : (lead + length + pageSize - 1) / pageSize;
        long resident = length == 0 ? 0 : SystemCalls.residency(path, address + offset, length);
        requireOpen();
        return resident < 0 ? Optional.empty() : Optional.of(new Residency(resident, total, pageSize));
    }

    @Override
    public void flush(long offset, long length) throws IOException {
        int result = length > 0 && request.mode() == Mode.READ_WRITE ? SystemCalls.flush(address + offset, length) : 0;
        requireIntact(offset, length);
        if (result < 0) {
            throw new SystemFailure(-result).whileFlushing(request.file());
        }
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    /** {@inheritDoc} Not during {@link #close()}, which has to know of every buffer. */
    @Override
    public synchronized Optional<ByteBuffer> buffer(long offset, int length) {
        requireOpen();
        return lent.buffer(offset, length).map(buffer -> writable ? buffer : buffer.asReadOnlyBuffer());
    }

    /**
     * {@inheritDoc} So is a page that an assignment through a buffer missed: nobody has heard of that.
     *
     * @throws UncheckedIOException also if the system has nothing to put in the place of the file; it stays open then
     */
    @Override
    public synchronized void close() {
        if (!closed) {
            lent.close();
            closed = true;
            long result = reservation.retire();
            if (JniFile.isShortOfAddresses(result)) {
                result = Reservation.reclaimFor(reservation::retire, JniFile::isShortOfAddresses);
            }
            if (result < 0) {
                closed = false;
                throw new UncheckedIOException(new SystemFailure((int) -result).whileClosing(request.file()));
            }
            requireTold();
        }
    }

    @Override
    public String toString() {
        return request.file() + "[" + request.offset() + ", " + (request.offset() + request.length()) + ") "
                + request.mode() + (isOpen() ? "" : ", closed");
    }

    /** Whether a value has to be verified: one branch rather than two, as it is in everyone's innermost loop. */
    @SuppressWarnings("ShortCircuitBoolean")
    private static boolean isDoubtful(long value, long misalignment) {
        return value == 0 | misalignment != 0;
    }

    /** C has room for the sums of so many elements. */
    private static void requireChunk(int count) {
        if (count < 1 || count > ReferenceKernels.CHUNK) {
            throw new IllegalArgumentException(count + " elements, of 1 to " + ReferenceKernels.CHUNK);
        }
    }

    private static boolean isSwapped(ByteOrder order) {
        return order != ByteOrder.nativeOrder();
    }

    /** A write to memory that was mapped for reading is not an error of the system but the end of the process. */
    private void requireWritable(long offset, long length) {
        requireWritable(offset, length, length, 1);
    }

    private void requireWritable(long offset, long stride, long size, int count) {
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
    private void requireNotLost(long offset, long length) {
        requireNotLost(offset, length, length, 1);
    }

    private void requireNotLost(long offset, long stride, long size, int count) {
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

    /** Comes after the access. The fence is there so that the access does not come after it after all. */
    private void requireOpen() {
        VarHandle.acquireFence();
        if (closed) {
            throw new IllegalStateException(request.file() + " is closed");
        }
    }

    /** Comes after an access to a range: that it is open, and that no access has missed a page of it. */
    private void requireIntact(long offset, long length) {
        requireIntact(offset, length, length, 1);
    }

    /** The same for elements that are a stride apart, in whichever direction: what is between them does not count. */
    private void requireIntact(long offset, long stride, long size, int count) {
        requireOpen();
        if (LostPages.any(lost)) {
            long start = address + start(offset, stride, count);
            long missed = LostPages.first(lost, start, Math.abs(stride), size, count);
            if (missed != 0) {
                throw vanished(missed, null);
            }
        }
    }

    private void requireIntact(long offset, long stride, long[] positions, int from, int count, long length) {
        requireOpen();
        for (int k = from; k < from + count && LostPages.any(lost); k++) {
            requireIntact(offset + stride * positions[k], length);
        }
    }

    /** The first byte of elements that are a stride apart. */
    private static long start(long offset, long stride, int count) {
        return stride < 0 && count > 0 ? offset + stride * (count - 1) : offset;
    }

    /** A write through a buffer does not tell the caller that its page was lost. */
    private void requireTold() {
        long missed = LostPages.first(lost, address, request.length(), request.length(), 1);
        if (missed != 0 && !told && request.mode() == Mode.READ_WRITE) {
            throw vanished(missed, null);
        }
    }

    private RuntimeException vanished(PageFault fault) {
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
}
