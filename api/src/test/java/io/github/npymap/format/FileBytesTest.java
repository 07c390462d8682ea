package io.github.npymap.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileBytesTest {
    @TempDir
    Path folder;

    /** In steps of any size, smaller and larger than what is read ahead, and up to the end of the part or of the file. */
    @ParameterizedTest
    @CsvSource({"0, 1000", "0, 2000", "7, 128", "7, 129", "7, 127", "500, 300", "990, 40", "1000, 1", "3, 0"})
    void bytesComeInOrderAndNoneThatAreNotOfThePart(int offset, int length) throws IOException {
        byte[] bytes = new byte[1000];
        Random random = new Random(3);
        random.nextBytes(bytes);
        Path path = Files.write(folder.resolve("a"), bytes);
        try (FileChannel channel = FileChannel.open(path)) {
            FileBytes part = new FileBytes(channel::read, new FilePart(path, offset, length, "a"));
            ByteBuffer all = ByteBuffer.allocate(3000);
            int read = 0;
            while (read >= 0) {
                read = part.read(all.limit(all.position() + random.nextInt(200) + 1));
            }

            assertThat(Arrays.copyOf(all.array(), all.position()))
                    .isEqualTo(Arrays.copyOfRange(bytes, offset, Math.min(offset + length, bytes.length)));
            assertThat(channel.position()).isZero();
        }
    }
}
