package io.github.npymap.internal.file;

import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncHandleTest {
    @Test
    void whatTheDeviceSaidIsTheCause(@TempDir Path folder) throws IOException {
        SyncHandle handle = SyncHandle.of(Files.createFile(folder.resolve("a.npy")), Mode.READ_WRITE);
        handle.close();
        assertThatIOException()
                .isThrownBy(() -> handle.sync("a.npy"))
                .withMessageStartingWith("a.npy: ")
                .withCauseExactlyInstanceOf(ClosedChannelException.class);
    }
}
