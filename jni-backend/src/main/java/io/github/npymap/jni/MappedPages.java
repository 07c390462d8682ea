package io.github.npymap.jni;

import io.github.npymap.spi.Coldness;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Positions;
import io.github.npymap.types.Advice;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Residency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What the system knows of the pages of a mapping, and what it is told of them. */
final class MappedPages implements Coldness.Pages {
    /** Most bytes that {@link #prefetch} asks for: {@code ASKED_IN_ALL} in advice.c says why. */
    private static final long ASKED_IN_ALL = 1 << 26;

    /** What is loaded at a time, so that a load under way notices that the file is closed. */
    private static final long PIECE = 1L << 20;

    private final long address;
    private final MapRequest request;
    private final byte[] path;
    private final AccessCheck check;
    private final Coldness coldness = new Coldness();

    MappedPages(long address, MapRequest request, AccessCheck check) throws IOException {
        this.address = address;
        this.request = request;
        this.path = NativePath.of(request.file());
        this.check = check;
    }

    /** In {@link Mode#COPY_ON_WRITE}, memory that is given back would be changes that are lost. */
    boolean advise(long offset, long length, Advice advice) {
        boolean possible = length > 0 && !(advice == Advice.DONT_NEED && request.mode() == Mode.COPY_ON_WRITE);
        boolean told = possible && SystemCalls.advise(address + offset, length, Code.of(advice)) == 0;
        check.requireOpen();
        return told;
    }

    boolean prefetch(long offset, long length) {
        boolean asked = length > 0 && SystemCalls.prefetch(address + offset, length) == 0;
        check.requireOpen();
        return asked;
    }

    boolean prefetch(Positions positions, long length) {
        return prefetch(positions, length, ASKED_IN_ALL);
    }

    private boolean prefetch(Positions positions, long length, long most) {
        boolean asked = length > 0
                && Kernels.prefetch(
                                address + positions.offset(),
                                positions.stride(),
                                positions.indices(),
                                positions.from(),
                                positions.count(),
                                length,
                                most)
                        == 0;
        check.requireOpen();
        return asked;
    }

    /** However many bytes they are: whoever is about to read them waits for the device anyway. */
    void anticipate(Positions positions, long length) {
        if (length > 0 && coldness.isCold(this, positions)) {
            boolean unusedAsked = prefetch(positions, length, Long.MAX_VALUE);
        }
        check.requireOpen();
    }

    /** For {@link Coldness}. */
    @Override
    public boolean isResident(long offset) {
        boolean resident = Kernels.isResident(address + offset);
        check.requireOpen();
        return resident;
    }

    /** For {@link Coldness}. */
    @Override
    public byte touch(long offset) {
        byte value = Memory.getByte(address + offset);
        check.requireIntact(offset, Byte.BYTES);
        return value;
    }

    /** While the pages of one piece are waited for, the disk has those of the next to read. */
    void load(long offset, long length) {
        prefetch(offset, Math.min(PIECE, length));
        for (long done = 0; done < length; done += PIECE) {
            long start = offset + done;
            long part = Math.min(PIECE, length - done);
            prefetch(start + part, Math.min(PIECE, length - done - part));
            try {
                Kernels.load(address + start, part);
            } catch (PageFault fault) {
                throw check.vanished(fault);
            }
            check.requireIntact(start, part);
        }
    }

    /** In {@link Mode#COPY_ON_WRITE}, as with {@link #advise}, changes would be lost. */
    boolean evict(long offset, long length) {
        boolean possible = length > 0 && request.mode() != Mode.COPY_ON_WRITE;
        int result = possible ? SystemCalls.evict(path, request.offset() + offset, address + offset, length) : 0;
        check.requireOpen();
        if (result < 0) {
            SystemFailure failure = new SystemFailure(-result);
            if (!failure.isRefusal()) {
                throw new UncheckedIOException(failure.whileFlushing(request.file()));
            }
        }
        return possible && result == 0;
    }

    Optional<Residency> residency(long offset, long length) {
        long pageSize = SystemCalls.pageSize();
        long lead = (address + offset) % pageSize;
        long total = length == 0 ? 0 : (lead + length + pageSize - 1) / pageSize;
        long resident = length == 0 ? 0 : SystemCalls.residency(path, address + offset, length);
        check.requireOpen();
        return resident < 0 ? Optional.empty() : Optional.of(new Residency(resident, total, pageSize));
    }

    void flush(long offset, long length) throws IOException {
        int result = length > 0 && request.mode() == Mode.READ_WRITE ? SystemCalls.flush(address + offset, length) : 0;
        check.requireIntact(offset, length);
        if (result < 0) {
            throw new SystemFailure(-result).whileFlushing(request.file());
        }
    }
}
