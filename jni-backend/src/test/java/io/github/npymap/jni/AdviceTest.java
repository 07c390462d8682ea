package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.spi.Positions;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.Advice;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Residency;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdviceTest {
    private static final int LENGTH = 1 << 20;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Advice.class)
    void isPassedOnForAnyRangeAndChangesNoData(Advice advice) throws Exception {
        Path file = Mappings.random(directory.resolve("data"), LENGTH, 1);
        try (Mapping mapping = Mappings.map(file, Mode.READ_WRITE, 81, LENGTH - 81)) {
            mapping.putLong(50_000, 42);
            assertThat(mapping.advise(0, LENGTH - 81, advice)).isTrue();
            assertThat(mapping.advise(49_999, 100, advice)).isTrue();
            assertThat(mapping.getLong(50_000)).isEqualTo(42);
        }
    }

    @Test
    void doesNotThrowPrivateChangesAway() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), LENGTH, 1);
        try (Mapping mapping = Mappings.map(file, Mode.COPY_ON_WRITE)) {
            mapping.putLong(50_000, 42);
            assertThat(mapping.advise(0, LENGTH, Advice.DONT_NEED)).isFalse();
            assertThat(mapping.getLong(50_000)).isEqualTo(42);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void findsAFileThatWasMappedBeforeItTookItsPlace() throws Exception {
        Mappings.requireLibrary();
        Path pending = Mappings.random(directory.resolve("pending"), LENGTH, 1);
        Path file = directory.resolve("data");
        MapRequest request = new MapRequest(file, Mode.READ_WRITE, 0, LENGTH);
        try (OpenFile opened = Mappings.PROVIDER.open(pending, Mode.READ_WRITE);
                Mapping mapping = opened.map(request)) {
            Files.move(pending, file);
            assertThat(mapping.evict(0, LENGTH)).isTrue();
            assertThat(mapping.toString()).startsWith(file + "[");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void reachesTheSystemAsWhatItIs() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), LENGTH, 1);
        try (Mapping mapping = Mappings.map(file, Mode.READ)) {
            mapping.advise(0, LENGTH, Advice.SEQUENTIAL);
            assertThat(flags(file)).contains("sr").doesNotContain("rr");
            mapping.advise(0, LENGTH, Advice.RANDOM);
            assertThat(flags(file)).contains("rr").doesNotContain("sr");
            mapping.advise(0, LENGTH, Advice.NORMAL);
            assertThat(flags(file)).doesNotContain("rr", "sr");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void countsTheResidentPagesOfAnyRange() throws Exception {
        Path file = Mappings.sparse(directory.resolve("data"), LENGTH);
        try (Mapping mapping = Mappings.map(file, Mode.READ)) {
            long pageSize = mapping.residency(0, 1).orElseThrow().pageSize();
            long pages = LENGTH / pageSize;
            assertThat(mapping.residency(0, LENGTH)).contains(new Residency(0, pages, pageSize));
            mapping.advise(0, LENGTH, Advice.RANDOM);
            mapping.getByte(3 * pageSize);
            assertThat(mapping.residency(0, LENGTH)).contains(new Residency(1, pages, pageSize));
            assertThat(mapping.residency(3 * pageSize - 1, 2)).contains(new Residency(1, 2, pageSize));
            assertThat(mapping.residency(4 * pageSize, 1)).contains(new Residency(0, 1, pageSize));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void prefetchesExactlyThePagesOfABatch() throws Exception {
        assumeThatHolesGetPages();
        Path file = Mappings.sparse(directory.resolve("data"), LENGTH);
        try (Mapping mapping = Mappings.map(file, Mode.READ)) {
            long pageSize = mapping.residency(0, 1).orElseThrow().pageSize();
            mapping.advise(0, LENGTH, Advice.RANDOM);
            // Unsorted, repeated, one across two pages, and positions before and after that are not asked for.
            long[] positions = {0, 10 * pageSize, 5 * pageSize, 10 * pageSize + 8, 20 * pageSize - 4, 30 * pageSize};
            long[] before = positions.clone();
            assertThat(mapping.prefetch(new Positions(0, 1, positions, 1, 4), 8))
                    .isTrue();
            assertThat(positions).isEqualTo(before);
            assertThat(LongStream.range(0, LENGTH / pageSize).filter(page -> resident(mapping, page * pageSize)))
                    .containsExactly(5L, 10L, 19L, 20L);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isNotNeededForABatchToReadItsOwnPagesOnly() throws Exception {
        Path file = Mappings.sparse(directory.resolve("data"), LENGTH);
        try (Mapping mapping = Mappings.map(file, Mode.READ)) {
            long pageSize = mapping.residency(0, 1).orElseThrow().pageSize();
            long[] pages = LongStream.range(0, LENGTH / pageSize)
                    .filter(page -> page % 3 == 1)
                    .toArray();
            mapping.gather(
                    new Positions(8, pageSize, pages, 0, pages.length),
                    1,
                    Carrier.of(JavaType.ofArray(new long[pages.length]), ByteOrder.nativeOrder()),
                    new long[pages.length],
                    0);
            assertThat(LongStream.range(0, LENGTH / pageSize).filter(page -> resident(mapping, page * pageSize)))
                    .containsExactly(LongStream.of(pages).boxed().toArray(Long[]::new));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void prefetchesARange() throws Exception {
        assumeThatHolesGetPages();
        Path file = Mappings.sparse(directory.resolve("data"), LENGTH);
        try (Mapping mapping = Mappings.map(file, Mode.READ)) {
            long pageSize = mapping.residency(0, 1).orElseThrow().pageSize();
            assertThat(mapping.prefetch(8 * pageSize - 1, 2)).isTrue();
            assertThat(resident(mapping, 7 * pageSize)).isTrue();
            assertThat(resident(mapping, 8 * pageSize)).isTrue();
            assertThat(mapping.prefetch(0, 0)).isFalse();
            byte[] target = new byte[LENGTH];
            mapping.read(0, Carrier.of(JavaType.ofArray(target), ByteOrder.nativeOrder()), target, 0, LENGTH);
            assertThat(mapping.residency(0, LENGTH).orElseThrow().fraction()).isEqualTo(1);
        }
    }

    /** As long as several pieces and not a whole number of pages. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void isNotNeededToLoadAllOfARange() throws Exception {
        long length = (20L << 20) + 5000;
        Path file = Mappings.sparse(directory.resolve("data"), length);
        try (Mapping mapping = Mappings.map(file, Mode.READ, 81, length - 81)) {
            mapping.advise(0, length - 81, Advice.RANDOM);
            assertThat(mapping.residency(0, length - 81).orElseThrow().residentPages())
                    .isZero();
            mapping.load(0, length - 81);
            assertThat(mapping.residency(0, length - 81).orElseThrow().fraction())
                    .isEqualTo(1);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void loadsNoOtherPagesThanThoseOfTheRange() throws Exception {
        Path file = Mappings.sparse(directory.resolve("data"), LENGTH);
        try (Mapping mapping = Mappings.map(file, Mode.READ)) {
            long pageSize = mapping.residency(0, 1).orElseThrow().pageSize();
            mapping.advise(0, LENGTH, Advice.RANDOM);
            mapping.load(0, 0);
            mapping.load(8 * pageSize - 1, 2);
            assertThat(LongStream.range(0, LENGTH / pageSize).filter(page -> resident(mapping, page * pageSize)))
                    .containsExactly(7L, 8L);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void evictsThePagesOfARangeAndNoChangesAreLost() throws Exception {
        assumeThatHolesGetPages();
        // No page of it is on the device yet.
        Path file = Mappings.random(directory.resolve("data"), LENGTH, 1);
        try (Mapping mapping = Mappings.map(file, Mode.READ_WRITE)) {
            long pageSize = mapping.residency(0, 1).orElseThrow().pageSize();
            byte[] before = new byte[LENGTH];
            mapping.read(0, Carrier.of(JavaType.ofArray(before), ByteOrder.nativeOrder()), before, 0, LENGTH);
            long half = LENGTH / 2;
            assertThat(mapping.evict(half, half)).isTrue();
            // Systems drop pages by the bundle, and keep a bundle that lies across the border.
            assertThat(mapping.residency(0, half).orElseThrow().fraction()).isEqualTo(1);
            assertThat(mapping.residency(half, half).orElseThrow().fraction()).isLessThan(0.5);
            mapping.putLong(5 * pageSize, 42);
            assertThat(mapping.evict(0, LENGTH)).isTrue();
            assertThat(resident(mapping, 5 * pageSize)).isFalse();
            assertThat(mapping.getLong(5 * pageSize)).isEqualTo(42);
            assertThat(mapping.getByte(LENGTH - 1)).isEqualTo(before[LENGTH - 1]);
            assertThat(mapping.evict(0, 0)).isFalse();
        }
    }

    @Test
    void doesNotEvictPrivateChanges() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), LENGTH, 1);
        try (Mapping mapping = Mappings.map(file, Mode.COPY_ON_WRITE)) {
            mapping.putLong(50_000, 42);
            assertThat(mapping.evict(0, LENGTH)).isFalse();
            assertThat(mapping.getLong(50_000)).isEqualTo(42);
        }
    }

    /** A full disk and one that fails are news that nobody else may ever have. */
    @ParameterizedTest
    @Tag(Rounds.TAG)
    @CsvSource({"5, Input/output error", "28, No space left on device", "122, Disk quota exceeded"})
    @EnabledOnOs(OS.LINUX)
    void saysThatChangesCouldNotBeWritten(String number, String words) throws Exception {
        Path file = Mappings.random(directory.resolve("data"), LENGTH, 1);
        assertThat(evictWhereTheDeviceFails(file, number))
                .contains("UncheckedIOException", file + ": cannot write changes to the file: " + words);
    }

    /** EINVAL: some file systems have nothing to write to. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void evictsWhereNothingCanBeWritten() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), LENGTH, 1);
        assertThat(evictWhereTheDeviceFails(file, "22")).endsWith("evicted: true\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void doesNotEvictWhatHasNoNameAnyMore() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), LENGTH, 1);
        try (Mapping mapping = Mappings.map(file, Mode.READ_WRITE)) {
            Files.delete(file);
            assertThat(mapping.evict(0, LENGTH)).isFalse();
        }
    }

    private String evictWhereTheDeviceFails(Path file, String number) throws Exception {
        Mappings.requireLibrary();
        Path device = HostLibrary.compile("failing_device.c", directory);
        return Jvm.granted()
                .with(Map.of("LD_PRELOAD", device.toString(), "DEVICE_ERROR", number, "LC_ALL", "C"))
                .run(Evictor.class, file.toString())
                .output();
    }

    static final class Evictor {
        public static void main(String[] arguments) throws Exception {
            try (Mapping mapping = Mappings.map(Path.of(arguments[0]), Mode.READ_WRITE)) {
                mapping.putByte(0, (byte) 1);
                System.out.println("evicted: " + mapping.evict(0, LENGTH));
            }
        }
    }

    private static boolean resident(Mapping mapping, long offset) {
        return mapping.residency(offset, 1).orElseThrow().residentPages() == 1;
    }

    /** What the kernel notes of the mapping of a file. */
    private static String flags(Path file) throws Exception {
        String text = Files.readString(Path.of("/proc/self/smaps"));
        String mapping = text.substring(text.indexOf(file.toString()));
        int start = mapping.indexOf("VmFlags:");
        return mapping.substring(start, mapping.indexOf('\n', start));
    }

    /** A file system in memory has nothing to read where a file has a hole. */
    private void assumeThatHolesGetPages() throws IOException {
        assumeThat(Files.getFileStore(directory).type()).isNotEqualTo("tmpfs");
    }
}
