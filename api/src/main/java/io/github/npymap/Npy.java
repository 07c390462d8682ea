package io.github.npymap;

import io.github.npymap.format.HeaderReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Where to begin: opens, creates and inspects files with the backend that {@code -Dnpymap.backend} names, or with the
 * best that is ready. {@link #using} names one in the program.
 *
 * <pre>{@code
 * try (NpyFile file = Npy.open(Path.of("mydata.npy"))) {
 *     double total = file.array().sum();
 * }
 * }</pre>
 */
public final class Npy {
    private Npy() {}

    /**
     * Opens a file for reading: {@code np.load(path, mmap_mode='r')}.
     *
     * @throws NpyFormatException if it is not a complete npy file; the message says what it is and what to do
     * @throws UnsupportedDTypeException if its elements are Python objects, which only Python can read
     * @throws IOException if it cannot be opened or mapped
     * @throws BackendUnavailableException if no backend can be selected
     */
    public static NpyFile open(Path path) throws IOException {
        return Backends.byDefault().open(path);
    }

    /**
     * Opens a file: {@code np.load(path, mmap_mode=…)}. No mode changes the size of the file; one that is shorter than
     * its header says is refused.
     *
     * @throws IOException as {@link #open(Path)}
     */
    public static NpyFile open(Path path, Mode mode) throws IOException {
        return Backends.byDefault().open(path, mode);
    }

    /**
     * Reads a file's header, and maps nothing.
     *
     * @throws NpyFormatException if the file does not begin with a valid header, or holds less data than it says
     * @throws IOException if it cannot be read
     */
    public static NpyHeader header(Path path) throws IOException {
        return header(FilePart.whole(path));
    }

    /**
     * Reads the header of an npy file that lies within another file, and maps nothing.
     *
     * @throws IOException as {@link #header(Path)}
     */
    public static NpyHeader header(FilePart part) throws IOException {
        try (FileChannel channel = FileChannel.open(part.file(), StandardOpenOption.READ)) {
            NpyHeader header = HeaderReader.read(channel, part, HeaderReader.DEFAULT_MAX_HEADER_LENGTH);
            header.requireFits(part.source(), Math.min(part.length(), Math.max(0, channel.size() - part.offset())));
            return header;
        }
    }

    /**
     * Makes a file of zeros and opens it for reading and writing: {@code np.lib.format.open_memmap(path, 'w+', …)}. The
     * header is the one that NumPy 2 writes. An existing file is replaced as a whole when the new one is complete; until
     * then, and if anything fails, it stays as it is. Disk space is reserved unless {@link CreateOption#SPARSE} is given.
     *
     * @throws IOException if the file cannot be made, for want of space or otherwise; a file that was not there before
     *     is not there afterwards
     * @throws IllegalArgumentException if no file could hold such an array
     */
    public static NpyFile create(Path path, DType dtype, Shape shape, CreateOption... options) throws IOException {
        return Backends.byDefault().create(path, dtype, shape, options);
    }

    /** Maps a file that has no header, with a type that the caller knows: {@code np.memmap}. */
    public static RawBuilder raw(Path path, DType dtype) {
        return Backends.byDefault().raw(path, dtype);
    }

    /**
     * A backend by name, whatever the system property says; {@code "auto"} is the best that is ready.
     *
     * @throws BackendUnavailableException if there is none of that name, or it does not work here
     */
    public static Backend using(String name) {
        return Backends.found().select(name);
    }

    /**
     * The backend that {@code -Dnpymap.backend} names, or the best that is ready: the one that {@link #open} uses.
     *
     * @throws BackendUnavailableException if none can be selected
     */
    public static Backend defaultBackend() {
        return Backends.byDefault();
    }

    /** All backends that were found, the one with the highest priority first. */
    public static List<BackendStatus> backends() {
        return Backends.found().status();
    }
}
