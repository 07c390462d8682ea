package io.github.npymap.internal.publication;

import io.github.npymap.internal.file.Descriptors;
import io.github.npymap.internal.file.WriteFailure;
import io.github.npymap.internal.file.WriterPermissions;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A new file beside its place, under a temporary name. It takes its place as a whole at {@link #commit}, or is removed at
 * {@link #close}; a file that it replaces stays what it is until then, and readers that have that one mapped keep it.
 *
 * <p>A file that is to replace another may be opened by no other user until it does so, and then by those that could open
 * the other. A file in a free place has the mode that the umask gives it.
 */
public final class PendingFile implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PendingFile.class.getName());

    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private static final Set<PendingFile> PENDING = ConcurrentHashMap.newKeySet();

    private final Path place;
    private final PendingName name;
    private final Publication publication;
    private final Thread maker = Thread.currentThread();
    private Object key;
    private boolean published;
    private boolean removed;

    private PendingFile(Path place, PendingName name, Publication publication) {
        this.place = place;
        this.name = name;
        this.publication = publication;
    }

    /**
     * Makes an empty file. A link stays a link, and the file that it leads to is replaced, or made.
     *
     * @throws FileAlreadyExistsException if there is one, and there must not be
     * @throws IOException if what is there is not a file that may be replaced, or none can be made beside it
     */
    public static PendingFile beside(Path path, Publication publication) throws IOException {
        boolean replaces = Files.exists(path);
        Path place = replaces ? path.toRealPath() : followLinks(path);
        if (replaces && publication.onlyNew().isPresent() && Files.isRegularFile(place)) {
            throw exists(path, publication);
        }
        if (replaces && !(Files.isRegularFile(place) && Files.isWritable(place))) {
            throw new AccessDeniedException(path.toString(), null, "not a regular file that may be written");
        }
        try {
            PendingFile pending = new PendingFile(place, PendingName.beside(place), publication);
            PENDING.add(pending);
            pending.create(replaces);
            return pending;
        } catch (NoSuchFileException e) {
            throw because(e, new NoSuchFileException(path.toString(), null, "there is no such folder"));
        } catch (AccessDeniedException e) {
            throw because(e, new AccessDeniedException(path.toString(), null, "no file may be made in the folder"));
        } catch (FileSystemException e) {
            // Under the name that the user knows.
            throw Descriptors.explain(because(e, new FileSystemException(path.toString(), null, e.getReason())));
        } catch (IOException e) {
            throw WriteFailure.explain(e, path.toString(), place, 0);
        }
    }

    private void create(boolean replaces) throws IOException {
        try {
            Files.createFile(file(), replaces ? WriterPermissions.ownerOnly(place) : new FileAttribute<?>[0]);
            key = key();
        } catch (IOException | RuntimeException e) {
            end();
            throw e;
        }
    }

    /** Where links lead that end in no file. */
    private static Path followLinks(Path path) throws IOException {
        Path place = path;
        for (int links = 0; Files.isSymbolicLink(place); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(path.toString());
            }
            place = place.resolveSibling(Files.readSymbolicLink(place));
        }
        return place;
    }

    /** Where it is until it takes its place. */
    public Path file() {
        return name.file();
    }

    /** Opens the file for writing. */
    public FileChannel open() throws IOException {
        return Descriptors.open(file(), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /** What tells the file from any other of its name: in a folder that others may write to, they may put one there. */
    private Object key() throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.isRegularFile() ? attributes.fileKey() : null;
    }

    /** Whether the file has neither taken its place nor been removed. */
    public synchronized boolean isPending() {
        return !published && !removed;
    }

    /**
     * Gives the file its place; does nothing if it has that. If this fails, the file is still pending, and what is in its
     * place has not changed.
     *
     * @throws FileAlreadyExistsException if there is a file by now, and there must not be
     * @throws IOException if the file cannot be put there
     * @throws IllegalStateException if the file was removed
     */
    public synchronized void commit() throws IOException {
        if (published) {
            return;
        }
        if (removed) {
            throw new IllegalStateException(place + ": the new file was discarded and cannot be committed");
        }
        if (!Objects.equals(key(), key)) {
            throw new FileSystemException(
                    place.toString(), null, "the new file was replaced before it was complete: " + file());
        }
        if (publication.durable()) {
            try (FileChannel channel = open()) {
                channel.force(true);
            }
        }
        if (publication.onlyNew().isPresent()) {
            takeFreePlace();
        } else {
            takePlace();
        }
        published = true;
        end();
        if (publication.durable()) {
            forceFolder();
        }
    }

    /** Removes the file unless it has taken its place; never throws, since it is called where something else failed. */
    @Override
    public synchronized void close() {
        if (isPending()) {
            removed = true;
            remove();
            end();
        }
    }

    /** Removes the files of all threads that have not taken their places: for a program that ends. */
    public static void closeAll() {
        List.copyOf(PENDING).forEach(PendingFile::close);
    }

    /** Removes the files that this thread has made and that have not taken their places. */
    public static void closeOfThisThread() {
        PENDING.stream().filter(file -> file.maker == Thread.currentThread()).forEach(PendingFile::close);
    }

    private void end() {
        PENDING.remove(this);
        name.close();
    }

    private void remove() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "left behind: " + file(), e);
        }
    }

    private void takePlace() throws IOException {
        try {
            Protection.copy(place, file());
            Files.move(file(), place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // The temporary name says nothing to the user, who did not choose it.
            throw Descriptors.explain(because(
                    e,
                    new FileSystemException(
                            place.toString(), null, "the new file cannot take this place: " + reason(e))));
        }
    }

    private static String reason(FileSystemException e) {
        return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    }

    /** A move would replace what was put there meanwhile; a link does not. */
    private void takeFreePlace() throws IOException {
        try {
            Files.createLink(place, file());
        } catch (FileAlreadyExistsException e) {
            throw because(e, exists(place, publication));
        } catch (UnsupportedOperationException | FileSystemException e) {
            // No links here: to look first is the best there is.
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                throw because(e, exists(place, publication));
            }
            Files.move(file(), place, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        remove();
    }

    /** The new name is in the folder; where folders cannot be forced, names are as durable as the system makes them. */
    private void forceFolder() {
        try (FileChannel folder = FileChannel.open(place.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "cannot force the folder of " + place, e);
        }
    }

    private static FileAlreadyExistsException exists(Path path, Publication publication) {
        return new FileAlreadyExistsException(
                path.toString(),
                null,
                "there is a file; " + publication.onlyNew().orElseThrow());
    }

    private static <E extends IOException> E because(Exception cause, E exception) {
        exception.initCause(cause);
        return exception;
    }
}
