package io.github.npymap.cli;

import io.github.npymap.format.NpyFormatException;
import io.github.npymap.format.UnsupportedDTypeException;
import io.github.npymap.npz.UnsupportedCompressionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;

/**
 * Why a file could not be used.
 *
 * @param kind what sort of failure, for programs
 * @param message one line, for people
 */
record Failure(Kind kind, String message) {

    /** The words of the JSON output. */
    enum Kind {
        FORMAT,
        IO,
        UNSUPPORTED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Failure of(Exception problem) {
        if (problem instanceof UncheckedIOException unchecked) {
            return of(unchecked.getCause());
        }
        return new Failure(kind(problem), Text.oneLine(message(problem)));
    }

    private static Kind kind(Exception problem) {
        if (problem instanceof UnsupportedDTypeException || problem instanceof UnsupportedCompressionException) {
            return Kind.UNSUPPORTED;
        }
        return problem instanceof IOException && !(problem instanceof NpyFormatException) ? Kind.IO : Kind.FORMAT;
    }

    private static String message(Exception problem) {
        if (problem instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file";
        }
        if (problem instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (problem instanceof FileAlreadyExistsException present) {
            return present.getFile() + ": the file exists already; --force replaces it";
        }
        if (problem instanceof FileSystemException other && other.getReason() != null) {
            return other.getFile() + ": " + other.getReason();
        }
        return Objects.requireNonNullElseGet(problem.getMessage(), problem::toString);
    }
}
