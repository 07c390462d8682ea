package io.github.npymap.fuzzing;

import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.npz.Npz;
import io.github.npymap.npz.NpzFile;
import io.github.npymap.npz.NpzMember;
import io.github.npymap.npz.NpzOptions;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Archives: listed, and their members opened by the backend {@code nio}, checked and read from end to end. */
public final class NpzTarget {
    private static final NpzOptions OPTIONS =
            NpzOptions.defaults().backend(Npy.using("nio")).maxUnpackedSize(1 << 16);
    private static final ScratchFile SCRATCH = new ScratchFile(".npz");
    private static final int MEMBERS = 8;

    private NpzTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Path path = SCRATCH.write(input);
        Refusal.requireModest(input, () -> read(path));
    }

    private static Exception read(Path path) throws IOException {
        try (NpzFile archive = Npz.open(path, OPTIONS)) {
            archive.members().stream().limit(MEMBERS).forEach(member -> read(archive, member));
            return null;
        } catch (NpyFormatException e) {
            return e;
        }
    }

    private static void read(NpzFile archive, NpzMember member) {
        if (!archive.contains(member.name()) || !archive.contains(member.entryName())) {
            throw new AssertionError(member + " is not in " + archive);
        }
        attempt(() -> open(member));
        attempt(member::verify);
    }

    private static void open(NpzMember member) throws IOException {
        NpyHeader header = member.header();
        try (NpyFile file = member.open(Mode.READ)) {
            if (!file.header().equals(Optional.of(header))) {
                throw new AssertionError(header + " alone, " + file.header() + " when opened");
            }
            Sweep.over(file.array());
        }
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (NpyFormatException e) {
            // As documented: one member says nothing about the others.
        } catch (IOException e) {
            throw new AssertionError("a file that can be read", e);
        }
    }

    private interface Attempt {
        void run() throws IOException;
    }
}
