package io.github.npymap.benchmarks.contender;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A matrix in a {@code .npy} file: random numbers, made when first asked for and used by every benchmark after that, or
 * a user's own.
 *
 * @param rows as many as fill the size asked for
 */
public record DataFile(Path path, NumberType dtype, long rows, int columns) {
    /** The property that names the directory of the files. */
    public static final String DIRECTORY = "npymap.bench.dir";

    private static final int COLUMNS = 100_000;

    /** For the benchmarks: a matrix of so many MB in the {@link #directory}. */
    public static DataFile of(int megabytes, String dtype) throws IOException {
        NumberType type = switch (dtype) {
            case "float64" -> DType.FLOAT64;
            case "float32" -> DType.FLOAT32;
            default -> throw new IllegalArgumentException("dtype=" + dtype + ": float64 or float32 expected");
        };
        // A few megabytes are still a matrix, of narrower rows.
        int columns = megabytes < 100 ? COLUMNS / 100 : COLUMNS;
        long rows = megabytes * 1_000_000L / ((long) columns * type.itemsize());
        return make(directory(), type, rows, columns);
    }

    /** Random numbers, from the directory if they are there. */
    public static DataFile make(Path directory, NumberType type, long rows, int columns) throws IOException {
        Path path = directory.resolve("random-" + rows + "x" + columns + "-" + name(type) + ".npy");
        DataFile file = new DataFile(path, type, rows, columns);
        file.ensureExists();
        return file;
    }

    /**
     * A file that is there.
     *
     * @throws UnsupportedOperationException if it is not such a matrix
     */
    public static DataFile existing(Path path) throws IOException {
        NpyHeader header = Npy.header(path);
        Shape shape = header.shape();
        if (!(header.dtype() instanceof NumberType type)
                || shape.ndim() != 2
                || header.order() != Order.C
                || shape.size() == 0
                || shape.get(1) > Integer.MAX_VALUE) {
            throw new UnsupportedOperationException(
                    "a matrix of numbers in C order is needed, not " + header.dtype() + " " + shape);
        }
        return new DataFile(path, type, shape.get(0), (int) shape.get(1));
    }

    public static Path directory() {
        String chosen = System.getProperty(DIRECTORY);
        return chosen != null
                ? Path.of(chosen)
                : Path.of(System.getProperty("java.io.tmpdir"), "npymap-benchmarks-" + System.getProperty("user.name"));
    }

    public long size() {
        return rows * columns;
    }

    public long nbytes() {
        return size() * dtype.itemsize();
    }

    /** Whether elements are read as {@code double}: all but float32. */
    public boolean isDouble() {
        return dtype.kind() != NumberKind.FLOAT32;
    }

    boolean isHalf() {
        return dtype.kind() == NumberKind.FLOAT16;
    }

    private static String name(NumberType type) {
        return type.equals(type.littleEndian()) ? type.toString() : type.littleEndian() + "-big-endian";
    }

    private void ensureExists() throws IOException {
        // The header takes 128 bytes; a run that was cut short leaves another name behind.
        if (Files.exists(path) && Files.size(path) == nbytes() + 128) {
            return;
        }
        Files.createDirectories(path.getParent());
        Path partial = path.resolveSibling(path.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        // Any backend writes the same bytes, and this one is always there.
        try (NpyFile file = Npy.using("nio").create(partial, dtype, Shape.of(rows, columns))) {
            if (isHalf()) {
                fillHalf(file.array().viewAs(DType.INT16));
            } else {
                fill(file.array());
            }
            file.flush();
        }
        Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private void fill(NpyArray array) {
        SplittableRandom random = new SplittableRandom(20_000);
        double[] row = new double[columns];
        float[] narrow = new float[columns];
        for (long r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                row[c] = random.nextDouble();
                narrow[c] = (float) row[c];
            }
            if (isDouble()) {
                array.write(r * columns, row, 0, columns);
            } else {
                array.write(r * columns, narrow, 0, columns);
            }
        }
    }

    /** From 0.5 to 1, by their bits: Java 17 has no float16. */
    private void fillHalf(NpyArray array) {
        SplittableRandom random = new SplittableRandom(20_000);
        short[] row = new short[columns];
        for (long r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                row[c] = (short) (0x3800 | random.nextInt(1 << 10));
            }
            array.write(r * columns, row, 0, columns);
        }
    }

    /** A file cannot be dropped from memory. */
    public static final class WarmException extends IOException {
        private static final long serialVersionUID = 1;

        WarmException(String message) {
            super(message);
        }
    }

    /** Makes as much memory free as the file needs, and {@link #drop drops} it. */
    public void evict() throws IOException {
        Reference.condition(nbytes());
        drop();
    }

    /**
     * Drops the file from memory, and makes sure of it.
     *
     * @throws WarmException if it stays there
     */
    public void drop() throws IOException {
        for (int attempt = 0; ; attempt++) {
            Reference.evict(path);
            double left = Reference.resident(path);
            if (left < 0.001) {
                return;
            }
            if (attempt == 20) {
                throw new WarmException(path + " stays in memory (" + Math.round(100 * left)
                        + " %): is it on a disk, and does nobody map it? -D" + DIRECTORY + " names another directory");
            }
            // Windows mapped by hand are unmapped when the collector finds them, on a thread that tells nobody.
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
