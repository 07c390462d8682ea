package io.github.npymap.jni;

import io.github.npymap.spi.MapRequest;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A failure of the C library, turned into an exception that says what to do.
 *
 * @param code what a function returned, negated
 */
record SystemFailure(int code) {
    /** What matters here of what the system distinguishes. C knows these by ordinal, in failure.c. */
    enum Kind {
        OTHER,
        NO_FILE,
        DENIED,
        NOT_A_FILE,
        TOO_SHORT,
        NO_MEMORY,
        NO_ROOM,
        UNSUPPORTED,
        NOT_MAPPABLE,
        NO_DESCRIPTORS
    }

    private static final int LONGEST_TEXT = 256;

    Kind kind() {
        return Kind.values()[SystemCalls.failureKind(code)];
    }

    /** Whether the system cannot or must not do it here, for this file; otherwise it has tried, and failed. */
    boolean isRefusal() {
        return switch (kind()) {
            case NO_FILE, DENIED, NOT_A_FILE, UNSUPPORTED -> true;
            default -> false;
        };
    }

    /** The system's own words. */
    String text() {
        byte[] text = new byte[LONGEST_TEXT];
        SystemCalls.failureText(code, text, text.length);
        String decoded = new String(text, Charset.defaultCharset());
        return decoded.substring(0, decoded.indexOf('\0'));
    }

    IOException whileOpening(Path path, Mode mode) {
        String file = path.toString();
        return switch (kind()) {
            case NO_FILE -> new NoSuchFileException(file);
            case DENIED -> new AccessDeniedException(file, null, text() + ", mode " + mode);
            case NOT_A_FILE ->
                new FileSystemException(
                        file,
                        null,
                        (Files.isDirectory(path) ? "a directory" : "a pipe, a socket or a device") + ", not a file");
            case NO_DESCRIPTORS -> withoutDescriptors(file + ": cannot be opened: ");
            default -> new FileSystemException(file, null, "cannot be opened: " + text());
        };
    }

    IOException whileMapping(MapRequest request) {
        String file = request.file().toString();
        String range = ": cannot map " + request.length() + " bytes from byte " + request.offset() + " on, mode "
                + request.mode() + ": ";
        return switch (kind()) {
            case TOO_SHORT -> new IOException(file + range + "the file ends at byte " + size(request.file()));
            case NOT_MAPPABLE ->
                new IOException(file + range + "the file system does not map files: " + text()
                        + "; copy the file to one that does");
            case NO_MEMORY -> new IOException(file + range + text() + ". Limits: " + Limits.ofAddressSpace());
            default -> new IOException(file + range + text());
        };
    }

    IOException whileReserving(Path file, long length) {
        return switch (kind()) {
            case NO_ROOM ->
                new IOException(file + ": no room to make it " + length + " bytes long: " + text() + "; "
                        + Limits.ofDisk(file));
            default -> new IOException(file + ": cannot make it " + length + " bytes long: " + text());
        };
    }

    /** Of the class by which the JDK's own calls say so; the api knows the limit, which was read in time. */
    private IOException withoutDescriptors(String what) {
        return new FileSystemException(what + text());
    }

    IOException whileCopyingAccess(Path file) {
        return new IOException(file + ": cannot copy its access control list: " + text());
    }

    IOException whileFlushing(Path file) {
        return new IOException(file + ": cannot write changes to the file: " + text());
    }

    IOException whileClosing(Path file) {
        String limits = kind() == Kind.NO_MEMORY ? ". Limits: " + Limits.ofAddressSpace() : "";
        return new IOException(file + ": cannot be let go of, and stays open: " + text() + limits);
    }

    private static String size(Path file) {
        try {
            return Long.toString(Files.size(file));
        } catch (IOException e) {
            return "(" + e + ")";
        }
    }
}
