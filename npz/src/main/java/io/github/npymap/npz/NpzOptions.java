package io.github.npymap.npz;

import io.github.npymap.Backend;
import io.github.npymap.MapOption;
import io.github.npymap.Npy;
import java.nio.file.Path;
import java.util.Optional;

/** How an archive is opened. Immutable: every method returns a copy with one thing changed. */
public final class NpzOptions {
    /** Enough for what people compress, and less than what fills the disks of most machines. */
    private static final long MAX_UNPACKED_SIZE = 16L << 30;

    /** 150 000 members with ordinary names. */
    private static final long MAX_DIRECTORY_SIZE = 16L << 20;

    private static final NpzOptions DEFAULTS = new NpzOptions(new Settings(
            Optional.empty(),
            MAX_UNPACKED_SIZE,
            MAX_DIRECTORY_SIZE,
            MapOption.MaxHeaderSize.DEFAULT,
            Optional.empty()));

    private final Settings settings;

    private record Settings(
            Optional<Backend> backend,
            long maxUnpackedSize,
            long maxDirectorySize,
            MapOption.MaxHeaderSize maxHeaderSize,
            Optional<Path> temporaryDirectory) {}

    private NpzOptions(Settings settings) {
        this.settings = settings;
    }

    /** The options that {@link Npz#open(Path)} uses. */
    public static NpzOptions defaults() {
        return DEFAULTS;
    }

    /** What maps the members; unless set, {@link Npy#defaultBackend()}. */
    public NpzOptions backend(Backend mapper) {
        return new NpzOptions(new Settings(
                Optional.of(mapper), maxUnpackedSize(), maxDirectorySize(), maxHeaderSize(), temporaryDirectory()));
    }

    /**
     * The most bytes that a compressed member may become; 16 GiB unless set. A few kilobytes can be unpacked to fill
     * any disk. Members that are stored as they are take no space, and have no limit.
     *
     * @throws IllegalArgumentException if negative
     */
    public NpzOptions maxUnpackedSize(long bytes) {
        return new NpzOptions(new Settings(
                settings.backend(),
                requireNotNegative(bytes),
                maxDirectorySize(),
                maxHeaderSize(),
                temporaryDirectory()));
    }

    /**
     * The most bytes of the archive's directory, which is read into memory as a whole and takes about ten times as much
     * there; 16 MiB unless set, enough for more than 100 000 members.
     *
     * @throws IllegalArgumentException if negative
     */
    public NpzOptions maxDirectorySize(long bytes) {
        return new NpzOptions(new Settings(
                settings.backend(),
                maxUnpackedSize(),
                requireNotNegative(bytes),
                maxHeaderSize(),
                temporaryDirectory()));
    }

    /**
     * The most characters of a member's npy header, {@link MapOption#maxHeaderSize}; 10,000 unless set, as in NumPy.
     *
     * @throws IllegalArgumentException if negative
     */
    public NpzOptions maxHeaderSize(int characters) {
        return new NpzOptions(new Settings(
                settings.backend(),
                maxUnpackedSize(),
                maxDirectorySize(),
                MapOption.maxHeaderSize(characters),
                temporaryDirectory()));
    }

    /** Where compressed members are unpacked; unless set, where Java puts temporary files. */
    public NpzOptions temporaryDirectory(Path directory) {
        return new NpzOptions(new Settings(
                settings.backend(), maxUnpackedSize(), maxDirectorySize(), maxHeaderSize(), Optional.of(directory)));
    }

    Backend backend() {
        return settings.backend().orElseGet(Npy::defaultBackend);
    }

    long maxUnpackedSize() {
        return settings.maxUnpackedSize();
    }

    long maxDirectorySize() {
        return settings.maxDirectorySize();
    }

    MapOption.MaxHeaderSize maxHeaderSize() {
        return settings.maxHeaderSize();
    }

    Optional<Path> temporaryDirectory() {
        return settings.temporaryDirectory();
    }

    private static long requireNotNegative(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a limit is 0 or more, not " + bytes);
        }
        return bytes;
    }
}
