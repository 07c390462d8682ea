package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.Positions;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Residency;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages are in memory when rows have been asked for. The files are holes, which take no time to read. */
@EnabledOnOs(OS.LINUX)
class PrefetchRowsTest {
    /** No page is larger where this test runs, and many are. */
    private static final int ROW_BYTES = 1 << 16;

    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path directory;

    @BeforeEach
    void assumeThatHolesGetPages() throws IOException {
        Mappings.requireLibrary();
        assumeThat(Files.getFileStore(directory).type()).isNotEqualTo("tmpfs");
    }

    private NpyFile open(long rows, long rowBytes) throws IOException {
        Path file = Mappings.sparse(directory.resolve("data"), rows * rowBytes);
        return Npy.using("jni")
                .raw(file, DType.INT8)
                .shape(Shape.of(rows, rowBytes))
                // Or its beginning would be read to look for one.
                .allowNpyHeader()
                .open();
    }

    private static Residency residency(NpyArray array) {
        return array.residency().orElseThrow();
    }

    private static long[] residentRows(NpyArray array) {
        return LongStream.range(0, array.shape().get(0))
                .filter(row -> residency(array.at(row)).residentPages() > 0)
                .toArray();
    }

    private static long residentBytes(NpyArray array) {
        Residency residency = residency(array);
        return residency.residentPages() * residency.pageSize();
    }

    @Test
    void asksForTheRowsAndForNothingElse() throws IOException {
        try (NpyFile file = open(50, ROW_BYTES)) {
            NpyArray array = file.array();
            assertThat(array.prefetchRows(7, 3, 3, 4, 49)).isTrue();
            assertThat(residentRows(array)).containsExactly(3, 4, 7, 49);
            assertThat(residentBytes(array)).isEqualTo(4 * ROW_BYTES);
        }
    }

    @Test
    void asksForTheRowsOfAReversedView() throws IOException {
        try (NpyFile file = open(50, ROW_BYTES)) {
            NpyArray array = file.array();
            assertThat(array.slice("::-2, ::-1").prefetchRows(0, 3)).isTrue();
            assertThat(residentRows(array)).containsExactly(43, 49);
            assertThat(residentBytes(array)).isEqualTo(2 * ROW_BYTES);
        }
    }

    @Test
    void asksForAllWhereRowsLieInEachOther() throws IOException {
        try (NpyFile file = open(50, ROW_BYTES)) {
            assertThat(file.array().transpose().prefetchRows(1)).isTrue();
            assertThat(residency(file.array()).fraction()).isEqualTo(1);
        }
    }

    /** Whether they are many small ones, which are handed over piece by piece, or some of which one is too large. */
    @ParameterizedTest
    @ValueSource(ints = {4096, ROW_BYTES, 40 * MEBIBYTE})
    void asksForTheFirstRowsOnlyWhereAllWouldKeepTheCallerWaiting(int rowBytes) throws IOException {
        long rows = 120L * MEBIBYTE / rowBytes;
        try (NpyFile file = open(rows, rowBytes)) {
            NpyArray array = file.array();
            long[] downwards = LongStream.range(0, rows).map(k -> rows - 1 - k).toArray();
            assertThat(array.prefetchRows(downwards)).isTrue();
            assertThat(residentBytes(array)).isEqualTo(64 * MEBIBYTE);
            for (int k = 0; k < 64 * MEBIBYTE / rowBytes; k++) {
                assertThat(residency(array.at(downwards[k])).fraction()).isEqualTo(1);
            }
        }
    }

    /** What is about to be read is waited for anyway. */
    @Test
    void isNotWhatABatchIsLimitedBy() throws IOException {
        int count = 80 * MEBIBYTE / ROW_BYTES;
        Path path = Mappings.sparse(directory.resolve("data"), (long) count * ROW_BYTES);
        try (Mapping mapping = Mappings.map(path, Mode.READ)) {
            long[] rows = LongStream.range(0, count).toArray();
            mapping.anticipate(new Positions(0, ROW_BYTES, rows, 0, count), ROW_BYTES);
            assertThat(mapping.residency(0, mapping.length()).orElseThrow().fraction())
                    .isEqualTo(1);
        }
    }
}
