package io.github.npymap.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.spi.Positions;
import io.github.npymap.support.Environment;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag(Rounds.TAG)
class ReadAheadTest {
    /** No page is larger where this test runs, and many are. */
    private static final int PAGE = 1 << 16;

    private static final int PAGES = 400;

    @TempDir
    Path directory;

    @Test
    @EnabledOnOs(OS.LINUX)
    void bringTheirRangesIntoMemoryAndLittleElse() throws Exception {
        // A file system in memory has nothing to read where a file has a hole.
        assumeThat(Files.getFileStore(directory).type()).isNotEqualTo("tmpfs");
        Path file = directory.resolve("data");
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength((long) PAGES * PAGE);
            FileChannel channel = opened.getChannel();
            MappedMemory memory = MappedMemory.map(channel, MapMode.READ_ONLY, 0, (long) PAGES * PAGE);
            long[] positions =
                    LongStream.range(0, PAGES).filter(k -> k % 7 == 3).toArray();
            assertThat(resident(memory)).isEmpty();
            ReadAhead.run(file, 8, new Positions(0, PAGE, positions, 1, positions.length - 1), 8);
            assertThat(resident(memory))
                    .contains(LongStream.of(positions).skip(1).boxed().toArray(Long[]::new))
                    .hasSizeLessThan(PAGES / 2);
            memory.close();
        }
    }

    @Test
    void leaveItToTheMappingThatTheFileIsGone() {
        Path file = directory.resolve("absent");
        ReadAhead.run(file, 0, new Positions(0, 8, new long[] {1, 2, 3}, 0, 3), 8);
        assertThat(file).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void doNotWaitForAPipeThatTookThePlaceOfTheFile() throws Exception {
        Path pipe = directory.resolve("pipe");
        Environment.require(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no pipes here");
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> ReadAhead.run(pipe, 0, new Positions(0, 8, new long[] {1, 2, 3}, 0, 3), 8));
    }

    @Test
    void isTurnedOffByAProperty() throws Exception {
        assertThat(Jvm.granted().run(Gathering.class, directory.resolve("on").toString()))
                .isEqualTo(new Jvm.Result(0, "threads true\n"));
        assertThat(Jvm.granted()
                        .with("-Dnpymap.nio.readAheadThreads=0")
                        .run(Gathering.class, directory.resolve("off").toString()))
                .isEqualTo(new Jvm.Result(0, "threads false\n"));
    }

    /** Gathers from a file that is not in memory, as far as holes can be, and prints whether threads read ahead of it. */
    static final class Gathering {
        private static final int ROWS = 256;

        public static void main(String[] args) throws Exception {
            Path path = Path.of(args[0]);
            Npy.create(path, DType.FLOAT64, Shape.of(ROWS, 1 << 13), CreateOption.SPARSE)
                    .close();
            long[] rows = LongStream.range(0, ROWS).map(k -> k * 7 % ROWS).toArray();
            if (ReadAhead.isOn()) {
                ReadAhead.run(path, 128, new Positions(0, 1 << 16, rows, 0, ROWS), 8);
            } else {
                try (NpyFile file = Npy.using("nio").open(path)) {
                    file.array().gatherRows(rows, new double[ROWS << 13]);
                }
            }
            System.out.println("threads "
                    + Thread.getAllStackTraces().keySet().stream()
                            .anyMatch(thread -> thread.getName().equals("npymap-read-ahead")));
        }
    }

    private static List<Long> resident(MappedMemory memory) {
        return LongStream.range(0, PAGES)
                .filter(page -> memory.isResident(page * PAGE))
                .boxed()
                .toList();
    }
}
