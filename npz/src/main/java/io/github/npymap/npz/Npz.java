package io.github.npymap.npz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Where to begin: opens and creates {@code .npz} archives.
 *
 * <pre>{@code
 * try (NpzFile archive = Npz.open(Path.of("model.npz"));
 *         NpyFile weights = archive.open("weights")) {
 *     double total = weights.array().sum();
 * }
 * }</pre>
 */
public final class Npz {
    private Npz() {}

    /**
     * Opens an archive and reads its directory, but none of its members: {@code np.load(path)}.
     *
     * @throws io.github.npymap.format.NpyFormatException if it is not a complete ZIP archive; the message says what it is
     * @throws IOException if it cannot be read
     */
    public static NpzFile open(Path path) throws IOException {
        return open(path, NpzOptions.defaults());
    }

    /**
     * Opens an archive with a backend or limits of the caller's choice.
     *
     * @throws IOException as {@link #open(Path)}
     */
    public static NpzFile open(Path path, NpzOptions options) throws IOException {
        return new NpzFile(Archive.open(path, options));
    }

    /**
     * Begins an archive: {@code np.savez}. Without {@link ArchiveOption#COMPRESSED} members are stored as they are, their
     * data at multiples of 64 bytes, so that {@link NpzFile#open} maps them. Without {@link ArchiveOption#NEW} an existing
     * file is replaced as a whole by {@link NpzWriter#commit}.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is a file and the archive has to be new
     * @throws IOException if the file cannot be made
     */
    public static NpzWriter create(Path path, ArchiveOption... options) throws IOException {
        return new NpzWriter(path, Set.copyOf(List.of(options)));
    }
}
