package io.github.npymap.spi;

import io.github.npymap.internal.file.Descriptors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A kind of memory mapping that the library can choose. Implementations are stateless and safe for use by any thread. */
public interface BackendProvider {
    /** The name that {@code -Dnpymap.backend} and {@code Npy.using} select by: lower-case letters, digits and dashes. */
    String name();

    /** Among the backends that are {@link Availability.Status#READY}, the one with the highest priority is the default. */
    int priority();

    /** Whether this backend works in this process, and if not, why. Never throws; the answer does not change. */
    Availability availability();

    /**
     * Maps a range of a file. On failure nothing stays open or mapped. Whatever the mapping does with the file's path later,
     * it does with that of {@link MapRequest#named}. Until something is assigned it writes nothing there, {@link
     * Mapping#close} included: the name may still be another file's.
     *
     * @throws IOException if the file cannot be opened or mapped; the message names the file and the limit that was hit
     */
    Mapping map(MapRequest request) throws IOException;

    /**
     * Maps a range of a file if some bytes are right before it, in the file that is mapped: another one may have taken
     * its place at the path since they were read. A backend that has the file open looks there. This one looks at the
     * path once the range is mapped, and does not see who takes the file's place and gives it back in between.
     *
     * @param before the bytes, from its position to its limit, which stay as they are; at most as many as lie before
     *     the range
     * @return empty if other bytes are there, and nothing is mapped; of an empty range nobody needs to look
     * @throws IOException as {@link #map(MapRequest)}
     */
    default Optional<Mapping> mapBehind(ByteBuffer before, MapRequest request) throws IOException {
        Mapping mapping = map(request);
        try (FileChannel channel = Descriptors.open(request.file(), StandardOpenOption.READ)) {
            if (request.isBehind(before, channel)) {
                return Optional.of(mapping);
            }
        } catch (IOException | RuntimeException | Error e) {
            try (mapping) {
                throw e;
            }
        }
        mapping.close();
        return Optional.empty();
    }

    /**
     * Lengthens a file with zeros, and sees to it that the disk has room for all of them: a full disk must be an
     * exception here, not a fault at some later assignment.
     *
     * @param file an existing file, not longer than {@code length}
     * @param length the file's new size in bytes
     * @throws IOException if there is no room; the file may have grown by then
     */
    default void reserve(Path file, long length) throws IOException {
        ZeroFill.extend(file, length);
    }

    /**
     * Gives a file the access control list of the file that it is about to replace; where that one has none, takes away
     * what the new file inherited from its folder. The mode of the new file becomes that of the list. Java has no call
     * for this, and the default does nothing.
     *
     * @param from the file that is to be replaced
     * @param to the new file, in the same folder
     * @return whether this backend can; where it cannot, such lists are lost
     * @throws IOException if the list cannot be read or set
     */
    default boolean copyAccess(Path from, Path to) throws IOException {
        return false;
    }
}
