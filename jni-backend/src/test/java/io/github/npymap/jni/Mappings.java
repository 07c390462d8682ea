package io.github.npymap.jni;

import io.github.npymap.spi.Availability;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.support.Environment;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Mappings to test with. Without the C library there is nothing to test. */
final class Mappings {
    static final JniBackendProvider PROVIDER = new JniBackendProvider();

    private Mappings() {}

    static Mapping map(Path file, Mode mode) throws IOException {
        return map(file, mode, 0, Files.size(file));
    }

    static Mapping map(Path file, Mode mode, long offset, long length) throws IOException {
        requireLibrary();
        try (OpenFile opened = PROVIDER.open(file, mode)) {
            return opened.map(new MapRequest(file, mode, offset, length));
        }
    }

    static void requireLibrary() {
        Availability availability = PROVIDER.availability();
        Environment.require(availability.status() != Availability.Status.UNAVAILABLE, availability.reason());
        try {
            // Out of a folder, nobody else has done so: the classes for later JVMs are found in a jar only.
            CLibrary.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What loading the library does. */
    static void chooseBestVariant() {
        int number = 2;
        while (!Kernels.chooseVariant(number)) {
            number--;
        }
    }

    /** A file of bytes of which none is zero. */
    static Path random(Path file, int length, long seed) throws IOException {
        byte[] bytes = new byte[length];
        Random random = new Random(seed);
        for (int k = 0; k < length; k++) {
            bytes[k] = (byte) (1 + random.nextInt(255));
        }
        return Files.write(file, bytes);
    }

    /** A file that takes no room on the disk. */
    static Path sparse(Path file, long length) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(length);
        }
        return file;
    }
}
