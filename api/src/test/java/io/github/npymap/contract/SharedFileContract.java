package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.NpyArray;
import io.github.npymap.support.Environment;
import io.github.npymap.support.NumPy;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Other processes change a file while it is mapped here: by a mapping of their own, or by freeing its disk space. */
@EnabledOnOs(OS.LINUX)
@Tag(Rounds.TAG)
abstract class SharedFileContract extends Contract {
    private static final int SIZE = 1 << 16;
    private static final int HALF = SIZE / 2;
    private static final long VALUE = 7;

    /** Prints what all elements of the first half are, and then assigns the number that it is given to the second half. */
    private static final String PARTNER = """
            import sys
            import numpy as np
            a = np.load(sys.argv[1], mmap_mode='r+')
            half = len(a) // 2
            for line in sys.stdin:
                found = set(a[:half].tolist())
                a[half:] = int(line)
                print(*found, flush=True)
            """;

    @Test
    void aPythonProgramFindsWhatIsAssignedHereAndWhatItAssignsIsFoundHere() throws Exception {
        NumPy.require();
        Path path = filled();
        NpyArray array = open(path, Mode.READ_WRITE).array();
        NpyArray reader = open(path, Mode.READ).array();
        int rounds = Rounds.of(20, 1000);
        Process python = new ProcessBuilder(NumPy.PYTHON, "-c", PARTNER, path.toString()).start();
        try (PrintWriter orders = new PrintWriter(python.outputWriter(), true)) {
            for (int round = 1; round <= rounds; round++) {
                long[] half = new long[HALF];
                Arrays.fill(half, round);
                if (round % 2 == 0) {
                    array.write(0, half, 0, HALF);
                } else {
                    for (int k = 0; k < HALF; k++) {
                        array.setLong(k, round);
                    }
                }
                orders.println(-round);
                assertThat(python.inputReader().readLine()).isEqualTo(Integer.toString(round));
                for (NpyArray here : new NpyArray[] {array, reader}) {
                    NpyArray theirs = here.slice(HALF + ":");
                    assertThat(theirs.getLong(round)).isEqualTo(-round);
                    assertThat(theirs.sumLong()).isEqualTo(-(long) round * HALF);
                }
            }
        } finally {
            python.destroy();
        }
        Rounds.report("a Python program beside a mapping, " + backend().name(), rounds);
    }

    @Test
    void aHoleThatIsPunchedUnderAMappingReadsAsZerosAndCanBeWrittenTo() throws Exception {
        for (Mode mode : Mode.values()) {
            Path path = filled();
            NpyArray array = open(path, mode).array();
            assertThat(array.sumLong()).isEqualTo(VALUE * SIZE);
            // Pages as a whole, wherever the header ends.
            int first = SIZE / 4;
            int count = SIZE / 4;
            punch(path, first * Long.BYTES, count * Long.BYTES);
            long[] expected = elements(path);
            assertThat(Arrays.stream(expected).filter(value -> value == 0).count())
                    .isEqualTo(count);
            assertThat(array.toLongArray()).as("%s", mode).isEqualTo(expected);
            assertThat(array.sumLong()).isEqualTo(VALUE * (SIZE - count));
            int middle = first + count / 2;
            long[] indices = {0, middle, SIZE - 1, first, HALF};
            long[] gathered = new long[indices.length];
            array.gather(indices, gathered);
            for (int k = 0; k < indices.length; k++) {
                assertThat(gathered[k]).isEqualTo(expected[(int) indices[k]]);
                assertThat(array.getLong(indices[k])).isEqualTo(expected[(int) indices[k]]);
            }
            if (mode != Mode.READ) {
                array.setLong(middle, 1);
                array.flush();
                assertThat(array.getLong(middle)).isEqualTo(1);
                assertThat(elements(path)[middle]).isEqualTo(mode == Mode.READ_WRITE ? 1 : 0);
            }
        }
    }

    private Path filled() throws IOException {
        long[] values = new long[SIZE];
        Arrays.fill(values, VALUE);
        return write(DType.INT64, Order.C, Shape.of(SIZE), values);
    }

    private static void punch(Path path, long offset, long length) throws Exception {
        int status = new ProcessBuilder(
                        "fallocate", "--punch-hole", "--offset", offset + "", "--length", length + "", path.toString())
                .inheritIO()
                .start()
                .waitFor();
        Environment.require(status == 0, "no fallocate, or no holes in files here");
    }

    /** By the file's own bytes. */
    private static long[] elements(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(SIZE * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(bytes, channel.size() - bytes.capacity());
            long[] values = new long[SIZE];
            bytes.flip().asLongBuffer().get(values);
            return values;
        }
    }
}
