package org.example;

import io.github.npymap.BackendUnavailableException;
import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a file with the backend that {@code -Dnpymap.backend} names, and tells which it was. */
public final class Backends {
    public static void main(String[] args) throws Exception {
        Path path = Files.createTempFile("numbers", ".npy");
        Files.write(path, numbers());
        String backend;
        try (NpyFile file = Npy.open(path)) {
            backend = file.backend();
            System.out.println("mapped by " + backend + ", the sum is " + file.array().sumLong());
        } catch (BackendUnavailableException e) {
            backend = "none";
            System.out.println(e.getMessage());
        } finally {
            Files.delete(path);
        }
        if (!backend.equals(args[1])) {
            throw new AssertionError(args[0] + " gave " + backend + " instead of " + args[1]);
        }
    }

    /** What {@code np.save(path, np.array([1, 2, 39], '<i2'))} writes, made without a backend. */
    private static byte[] numbers() {
        String header = "\u0093NUMPY\u0001\u0000v\u0000"
                + String.format("%-117s\n", "{'descr': '<i2', 'fortran_order': False, 'shape': (3,), }");
        return (header + "\u0001\0\u0002\0\u0027\0").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
