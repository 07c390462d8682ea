package io.github.npymap.npz;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A file that takes its place when it is complete: until then the path stays what it is, and whoever has the old file
 * mapped keeps it.
 *
 * @param draft what is written
 * @param target what it becomes
 */
record Replacement(Path draft, Path target) {
    static Replacement of(Path path) throws IOException {
        Path target = path;
        if (Files.exists(path)) {
            target = path.toRealPath();
            if (!Files.isRegularFile(target) || !Files.isWritable(target)) {
                throw new AccessDeniedException(path.toString(), null, "not a regular file that may be written");
            }
        }
        return new Replacement(
                target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp"), target);
    }

    void complete() throws IOException {
        Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    void discard() throws IOException {
        Files.deleteIfExists(draft);
    }
}
