package io.github.npymap.stress;

import io.github.npymap.CreateOption;

import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** One file, of which every state has an element to itself. */
final class Elements {
    /** What reading or assigning comes to where the file is closed. */
    static final int CLOSED = -1;

    /** Far more than there are states at a time. */
    private static final int COUNT = 1 << 16;

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Path PATH = make();

    private Elements() {}

    static int next() {
        return Math.floorMod(NEXT.getAndIncrement(), COUNT);
    }

    static NpyFile open() {
        try {
            return Npy.open(PATH, Mode.READ_WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The element, or {@link #CLOSED}. */
    static int read(NpyFile file, int index) {
        try {
            return file.array().getInt(index);
        } catch (IllegalStateException e) {
            return CLOSED;
        }
    }

    /** The value that was assigned, or {@link #CLOSED}. */
    static int write(NpyFile file, int index, int value) {
        try {
            file.array().setInt(index, value);
            return value;
        } catch (IllegalStateException e) {
            return CLOSED;
        }
    }

    private static Path make() {
        try {
            Path path = Files.createTempFile("stress", ".npy");
            path.toFile().deleteOnExit();
            Npy.create(path, DType.INT32, Shape.of(COUNT), CreateOption.REPLACE).close();
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
