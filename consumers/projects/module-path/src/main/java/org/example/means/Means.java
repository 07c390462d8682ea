package org.example.means;

import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Fills an array in its file and prints its mean: {@code open_memmap(path, 'w+', '<f4', (1000, 768))}. */
public final class Means {
    public static void main(String[] args) throws Exception {
        Path path = Files.createTempDirectory("means").resolve("embeddings.npy");
        float[] row = new float[768];
        try (NpyFile file = Npy.create(path, DType.FLOAT32, Shape.of(1000, 768))) {
            for (int i = 0; i < 1000; i++) {
                Arrays.fill(row, i);
                file.array().at(i).write(row);
            }
        }

        try (NpyFile file = Npy.open(path)) {
            double mean = file.array().mean();
            System.out.println(file.backend() + ": " + mean);
            if (mean != 499.5 || !file.backend().equals(args[0])) {
                throw new AssertionError("499.5 by " + args[0] + " was expected");
            }
        }
        Files.delete(path);
        Files.delete(path.getParent());
    }
}
