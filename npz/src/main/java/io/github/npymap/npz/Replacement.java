package io.github.npymap.npz;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/**
 * A file that takes its place when it is complete: until then the path stays what it is, and whoever has the old file
 * mapped keeps it.
 *
 * @param draft what is written
 * @param target what it becomes
 */
record Replacement(Path draft, Path target) {
    /** Makes an empty draft. */
    static Replacement of(Path path) throws IOException {
        Path target = path;
        boolean replaces = Files.exists(path);
        if (replaces) {
            target = path.toRealPath();
            if (!Files.isRegularFile(target) || !Files.isWritable(target)) {
                throw new AccessDeniedException(path.toString(), null, "not a regular file that may be written");
            }
        }
        // Not made from the file's own name, which may be as long as names can be.
        Path draft = target.resolveSibling(".npymap-" + UUID.randomUUID() + ".tmp");
        try {
            Files.createFile(draft);
        } catch (NoSuchFileException e) {
            throw because(e, new NoSuchFileException(path.toString(), null, "there is no such folder"));
        } catch (AccessDeniedException e) {
            throw because(e, new AccessDeniedException(path.toString(), null, "no file may be made in the folder"));
        }
        Replacement replacement = new Replacement(draft, target);
        try {
            if (replaces) {
                replacement.copyPermissions();
            }
        } catch (IOException | RuntimeException e) {
            replacement.discard();
            throw e;
        }
        return replacement;
    }

    /** What was private must not become readable by being replaced. */
    private void copyPermissions() throws IOException {
        PosixFileAttributeView old = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        if (old != null) {
            Files.setPosixFilePermissions(draft, old.readAttributes().permissions());
        }
    }

    void complete() throws IOException {
        Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    void discard() throws IOException {
        Files.deleteIfExists(draft);
    }

    private static <E extends IOException> E because(IOException cause, E exception) {
        exception.initCause(cause);
        return exception;
    }
}
