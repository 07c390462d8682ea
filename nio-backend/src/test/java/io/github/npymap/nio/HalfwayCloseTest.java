package io.github.npymap.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.npymap.spi.MapRequest;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.Mode;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag(Rounds.TAG)
class HalfwayCloseTest {
    @TempDir
    private Path folder;

    @Test
    void whoeverNoticesACloseHalfwayIsToldOfItWhenItIsComplete() throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[8]);
        MapRequest request = new MapRequest(file, Mode.READ, 0, 8);
        MappedMemory memory;
        try (FileChannel channel = FileChannel.open(file)) {
            memory = MappedMemory.map(channel, FileChannel.MapMode.READ_ONLY, 0, 8);
        }
        NioMapping mapping = new NioMapping(request, memory);
        FutureTask<Void> told = new FutureTask<>(
                () -> {
                    assertThatIllegalStateException().isThrownBy(() -> mapping.getByte(0));
                },
                null);
        Thread reader = new Thread(told);
        // As close() does, which is halfway here.
        synchronized (mapping) {
            memory.close();
            reader.start();
            while (!told.isDone() && !isWaitingFor(mapping, reader)) {
                Thread.onSpinWait();
            }
            assertThat(told).isNotDone();
        }
        told.get();
    }

    private static boolean isWaitingFor(Object lock, Thread thread) {
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
        LockInfo awaited = info == null ? null : info.getLockInfo();
        return awaited != null && awaited.getIdentityHashCode() == System.identityHashCode(lock);
    }
}
