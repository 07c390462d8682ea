package io.github.npymap.fuzzing;

import io.github.npymap.Backend;
import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyFormatException;
import java.io.IOException;
import java.nio.file.Path;

/** Whole files, opened by the backend {@code nio} and read from end to end. */
public final class FileTarget {
    private static final Backend NIO = Npy.using("nio");
    private static final ScratchFile SCRATCH = new ScratchFile(".npy");

    private FileTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        read(input, NIO);
    }

    static void read(byte[] input, Backend backend) throws IOException {
        Path path = SCRATCH.write(input);
        Refusal.requireModest(input, () -> read(path, backend));
    }

    private static Exception read(Path path, Backend backend) throws IOException {
        try (NpyFile file = backend.open(path)) {
            Sweep.over(file.array());
            return null;
        } catch (NpyFormatException e) {
            return e;
        }
    }
}
