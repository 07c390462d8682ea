package io.github.npymap.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.types.Complex;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import io.github.npymap.types.TimeType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTest {

    @TempDir
    Path directory;

    @Test
    void elementsKeepTheirTypesAndAxes() throws IOException {
        Path file = directory.resolve("a.npy");
        Npy.save(file, new double[] {1.5, Double.NaN, 1e300, Double.NEGATIVE_INFINITY}, 2, 2);

        assertThat(CommandRun.of("slice", "--json", file, ":").out())
                .isEqualToIgnoringNewLines("{\"file\":\"" + file
                        + "\",\"descr\":\"<f8\",\"shape\":[2,2],\"data\":[[1.5,\"nan\"],[1E+300,\"-inf\"]]}");
        assertThat(CommandRun.of("get", "--json", file, "0,0").out()).endsWith("\"shape\":[],\"data\":1.5}\n");
        assertThat(CommandRun.of("head", "--json", "-n", "1", file).out())
                .endsWith("\"shape\":[2,2],\"data\":[[1.5,\"nan\"]]}\n");
    }

    @Test
    void elementsArePrintedBeforeAllAreRead() throws IOException {
        Path file = directory.resolve("large.npy");
        Npy.create(file, DType.INT8, Shape.of(1L << 32), CreateOption.SPARSE).close();
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        PrintWriter pipe = StandardOutput.writer(endsAfter(10_000, first), US_ASCII);
        StringWriter err = new StringWriter();

        int status = Main.run(pipe, new PrintWriter(err), "slice", "--json", file.toString(), ":");

        assertThat(status).isOne();
        assertThat(err.toString()).isEmpty();
        assertThat(first.toString(US_ASCII))
                .contains("\"shape\":[4294967296],\"data\":[0,0,0,")
                .hasSizeLessThan(30_000);
    }

    private static OutputStream endsAfter(int most, ByteArrayOutputStream read) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                if (read.size() == most) {
                    throw new IOException("Broken pipe");
                }
                read.write(value);
            }
        };
    }

    @Test
    void subarraysOfSubarraysAreListsInLists() throws IOException {
        Path file = directory.resolve("nested.npy");
        Npy.create(file, Npy.dtype("[('a', ('<f8', (5,)), (2,)), ('b', '<i4', (3, 4))]"), Shape.of(1))
                .close();

        assertThat(CommandRun.of("info", "--json", file).out())
                .contains("[[\"a\",[\"<f8\",[5]],[2]],[\"b\",\"<i4\",[3,4]]]");
    }

    @Test
    void aLongHeaderIsReadWithTheLimitThatTheRefusalNames() throws IOException {
        Path file = directory.resolve("long.npy");
        StringBuilder fields = new StringBuilder("[");
        for (int k = 0; k < 1000; k++) {
            fields.append("('field").append(k).append("', '<f8'), ");
        }
        Npy.create(file, Npy.dtype(fields + "]"), Shape.of(1)).close();

        assertThat(CommandRun.of("info", file).err()).contains("--max-header-size");
        for (String command : List.of("info", "head")) {
            assertThat(CommandRun.of(command, "--max-header-size", "50000", "--json", file)
                            .out())
                    .contains("field999");
        }
        assertThat(CommandRun.of("info", "--max-header-size", "-1", file).status())
                .isEqualTo(2);
    }

    @Test
    void structuresAreObjects() throws IOException {
        Path file = directory.resolve("a.npy");
        try (NpyFile created = Npy.create(
                file,
                Npy.dtype("[('name', '<U4'), ('ok', '?'), ('xy', '<i2', (2,)), ('t', '<M8[D]'), ('z', '<c16')]"),
                Shape.of(1))) {
            created.array().field("name").setString(0, "é\"");
            created.array().field("ok").setBoolean(0, true);
            created.array().field("xy").setInt(0, 1, -3);
            created.array().field("z").setComplex(0, new Complex(1, -2));
        }

        assertThat(CommandRun.of("get", "--json", file, "0").out())
                .endsWith("\"data\":{\"name\":\"\\u00e9\\\"\",\"ok\":true,\"xy\":[0,-3],\"t\":\"1970-01-01\","
                        + "\"z\":[1.0,-2.0]}}\n");
    }

    @Test
    void statisticsAreNumbers() throws IOException {
        Path file = directory.resolve("a.npy");
        Npy.save(file, new double[] {1.5, Double.NaN});

        assertThat(CommandRun.of("stats", "--json", file).out())
                .endsWith(
                        "\"shape\":[2],\"count\":2,\"nan\":1,\"min\":\"nan\",\"max\":\"nan\",\"mean\":\"nan\",\"sum\":\"nan\"}\n");
        Path none = directory.resolve("none.npy");
        Npy.create(none, DType.COMPLEX64, Shape.of(0)).close();
        assertThat(CommandRun.of("stats", "--json", none).out())
                .contains("\"real\":{\"nan\":0,\"min\":null,", "\"imag\":{\"nan\":0,");
        Path times = directory.resolve("times.npy");
        try (NpyFile created = Npy.create(times, Npy.dtype("<M8[D]"), Shape.of(2))) {
            created.array().write(new long[] {31, TimeType.NAT});
        }
        assertThat(CommandRun.of("stats", "--json", times).out())
                .endsWith("\"nat\":1,\"min\":\"1970-02-01\",\"max\":\"1970-02-01\"}\n");
    }

    @Test
    void adviceIsPassedOnAndWhetherItWasTakenIsSaid() throws IOException {
        Path file = directory.resolve("a.npy");
        Npy.save(file, new double[] {1.5});

        assertThat(CommandRun.of("stats", "--json", "--backend", "nio", "--advise", "sequential", file)
                        .out())
                .contains("\"advice\":\"sequential\",\"advised\":false,");
        assertThat(CommandRun.of("stats", "--backend", "nio", "--advise", "random", file)
                        .out())
                .contains("advice random, which nobody took");
    }

    @Test
    void backendsAreOneObjectALine() {
        assertThat(CommandRun.of("backends", "--json", "--backend", "nio").out().lines())
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("{\"name\":\"nio\",\"priority\":10,\"status\":\"ready\",\"selected\":true,"
                                + "\"reason\":\"\"}"));
    }
}
