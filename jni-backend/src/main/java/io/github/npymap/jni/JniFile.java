package io.github.npymap.jni;

import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;

/** An open file, by its descriptor. One call at a time: the number of a closed one is soon that of another file. */
final class JniFile implements OpenFile {
    private static final int MOST_AT_ONCE = 1 << 20;

    private final Path path;
    private final Descriptor descriptor;
    private final Cleaner.Cleanable cleanable;

    /** The number, apart from the file that may be forgotten. */
    private static final class Descriptor implements Runnable {
        private static final int CLOSED = -1;

        private int number;

        Descriptor(int number) {
            this.number = number;
        }

        int open() throws ClosedChannelException {
            if (number == CLOSED) {
                throw new ClosedChannelException();
            }
            return number;
        }

        @Override
        public void run() {
            if (number != CLOSED) {
                // What was written is reported by flush and sync.
                int unusedResult = SystemCalls.close(number);
                number = CLOSED;
            }
        }
    }

    private JniFile(Path path, int number) {
        this.path = path;
        this.descriptor = new Descriptor(number);
        this.cleanable = Reservation.CLEANER.register(this, descriptor);
    }

    static JniFile open(Path path, Mode mode) throws IOException {
        int number = SystemCalls.open(NativePath.of(path), Code.of(mode));
        if (number < 0) {
            throw new SystemFailure(-number).whileOpening(path, mode);
        }
        return new JniFile(path, number);
    }

    @Override
    public synchronized long size() throws IOException {
        return require(SystemCalls.size(descriptor.open()), "cannot tell its size");
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        // Of its own: JNA copies the array there and back, all of it, and others may write elsewhere in the target's.
        byte[] bytes = new byte[Math.min(MOST_AT_ONCE, target.remaining())];
        int most = bytes.length;
        int count = (int) require(SystemCalls.read(descriptor.open(), bytes, most, position), "cannot be read");
        if (count == 0) {
            return -1;
        }
        target.put(bytes, 0, count);
        return count;
    }

    @Override
    public synchronized Mapping map(MapRequest request) throws IOException {
        int open = descriptor.open();
        long address = 0;
        if (request.length() > 0) {
            address = map(open, request);
            if (isShortOfAddresses(address)) {
                address = Reservation.reclaimFor(() -> map(open, request), JniFile::isShortOfAddresses);
            }
            if (address < 0) {
                throw new SystemFailure((int) -address).whileMapping(request);
            }
        }
        return JniMapping.of(request, address);
    }

    private static long map(int descriptor, MapRequest request) {
        return SystemCalls.map(descriptor, Code.of(request.mode()), request.offset(), request.length());
    }

    static boolean isShortOfAddresses(long result) {
        return result < 0 && new SystemFailure((int) -result).kind() == SystemFailure.Kind.NO_MEMORY;
    }

    @Override
    public synchronized void reserve(long length) throws IOException {
        int result = SystemCalls.reserve(descriptor.open(), length);
        if (result < 0) {
            throw new SystemFailure(-result).whileReserving(path, length);
        }
    }

    @Override
    public synchronized void sync() throws IOException {
        require(SystemCalls.sync(descriptor.open()), "cannot be synced");
    }

    /** No interrupt reaches a system call. */
    @Override
    public boolean isInterruptible() {
        return false;
    }

    @Override
    public synchronized void close() {
        cleanable.clean();
    }

    private long require(long result, String what) throws IOException {
        if (result < 0) {
            throw new IOException(path + ": " + what + ": " + new SystemFailure((int) -result).text());
        }
        return result;
    }
}
