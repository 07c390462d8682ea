package io.github.npymap.nio;

import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.Coldness;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.Positions;
import io.github.npymap.types.Mode;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Reduction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A range of a file in mapped memory. Adds to the memory what it does not know: which file it is, whether it may be
 * assigned, and what an error means.
 *
 * <p>Every access is in a {@code try} of its own, which costs nothing until something is thrown.
 */
final class NioMapping extends Mapping implements Coldness.Pages {
    /**
     * Most elements that are swapped in one call. Where pages are gone, the JDK's swapping copy takes a signal for every
     * element before it returns with the error.
     */
    private static final int SWAPPED_BLOCK = 1 << 13;

    private final MapRequest request;
    private final MappedMemory memory;
    private final boolean writable;
    private final Coldness coldness = new Coldness();

    NioMapping(MapRequest request, MappedMemory memory) {
        this.request = request;
        this.memory = memory;
        this.writable = request.mode().isWritable();
    }

    @Override
    public long length() {
        return request.length();
    }

    @Override
    public byte getByte(long offset) {
        try {
            return memory.getByte(offset);
        } catch (IllegalStateException e) {
            throw closed(e);
        } catch (InternalError e) {
            throw LostPage.before(request, e);
        }
    }

    @Override
    public short getShort(long offset) {
        try {
            return memory.getShort(offset);
        } catch (IllegalStateException e) {
            throw closed(e);
        } catch (InternalError e) {
            throw LostPage.before(request, e);
        }
    }

    @Override
    public int getInt(long offset) {
        try {
            return memory.getInt(offset);
        } catch (IllegalStateException e) {
            throw closed(e);
        } catch (InternalError e) {
            throw LostPage.before(request, e);
        }
    }

    @Override
    public long getLong(long offset) {
        try {
            return memory.getLong(offset);
        } catch (IllegalStateException e) {
            throw closed(e);
        } catch (InternalError e) {
            throw LostPage.before(request, e);
        }
    }

    @Override
    public void putByte(long offset, byte value) {
        requireWritable();
        try {
            memory.putByte(offset, value);
        } catch (IllegalStateException e) {
            throw closed(e);
        } catch (InternalError e) {
            throw LostPage.before(request, e);
        }
    }

    @Override
    public void putShort(long offset, short value) {
        requireWritable();
        try {
            memory.putShort(offset, value);
        } catch (IllegalStateException e) {
            throw closed(e);
        } catch (InternalError e) {
            throw LostPage.before(request, e);
        }
    }

    @Override
    public void putInt(long offset, int value) {
        requireWritable();
        try {
            memory.putInt(offset, value);
        } catch (IllegalStateException e) {
            throw closed(e);
        } catch (InternalError e) {
            throw LostPage.before(request, e);
        }
    }

    @Override
    public void putLong(long offset, long value) {
        requireWritable();
        try {
            memory.putLong(offset, value);
        } catch (IllegalStateException e) {
            throw closed(e);
        } catch (InternalError e) {
            throw LostPage.before(request, e);
        }
    }

    @Override
    public void read(long offset, Carrier carrier, Object target, int index, int count) {
        try {
            copyOut(offset, carrier, target, index, count);
            MappedMemory.awaitFault();
        } catch (IllegalStateException e) {
            throw closed(e);
        } catch (InternalError e) {
            throw LostPage.during(request, offset, e);
        }
    }

    @Override
    public void write(long offset, Carrier carrier, Object source, int index, int count) {
        requireWritable();
        try {
            int sizeShift = carrier.sizeShift();
            int block = carrier.isSwapped() ? SWAPPED_BLOCK : count;
            int done = 0;
            do {
                int part = Math.min(block, count - done);
                memory.write(offset + ((long) done << sizeShift), carrier, source, index + done, part);
                done += part;
            } while (done < count);
            MappedMemory.awaitFault();
        } catch (IllegalStateException e) {
            throw closed(e);
        } catch (InternalError e) {
            throw LostPage.during(request, offset, e);
        }
    }

    @Override
    public void readStrided(long offset, long stride, Carrier carrier, Object target, int index, int count) {
        try {
            super.readStrided(offset, stride, carrier, target, index, count);
            MappedMemory.awaitFault();
        } catch (InternalError e) {
            throw LostPage.during(request, offset, e);
        }
    }

    @Override
    public void writeStrided(long offset, long stride, Carrier carrier, Object source, int index, int count) {
        try {
            super.writeStrided(offset, stride, carrier, source, index, count);
            MappedMemory.awaitFault();
        } catch (InternalError e) {
            throw LostPage.during(request, offset, e);
        }
    }

    /** As by definition, but looks for lost pages once and not after every run, which costs more than a short run. */
    @Override
    public void gather(Positions positions, int run, Carrier carrier, Object target, int index) {
        anticipate(positions, (long) run << carrier.sizeShift());
        if (run == 1) {
            gatherElements(positions, carrier, target, index);
            return;
        }
        try {
            for (int k = 0; k < positions.count(); k++) {
                copyOut(positions.start(k), carrier, target, index + k * run, run);
            }
            MappedMemory.awaitFault();
        } catch (IllegalStateException e) {
            throw closed(e);
        } catch (InternalError e) {
            throw LostPage.during(request, positions.offset(), e);
        }
    }

    private void gatherElements(Positions positions, Carrier carrier, Object target, int index) {
        try {
            if (!gatherByWindow(positions, carrier, target, index)) {
                super.gather(positions, 1, carrier, target, index);
            }
            MappedMemory.awaitFault();
        } catch (InternalError e) {
            throw LostPage.during(request, positions.offset(), e);
        }
    }

    private boolean gatherByWindow(Positions positions, Carrier carrier, Object target, int index) {
        try {
            return memory.gather(positions, carrier, target, index);
        } catch (IllegalStateException e) {
            throw closed(e);
        }
    }

    @Override
    public double reduceFloating(Reduction reduction, NumberType type, long offset, int count) {
        if (reduction != Reduction.SUM || !DirectSum.canAdd(type)) {
            return super.reduceFloating(reduction, type, offset, count);
        }
        try {
            return DirectSum.of(memory, type, offset, count);
        } catch (IllegalStateException e) {
            throw closed(e);
        } catch (InternalError e) {
            throw LostPage.during(request, offset, e);
        }
    }

    @Override
    public void anticipate(Positions positions, long length) {
        if (length > 0 && ReadAhead.isOn() && coldness.isCold(this, positions)) {
            ReadAhead.run(request.file(), request.offset(), positions, length);
        }
    }

    /** For {@link Coldness}. */
    @Override
    public boolean isResident(long offset) {
        try {
            return memory.isResident(offset);
        } catch (IllegalStateException e) {
            throw closed(e);
        }
    }

    /** For {@link Coldness}. What is to be said of a lost page is said here, and not to whoever comes next. */
    @Override
    public byte touch(long offset) {
        try {
            byte value = memory.getByte(offset);
            MappedMemory.awaitFault();
            return value;
        } catch (IllegalStateException e) {
            throw closed(e);
        } catch (InternalError e) {
            throw LostPage.during(request, offset, e);
        }
    }

    @Override
    public void load(long offset, long length) {
        try {
            super.load(offset, length);
            MappedMemory.awaitFault();
        } catch (InternalError e) {
            throw LostPage.during(request, offset, e);
        }
    }

    @Override
    public synchronized Optional<ByteBuffer> buffer(long offset, int length) {
        requireOpen();
        return memory.buffer(offset, length);
    }

    /** One at a time, and not during {@link #close()}: memory that the system is writing back must stay. */
    @Override
    public synchronized void flush(long offset, long length) throws IOException {
        requireOpen();
        requireNothingLost();
        if (request.mode() == Mode.READ_WRITE && length > 0) {
            try {
                memory.force(offset, length);
            } catch (UncheckedIOException e) {
                throw new IOException(
                        request.file() + ": flush failed: " + e.getCause().getMessage(), e);
            }
        }
    }

    @Override
    public boolean isOpen() {
        return memory.isOpen();
    }

    @Override
    public synchronized void close() {
        if (memory.isOpen()) {
            memory.close();
            requireNothingLost();
        }
    }

    @Override
    public String toString() {
        return request.file() + "[" + request.offset() + ", " + (request.offset() + request.length()) + ") "
                + request.mode() + (isOpen() ? "" : ", closed");
    }

    private void copyOut(long offset, Carrier carrier, Object target, int index, int count) {
        int sizeShift = carrier.sizeShift();
        int block = carrier.isSwapped() ? SWAPPED_BLOCK : count;
        int done = 0;
        do {
            int part = Math.min(block, count - done);
            memory.read(offset + ((long) done << sizeShift), carrier, target, index + done, part);
            done += part;
        } while (done < count);
    }

    /** The last chance to tell this thread that an element which it read or assigned before was not there. */
    private void requireNothingLost() {
        try {
            MappedMemory.awaitFault();
        } catch (InternalError e) {
            throw LostPage.before(request, e);
        }
    }

    private void requireWritable() {
        if (!writable) {
            requireOpen();
            throw new UnsupportedOperationException(request.file() + " is mapped in mode " + request.mode()
                    + ": elements cannot be assigned; open it in READ_WRITE or COPY_ON_WRITE");
        }
    }

    private void requireOpen() {
        if (!memory.isOpen()) {
            throw closed(null);
        }
    }

    /** Waits for the {@link #close()} that was noticed halfway: who is told of it shall find all of it done. */
    private synchronized IllegalStateException closed(IllegalStateException cause) {
        return new IllegalStateException(request.file() + " is closed", cause);
    }
}
