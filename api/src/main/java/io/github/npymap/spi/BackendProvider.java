package io.github.npymap.spi;

import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.file.Path;

/** A kind of memory mapping that the library can choose. Implementations are stateless and safe for use by any thread. */
public interface BackendProvider {
    /** The name that {@code -Dnpymap.backend} and {@code Npy.using} select by: lower-case letters, digits and dashes. */
    String name();

    /** Among the backends that are {@link Availability.Status#READY}, the one with the highest priority is the default. */
    int priority();

    /** Whether this backend works in this process, and if not, why. Never throws; the answer does not change. */
    Availability availability();

    /**
     * Opens a file, to read it and to map ranges of it. A file in mode {@link Mode#READ} or {@link Mode#COPY_ON_WRITE} is
     * closed as soon as its range is mapped; one in mode {@link Mode#READ_WRITE} when its mapping is closed.
     *
     * @param file an existing file of the default file system
     * @param mode that of the ranges which will be mapped, or {@link Mode#READ} if they are mapped in other modes as well,
     *     which a backend may refuse then
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws java.nio.file.FileSystemException if it is not a regular file
     * @throws IOException if it cannot be opened
     */
    OpenFile open(Path file, Mode mode) throws IOException;

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
