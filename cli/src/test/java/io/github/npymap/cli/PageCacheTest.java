package io.github.npymap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.npz.ArchiveOption;
import io.github.npymap.npz.Npz;
import io.github.npymap.npz.NpzWriter;
import io.github.npymap.types.DType;
import io.github.npymap.types.Residency;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PageCacheTest {

    /** So many that the page of the header, which stays, is not a hundredth. */
    private static final int ELEMENTS = 1 << 20;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = directory.resolve("a.npy");
        Npy.save(file, new double[ELEMENTS]);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileIsEvictedAndWarmedAndResidencySaysSo() throws IOException {
        assumeThat(Files.getFileStore(directory).type()).isNotEqualTo("tmpfs");
        assumeThat(CommandRun.hasJni()).isTrue();

        assertThat(CommandRun.of("evict", "--json", file).out()).contains("\"nbytes\":8388608,\"resident\":0.0");
        CommandRun cold = CommandRun.of("residency", file);
        assertThat(cold.out()).containsPattern("resident  0 % of 8\\.0 MiB, \\d+ of 2049 pages");
        assertThat(CommandRun.of("warm", file).out())
                .containsPattern("8\\.0 MiB read in \\d+\\.\\d\\d s, 100 % in memory");
        CommandRun warm = CommandRun.of("residency", "--json", file);
        assertThat(warm.out()).contains("\"resident\":1.0,\"resident_pages\":2049,\"total_pages\":2049");
        assertThat(warm.out().split("1\\.0[,\\]]")).hasSizeGreaterThan(64);
        assertThat(CommandRun.of("evict", file).out()).containsPattern("\\d+ % of 8\\.0 MiB still in memory");
    }

    @Test
    void arraysOfAnyOrderAndSizeAreWarmed() throws IOException {
        Path fortran = directory.resolve("fortran.npy");
        Npy.create(fortran, Npy.dtype("S3"), Shape.of(300, 1000), CreateOption.FORTRAN_ORDER)
                .close();
        Path empty = directory.resolve("empty.npy");
        Npy.create(empty, DType.FLOAT64, Shape.of(0, 3)).close();
        Path scalar = directory.resolve("scalar.npy");
        Npy.create(scalar, DType.FLOAT64, Shape.of()).close();

        CommandRun run = CommandRun.of("warm", "--json", "--backend", "nio", fortran, empty, scalar);

        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"nbytes\":900000,").endsWith("\"resident\":null}"),
                        line -> assertThat(line).contains("\"nbytes\":0,"),
                        line -> assertThat(line).contains("\"nbytes\":8,"));
    }

    @Test
    void aBackendThatCannotTellSaysSoAndWhichCan() {
        CommandRun residency = CommandRun.of("residency", "--backend", "nio", file);
        assertThat(residency.status()).isEqualTo(1);
        assertThat(residency.out()).isEmpty();
        assertThat(residency.err()).contains("nio cannot tell", "--backend jni").hasLineCount(1);
        assertThat(CommandRun.of("evict", "--backend", "nio", file).err())
                .contains("nio cannot drop pages")
                .hasLineCount(1);
        assertThat(CommandRun.of("residency", "--json", "--backend", "nio", file)
                        .out())
                .contains("\"error\":\"io\",\"message\":");
    }

    @Test
    void whatIsUnpackedHasNoPagesInAFile() throws IOException {
        Path archive = directory.resolve("a.npz");
        try (NpzWriter writer = Npz.create(archive, ArchiveOption.COMPRESSED);
                NpyFile mapped = Npy.open(file)) {
            writer.add("a", mapped.array()).commit();
        }

        for (String command : new String[] {"residency", "warm", "evict"}) {
            assertThat(CommandRun.of(command, archive).err()).contains("compressed", "npymap convert");
        }
    }

    @Test
    void aMapTellsNothingAndEverythingFromNearlySo() {
        ResidencyMap map = new ResidencyMap(new Residency(3, 5, 4096), List.of(0.0, 0.001, 0.5, 0.999, 1.0));

        assertThat(map.draw(true)).isEqualTo("·░▒▓█");
        assertThat(map.draw(false)).isEqualTo(".:-+#");
        assertThat(ResidencyMap.percent(new Residency(999, 1000, 4096))).isEqualTo("99 %");
    }
}
