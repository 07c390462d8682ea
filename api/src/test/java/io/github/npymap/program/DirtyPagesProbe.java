package io.github.npymap.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.Backend;
import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Path;

/** A program that fills a file of so many MiB through a mapping, by single elements and in bulk, and reads it again. */
public final class DirtyPagesProbe {
    /** In a row of 1 MiB. */
    private static final int COLUMNS = (1 << 20) / Long.BYTES;

    private DirtyPagesProbe() {}

    /** Backend, path, size. */
    public static void main(String[] args) throws IOException {
        Backend backend = Npy.using(args[0]);
        Path path = Path.of(args[1]);
        int rows = Integer.parseInt(args[2]);
        try (NpyFile file = backend.create(path, DType.INT64, Shape.of(rows, COLUMNS), CreateOption.SPARSE)) {
            NpyArray array = file.array();
            long[] row = new long[COLUMNS];
            for (int i = 0; i < rows; i++) {
                if (i % 2 == 0) {
                    for (int j = 0; j < COLUMNS; j++) {
                        array.setLong(i, j, value(i, j));
                    }
                } else {
                    for (int j = 0; j < COLUMNS; j++) {
                        row[j] = value(i, j);
                    }
                    array.at(i).write(row);
                }
            }
            file.flush();
        }
        try (NpyFile file = backend.open(path)) {
            long[] row = new long[COLUMNS];
            for (int i = 0; i < rows; i++) {
                file.array().at(i).read(row);
                for (int j = 0; j < COLUMNS; j++) {
                    if (row[j] != value(i, j)) {
                        throw new AssertionError(row[j] + " at " + i + ", " + j);
                    }
                }
            }
            assertThat(file.array().shape()).isEqualTo(Shape.of(rows, COLUMNS));
        }
    }

    private static long value(int row, int column) {
        return (long) row * COLUMNS + column + 1;
    }
}
