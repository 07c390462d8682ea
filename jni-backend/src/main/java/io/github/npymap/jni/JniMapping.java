package io.github.npymap.jni;

import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.Positions;
import io.github.npymap.spi.ReferenceKernels;
import io.github.npymap.spi.Widening;
import io.github.npymap.types.Advice;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Reduction;
import io.github.npymap.types.Residency;
import java.io.IOException;
import java.nio.ByteBuffer;
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
 * <p><b>Reachability.</b> All uses of the address have one of the {@link AccessCheck} behind them, if only on a branch that
 * is never taken: as long as one is to come, that object is alive, and the addresses are its own.
 *
 * <p><b>Whole ranges are C's</b>, however short. Below fifty elements a loop in Java would be faster than the call, by
 * some 30 ns at most; but where a page is gone, HotSpot lets such a loop go on and throws an error later, at a place of
 * its choosing, while C stops and knows the page.
 */
final class JniMapping extends Mapping {
    private final long address;
    private final MapRequest request;
    private final AccessCheck check;
    private final MappedPages pages;
    private final Lent lent;

    private JniMapping(MapRequest request, long address) throws IOException {
        this.request = request;
        this.address = address;
        this.check = AccessCheck.of(address, request);
        this.pages = new MappedPages(address, request, check);
        this.lent = new Lent(check, address, request.length(), request.mode());
    }

    /** @param address where the range is; of an empty one, anything */
    static Mapping of(MapRequest request, long address) throws IOException {
        return new JniMapping(request, address);
    }

    @Override
    public long length() {
        return request.length();
    }

    @Override
    public byte getByte(long offset) {
        byte value = Memory.getByte(address + offset);
        if (value == 0) {
            check.requireIntact(offset, Byte.BYTES);
        }
        return value;
    }

    @Override
    public short getShort(long offset) {
        long at = address + offset;
        short value = Memory.getShort(at);
        if (isDoubtful(value, at & 1)) {
            check.requireIntact(offset, Short.BYTES);
        }
        return value;
    }

    @Override
    public int getInt(long offset) {
        long at = address + offset;
        int value = Memory.getInt(at);
        if (isDoubtful(value, at & 3)) {
            check.requireIntact(offset, Integer.BYTES);
        }
        return value;
    }

    @Override
    public long getLong(long offset) {
        long at = address + offset;
        long value = Memory.getLong(at);
        if (isDoubtful(value, at & 7)) {
            check.requireIntact(offset, Long.BYTES);
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
            check.requireIntact(offset, Integer.BYTES);
        }
        return value;
    }

    @Override
    public long getAlignedLong(long offset) {
        long value = Memory.getLong(address + offset);
        if (value == 0) {
            check.requireIntact(offset, Long.BYTES);
        }
        return value;
    }

    @Override
    public void putByte(long offset, byte value) {
        check.requireWritable(offset, Byte.BYTES);
        Memory.putByte(address + offset, value);
        check.requireWritten(offset, Byte.BYTES);
    }

    @Override
    public void putShort(long offset, short value) {
        check.requireWritable(offset, Short.BYTES);
        Memory.putShort(address + offset, value);
        check.requireWritten(offset, Short.BYTES);
    }

    @Override
    public void putInt(long offset, int value) {
        check.requireWritable(offset, Integer.BYTES);
        Memory.putInt(address + offset, value);
        check.requireWritten(offset, Integer.BYTES);
    }

    @Override
    public void putLong(long offset, long value) {
        check.requireWritable(offset, Long.BYTES);
        Memory.putLong(address + offset, value);
        check.requireWritten(offset, Long.BYTES);
    }

    @Override
    public void read(long offset, Carrier carrier, Object target, int index, int count) {
        readStrided(offset, carrier.size(), carrier, target, index, count);
    }

    @Override
    public void write(long offset, Carrier carrier, Object source, int index, int count) {
        writeStrided(offset, carrier.size(), carrier, source, index, count);
    }

    @Override
    public void readStrided(long offset, long stride, Carrier carrier, Object target, int index, int count) {
        Objects.checkFromIndexSize(index, count, carrier.type().lengthOf(target));
        int size = carrier.size();
        try {
            Kernels.read(address + offset, stride, size, carrier.isSwapped(), target, index, count);
        } catch (PageFault fault) {
            throw check.vanished(fault);
        }
        check.requireIntact(offset, stride, size, count);
    }

    @Override
    public void readConverted(long offset, long stride, Widening widening, Object target, int index, int count) {
        Objects.checkFromIndexSize(index, count, widening.to().lengthOf(target));
        NumberType type = widening.from();
        boolean converted;
        try {
            converted = Kernels.reduces(type.kind())
                    && Kernels.readConverted(
                            address + offset,
                            stride,
                            Code.of(type.kind()),
                            type.itemsize(),
                            type.isSwapped(),
                            Code.of(widening.to()),
                            widening.to().size(),
                            target,
                            index,
                            count);
        } catch (PageFault fault) {
            throw check.vanished(fault);
        }
        if (!converted) {
            super.readConverted(offset, stride, widening, target, index, count);
        }
        check.requireIntact(offset, stride, type.itemsize(), count);
    }

    @Override
    public void writeStrided(long offset, long stride, Carrier carrier, Object source, int index, int count) {
        Objects.checkFromIndexSize(index, count, carrier.type().lengthOf(source));
        int size = carrier.size();
        check.requireWritable(offset, stride, size, count);
        try {
            Kernels.write(address + offset, stride, size, carrier.isSwapped(), source, index, count);
        } catch (PageFault fault) {
            throw check.vanished(fault);
        }
        check.requireWritten(offset, stride, size, count);
    }

    @Override
    public void gather(Positions positions, int run, Carrier carrier, Object target, int index) {
        Objects.checkFromIndexSize(
                index,
                Math.multiplyExact(positions.count(), run),
                carrier.type().lengthOf(target));
        long runBytes = (long) run * carrier.size();
        pages.anticipate(positions, runBytes);
        if (run == 0 || runBytes > Kernels.LONGEST_RUN) {
            super.gather(positions, run, carrier, target, index);
        } else {
            try {
                Kernels.gather(
                        address + positions.offset(),
                        positions.stride(),
                        positions.indices(),
                        positions.from(),
                        positions.count(),
                        run,
                        carrier.size(),
                        carrier.isSwapped(),
                        target,
                        index);
            } catch (PageFault fault) {
                throw check.vanished(fault);
            }
        }
        check.requireOpen();
        for (int k = 0; k < positions.count() && check.hasLostPages(); k++) {
            check.requireIntact(positions.start(k), runBytes);
        }
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
                    Code.of(reduction), Code.of(type.kind()), type.isSwapped(), address + offset, count);
        } catch (PageFault fault) {
            throw check.vanished(fault);
        }
        check.requireIntact(offset, (long) count * type.itemsize());
        return result;
    }

    @Override
    public void reduceInteger(Reduction reduction, NumberType type, long offset, int count, long[] result) {
        requireChunk(count);
        try {
            Kernels.reduceInteger(
                    Code.of(reduction), Code.of(type.kind()), type.isSwapped(), address + offset, count, result);
        } catch (PageFault fault) {
            throw check.vanished(fault);
        }
        check.requireIntact(offset, (long) count * type.itemsize());
    }

    @Override
    public boolean advise(long offset, long length, Advice advice) {
        return pages.advise(offset, length, advice);
    }

    @Override
    public boolean prefetch(long offset, long length) {
        return pages.prefetch(offset, length);
    }

    @Override
    public boolean prefetch(Positions positions, long length) {
        return pages.prefetch(positions, length);
    }

    @Override
    public void anticipate(Positions positions, long length) {
        pages.anticipate(positions, length);
    }

    @Override
    public void load(long offset, long length) {
        pages.load(offset, length);
    }

    @Override
    public boolean evict(long offset, long length) {
        return pages.evict(offset, length);
    }

    @Override
    public Optional<Residency> residency(long offset, long length) {
        return pages.residency(offset, length);
    }

    @Override
    public void flush(long offset, long length) throws IOException {
        pages.flush(offset, length);
    }

    @Override
    public boolean isOpen() {
        return check.isOpen();
    }

    /** {@inheritDoc} Not during {@link #close()}, which has to know of every buffer. */
    @Override
    public synchronized Optional<ByteBuffer> buffer(long offset, int length) {
        check.requireOpen();
        return lent.buffer(offset, length)
                .map(buffer -> request.mode().isWritable() ? buffer : buffer.asReadOnlyBuffer());
    }

    @Override
    public synchronized void close() {
        if (check.isOpen()) {
            lent.close();
            check.close();
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
}
