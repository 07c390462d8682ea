package io.github.npymap.internal.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells why a file could not be written, by the name that its user gave it and with the limit that was reached: the
 * system names no file, and a file that is made has a temporary name meanwhile.
 */
public final class WriteFailure {
    private static final Path SELF = Path.of("/proc/self");

    private WriteFailure() {}

    /**
     * The same exception if it says all of that, or is about something else.
     *
     * @param name the file as its user knows it
     * @param written where it is written
     * @param length the bytes that it shall have, or less where that is not known
     */
    public static IOException explain(IOException failure, String name, Path written, long length) {
        return explain(failure, name, written, length, ProcessLimit.FILE_SIZE.read(SELF));
    }

    static IOException explain(IOException failure, String name, Path written, long length, String limit) {
        if (failure instanceof ClosedByInterruptException
                || (String.valueOf(failure.getMessage()).startsWith(name)
                        && !written.toString().equals(name))) {
            return failure;
        }
        IOException named = new IOException(
                name + ": cannot be written: " + reason(failure, written) + reached(written, length, limit), failure);
        return Descriptors.explain(named);
    }

    private static String reason(IOException failure, Path written) {
        if (failure instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        String message = String.valueOf(failure.getMessage());
        String prefix = written + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    /** What is known of the limits that may be meant, whatever language the system speaks. */
    private static String reached(Path written, long length, String limit) {
        StringBuilder text = new StringBuilder();
        try {
            long size = Files.size(written);
            long needed = Math.max(length, size + 1);
            FileStore store = Files.getFileStore(written);
            long usable = store.getUsableSpace();
            if (needed - size > usable && store.getTotalSpace() > 0) {
                text.append("; ")
                        .append(needed - size)
                        .append(" more bytes are needed, ")
                        .append(usable)
                        .append(" are available on ")
                        .append(store);
            }
            if (limit.chars().allMatch(Character::isDigit) && needed > Long.parseLong(limit)) {
                text.append("; this process may write files of at most ")
                        .append(limit)
                        .append(" bytes (")
                        .append(ProcessLimit.FILE_SIZE)
                        .append(')');
            }
        } catch (IOException | RuntimeException e) {
            // Without them the message is still true.
            return "";
        }
        return text.toString();
    }
}
