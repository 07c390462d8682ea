package io.github.npymap.benchmarks;

import io.github.npymap.DType;
import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.NumberType;
import io.github.npymap.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;

/**
 * A matrix of random numbers in a {@code .npy} file, made when first asked for and used by every benchmark after that.
 *
 * @param rows as many as fill the size asked for
 */
record DataFile(Path path, NumberType dtype, long rows, int columns) {
    static final String DIRECTORY = "npymap.bench.dir";
    private static final int COLUMNS = 100_000;

    static DataFile of(int megabytes, String dtype) throws IOException {
        NumberType type = switch (dtype) {
            case "float64" -> DType.FLOAT64;
            case "float32" -> DType.FLOAT32;
            default -> throw new IllegalArgumentException("dtype=" + dtype + ": float64 or float32 expected");
        };
        // A few megabytes are still a matrix, of narrower rows.
        int columns = megabytes < 100 ? COLUMNS / 100 : COLUMNS;
        long rows = megabytes * 1_000_000L / ((long) columns * type.itemsize());
        Path path = directory().resolve("random-" + rows + "x" + columns + "-" + dtype + ".npy");
        DataFile file = new DataFile(path, type, rows, columns);
        file.ensureExists();
        return file;
    }

    static Path directory() {
        String chosen = System.getProperty(DIRECTORY);
        return chosen != null
                ? Path.of(chosen)
                : Path.of(System.getProperty("java.io.tmpdir"), "npymap-benchmarks-" + System.getProperty("user.name"));
    }

    long size() {
        return rows * columns;
    }

    long nbytes() {
        return size() * dtype.itemsize();
    }

    boolean isDouble() {
        return dtype.itemsize() == Double.BYTES;
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
            fill(file.array());
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

    /** Drops the file from memory, and makes sure of it. */
    void evict() throws IOException {
        Reference.condition(nbytes());
        for (int attempt = 0; ; attempt++) {
            Reference.evict(path);
            double left = Reference.resident(path);
            if (left < 0.001) {
                return;
            }
            if (attempt == 20) {
                throw new IOException(path + " stays in memory (" + Math.round(100 * left)
                        + " %): is it on a disk, and does nobody map it? -D" + DIRECTORY + " names another directory");
            }
            // Windows mapped by hand are unmapped when the collector finds them.
            System.gc();
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
