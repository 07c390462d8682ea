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
    private LostPage() {}

    static UncheckedIOException during(MapRequest request, long offset, InternalError cause) {
        long position = request.offset() + offset;
        try {
            // Truncation is the usual reason. If it is another one, all that is known is where the access started.
            position = Math.max(position, Files.size(request.file()));
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
        return new UncheckedIOException(new IOException(
                request.file() + ": the page at byte " + position
                        + " is gone; the file was truncated or the device failed while it was mapped",
                cause));
    }
}
