package io.github.npymap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.cli.Sample.Range;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotTest {

    @TempDir
    Path directory;

    private Path ramp;
    private Path matrix;

    @BeforeEach
    void writeFiles() throws IOException {
        double[] values = new double[1000];
        Arrays.setAll(values, i -> i);
        ramp = directory.resolve("ramp.npy");
        Npy.save(ramp, values);
        matrix = directory.resolve("matrix.npy");
        Npy.save(matrix, new float[] {0, 1, 2, 3, Float.NaN, 5}, 2, 3);
    }

    @Test
    void aLineRisesFromTheLowerLeftToTheUpperRight() {
        List<String> lines = new PlotText(true).line(sample(0, 1, 2, 3));

        assertThat(lines).hasSize(17);
        assertThat(lines.get(0)).isEqualTo("3 ┤" + " ".repeat(63) + "⠈");
        assertThat(lines.get(15)).isEqualTo("0 ┤⡀");
        assertThat(lines.get(16)).startsWith("   0").endsWith(" 3");
    }

    @Test
    void theTerminalShowsEverySortOfPlot() {
        assertThat(CommandRun.of("plot", ramp).out())
                .startsWith("ramp.npy float64 (1000,)")
                .containsPattern("999 (┤|\\|)");
        assertThat(CommandRun.of("plot", "--kind", "histogram", "--bins", "4", ramp)
                        .out()
                        .lines())
                .hasSize(5)
                .allMatch(line -> line.startsWith("ramp.npy") || line.contains(" 250 "));
        assertThat(CommandRun.of("plot", matrix).out()).contains("?", "' is 0, '", "' is 5");
        assertThat(CommandRun.of("plot", matrix, "-1, ::2").out()).startsWith("matrix.npy[-1, ::2] float32 (2,)");
    }

    @Test
    void histogramsCountAsNumPyDoes() {
        Histogram histogram = Histogram.of(sample(0, 1, 2, 3, Double.NaN, 4), 2);

        assertThat(histogram.counts()).containsExactly(2, 3);
        assertThat(histogram.left()).isEqualTo(1);
        assertThat(histogram.edge(1)).isEqualTo(2);
        assertThat(Histogram.of(sample(7, 7), 2).range()).isEqualTo(new Range(6.5, 7.5));
    }

    @Test
    void aSampleReadsTheEndsAndWhatLiesEvenlyBetween() throws IOException {
        try (NpyFile file = Npy.open(ramp)) {
            assertThat(Sample.of(file.array(), 1, 4, done -> {}).columns()).containsExactly(0, 333, 666, 999);
            assertThat(Sample.of(file.array().reshape(10, 100), 2, 3, done -> {})
                            .values())
                    .containsExactly(0, 50, 99, 900, 950, 999);
        }
    }

    @Test
    void theBarOfASampleEndsWithItsLastElement() throws IOException {
        try (NpyFile file = Npy.open(ramp)) {
            for (NpyArray array : List.of(file.array(), file.array().reshape(10, 100))) {
                for (int most : new int[] {3, 50, 2000}) {
                    AtomicLong read = new AtomicLong();
                    Sample.of(array, most, most, read::set);
                    assertThat(read).hasValue(Sample.size(array, most, most));
                }
            }
        }
    }

    @Test
    void onlyPagesOfTheSampleAreReadOfALargeFile() throws IOException {
        Path large = directory.resolve("large.npy");
        Npy.create(large, DType.INT8, Shape.of(1 << 28), CreateOption.SPARSE).close();
        try (NpyFile file = Npy.open(large)) {
            CommandRun run = CommandRun.of("plot", "--samples", "200", large);

            assertThat(run.out()).contains(", 200 elements of it");
            file.array()
                    .residency()
                    .ifPresent(found -> assertThat(found.residentPages()).isLessThan(2000));
        }
    }

    @Test
    void aPictureIsWrittenInTheFormatOfItsName() throws IOException {
        Path png = directory.resolve("a.png");
        Path svg = directory.resolve("a.SVG");

        assertThat(CommandRun.of("plot", "--out", png, matrix).status()).isZero();
        assertThat(CommandRun.of("plot", "--out", svg, ramp).status()).isZero();

        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getRGB(75, 55) & 0xffffff).isEqualTo(0x440154);
        assertThat(image.getRGB(70 + 240 + 5, 50 + 240 + 5) & 0xffffff).isEqualTo(0xc0c0c0);
        assertThat(Files.readString(svg)).contains("<svg", "<line");
        for (String kind : List.of("line", "histogram")) {
            Path other = directory.resolve(kind + ".png");
            assertThat(CommandRun.of("plot", "--kind", kind, "--out", other, ramp)
                            .status())
                    .isZero();
            assertThat(ImageIO.read(other.toFile()).getWidth()).isEqualTo(900);
        }
    }

    @Test
    void picturesReplaceNothingUnaskedAndHaveAFormat() throws IOException {
        Path png = Files.createFile(directory.resolve("a.png"));

        assertThat(CommandRun.of("plot", "--out", png, ramp).err()).contains("--force");
        assertThat(png).isEmptyFile();
        assertThat(CommandRun.of("plot", "--force", "--out", png, ramp).status())
                .isZero();
        assertThat(png).isNotEmptyFile();
        assertThat(CommandRun.of("plot", "--out", "a.jpg", ramp).status()).isEqualTo(2);
    }

    @Test
    void whatCannotBeDrawnIsRefusedWithARemedyThatWorks() throws IOException {
        Path struct = directory.resolve("struct.npy");
        Npy.create(struct, Npy.dtype("[('a', '<f4'), ('t', '<M8[D]'), ('z', '<c8')]"), Shape.of(3))
                .close();
        Path cube = directory.resolve("cube.npy");
        Npy.create(cube, DType.FLOAT64, Shape.of(3, 4, 5)).close();

        assertThat(CommandRun.of("plot", struct).err()).contains("--field a").hasLineCount(1);
        assertThat(CommandRun.of("plot", "--field", "a", struct).status()).isZero();
        assertThat(CommandRun.of("plot", "--field", "t", struct).err()).contains("--view int64");
        assertThat(CommandRun.of("plot", "--field", "t", "--view", "int64", struct)
                        .status())
                .isZero();
        assertThat(CommandRun.of("plot", "--field", "z", struct).err()).contains("--view float32");
        assertThat(CommandRun.of("plot", cube).err()).contains("a slice such as 0");
        assertThat(CommandRun.of("plot", cube, "0").status()).isZero();
        assertThat(CommandRun.of("plot", "--kind", "line", matrix).err()).contains("a line has one axis");
        assertThat(CommandRun.of("plot", matrix, "1, 1:2").err()).contains("no finite number");
        assertThat(CommandRun.of("plot", matrix, "5").status()).isEqualTo(2);
    }

    @Test
    void countsThatNoMemoryHasRoomForAreRefused() {
        assertThat(CommandRun.of("plot", "--kind", "histogram", "--bins", "2000000000", ramp))
                .satisfies(run -> assertThat(run.status()).isEqualTo(2))
                .satisfies(run ->
                        assertThat(run.err()).startsWith("npymap: --bins takes from 1 to 65536, not 2000000000"));
        assertThat(CommandRun.of("plot", "--samples", "2000000000", ramp).err())
                .startsWith("npymap: --samples takes from 2 to 1048576, not 2000000000");
        assertThat(CommandRun.of("plot", "--samples", "1", ramp).status()).isEqualTo(2);
    }

    private static Sample sample(double... values) {
        long[] columns = new long[values.length];
        Arrays.setAll(columns, i -> i);
        return new Sample(new long[1], columns, values);
    }
}
