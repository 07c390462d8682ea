package io.github.npymap.internal.file;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What an interrupt must not reach, as it closes the channel that is used. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** Has a thread do it that nobody knows, and waits for it however often the caller is interrupted. */
    public static <T> T run(Callable<T> task) throws IOException {
        CompletableFuture<T> done = new CompletableFuture<>();
        new Thread(() -> complete(done, task), "npymap-uninterrupted").start();
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
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof IOException known ? known : new IOException(failure);
    }
}
