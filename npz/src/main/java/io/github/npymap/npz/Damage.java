package io.github.npymap.npz;

import io.github.npymap.format.NpyFormatException;
import java.io.IOException;

/** Turns what the ZIP library throws at damaged or hostile input into the one exception that callers expect. */
final class Damage {
    private static final String REMEDY = "The archive was cut short or damaged; copy or save it again.";

    private Damage() {}

    /** A use of the ZIP library. */
    interface Reading<T> {
        T run() throws IOException;
    }

    /**
     * Runs it.
     *
     * @param expected what is being read, for the message
     */
    static <T> T guard(ArchiveChannel channel, String source, long position, String expected, Reading<T> reading)
            throws IOException {
        try {
            return reading.run();
        } catch (IOException | RuntimeException e) {
            throw named(channel, source, position, expected, e);
        } catch (LinkageError e) {
            // Some methods of compression live in libraries of their own.
            UnsupportedCompressionException unsupported = new UnsupportedCompressionException(
                    source,
                    position,
                    expected,
                    "one that needs a library which is not there (" + e.getMessage() + ")",
                    "Add it. Commons Compress needs Commons IO and Commons Lang; for a compression that needs another library,"
                            + " np.savez_compressed is a way without.");
            unsupported.initCause(e);
            throw unsupported;
        }
    }

    /** What there is to say of an archive that is not what it should be. */
    static NpyFormatException refusal(String source, long position, String expected, String found) {
        return new NpyFormatException(source, position, expected, found, REMEDY);
    }

    private static IOException named(
            ArchiveChannel channel, String source, long position, String expected, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof NpyFormatException known) {
                return known;
            }
        }
        if (channel.failure() != null) {
            return channel.failure();
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        NpyFormatException refusal = refusal(
                source,
                position,
                expected,
                "none that can be read (" + (root.getMessage() == null ? root : root.getMessage()) + ")");
        refusal.initCause(e);
        return refusal;
    }
}
