package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.Positions;
import io.github.npymap.types.Advice;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Reduction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JniMappingTest {
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

    @TempDir
    Path directory;

    @Test
    void readsEveryScalarAtEveryAlignment() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), 20_000, 1);
        ByteBuffer expected = ByteBuffer.wrap(Files.readAllBytes(file)).order(NATIVE);
        try (Mapping mapping = Mappings.map(file, Mode.READ)) {
            assertThat(mapping.length()).isEqualTo(20_000);
            for (int offset = 0; offset <= 20_000 - 8; offset++) {
                assertThat(mapping.getByte(offset)).isEqualTo(expected.get(offset));
                assertThat(mapping.getShort(offset)).isEqualTo(expected.getShort(offset));
                assertThat(mapping.getInt(offset)).isEqualTo(expected.getInt(offset));
                assertThat(mapping.getLong(offset)).isEqualTo(expected.getLong(offset));
            }
        }
    }

    @Test
    void assignsEveryScalarAtEveryAlignment() throws Exception {
        Path file = Mappings.sparse(directory.resolve("data"), 9000);
        ByteBuffer expected = ByteBuffer.allocate(9000).order(NATIVE);
        try (Mapping mapping = Mappings.map(file, Mode.READ_WRITE)) {
            for (int k = 0; k < 8; k++) {
                int offset = 4000 + 33 * k;
                mapping.putByte(offset, (byte) -k);
                mapping.putShort(offset + 1, (short) (-300 * k));
                mapping.putInt(offset + 3, -70_000 * k);
                mapping.putLong(offset + 7, -5_000_000_000L * k);
                expected.put(offset, (byte) -k).putShort(offset + 1, (short) (-300 * k));
                expected.putInt(offset + 3, -70_000 * k).putLong(offset + 7, -5_000_000_000L * k);
            }
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 80, 4095, 4096, 4097, 10_001})
    void mapsFromAnyByteOfTheFile(long offset) throws Exception {
        Path file = Mappings.random(directory.resolve("data"), 20_000, 2);
        byte[] bytes = Files.readAllBytes(file);
        try (Mapping mapping = Mappings.map(file, Mode.READ, offset, 9000)) {
            byte[] target = new byte[9000];
            mapping.read(0, Carrier.of(JavaType.ofArray(target), NATIVE), target, 0, 9000);
            assertThat(target).isEqualTo(Arrays.copyOfRange(bytes, (int) offset, (int) offset + 9000));
        }
    }

    @Test
    void mapsFiveGibibytesAtOnce() throws Exception {
        long length = 5L << 30;
        Path file = Mappings.sparse(directory.resolve("large"), length);
        try (Mapping mapping = Mappings.map(file, Mode.READ_WRITE)) {
            long[] positions = {0, (1L << 31) - 4, (1L << 31) + 4, (1L << 32) + 3, length - 8};
            for (long position : positions) {
                mapping.putLong(position, position + 1);
            }
            for (long position : positions) {
                assertThat(mapping.getLong(position)).isEqualTo(position + 1);
            }
            long[] target = new long[4];
            mapping.readStrided(length - 8, -(1L << 30), Carrier.of(JavaType.ofArray(target), NATIVE), target, 0, 4);
            assertThat(target[0]).isEqualTo(length - 7);
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void hasEmptyMappings(Mode mode) throws Exception {
        Path file = Mappings.random(directory.resolve("data"), 100, 3);
        try (Mapping mapping = Mappings.map(file, mode, 100, 0)) {
            assertThat(mapping.length()).isZero();
            assertThat(mapping.residency(0, 0).orElseThrow().fraction()).isEqualTo(1);
            mapping.read(0, Carrier.of(JavaType.ofArray(new double[0]), NATIVE), new double[0], 0, 0);
            mapping.flush(0, 0);
        }
    }

    @Test
    void refusesToAssignInReadMode() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), 4096, 4);
        try (Mapping mapping = Mappings.map(file, Mode.READ)) {
            List<ThrowingCallable> assignments = List.of(
                    () -> mapping.putByte(0, (byte) 1),
                    () -> mapping.putShort(0, (short) 1),
                    () -> mapping.putInt(0, 1),
                    () -> mapping.putLong(0, 1),
                    () -> mapping.write(0, Carrier.of(JavaType.ofArray(new int[100]), NATIVE), new int[100], 0, 100),
                    () -> mapping.writeStrided(
                            0, 8, Carrier.of(JavaType.ofArray(new int[3]), NATIVE), new int[3], 0, 3));
            for (ThrowingCallable assignment : assignments) {
                assertThatThrownBy(assignment)
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageContaining(file + " is mapped in mode READ");
            }
        }
    }

    @Test
    void copiesOnWriteFromAFileThatCannotBeWritten() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), 10_000, 5);
        byte[] before = Files.readAllBytes(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        try (Mapping mapping = Mappings.map(file, Mode.COPY_ON_WRITE)) {
            mapping.putLong(5000, 42);
            mapping.write(0, Carrier.of(JavaType.ofArray(new byte[4000]), NATIVE), new byte[4000], 0, 4000);
            mapping.flush(0, 10_000);
            assertThat(mapping.getLong(5000)).isEqualTo(42);
            assertThat(mapping.getByte(0)).isZero();
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void letsOthersSeeWhatWasFlushed() throws Exception {
        Path file = Mappings.sparse(directory.resolve("data"), 10_000);
        try (Mapping mapping = Mappings.map(file, Mode.READ_WRITE);
                Mapping other = Mappings.map(file, Mode.READ)) {
            mapping.putLong(8005, 42);
            mapping.flush(8005, 8);
            assertThat(other.getLong(8005)).isEqualTo(42);
            assertThat(ByteBuffer.wrap(Files.readAllBytes(file)).order(NATIVE).getLong(8005))
                    .isEqualTo(42);
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void throwsFromEveryMethodOnceClosed(Mode mode) throws Exception {
        Path file = Mappings.random(directory.resolve("data"), 4096, 6);
        Mapping mapping = Mappings.map(file, mode);
        assertThat(mapping.isOpen()).isTrue();
        mapping.close();
        mapping.close();
        assertThat(mapping.isOpen()).isFalse();
        assertThat(mapping).hasToString(file + "[0, 4096) " + mode + ", closed");
        NumberType int32 = new NumberType(NumberKind.INT32, NATIVE);
        NumberType float32 = new NumberType(NumberKind.FLOAT32, NATIVE);
        List<ThrowingCallable> accesses = List.of(
                () -> mapping.getByte(1),
                () -> mapping.getShort(1),
                () -> mapping.getInt(1),
                () -> mapping.getLong(8),
                () -> mapping.putByte(0, (byte) 1),
                () -> mapping.putShort(0, (short) 1),
                () -> mapping.putInt(0, 1),
                () -> mapping.putLong(0, 1),
                () -> mapping.read(0, Carrier.of(JavaType.ofArray(new int[1]), NATIVE), new int[1], 0, 1),
                () -> mapping.read(0, Carrier.of(JavaType.ofArray(new int[100]), NATIVE), new int[100], 0, 100),
                () -> mapping.read(0, Carrier.of(JavaType.ofArray(new int[0]), NATIVE), new int[0], 0, 0),
                () -> mapping.write(0, Carrier.of(JavaType.ofArray(new int[1]), NATIVE), new int[1], 0, 1),
                () -> mapping.write(0, Carrier.of(JavaType.ofArray(new int[100]), NATIVE), new int[100], 0, 100),
                () -> mapping.readStrided(
                        0, 8, Carrier.of(JavaType.ofArray(new int[100]), NATIVE), new int[100], 0, 100),
                () -> mapping.writeStrided(
                        0, 8, Carrier.of(JavaType.ofArray(new int[100]), NATIVE), new int[100], 0, 100),
                () -> mapping.gather(
                        new Positions(0, 4, new long[100], 0, 100),
                        1,
                        Carrier.of(JavaType.ofArray(new int[100]), NATIVE),
                        new int[100],
                        0),
                () -> mapping.gather(
                        new Positions(0, 4, new long[1], 0, 1),
                        1,
                        Carrier.of(JavaType.ofArray(new int[1]), NATIVE),
                        new int[1],
                        0),
                () -> mapping.reduceFloating(Reduction.SUM, float32, 0, 100),
                () -> mapping.reduceInteger(Reduction.SUM, int32, 0, 100, new long[2]),
                () -> mapping.advise(0, 4096, Advice.RANDOM),
                () -> mapping.prefetch(0, 4096),
                () -> mapping.prefetch(new Positions(0, 4, new long[100], 0, 100), 4),
                () -> mapping.anticipate(new Positions(0, 4, new long[100], 0, 100), 4),
                () -> mapping.anticipate(new Positions(0, 4, new long[1], 0, 1), 4),
                () -> mapping.load(0, 4096),
                () -> mapping.load(0, 0),
                () -> mapping.residency(0, 4096),
                () -> mapping.flush(0, 4096));
        for (ThrowingCallable access : accesses) {
            assertThatThrownBy(access).isInstanceOf(IllegalStateException.class).hasMessage(file + " is closed");
        }
    }

    @Test
    void holdsNeitherFileNorMemoryOnceClosed() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), 1 << 20, 7);
        Mapping mapping = Mappings.map(file, Mode.READ_WRITE);
        Path maps = Path.of("/proc/self/maps");
        if (Files.exists(maps)) {
            assertThat(maps).content().contains(file.toString());
            mapping.close();
            assertThat(maps).content().doesNotContain(file.toString());
        }
        mapping.close();
    }

    @Test
    void opensAndClosesMoreFilesThanAProcessMayMap() throws Exception {
        Mappings.requireLibrary();
        Path file = Mappings.random(directory.resolve("data"), 10_000, 8);
        assertThatCode(() -> {
                    for (int k = 0; k < 100_000; k++) {
                        Mappings.map(file, Mode.READ, 0, 10_000).close();
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void checksTheBoundsOfArrays() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), 4096, 9);
        try (Mapping mapping = Mappings.map(file, Mode.READ_WRITE)) {
            assertThatThrownBy(() ->
                            mapping.read(0, Carrier.of(JavaType.ofArray(new int[100]), NATIVE), new int[100], 50, 51))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() ->
                            mapping.write(0, Carrier.of(JavaType.ofArray(new int[100]), NATIVE), new int[100], -1, 50))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> mapping.gather(
                            new Positions(0, 4, new long[60], 1, 60),
                            1,
                            Carrier.of(JavaType.ofArray(new int[60]), NATIVE),
                            new int[60],
                            0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> mapping.gather(
                            new Positions(0, 4, new long[60], 0, 60),
                            2,
                            Carrier.of(JavaType.ofArray(new int[60]), NATIVE),
                            new int[60],
                            0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> mapping.read(
                            0, Carrier.of(JavaType.ofArray(new boolean[100]), NATIVE), new boolean[100], 0, 100))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("boolean[]");
        }
    }
}
