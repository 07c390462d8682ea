package io.github.npymap.nio;

import io.github.npymap.spi.Positions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Brings scattered pages of a file into memory by reading them, many at a time: a disk serves sixteen requests in
 * hardly more time than one, and a read brings what it asks for, where an access to mapped memory brings megabytes
 * around it. What was read is thrown away. The elements are taken from the mapping, so that nothing depends on the path
 * still leading to the same file.
 */
final class ReadAhead {
    private static final int MOST = 32;

    /** Positions that are worth a thread. */
    private static final int SHARE = 8;

    private static final int BUFFER = 1 << 16;

    /** Threads in all, however many batches are read at the same time; with none, nothing is read ahead. */
    private static final int MOST_IN_ALL = Math.max(0, Integer.getInteger("npymap.nio.readAheadThreads", 8 * MOST));

    /** Without a queue: a disk that does not answer must not keep those waiting who read from another. */
    private static final ThreadPoolExecutor THREADS =
            new ThreadPoolExecutor(0, Math.max(1, MOST_IN_ALL), 1, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "npymap-read-ahead");
                thread.setDaemon(true);
                return thread;
            });

    private static final ThreadLocal<ByteBuffer> BUFFERS =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BUFFER));

    private final FileChannel channel;
    private final long offset;
    private final Positions positions;
    private final long length;

    private ReadAhead(FileChannel channel, long offset, Positions positions, long length) {
        this.channel = channel;
        this.offset = offset;
        this.positions = positions;
        this.length = length;
    }

    /** Whether there may be threads: {@code -Dnpymap.nio.readAheadThreads=0} says no. */
    static boolean isOn() {
        return MOST_IN_ALL > 0;
    }

    /**
     * Reads ranges of {@code length} bytes that begin at some positions in a mapping, and returns when they are in memory.
     * What fails is not reported here: it shows at the access.
     *
     * @param offset where the mapping begins in the file
     */
    static void run(Path file, long offset, Positions positions, long length) {
        // A pipe may have taken the place of the file: opening it would be waiting for somebody at its other end.
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            new ReadAhead(channel, offset, positions, length).run();
        } catch (IOException e) {
            // Slower, not wrong.
            return;
        }
    }

    /** All reading is done by threads of our own: an interrupt of the caller's would close the channel. */
    private void run() {
        int count = positions.count();
        int threads = Math.min(MOST, (count + SHARE - 1) / SHARE);
        Phaser running = new Phaser(1);
        for (int thread = 0; thread < threads; thread++) {
            int first = (int) ((long) count * thread / threads);
            int end = (int) ((long) count * (thread + 1) / threads);
            running.register();
            try {
                THREADS.execute(() -> {
                    try {
                        read(first, end);
                    } finally {
                        running.arriveAndDeregister();
                    }
                });
            } catch (RejectedExecutionException | OutOfMemoryError e) {
                // All are busy, or no thread can be made: what it would have read is read at the access.
                running.arriveAndDeregister();
            }
        }
        running.arriveAndAwaitAdvance();
    }

    private void read(int first, int end) {
        try {
            ByteBuffer buffer = BUFFERS.get();
            for (int k = first; k < end; k++) {
                long start = offset + positions.start(k);
                for (long done = 0; done < length; done += BUFFER) {
                    buffer.clear().limit((int) Math.min(BUFFER, length - done));
                    if (channel.read(buffer, start + done) < 0) {
                        break;
                    }
                }
            }
        } catch (IOException | OutOfMemoryError e) {
            // Slower, not wrong. Memory outside the heap has a limit of its own, which is not the caller's trouble.
            return;
        }
    }
}
