package io.github.npymap.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What the system keeps of a file in memory, by other means than those that are tested. */
public final class PageCache {
    /** No page is smaller. */
    public static final int PAGE = 4096;

    private PageCache() {}

    /** Writes a file to the device, and drops it from memory. */
    public static void evict(Path file) throws Exception {
        assumeTrue(!Files.getFileStore(file).type().equals("tmpfs"), "a file system in memory has nothing to read");
        Process dd = new ProcessBuilder("dd", "of=" + file, "oflag=nocache", "conv=notrunc,fdatasync", "count=0")
                .redirectErrorStream(true)
                .start();
        dd.getOutputStream().close();
        dd.getInputStream().readAllBytes();
        assertThat(dd.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assumeTrue(dd.exitValue() == 0 && residentPages(file) == 0, "dd does not evict");
    }

    public static int residentPages(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            MappedByteBuffer buffer = channel.map(MapMode.READ_ONLY, 0, channel.size());
            int resident = 0;
            for (int at = 0; at < buffer.limit(); at += PAGE) {
                if (buffer.slice(at, 1).isLoaded()) {
                    resident++;
                }
            }
            return resident;
        }
    }
}
