package io.github.npymap.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;

/**
 * Standard output, where a write that fails ends the command: a {@link PrintWriter} would go on and tell nothing. The
 * failure is thrown once; what is written after it is dropped.
 */
final class StandardOutput extends OutputStream {

    /** Not an {@link java.io.UncheckedIOException}: commands that go on to the next file catch those. */
    static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private FailedException(IOException cause) {
            super("standard output: " + cause.getMessage(), cause);
        }

        /** Whether the program at the other end of a pipe has read what it wanted, which is not worth a message. */
        boolean isClosedPipe() {
            return String.valueOf(getCause().getMessage())
                    .toLowerCase(Locale.ROOT)
                    .contains("pipe");
        }
    }

    private final OutputStream target;
    private boolean hasFailed;

    private StandardOutput(OutputStream target) {
        this.target = target;
    }

    /** A writer to the program's own. */
    static PrintWriter open() {
        return writer(new FileOutputStream(FileDescriptor.out), Terminal.outCharset());
    }

    static PrintWriter writer(OutputStream target, Charset charset) {
        return new PrintWriter(new OutputStreamWriter(new StandardOutput(target), charset), false);
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        if (hasFailed) {
            return;
        }
        try {
            target.write(bytes, offset, count);
        } catch (IOException e) {
            hasFailed = true;
            throw new FailedException(e);
        }
    }
}
