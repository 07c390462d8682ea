package org.example;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Saves a matrix, maps it and prints the mean of each column: {@code np.load(path, mmap_mode='r').mean(axis=0)}. */
public final class Means {
    public static void main(String[] args) throws Exception {
        Path path = Files.createTempFile("means", ".npy");
        double[] numbers = new double[3000];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        Npy.save(path, numbers, 1000, 3);

        try (NpyFile file = Npy.open(path)) {
            NpyArray columns = file.array().transpose();
            for (int column = 0; column < 3; column++) {
                System.out.println(column + ": " + columns.at(column).mean());
            }
            expect(args[0], file.backend());
            expect("1499.5", "" + columns.at(1).mean());
        }
        Files.delete(path);
    }

    private static void expect(String expected, String found) {
        if (!found.equals(expected)) {
            throw new AssertionError(found + " instead of " + expected);
        }
    }
}
