package io.github.npymap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever sends a bad file or text gets a short answer, soon, and for little memory. */
@Tag(Rounds.TAG)
class RefusalCostTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int LONG = 300_000;
    private static final int LONGEST_MESSAGE = 1000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "[",
                "(",
                "'",
                "[('a', ",
                "9",
                "-",
                "[('a', '<f4'), ",
                "\\x41",
                "0,",
                "np.int64(",
                "\t!",
                "é"
            })
    void longTextsAreRefusedWithShortMessages(String part) {
        String text = part.repeat(LONG / part.length());
        assertCheap(text, Npy::dtype, 40L * LONG);
        assertCheap(text, Shape::parse, 400L * LONG);
        NpyArray array = NpyArray.zeros(DType.INT8, Shape.of(2, 3));
        assertCheap(text, array::slice, 400L * LONG);
    }

    private static void assertCheap(String text, Consumer<String> reader, long mostBytes) {
        assertCheap(() -> reader.accept(text), mostBytes)
                .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 10_000, 5L << 30})
    void aHeaderThatClaimsToHaveGibibytesIsRefusedWhateverTheFileHas(long size) throws IOException {
        for (int claimed : new int[] {-1, 1 << 30}) {
            ByteBuffer start = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
            start.put("\u0093NUMPY\2\0".getBytes(ISO_8859_1)).putInt(claimed).flip();
            Path file = file(start, size);
            assertCheap(() -> Npy.header(file), 1 << 20)
                    .isInstanceOf(NpyFormatException.class)
                    .hasMessageContaining(Integer.toUnsignedString(claimed));
        }
    }

    @Test
    void aShapeThatOverflowsIsRefused() throws IOException {
        for (String shape : new String[] {
            "(4294967296, 4294967296)",
            "(9223372036854775807, 2)",
            "(1, 99999999999999999999)",
            "(0, 9223372036854775807, 8)",
            // Few enough elements, of too many bytes; and what is left of more than 64 bits.
            "(2305843009213693952,)",
            "(1, 18446744073709551617)"
        }) {
            String text = "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }";
            ByteBuffer start = ByteBuffer.allocate(10 + text.length()).order(ByteOrder.LITTLE_ENDIAN);
            start.put("\u0093NUMPY\1\0".getBytes(ISO_8859_1))
                    .putShort((short) text.length())
                    .put(text.getBytes(ISO_8859_1))
                    .flip();
            assertCheap(() -> Npy.header(file(start, 1000)), 1 << 20).isInstanceOf(NpyFormatException.class);
        }
    }

    private Path file(ByteBuffer start, long size) throws IOException {
        Path path = folder.resolve("a.npy");
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(start.duplicate(), 0);
            channel.write(ByteBuffer.allocate(1), size - 1);
        }
        return path;
    }

    /** The second time, when the classes are there. */
    private static AbstractThrowableAssert<?, ? extends Throwable> assertCheap(ThrowingCallable call, long mostBytes) {
        catchThrowable(call);
        Throwable refusal = assertTimeoutPreemptively(SOON, () -> {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            Throwable thrown = catchThrowable(call);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(mostBytes);
            return thrown;
        });
        assertThat(refusal).as("refusal").isNotNull();
        assertThat(refusal.getMessage()).hasSizeLessThan(LONGEST_MESSAGE);
        return assertThat(refusal);
    }
}
