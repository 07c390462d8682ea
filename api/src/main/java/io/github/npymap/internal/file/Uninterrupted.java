package io.github.npymap.internal.file;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** Runs what an interrupt must not reach, since it would close a channel that others use. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /**
     * Runs a task in a thread of its own, and waits for its end even if the caller is interrupted. A failure has the
     * caller's stack below that of the task.
     */
    public static <T> T run(Callable<T> task) throws IOException {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(done, task), "npymap-uninterrupted");
        thread.setDaemon(true);
        thread.start();
        try {
            return done.join();
        } catch (CompletionException e) {
            throw rethrown(e.getCause());
        }
    }

    private static <T> void complete(CompletableFuture<T> done, Callable<T> task) {
        try {
            done.complete(task.call());
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }

    private static IOException rethrown(Throwable failure) throws IOException {
        failure.setStackTrace(Stream.of(failure, new Throwable())
                .map(Throwable::getStackTrace)
                .flatMap(Stream::of)
                .toArray(StackTraceElement[]::new));
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof IOException known ? known : new IOException(failure);
    }
}
