package io.github.npymap.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLimitTest {
    @TempDir
    Path self;

    @Test
    void isTheSoftOne() throws IOException {
        Files.writeString(
                self.resolve("limits"),
                "Limit                     Soft Limit           Hard Limit           Units     \n"
                        + "Max file size             unlimited            unlimited            bytes     \n"
                        + "Max open files            1024                 524288               files     \n");
        assertThat(ProcessLimit.OPEN_FILES.read(self)).isEqualTo("1024");
        assertThat(ProcessLimit.FILE_SIZE.read(self)).isEqualTo("unlimited");
    }

    @Test
    void isUnknownWhereTheSystemDoesNotTell() {
        assertThat(ProcessLimit.FILE_SIZE.read(self)).isEqualTo("unknown here");
    }
}
