package io.github.npymap.nio;

import io.github.npymap.spi.MapRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * The error for a page of the file that is not there any more. The system raises a signal at the access, and HotSpot
 * makes an {@link InternalError} of it that names neither file nor page.
 */
final class LostPage {
    private static final String REASON =
            "the file was truncated while it was mapped, or its disk is full, or the device failed;"
                    + " open it again once that is mended";

    private LostPage() {}

    /** In an operation that started at this byte of the mapping. */
    static UncheckedIOException during(MapRequest request, long offset, InternalError cause) {
        long size = size(request, cause);
        long start = request.offset() + offset;
        if (size >= request.offset() + request.length()) {
            return before(request, cause);
        }
        // Truncation is the usual reason. If it is another one, all that is known is where the access started.
        return new UncheckedIOException(new IOException(
                request.file() + ": the page at byte " + Math.max(start, size) + " is gone; " + REASON, cause));
    }

    /**
     * At a moment when no page was accessed: HotSpot is late with the news of single elements, and does not say which
     * of the mapped files they are of.
     */
    static UncheckedIOException before(MapRequest request, InternalError cause) {
        long size = size(request, cause);
        long end = request.offset() + request.length();
        String which = size >= 0 && size < end
                ? "the file has " + size + " bytes left of " + end
                : "this file, or another mapped one that this thread used before";
        return new UncheckedIOException(new IOException(
                request.file() + ": a page that was accessed before is gone (" + which + "); " + REASON, cause));
    }

    /** The size of the file now; -1 if it cannot be told. */
    private static long size(MapRequest request, InternalError cause) {
        try {
            return Files.size(request.file());
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
            return -1;
        }
    }
}
