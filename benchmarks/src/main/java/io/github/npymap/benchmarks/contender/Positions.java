package io.github.npymap.benchmarks.contender;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** The elements that random access visits: the same ones for every contender. */
public final class Positions {
    public final long[] rows;
    public final long[] columns;
    /** Where the elements are in C order. */
    public final long[] flat;

    public Positions(DataFile file, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        rows = random.longs(count, 0, file.rows()).toArray();
        columns = random.longs(count, 0, file.columns()).toArray();
        flat = flat(file);
    }

    private Positions(DataFile file, long[] rows, long[] columns) {
        this.rows = rows;
        this.columns = columns;
        flat = flat(file);
    }

    private long[] flat(DataFile file) {
        long[] indices = new long[rows.length];
        for (int k = 0; k < indices.length; k++) {
            indices[k] = rows[k] * file.columns() + columns[k];
        }
        return indices;
    }

    /** Writes them for other processes: the count, the rows and the columns, in little-endian int64. */
    public void write(Path path) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate((1 + 2 * rows.length) * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(rows.length).put(rows).put(columns);
        Files.write(path, bytes.array());
    }

    public static Positions read(DataFile file, Path path) throws IOException {
        LongBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(path))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer();
        int count = (int) numbers.get();
        long[] rows = new long[count];
        long[] columns = new long[count];
        numbers.get(rows).get(columns);
        return new Positions(file, rows, columns);
    }
}
