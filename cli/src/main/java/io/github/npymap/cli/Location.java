package io.github.npymap.cli;

import io.github.npymap.internal.file.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a text on the command line names: a file, or {@code archive.npz:member}. A file whose own name has the colon
 * goes before a member.
 *
 * @param member what follows the colon; empty for a whole file
 */
record Location(Path file, Optional<String> member) {

    private static final String ARCHIVE_SUFFIX = ".npz";

    static Location of(String text) {
        Optional<Path> whole = existing(text);
        if (whole.isPresent()) {
            return new Location(whole.get(), Optional.empty());
        }
        for (int colon = text.lastIndexOf(':'); colon > 0; colon = text.lastIndexOf(':', colon - 1)) {
            Optional<Path> archive = existing(text.substring(0, colon));
            if (archive.isPresent()) {
                return new Location(archive.get(), Optional.of(text.substring(colon + 1)));
            }
        }
        return ofNew(text);
    }

    /** By the name alone, for what need not be there. */
    static Location ofNew(String text) {
        int suffix = text.indexOf(ARCHIVE_SUFFIX + ":");
        int colon = suffix + ARCHIVE_SUFFIX.length();
        return suffix < 0
                ? new Location(Path.of(text), Optional.empty())
                : new Location(Path.of(text.substring(0, colon)), Optional.of(text.substring(colon + 1)));
    }

    /** Whether it is an archive or in one, going by what the file holds. */
    boolean isInArchive() throws IOException {
        if (member.isPresent()) {
            return true;
        }
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream content = Files.newInputStream(file)) {
            return FileKind.of(content.readNBytes(FileKind.SNIFFED_BYTES)) == FileKind.ZIP;
        }
    }

    /** Whether an archive is to be written, going by the name. */
    boolean isArchiveName() {
        return member.isPresent() || file.toString().endsWith(ARCHIVE_SUFFIX);
    }

    private static Optional<Path> existing(String name) {
        try {
            return Optional.of(Path.of(name)).filter(Files::exists);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
