package io.github.npymap.program;

import io.github.npymap.internal.file.LockFile;
import io.github.npymap.support.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A process that tries to lock a file, prints whether it has the lock, and keeps it until its standard input ends. */
public final class LockHolder implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private LockHolder(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    public static void main(String[] args) throws IOException {
        Optional<LockFile> lock = LockFile.tryAcquire(Path.of(args[0]));
        System.out.println(lock.isPresent() ? "locked" : "refused");
        while (System.in.read() >= 0) {
            // until the end
        }
        lock.ifPresent(LockFile::close);
    }

    public static LockHolder start(Path path) throws IOException {
        return new LockHolder(Jvm.granted()
                .builder(LockHolder.class, path.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Whether another process gets the lock; it gives it up. */
    public static boolean isFree(Path path) throws IOException {
        try (LockHolder holder = start(path)) {
            return holder.hasLock();
        }
    }

    public boolean hasLock() throws IOException {
        return output.readLine().equals("locked");
    }

    public void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }
}
