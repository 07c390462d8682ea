package io.github.npymap.internal.file;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.UUID;

/**
 * A file in the making, beside its place under a temporary name. It takes its place as a whole, or goes away; a file
 * that it replaces stays what it is until then, and whoever has that mapped keeps it.
 */
public final class PendingFile {
    private static final System.Logger LOG = System.getLogger(PendingFile.class.getName());

    private final Path place;
    private final Path file;
    private final boolean mustBeNew;
    private final boolean durable;

    private PendingFile(Path place, boolean mustBeNew, boolean durable) {
        this.place = place;
        // Not made from the file's own name, which may be as long as names can be.
        this.file = place.resolveSibling(".npymap-" + UUID.randomUUID() + ".tmp");
        this.mustBeNew = mustBeNew;
        this.durable = durable;
    }

    /**
     * Makes an empty file.
     *
     * @throws FileAlreadyExistsException if there is one, and there must not be
     * @throws IOException if what is there is no file that may be replaced, or none can be made beside it
     */
    public static PendingFile beside(Path path, boolean mustBeNew, boolean durable) throws IOException {
        boolean replaces = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (replaces && mustBeNew) {
            throw new FileAlreadyExistsException(path.toString());
        }
        // A link stays a link; what it leads to is replaced.
        Path place = replaces ? path.toRealPath() : path;
        if (replaces && !(Files.isRegularFile(place) && Files.isWritable(place))) {
            throw new AccessDeniedException(place.toString(), null, "not a regular file that may be written");
        }
        PendingFile pending = new PendingFile(place, mustBeNew, durable);
        try {
            Files.createFile(pending.file);
        } catch (NoSuchFileException e) {
            throw because(e, new NoSuchFileException(path.toString(), null, "there is no such folder"));
        } catch (AccessDeniedException e) {
            throw because(e, new AccessDeniedException(path.toString(), null, "no file may be made in the folder"));
        } catch (IOException e) {
            throw Descriptors.explain(e);
        }
        try {
            if (replaces) {
                pending.copyPermissions();
            }
        } catch (IOException | RuntimeException e) {
            pending.discard();
            throw e;
        }
        return pending;
    }

    /** Where it is until it takes its place. */
    public Path file() {
        return file;
    }

    /** Opens the file for writing. */
    public FileChannel open() throws IOException {
        return Descriptors.open(file, StandardOpenOption.WRITE);
    }

    /** Gives the file its name; if that fails it is gone. */
    public void commit() throws IOException {
        try {
            if (durable) {
                try (FileChannel channel = open()) {
                    channel.force(true);
                }
            }
            if (mustBeNew) {
                takeFreePlace();
            } else {
                Files.move(file, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException | RuntimeException e) {
            discard();
            throw e;
        }
        if (durable) {
            forceFolder();
        }
    }

    /** Removes the file; never throws, since it is called where something else went wrong. */
    public void discard() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "left behind: " + file, e);
        }
    }

    /** A move would replace what was put there meanwhile; a link does not. */
    private void takeFreePlace() throws IOException {
        try {
            Files.createLink(place, file);
        } catch (FileAlreadyExistsException e) {
            throw because(e, new FileAlreadyExistsException(place.toString()));
        } catch (UnsupportedOperationException | FileSystemException e) {
            // No links here: to look first is the best there is.
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                throw because(e, new FileAlreadyExistsException(place.toString()));
            }
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        discard();
    }

    /** What was private must not become readable by being replaced. */
    private void copyPermissions() throws IOException {
        PosixFileAttributeView old = Files.getFileAttributeView(place, PosixFileAttributeView.class);
        if (old != null) {
            Set<PosixFilePermission> permissions = old.readAttributes().permissions();
            Files.setPosixFilePermissions(file, permissions);
        }
    }

    /** The new name is in the folder; where folders cannot be forced, names are as durable as the system makes them. */
    private void forceFolder() {
        try (FileChannel folder = FileChannel.open(place.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "cannot force the folder of " + place, e);
        }
    }

    private static <E extends IOException> E because(Exception cause, E exception) {
        exception.initCause(cause);
        return exception;
    }
}
