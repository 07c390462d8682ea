package io.github.npymap.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.Positions;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Reduction;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds for every mapping of this backend: on windows of a gigabyte, on small windows whose edges are everywhere,
 * and on the segment that the packaged jar has for newer JDKs.
 */
abstract class NioMappingSpec {
    private static final int LENGTH = 1500;
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

    @TempDir
    Path directory;

    private final byte[] content = new byte[LENGTH];
    Path file;

    @BeforeEach
    void writeFile() throws IOException {
        new Random(1).nextBytes(content);
        file = Files.write(directory.resolve("data"), content);
    }

    abstract Mapping map(MapRequest request) throws IOException;

    /** Bytes of garbage that a bulk move may leave; {@link MappedMemory} says why it is not always none. */
    abstract int garbageOfMove();

    final Mapping map(Mode mode) throws IOException {
        return map(new MapRequest(file, mode, 0, Files.size(file)));
    }

    @ParameterizedTest
    @EnumSource
    void scalarsAreReadAtAnyOffsetInNativeOrder(Mode mode) throws IOException {
        ByteBuffer expected = ByteBuffer.wrap(content).order(NATIVE);
        try (Mapping mapping = map(mode)) {
            for (int offset = 0; offset <= LENGTH - Long.BYTES; offset++) {
                assertThat(mapping.getByte(offset)).isEqualTo(expected.get(offset));
                assertThat(mapping.getShort(offset)).isEqualTo(expected.getShort(offset));
                assertThat(mapping.getInt(offset)).isEqualTo(expected.getInt(offset));
                assertThat(mapping.getLong(offset)).isEqualTo(expected.getLong(offset));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"READ_WRITE", "COPY_ON_WRITE"})
    void scalarsAreAssignedAtAnyOffsetInNativeOrder(Mode mode) throws IOException {
        ByteBuffer expected = ByteBuffer.wrap(content.clone()).order(NATIVE);
        Random random = new Random(2);
        try (Mapping mapping = map(mode)) {
            for (int offset = 0; offset <= LENGTH - Long.BYTES; offset++) {
                long value = random.nextLong();
                switch (offset % 4) {
                    case 0 -> {
                        mapping.putLong(offset, value);
                        expected.putLong(offset, value);
                    }
                    case 1 -> {
                        mapping.putInt(offset, (int) value);
                        expected.putInt(offset, (int) value);
                    }
                    case 2 -> {
                        mapping.putShort(offset, (short) value);
                        expected.putShort(offset, (short) value);
                    }
                    default -> {
                        mapping.putByte(offset, (byte) value);
                        expected.put(offset, (byte) value);
                    }
                }
                assertThat(mapping.getLong(offset)).isEqualTo(expected.getLong(offset));
            }
            for (int offset = 0; offset <= LENGTH - Long.BYTES; offset++) {
                assertThat(mapping.getLong(offset)).isEqualTo(expected.getLong(offset));
            }
        }
        assertThat(file).hasBinaryContent(mode == Mode.READ_WRITE ? expected.array() : content);
    }

    @ParameterizedTest
    @EnumSource
    void arraysAreReadAtAnyOffsetInBothOrders(PrimitiveArray type) throws IOException {
        try (Mapping mapping = map(Mode.READ)) {
            for (ByteOrder order : PrimitiveArray.ORDERS) {
                for (int offset = 0; offset < 300; offset++) {
                    int count = (LENGTH - offset) / type.size - offset % 3;
                    Object array = type.newArray(count);
                    mapping.read(offset, Carrier.of(JavaType.ofArray(array), order), array, 0, count);
                    assertThat(array).isEqualTo(type.decode(content, offset, order, count));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void arraysAreWrittenAtAnyOffsetInBothOrders(PrimitiveArray type) throws IOException {
        byte[] source = new byte[LENGTH];
        new Random(3).nextBytes(source);
        for (ByteOrder order : PrimitiveArray.ORDERS) {
            for (int offset = 0; offset < 150; offset++) {
                int count = (LENGTH - offset) / type.size - offset % 3;
                byte[] expected = content.clone();
                System.arraycopy(source, 0, expected, offset, count * type.size);
                byte[] actual = new byte[LENGTH];
                Object array = type.decode(source, 0, order, count);
                try (Mapping mapping = map(Mode.COPY_ON_WRITE)) {
                    mapping.write(offset, Carrier.of(JavaType.ofArray(array), order), array, 0, count);
                    mapping.read(0, Carrier.of(JavaType.ofArray(actual), order), actual, 0, LENGTH);
                }
                assertThat(actual).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMoveTouchesOnlyItsPartOfTheArray(PrimitiveArray type) throws IOException {
        try (Mapping mapping = map(Mode.COPY_ON_WRITE)) {
            Object array = type.newArray(100);
            mapping.read(8, Carrier.of(JavaType.ofArray(array), NATIVE), array, 30, 50);
            Object expected = type.newArray(100);
            System.arraycopy(type.decode(content, 8, NATIVE, 50), 0, expected, 30, 50);
            assertThat(array).isEqualTo(expected);

            mapping.write(0, Carrier.of(JavaType.ofArray(array), NATIVE), array, 30, 50);
            assertThat(mapping.getByte(50L * type.size)).isEqualTo(content[50 * type.size]);
            Object back = type.newArray(50);
            mapping.read(0, Carrier.of(JavaType.ofArray(back), NATIVE), back, 0, 50);
            assertThat(back).isEqualTo(type.decode(content, 8, NATIVE, 50));
        }
    }

    @Test
    void aLongArrayIsSwappedWhole() throws IOException {
        byte[] large = new byte[1 << 20];
        new Random(4).nextBytes(large);
        Files.write(file, large);
        try (Mapping mapping = map(Mode.READ)) {
            double[] array = new double[(1 << 17) - 1];
            mapping.read(3, Carrier.of(JavaType.ofArray(array), ByteOrder.BIG_ENDIAN), array, 0, array.length);
            assertThat(array).isEqualTo(PrimitiveArray.DOUBLES.decode(large, 3, ByteOrder.BIG_ENDIAN, array.length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 1000, 1499})
    void aMappingMayStartAnywhereInTheFile(int offset) throws IOException {
        try (Mapping mapping = map(new MapRequest(file, Mode.READ, offset, LENGTH - offset))) {
            assertThat(mapping.length()).isEqualTo(LENGTH - offset);
            assertThat(mapping.getByte(0)).isEqualTo(content[offset]);
            byte[] all = new byte[LENGTH - offset];
            mapping.read(0, Carrier.of(JavaType.ofArray(all), NATIVE), all, 0, all.length);
            assertThat(all).isEqualTo(Arrays.copyOfRange(content, offset, LENGTH));
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsAreGatheredInTheOrderOfTheirPositions(PrimitiveArray type) throws IOException {
        long[] positions = {99, 3, 0, 3, 41, 5};
        try (Mapping mapping = map(Mode.READ)) {
            for (ByteOrder order : PrimitiveArray.ORDERS) {
                Object expected = type.newArray(20);
                for (int k = 0; k < 4; k++) {
                    int start = 5 + 14 * (int) positions[1 + k];
                    System.arraycopy(type.decode(content, start, order, 4), 0, expected, 2 + 4 * k, 4);
                }
                Object array = type.newArray(20);
                mapping.gather(
                        new Positions(5, 14, positions, 1, 4), 4, Carrier.of(JavaType.ofArray(array), order), array, 2);
                assertThat(array).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void scatteredElementsAreGatheredWhereverTheyStart(PrimitiveArray type) throws IOException {
        try (Mapping mapping = map(Mode.READ)) {
            requireScatteredElements(mapping, type, 5, 14);
            requireScatteredElements(mapping, type, 5 + 14 * 99, -14);
        }
    }

    @ParameterizedTest
    @EnumSource
    void scatteredElementsAreGatheredWithTheChangesThatAPrivateMappingKeeps(PrimitiveArray type) throws IOException {
        try (Mapping mapping = map(Mode.COPY_ON_WRITE)) {
            for (int offset = 0; offset < LENGTH; offset += 3) {
                mapping.putByte(offset, ++content[offset]);
            }
            requireScatteredElements(mapping, type, 5, 14);
        }
    }

    private void requireScatteredElements(Mapping mapping, PrimitiveArray type, int offset, int stride) {
        int count = 10_000;
        long[] positions = new Random(5).longs(1 + count, 0, 100).toArray();
        for (ByteOrder order : PrimitiveArray.ORDERS) {
            Object expected = type.newArray(3 + count);
            for (int k = 0; k < count; k++) {
                int start = offset + stride * (int) positions[1 + k];
                System.arraycopy(type.decode(content, start, order, 1), 0, expected, 2 + k, 1);
            }
            Object array = type.newArray(3 + count);
            mapping.gather(
                    new Positions(offset, stride, positions, 1, count),
                    1,
                    Carrier.of(JavaType.ofArray(array), order),
                    array,
                    2);
            assertThat(array).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT64", "FLOAT32"})
    void sumsAreAddedInTheOrderThatTheLibraryDefines(NumberKind kind) throws IOException {
        DefinedSum defined = DefinedSum.ofRandomNumbers(kind, 3000);
        Files.write(file, defined.bytes());
        try (Mapping mapping = map(Mode.READ)) {
            for (int count : new int[] {1, 7, 8, 9, 127, 128, 129, 256, 1000, 3000}) {
                assertThat(mapping.reduceFloating(Reduction.SUM, defined.type(), 0, count))
                        .isEqualTo(defined.sum(count));
            }
        }
    }

    @Test
    void aReadOnlyMappingRefusesEveryAssignmentAndSaysWhy() throws IOException {
        try (Mapping mapping = map(Mode.READ)) {
            for (ThrowingCallable assignment : assignments(mapping).values()) {
                assertThatThrownBy(assignment)
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageContainingAll(file.toString(), "mode READ:");
            }
        }
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void copyOnWriteKeepsChangesToItself() throws IOException {
        try (Mapping mapping = map(Mode.COPY_ON_WRITE);
                Mapping other = map(Mode.READ)) {
            mapping.putLong(0, 42);
            mapping.write(8, Carrier.of(JavaType.ofArray(new int[100]), NATIVE), new int[100], 0, 100);
            mapping.flush(0, LENGTH);

            assertThat(mapping.getLong(0)).isEqualTo(42);
            assertThat(mapping.getLong(100)).isZero();
            assertThat(other.getByte(100)).isEqualTo(content[100]);
        }
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void copyOnWriteOfAFileThatCannotBeWrittenNamesTheBackendThatCan() {
        // The program that runs this test: nobody may write to it while it does, not even root.
        Path program = Path.of(ProcessHandle.current().info().command().orElseThrow());
        assertThatIOException()
                .isThrownBy(() -> map(new MapRequest(program, Mode.COPY_ON_WRITE, 0, 64)))
                .withMessageContainingAll(program.toString(), "COPY_ON_WRITE", "jni backend");
    }

    @Test
    void aFlushedChangeIsSeenByAnotherReader() throws IOException {
        try (Mapping mapping = map(Mode.READ_WRITE)) {
            mapping.putLong(LENGTH - Long.BYTES, 42);
            mapping.flush(1, LENGTH - 1);
            mapping.flush(0, 0);
            assertThat(ByteBuffer.wrap(Files.readAllBytes(file)).order(NATIVE).getLong(LENGTH - Long.BYTES))
                    .isEqualTo(42);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyMappingCanBeUsedAsFarAsThereIsAnythingToUse(Mode mode) throws IOException {
        try (Mapping mapping = map(new MapRequest(file, mode, LENGTH, 0))) {
            assertThat(mapping.length()).isZero();
            mapping.read(0, Carrier.of(JavaType.ofArray(new double[0]), NATIVE), new double[0], 0, 0);
            mapping.flush(0, 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsTooShortIsRefusedAndStaysAsItIs(Mode mode) {
        assertThatIOException()
                .isThrownBy(() -> map(new MapRequest(file, mode, 1000, 501)))
                .withMessageContainingAll(file.toString(), "too short", "1501", "1500");
        assertThat(file).hasSize(LENGTH);
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsNotThereIsNotMade(Mode mode) {
        Path absent = directory.resolve("absent");
        assertThatThrownBy(() -> map(new MapRequest(absent, mode, 0, 0))).isInstanceOf(NoSuchFileException.class);
        assertThat(absent).doesNotExist();
    }

    @Test
    void offsetsGoBeyondWhatAnIntCanHold() throws IOException {
        long gigabyte = 1L << 30;
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(5 * gigabyte + 11);
        }
        try (Mapping mapping = map(new MapRequest(file, Mode.READ_WRITE, 11, 5 * gigabyte))) {
            for (long edge = gigabyte; edge < 5 * gigabyte; edge += gigabyte) {
                mapping.putLong(edge - 3, edge);
                assertThat(mapping.getLong(edge - 3)).isEqualTo(edge);

                long[] values = {edge, -edge, 1};
                mapping.write(edge - 11, Carrier.of(JavaType.ofArray(values), NATIVE), values, 0, 3);
                long[] back = new long[3];
                mapping.read(edge - 11, Carrier.of(JavaType.ofArray(back), NATIVE), back, 0, 3);
                assertThat(back).isEqualTo(values);
                mapping.flush(edge - 11, 24);
            }
            mapping.putByte(5 * gigabyte - 1, (byte) 7);
        }
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "r")) {
            sparse.seek(5 * gigabyte + 10);
            assertThat(sparse.read()).isEqualTo(7);
        }
    }

    @Test
    void closingAgainDoesNothing() throws IOException {
        Mapping mapping = map(Mode.READ);
        assertThat(mapping.isOpen()).isTrue();
        mapping.close();
        mapping.close();
        assertThat(mapping.isOpen()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsCalledAfterClosingSaysWhichFileIsClosed(Mode mode) throws IOException {
        Mapping mapping = map(mode);
        mapping.close();
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>(assignments(mapping));
        calls.put("getByte", () -> mapping.getByte(0));
        calls.put("getShort", () -> mapping.getShort(0));
        calls.put("getInt", () -> mapping.getInt(0));
        calls.put("getLong", () -> mapping.getLong(0));
        calls.put("read", () -> mapping.read(0, Carrier.of(JavaType.ofArray(new int[1]), NATIVE), new int[1], 0, 1));
        calls.put(
                "read nothing",
                () -> mapping.read(0, Carrier.of(JavaType.ofArray(new int[0]), NATIVE), new int[0], 0, 0));
        calls.put(
                "gather",
                () -> mapping.gather(
                        new Positions(0, 8, new long[1], 0, 1),
                        2,
                        Carrier.of(JavaType.ofArray(new int[2]), NATIVE),
                        new int[2],
                        0));
        calls.put(
                "sum", () -> mapping.reduceFloating(Reduction.SUM, new NumberType(NumberKind.FLOAT64, NATIVE), 0, 10));
        calls.put("flush", () -> mapping.flush(0, 1));
        calls.forEach((name, call) ->
                assertThatIllegalStateException().as(name).isThrownBy(call).withMessage(file + " is closed"));
    }

    @Test
    void closingWhileOthersReadAndWriteEndsThemAllWithAnException() throws Exception {
        int elements = 1 << 12;
        ByteBuffer longs = ByteBuffer.allocate(elements * Long.BYTES).order(NATIVE);
        for (int i = 0; i < elements; i++) {
            longs.putLong(i * Long.BYTES, i);
        }
        Files.write(file, longs.array());
        List<Consumer<Mapping>> accesses = List.of(
                mapping -> {
                    for (int i = 0; i < elements; i++) {
                        requireEqual(i, mapping.getLong((long) i * Long.BYTES));
                    }
                },
                mapping -> {
                    long[] all = new long[elements];
                    mapping.read(0, Carrier.of(JavaType.ofArray(all), NATIVE), all, 0, elements);
                    requireEqual(elements - 1, all[elements - 1]);
                },
                mapping -> {
                    for (int i = 0; i < elements; i++) {
                        mapping.putLong((long) i * Long.BYTES, i);
                    }
                },
                mapping -> mapping.write(
                        0,
                        Carrier.of(JavaType.ofArray(new long[] {0, 1, 2, 3}), NATIVE),
                        new long[] {0, 1, 2, 3},
                        0,
                        4));
        for (int round = 0; round < 150; round++) {
            Mapping mapping = map(Mode.READ_WRITE);
            ClosingRace.run(mapping, accesses, round % 3 + 1);
        }
        assertThat(file).hasBinaryContent(longs.array());
    }

    @Test
    void aPageThatIsGoneEndsAMoveWithAnExceptionThatNamesIt() throws IOException {
        for (int round = 0; round < 40; round++) {
            Files.write(file, new byte[1 << 16]);
            double[] array = new double[round % 2 == 0 ? 1 << 13 : 3];
            ByteOrder order = PrimitiveArray.ORDERS.get(round / 2 % 2);
            try (Mapping mapping = map(Mode.READ_WRITE)) {
                for (int i = 0; i < 500; i++) {
                    mapping.read(0, Carrier.of(JavaType.ofArray(array), order), array, 0, array.length);
                }
                try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
                    opened.setLength(0);
                }
                List<ThrowingCallable> moves = List.of(
                        () -> mapping.read(0, Carrier.of(JavaType.ofArray(array), order), array, 0, array.length),
                        () -> mapping.write(0, Carrier.of(JavaType.ofArray(array), order), array, 0, array.length),
                        () -> mapping.gather(
                                new Positions(0, 8, new long[] {0}, 0, 1),
                                array.length,
                                Carrier.of(JavaType.ofArray(array), order),
                                array,
                                0),
                        () -> mapping.reduceFloating(
                                Reduction.SUM, new NumberType(NumberKind.FLOAT64, NATIVE), 0, array.length));
                for (ThrowingCallable move : moves) {
                    assertThatThrownBy(move)
                            .isInstanceOf(UncheckedIOException.class)
                            .cause()
                            .hasMessage(
                                    file + ": the page at byte 0 is gone; the file was truncated while it was mapped,"
                                            + " or its disk is full, or the device failed; open it again once that is"
                                            + " mended");
                }
            }
        }
    }

    @Test
    void nothingIsAllocatedByScalarsAndNextToNothingByMoves() throws IOException {
        int calls = 20_000;
        double[] doubles = new double[100];
        byte[] bytes = new byte[100];
        try (Mapping mapping = map(Mode.READ_WRITE)) {
            assertThat(allocated(calls, () -> mapping.putLong(5, mapping.getLong(3) + mapping.getInt(1))))
                    .isLessThan(calls);
            for (ByteOrder order : PrimitiveArray.ORDERS) {
                long moves = 4L * calls;
                assertThat(allocated(calls, () -> {
                            mapping.read(3, Carrier.of(JavaType.ofArray(doubles), order), doubles, 0, 100);
                            mapping.write(3, Carrier.of(JavaType.ofArray(doubles), order), doubles, 0, 100);
                            mapping.read(3, Carrier.of(JavaType.ofArray(bytes), order), bytes, 0, 100);
                            mapping.write(3, Carrier.of(JavaType.ofArray(bytes), order), bytes, 0, 100);
                        }))
                        .isLessThan(moves * garbageOfMove() + moves);
            }
        }
    }

    private static Map<String, ThrowingCallable> assignments(Mapping mapping) {
        return Map.of(
                "putByte", () -> mapping.putByte(0, (byte) 1),
                "putShort", () -> mapping.putShort(0, (short) 1),
                "putInt", () -> mapping.putInt(0, 1),
                "putLong", () -> mapping.putLong(0, 1),
                "write", () -> mapping.write(0, Carrier.of(JavaType.ofArray(new int[1]), NATIVE), new int[1], 0, 1));
    }

    private static void requireEqual(long expected, long actual) {
        if (expected != actual) {
            throw new AssertionError("expected " + expected + ", read " + actual);
        }
    }

    /** Bytes that this thread allocates in {@code calls} calls, compiled. */
    private static long allocated(int calls, Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        // The interpreter allocates what compiled code does not; the last of several rounds counts.
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < calls; i++) {
                call.run();
            }
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        return bytes;
    }
}
