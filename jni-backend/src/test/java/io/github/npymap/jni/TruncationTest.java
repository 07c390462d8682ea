package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.Positions;
import io.github.npymap.support.ProcFiles;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Reduction;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A file that is cut off while it is mapped, which the system answers with a signal that would end the process. */
@Tag(Rounds.TAG)
class TruncationTest {
    private static final int LENGTH = 1 << 20;
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
    private static final NumberType FLOAT64 = new NumberType(NumberKind.FLOAT64, NATIVE);
    private static final NumberType INT64 = new NumberType(NumberKind.INT64, NATIVE);

    @TempDir
    Path directory;

    @Test
    void everyWholeRangeOperationNamesTheFileAndTheByte() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), LENGTH, 1);
        try (Mapping mapping = Mappings.map(file, Mode.READ_WRITE, 80, LENGTH - 80)) {
            truncate(file, 65536);
            long[] array = new long[20_000];
            long[] positions = LongStream.range(0, 20_000).toArray();
            List<ThrowingCallable> accesses = List.of(
                    () -> mapping.read(0, Carrier.of(JavaType.ofArray(array), NATIVE), array, 0, 20_000),
                    () -> mapping.write(0, Carrier.of(JavaType.ofArray(array), NATIVE), array, 0, 20_000),
                    () -> mapping.readStrided(0, 16, Carrier.of(JavaType.ofArray(array), NATIVE), array, 0, 10_000),
                    () -> mapping.writeStrided(0, 16, Carrier.of(JavaType.ofArray(array), NATIVE), array, 0, 10_000),
                    () -> mapping.gather(
                            new Positions(0, 8, positions, 0, 20_000),
                            1,
                            Carrier.of(JavaType.ofArray(array), NATIVE),
                            array,
                            0),
                    () -> mapping.gather(
                            new Positions(0, 80, positions, 0, 2000),
                            10,
                            Carrier.of(JavaType.ofArray(array), NATIVE),
                            array,
                            0),
                    () -> mapping.reduceFloating(Reduction.SUM, FLOAT64, 0, 20_000),
                    () -> mapping.reduceInteger(Reduction.MAX, INT64, 0, 20_000, new long[2]));
            for (ThrowingCallable access : accesses) {
                assertThatThrownBy(access)
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageContaining(file + ": the page at byte 65536 is gone")
                        .hasMessageEndingWith("; open it again once that is mended");
            }
            mapping.read(0, Carrier.of(JavaType.ofArray(array), NATIVE), array, 0, 65536 / 8 - 10);
            assertThat(array[0]).isEqualTo(mapping.getLong(0));
        }
    }

    @Test
    void fewElementsMakeNoDifference() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), LENGTH, 1);
        try (Mapping mapping = Mappings.map(file, Mode.READ_WRITE)) {
            truncate(file, 65536);
            long[] array = new long[5];
            List<ThrowingCallable> accesses = List.of(
                    () -> mapping.read(65536 - 8, Carrier.of(JavaType.ofArray(array), NATIVE), array, 0, 5),
                    () -> mapping.write(65536 - 8, Carrier.of(JavaType.ofArray(array), NATIVE), array, 0, 5),
                    () -> mapping.gather(
                            new Positions(0, 8, new long[] {1, 8192, 3}, 0, 3),
                            1,
                            Carrier.of(JavaType.ofArray(array), NATIVE),
                            array,
                            0));
            for (int round = 0; round < 2000; round++) {
                for (ThrowingCallable access : accesses) {
                    assertThatThrownBy(access)
                            .isInstanceOf(UncheckedIOException.class)
                            .hasMessageContaining(file + ": the page at byte 65536 is gone");
                }
            }
        }
    }

    @Test
    void theProcessLivesWhenItHappensInTheMiddle() throws Exception {
        Path file = directory.resolve("data");
        for (int round = 0; round < 300; round++) {
            Mappings.random(file, LENGTH, round);
            try (Mapping mapping = Mappings.map(file, Mode.READ)) {
                CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
                    long[] array = new long[LENGTH / 8];
                    while (true) {
                        mapping.read(0, Carrier.of(JavaType.ofArray(array), NATIVE), array, 0, array.length);
                        mapping.reduceFloating(Reduction.SUM, FLOAT64, LENGTH / 2, 65536);
                    }
                });
                truncate(file, 4096L * (round % 100));
                assertThatThrownBy(reader::join).hasCauseInstanceOf(UncheckedIOException.class);
            }
        }
    }

    @Test
    void aFileThatGrowsBackIsReadAgain() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), LENGTH, 2);
        try (Mapping mapping = Mappings.map(file, Mode.READ)) {
            truncate(file, 0);
            assertThatThrownBy(() -> mapping.reduceInteger(Reduction.SUM, INT64, 0, 1000, new long[2]))
                    .isInstanceOf(UncheckedIOException.class);
            Mappings.sparse(file, LENGTH);
            long[] sum = {1, 1};
            mapping.reduceInteger(Reduction.SUM, INT64, 0, 1000, sum);
            assertThat(sum).containsOnly(0);
        }
    }

    @Test
    void exactlyThePagesThatAreLostAreRefused() throws Exception {
        Mappings.requireLibrary();
        Path file = Mappings.random(directory.resolve("data"), LENGTH, 5);
        int page = (int) SystemCalls.pageSize();
        int[] lost = {60 * page, 2 * page, 61 * page};
        try (Mapping mapping = Mappings.map(file, Mode.READ_WRITE)) {
            loseAndGrowBack(mapping, file, lost);
            requireFileAt(mapping, file, 30 * page, 0);
            requireFileAt(mapping, file, 60 * page - 8, 0);
            requireFileAt(mapping, file, 62 * page, 0);
            long[] between = new long[57 * page / 8];
            long[] more = new long[between.length + 1];
            mapping.read(3 * page, Carrier.of(JavaType.ofArray(between), NATIVE), between, 0, between.length);
            mapping.write(3 * page, Carrier.of(JavaType.ofArray(between), NATIVE), between, 0, between.length);
            mapping.readStrided(page, 2L * page, Carrier.of(JavaType.ofArray(between), NATIVE), between, 0, 29);
            mapping.writeStrided(page, 2L * page, Carrier.of(JavaType.ofArray(between), NATIVE), between, 0, 29);
            mapping.writeStrided(59L * page, -2L * page, Carrier.of(JavaType.ofArray(between), NATIVE), between, 0, 29);
            mapping.gather(
                    new Positions(0, page, new long[] {1, 3, 59, 62}, 0, 4),
                    1,
                    Carrier.of(JavaType.ofArray(between), NATIVE),
                    between,
                    0);
            mapping.flush(3L * page, 57L * page);
            List<ThrowingCallable> accesses = List.of(
                    () -> mapping.putLong(61L * page - 4, 5),
                    () -> mapping.read(60L * page - 8, Carrier.of(JavaType.ofArray(between), NATIVE), between, 0, 3),
                    () -> mapping.write(3 * page, Carrier.of(JavaType.ofArray(more), NATIVE), more, 0, more.length),
                    () -> mapping.readStrided(
                            2L * page + 8,
                            58L * page - 8,
                            Carrier.of(JavaType.ofArray(between), NATIVE),
                            between,
                            0,
                            2),
                    () -> mapping.writeStrided(
                            58L * page, 2L * page, Carrier.of(JavaType.ofArray(between), NATIVE), between, 0, 2),
                    () -> mapping.gather(
                            new Positions(0, page, new long[] {59, 60, 3}, 0, 3),
                            1,
                            Carrier.of(JavaType.ofArray(between), NATIVE),
                            between,
                            0));
            List<Integer> bytes = List.of(61 * page - 4, 60 * page, 60 * page, 2 * page + 8, 60 * page, 60 * page);
            for (int k = 0; k < bytes.size(); k++) {
                assertThatThrownBy(accesses.get(k))
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageContaining(file + ": the page at byte " + bytes.get(k) + " is gone");
            }
            requireFileAt(mapping, file, 60 * page - 16, 0);
        }
    }

    /** Has an element of each of these pages missed, and the pages between them not. */
    private static void loseAndGrowBack(Mapping mapping, Path file, int[] lost) throws Exception {
        truncate(file, 0);
        for (int offset : lost) {
            assertThatThrownBy(() -> mapping.getLong(offset + 8))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(file + ": the page at byte " + (offset + 8) + " is gone");
        }
        Mappings.sparse(file, LENGTH);
    }

    /** Each page that is missed alone is a mapping to the system, and of those there is a limit. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void pagesMissedHereAndThereTakeFewMappings() throws Exception {
        int pages = 4000;
        Path file = Mappings.sparse(directory.resolve("data"), pages * 65536L);
        try (Mapping mapping = Mappings.map(file, Mode.READ)) {
            truncate(file, 65536);
            long before = ProcFiles.mappings();
            for (int k = 1; k < pages; k++) {
                long offset = k % 2 == 0 ? k * 65536L : (pages - k) * 65536L;
                assertThatThrownBy(() -> mapping.getLong(offset)).isInstanceOf(UncheckedIOException.class);
            }
            assertThat(ProcFiles.mappings()).isLessThan(before + 500);
            assertThat(mapping.getLong(65528)).isZero();
        }
    }

    @Test
    void whatCouldNotBeAssignedIsNotThere() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), LENGTH, 3);
        try (Mapping mapping = Mappings.map(file, Mode.READ_WRITE)) {
            long kept = mapping.getLong(8);
            truncate(file, 65536);
            for (int round = 0; round < 3; round++) {
                assertThatThrownBy(() -> mapping.putLong(80_000, 5)).isInstanceOf(UncheckedIOException.class);
                assertThatThrownBy(() -> mapping.getLong(80_000)).isInstanceOf(UncheckedIOException.class);
            }
            long[] array = new long[3];
            mapping.gather(
                    new Positions(0, 8, new long[] {1, 2, 1}, 0, 3),
                    1,
                    Carrier.of(JavaType.ofArray(array), NATIVE),
                    array,
                    0);
            assertThat(array[0]).isEqualTo(kept);
        }
    }

    @Test
    void anAssignmentAcrossTheEndLeavesThePageBeforeToTheFile() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), LENGTH, 4);
        try (Mapping mapping = Mappings.map(file, Mode.READ_WRITE)) {
            long kept = mapping.getLong(65536 - 16);
            truncate(file, 65536);
            assertThatThrownBy(() -> mapping.putLong(65536 - 4, 5)).isInstanceOf(UncheckedIOException.class);
            requireFileAt(mapping, file, 65536 - 16, kept);
        }
    }

    /** Another thread misses the last page before the elements reach it, so that C finds zeros there and goes on. */
    @Test
    void soDoManyElementsWhosePageIsLostWhileTheyAreWritten() throws Exception {
        Mappings.requireLibrary();
        Path file = directory.resolve("data");
        int length = 32 << 20;
        int last = length - (int) SystemCalls.pageSize();
        long[] ones = new long[length / 8];
        Arrays.fill(ones, 0x0101010101010101L);
        for (int round = 0; round < 5; round++) {
            Files.deleteIfExists(file);
            Mappings.sparse(file, length);
            try (Mapping mapping = Mappings.map(file, Mode.READ_WRITE)) {
                truncate(file, last);
                CompletableFuture<Void> writer = CompletableFuture.runAsync(
                        () -> mapping.write(0, Carrier.of(JavaType.ofArray(ones), NATIVE), ones, 0, ones.length));
                while (mapping.getLong(0) == 0 && !writer.isDone()) {
                    Thread.onSpinWait();
                }
                assertThatThrownBy(() -> mapping.getLong(last)).isInstanceOf(UncheckedIOException.class);
                assertThatThrownBy(writer::join).hasCauseInstanceOf(UncheckedIOException.class);
                requireFileAt(mapping, file, last - 8, ones[0]);
            }
        }
    }

    /** That a value is read, in the mapping and in the file, and that another one reaches both. */
    private static void requireFileAt(Mapping mapping, Path file, int offset, long value) throws Exception {
        assertThat(mapping.getLong(offset)).isEqualTo(value).isEqualTo(inFile(file, offset));
        mapping.putLong(offset, 42);
        assertThat(mapping.getLong(offset)).isEqualTo(42).isEqualTo(inFile(file, offset));
    }

    private static long inFile(Path file, int offset) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(NATIVE);
        try (FileChannel channel = FileChannel.open(file)) {
            assertThat(channel.read(bytes, offset)).isEqualTo(Long.BYTES);
        }
        return bytes.getLong(0);
    }

    private static void truncate(Path file, long length) throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }
}
