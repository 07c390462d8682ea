package org.example;

import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;

/** Everything that the library does, by the backend that is named here or the property names. */
public final class Means {
    public static void main(String[] args) throws Exception {
        Path path = Files.createTempDirectory("means").resolve("numbers.npy");
        try (NpyFile file = Npy.create(path, DType.INT32, Shape.of(100, 20))) {
            for (int i = 0; i < 100; i++) {
                file.array().setInt(i, 7, i);
            }
        }
        try (NpyFile file = Npy.open(path, Mode.READ_WRITE)) {
            file.array().setInt(99, 7, 1099);
            file.flush();
        }

        try (NpyFile file = Npy.open(path)) {
            double mean = file.array().slice(":, 7").mean();
            System.out.println(file.backend() + ": " + mean);
            if (mean != 59.5 || !file.backend().equals(args[0])) {
                throw new AssertionError("59.5 by " + args[0] + " was expected");
            }
        }
        Files.delete(path);
        Files.delete(path.getParent());
    }
}
