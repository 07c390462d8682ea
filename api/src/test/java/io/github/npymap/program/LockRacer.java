package io.github.npymap.program;

import io.github.npymap.internal.file.LockFile;
import io.github.npymap.support.Jvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that takes and gives up a lock again and again, and fails if another holds it at the same time. */
public final class LockRacer implements AutoCloseable {
    private final Process process;

    private LockRacer(Process process) {
        this.process = process;
    }

    public static void main(String[] args) throws IOException {
        int taken = race(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]), new AtomicInteger());
        System.out.println(taken);
    }

    public static LockRacer start(Path path, Path inside, int rounds) throws IOException {
        return new LockRacer(Jvm.granted()
                .builder(LockRacer.class, path.toString(), inside.toString(), Integer.toString(rounds))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /**
     * Tries so often, and returns how often it had the lock.
     *
     * @param inside a file that is there as long as the lock is held
     * @param holders those in this process
     * @throws IllegalStateException if another held the lock
     */
    public static int race(Path path, Path inside, int rounds, AtomicInteger holders) throws IOException {
        int taken = 0;
        for (int round = 0; round < rounds; round++) {
            Optional<LockFile> lock = LockFile.tryAcquire(path);
            if (lock.isPresent()) {
                if (holders.incrementAndGet() != 1) {
                    throw new IllegalStateException("two holders in one process, round " + round);
                }
                try {
                    Files.createFile(inside);
                } catch (FileAlreadyExistsException e) {
                    throw new IllegalStateException("two processes hold the lock, round " + round, e);
                }
                Files.delete(inside);
                holders.decrementAndGet();
                lock.get().close();
                taken++;
            }
        }
        return taken;
    }

    public int result() throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Integer.parseInt(output.strip()) : -1;
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
