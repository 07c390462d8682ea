package io.github.npymap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.types.Complex;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import io.github.npymap.types.TimeType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void writeMatrix() throws IOException {
        file = directory.resolve("a.npy");
        write(file, 3, 4);
    }

    private static void write(Path path, int rows, int columns) throws IOException {
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        try (NpyFile created = Npy.create(path, DType.FLOAT64, Shape.of(rows, columns))) {
            created.array().write(values);
        }
    }

    @Test
    void infoPrintsOneJsonObjectALineInTheOrderOfTheArguments() throws IOException {
        Path fortran = directory.resolve("f.npy");
        Npy.create(fortran, DType.INT16.bigEndian(), Shape.of(2, 3), CreateOption.FORTRAN_ORDER)
                .close();

        CommandRun run = CommandRun.of("info", "--json", fortran, file);

        assertThat(run.out().lines())
                .containsExactly(
                        "{\"file\":\"" + fortran + "\",\"format\":\"npy\",\"version\":\"1.0\",\"descr\":\">i2\","
                                + "\"shape\":[2,3],\"fortran_order\":true,\"itemsize\":2,\"size\":6,"
                                + "\"data_offset\":128,\"nbytes\":12}",
                        "{\"file\":\"" + file + "\",\"format\":\"npy\",\"version\":\"1.0\",\"descr\":\"<f8\","
                                + "\"shape\":[3,4],\"fortran_order\":false,\"itemsize\":8,\"size\":12,"
                                + "\"data_offset\":128,\"nbytes\":96}");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void infoGoesOnAfterAFileThatFails() throws IOException {
        Path text = Files.writeString(directory.resolve("text.npy"), "not an array");
        Path missing = directory.resolve("missing.npy");

        CommandRun run = CommandRun.of("info", "--json", missing, text, file);

        assertThat(run.out().lines())
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("{\"file\":\"" + missing + "\",\"error\":\"io\",\"message\":\"" + missing
                                        + ": no such file\"}"),
                        line -> assertThat(line)
                                .startsWith("{\"file\":\"" + text + "\",\"error\":\"format\",\"message\":\""),
                        line -> assertThat(line).contains("\"nbytes\":96"));
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void aTruncatedFileFails() throws IOException {
        Path cut = directory.resolve("cut.npy");
        Files.write(cut, NpyHeader.of(DType.FLOAT64, Order.C, Shape.of(5)).toBytes());

        assertThat(CommandRun.of("info", "--json", cut).out()).contains("\"error\":\"format\"");
        assertThat(CommandRun.of("info", cut).err())
                .startsWith("npymap: " + cut)
                .hasLineCount(1);
    }

    @Test
    void structuresHaveAFullLine() throws IOException {
        Path struct = directory.resolve("s.npy");
        NpyHeader header =
                NpyHeader.of(Npy.dtype("[('x', '<f4'), ('', '|V4'), ('y', '<i2', (3,))]"), Order.C, Shape.of(0));
        Files.write(struct, header.toBytes());

        assertThat(CommandRun.of("info", "--json", struct).out())
                .contains("\"descr\":[[\"x\",\"<f4\"],[\"\",\"|V4\"],[\"y\",\"<i2\",[3]]],\"shape\":[0]");
        assertThat(CommandRun.of("info", struct).out().lines())
                .contains(
                        "  dtype   a structure of 14 bytes",
                        "    'x'  float32, 4 bytes from byte 0",
                        "    'y'  int16 (3,), 6 bytes from byte 8");
    }

    @Test
    void infoDescribesRawFiles() {
        assertThat(CommandRun.of("info", "--json", "--raw", "--dtype", "u2", "--offset", 128, file)
                        .out())
                .contains("\"format\":\"raw\",\"version\":null,\"descr\":\"<u2\",\"shape\":[48]");
    }

    @Test
    void headPrintsTheFirstRows() {
        CommandRun run = CommandRun.of("head", "-n", 2, file);

        assertThat(run.out().lines())
                .containsExactly("float64 (3, 4), the first 2", "[[0.0 1.0 2.0 3.0]", " [4.0 5.0 6.0 7.0]]");
    }

    @Test
    void getPrintsAnElementAndCountsFromTheEndToo() {
        assertThat(CommandRun.of("get", file, "1,2").out()).isEqualToIgnoringNewLines("6.0");
        assertThat(CommandRun.of("get", file, "-1, -1").out()).isEqualToIgnoringNewLines("11.0");
    }

    @Test
    void anIndexThatDoesNotFitIsTheUsersMistake() {
        for (String index : new String[] {"3,0", "0,-5", "1", "1,x"}) {
            CommandRun run = CommandRun.of("get", file, index);
            assertThat(run.status()).as(index).isEqualTo(2);
            assertThat(run.err()).startsWith("npymap: ").hasLineCount(1);
        }
        assertThat(CommandRun.of("slice", file, "1:2:0").status()).isEqualTo(2);
    }

    @Test
    void slicePrintsAPart() {
        assertThat(CommandRun.of("slice", file, "1:, ::2").out().lines())
                .containsExactly("[[ 4.0  6.0]", " [ 8.0 10.0]]");
        assertThat(CommandRun.of("slice", file, "-1").out().lines()).containsExactly("[ 8.0  9.0 10.0 11.0]");
        assertThat(CommandRun.of("slice", file, "3:").out().lines()).containsExactly("[]");
    }

    @Test
    void sliceLeavesOutTheMiddleUnlessAllIsWanted() throws IOException {
        Path large = directory.resolve("large.npy");
        write(large, 1, 5000);

        assertThat(CommandRun.of("slice", large, "0").out())
                .isEqualToIgnoringNewLines("[   0.0    1.0    2.0 ... 4997.0 4998.0 4999.0]");
        assertThat(CommandRun.of("slice", "--all", large, "0").out().split(" ")).hasSize(5000);
    }

    @Test
    void statsTellTheNumbersApart() {
        assertThat(CommandRun.of("stats", file).out().lines().skip(3))
                .containsExactly("count  12", "nan    0", "min    0.0", "max    11.0", "mean   5.5", "sum    66.0");
    }

    @Test
    void statsOfComplexNumbersAreThoseOfTheirParts() throws IOException {
        Path complex = directory.resolve("complex.npy");
        try (NpyFile created = Npy.create(complex, DType.COMPLEX64, Shape.of(2))) {
            created.array().setComplex(0, new Complex(1.5, -2));
        }

        assertThat(CommandRun.of("stats", complex).out().lines().skip(4))
                .containsExactly(
                        "real nan    0",
                        "real min    0.0",
                        "real max    1.5",
                        "real mean   0.75",
                        "real sum    1.5",
                        "imag nan    0",
                        "imag min    -2.0",
                        "imag max    0.0",
                        "imag mean   -1.0",
                        "imag sum    -2.0");
    }

    @Test
    void statsOfTimesAreTheFirstAndTheLast() throws IOException {
        Path times = directory.resolve("times.npy");
        try (NpyFile created = Npy.create(times, Npy.dtype(">M8[D]"), Shape.of(3))) {
            created.array().write(new long[] {31, TimeType.NAT, -1});
        }

        assertThat(CommandRun.of("stats", times).out().lines().skip(3))
                .containsExactly("count  3", "nat    1", "min    1969-12-31", "max    1970-02-01");
    }

    @Test
    void statsOfWhatIsNoNumberAreRefusedWithARemedyThatWorks() throws IOException {
        Path struct = directory.resolve("struct.npy");
        Npy.create(struct, Npy.dtype("[('a', [('b', '<i2', (2,))]), ('c', 'U3')]"), Shape.of(5))
                .close();

        CommandRun refused = CommandRun.of("stats", struct);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("no numbers", "--field a").hasLineCount(1);
        assertThat(CommandRun.of("stats", "--field", "c", struct).err()).contains("--view");
        assertThat(CommandRun.of("stats", "--field", "a", "--field", "b", struct)
                        .out())
                .contains("count  10");
        assertThat(CommandRun.of("stats", "--field", "x", struct).status()).isEqualTo(2);
        assertThat(CommandRun.of("head", "--field", "c", "--field", "x", struct).status())
                .isEqualTo(2);
    }

    @Test
    void typesThatFilesCarryAsVoidsArePrintedOnRequest() throws IOException {
        Path brain = directory.resolve("bfloat16.npy");
        try (NpyFile created = Npy.create(brain, DType.BFLOAT16, Shape.of(4))) {
            created.array().write(new float[] {0.1f, -1, Float.NaN, 1e38f});
        }

        assertThat(CommandRun.of("slice", brain, ":").out()).contains("b'\\xCD\\x3D'");
        assertThat(CommandRun.of("slice", "--view", "bfloat16", brain, ":").out())
                .isEqualToIgnoringNewLines("[  0.1  -1.0   nan 1e+38]");
        assertThat(CommandRun.of("get", "--view", "float8_e5m2", brain, "1").out())
                .isEqualToIgnoringNewLines("1.2");
    }

    @Test
    void createMakesAFileOfZerosAndReplacesNoneUnasked() throws IOException {
        Path fresh = directory.resolve("fresh.npy");

        assertThat(CommandRun.of("create", "--dtype", "<f8", "--shape", "3,4", "--fortran", fresh))
                .isEqualTo(new CommandRun(0, "", ""));
        assertThat(Npy.header(fresh)).isEqualTo(NpyHeader.of(DType.FLOAT64, Order.FORTRAN, Shape.of(3, 4)));
        assertThat(CommandRun.of("create", "--dtype", "i1", "--shape", "3", fresh)
                        .err())
                .contains("--force");
        assertThat(CommandRun.of("create", "--force", "--dtype", "i1", "--shape", "3", fresh)
                        .status())
                .isZero();
        assertThat(Npy.header(fresh).nbytes()).isEqualTo(3);
    }

    @Test
    void backendsNamesTheOneInUse() {
        assertThat(CommandRun.of("backends", "--backend", "nio").out()).containsPattern("nio +10 +ready +yes");
    }

    @Test
    void anUnknownBackendIsAUsageErrorThatListsTheOthers() {
        CommandRun run = CommandRun.of("head", "--backend", "nonsense", file);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("\"nonsense\"")
                .contains("nio (priority 10)")
                .hasLineCount(1);
    }

    @Test
    void rawMapsOfNpyFilesAreRefused() {
        CommandRun run = CommandRun.of("head", "--raw", "--dtype", "f8", file);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("npy header of 128 bytes");
        assertThat(CommandRun.of("head", "--raw", "--dtype", "f8", "--allow-npy-header", file)
                        .out())
                .contains("1.87585068940037e-309");
    }

    @Test
    void rawAndDtypeBelongTogether() {
        assertThat(CommandRun.of("head", "--dtype", "f8", file).status()).isEqualTo(2);
        assertThat(CommandRun.of("head", "--raw", file).status()).isEqualTo(2);
        assertThat(CommandRun.of("head", "--raw", "--dtype", "nothing", file).err())
                .contains("not a dtype");
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : Main.commandLine(
                        new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()))
                .getSubcommands()
                .keySet()) {
            CommandRun run = CommandRun.of(command, "--help");
            assertThat(run.status()).as(command).isZero();
            assertThat(run.out()).contains("Usage: npymap " + command);
        }
        assertThat(CommandRun.of().status()).isEqualTo(2);
    }

    @Test
    void optionsThatThereAreNotAreNotTakenForFilesOrIndices() {
        for (String command : new String[] {"get", "slice", "plot"}) {
            for (CommandRun run : new CommandRun[] {
                CommandRun.of(command, "--nonsense", file),
                CommandRun.of(command, file, "--nonsense"),
                CommandRun.of(command, "-x", file)
            }) {
                assertThat(run.status()).as(command).isEqualTo(2);
                assertThat(run.err()).startsWith("npymap: Unknown option: '-");
                assertThat(run.out()).isEmpty();
            }
        }
        assertThat(CommandRun.of("get", file, "-1,-1").out()).isEqualTo("11.0\n");
        assertThat(CommandRun.of("slice", file, "-1:, 0").out()).isEqualTo("[8.0]\n");
        assertThat(CommandRun.of("get", "--", "--nonsense").err()).contains("--nonsense: no such file");
    }

    @Test
    void fieldsOfWhatHasNoneAreRefusedWithTheFileAndTheRemedy() {
        CommandRun run = CommandRun.of("get", "--field", "x", file, "0,0");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("npymap: " + file + ": elements of float64 have no fields; leave out --field x\n");
        assertThat(CommandRun.of("convert", "--field", "x", file, directory.resolve("b.npy"))
                        .err())
                .contains(file + ": elements of float64 have no fields");
    }

    @Test
    void stackTracesComeOnRequestOnly() {
        Path missing = directory.resolve("missing.npy");

        assertThat(CommandRun.of("head", missing).err())
                .isEqualToIgnoringNewLines("npymap: " + missing + ": no such file");
        assertThat(CommandRun.of("head", "--stacktrace", missing).err()).contains("\tat ");
        assertThat(CommandRun.of("info", "--stacktrace", missing).err()).contains("\tat ");
    }
}
