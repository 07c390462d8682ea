package io.github.npymap.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.npymap.benchmarks.BuiltWithC;
import io.github.npymap.benchmarks.contender.DataFile;
import io.github.npymap.types.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar compares everything that is here; what the figures are does not matter. */
class CompareIT {
    private static final Path JAR = Path.of("target", "benchmarks.jar");

    @TempDir
    Path directory;

    @BeforeEach
    void needsTheReference() {
        BuiltWithC.require();
    }

    @Test
    void reportsEveryRow() throws IOException {
        CommandOutput output = compare("--quick", "--no-jmh", "--data", directory.resolve("data") + "");

        assertThat(output.status()).as(output.text()).isZero();
        JsonObject results = results();
        assertThat(names(results, "rows", "id"))
                .containsExactlyElementsOf(Row.ALL.stream().map(Row::id).toList());
        assertThat(results.getAsJsonArray("verdicts")).hasSameSizeAs(Bar.ALL);
        results.getAsJsonArray("rows").forEach(this::assertComplete);
        results.getAsJsonArray("verdicts").forEach(CompareIT::assertRatio);

        String html = Files.readString(directory.resolve("report/index.html"));
        for (Row row : Row.ALL) {
            assertThat(html).contains("<h2 id=\"" + row.id() + "\">");
            assertThat(output.text()).contains("\n" + row.title() + "\n");
        }
        assertThat(html).contains("<table id=\"bars\">", "<svg").doesNotContain("<?xml", "http-equiv", "src=");
        assertThat(output.text()).contains(Bar.ALL.size() + " bars: ");
        assertThat(directory.resolve("report/measurements.md"))
                .content()
                .contains("![", "(overview.png)", "npymap jni, JDK ", "| bar |");
        assertThat(directory.resolve("report/overview.svg")).content().contains("<svg", "</svg>");
        assertThat(directory.resolve("report/overview.png")).isNotEmptyFile();
    }

    @Test
    void measuresTheUsersOwnFile() throws IOException {
        DataFile file = DataFile.make(directory, DType.FLOAT32, 300, 1000);

        CommandOutput output = compare(
                "--quick",
                "--file",
                file.path() + "",
                "--only",
                "sum,sum-float32,gather-rows,column,big-endian,cold-batch");

        assertThat(output.status()).as(output.text()).isZero();
        JsonObject results = results();
        assertThat(results.get("file").getAsString()).contains(file.path() + "");
        assertThat(names(results, "rows", "id"))
                .containsExactly("sum", "sum-float32", "gather-rows", "column", "big-endian", "cold-batch");
        for (JsonElement row : results.getAsJsonArray("rows")) {
            JsonObject object = row.getAsJsonObject();
            if (object.get("id").getAsString().equals("big-endian")) {
                assertThat(object.get("skipped").getAsString()).contains("little-endian float32");
            } else if (object.get("id").getAsString().equals("sum-float32")) {
                assertThat(object.get("skipped").getAsString()).endsWith("it is the row sum");
            } else {
                assertComplete(row);
            }
        }
    }

    @Test
    void refusesAFileThatIsNoMatrixOfNumbers() throws IOException {
        DataFile file = DataFile.make(directory, DType.FLOAT16, 3, 4);

        CommandOutput output = compare("--file", file.path() + "");

        assertThat(output.status()).isEqualTo(2);
        assertThat(output.text()).contains("float64 or float32 is needed, not float16");
    }

    /** All that can be started have figures, and the others a reason. */
    private void assertComplete(JsonElement element) {
        JsonObject row = element.getAsJsonObject();
        // Not every system limits memory, and files in memory only are never cold.
        if (row.get("skipped").getAsString().startsWith("not possible here: ")) {
            assertThat(row.get("id").getAsString()).isIn("cold-batch", "cold-scan", "limited-scan");
            return;
        }
        assertThat(row.get("skipped").getAsString()).isEmpty();
        List<String> measured = new ArrayList<>();
        for (JsonElement result : row.getAsJsonArray("results")) {
            JsonObject contender = result.getAsJsonObject();
            boolean hasReason = !contender.get("reason").getAsString().isEmpty();
            assertThat(contender.getAsJsonArray("nanoseconds").isEmpty()).isEqualTo(hasReason);
            contender
                    .getAsJsonArray("nanoseconds")
                    .forEach(value -> assertThat(value.getAsDouble()).isPositive());
            if (!hasReason) {
                measured.add(contender.get("contender").getAsString());
            }
        }
        // This JVM's own version is there, or Maven would not run.
        assertThat(measured).as(row.toString()).contains("C");
        assertThat(measured).as(row.toString()).anyMatch(name -> name.startsWith("npymap jni"));
        assertThat(measured).as(row.toString()).anyMatch(name -> name.startsWith("npymap nio"));
    }

    private static void assertRatio(JsonElement element) {
        JsonObject verdict = element.getAsJsonObject();
        if (verdict.get("ratio").isJsonNull()) {
            assertThat(verdict.get("outcome").getAsString()).isEqualTo("NOT_MEASURED");
            assertThat(verdict.get("reason").getAsString()).isNotEmpty();
        } else {
            assertThat(verdict.getAsJsonObject("ratio").get("median").getAsDouble())
                    .isPositive();
        }
    }

    private static List<String> names(JsonObject results, String array, String field) {
        List<String> names = new ArrayList<>();
        results.getAsJsonArray(array)
                .forEach(element ->
                        names.add(element.getAsJsonObject().get(field).getAsString()));
        return names;
    }

    private JsonObject results() throws IOException {
        return JsonParser.parseString(Files.readString(directory.resolve("report/results.json")))
                .getAsJsonObject();
    }

    private CommandOutput compare(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString(),
                "compare",
                "--out",
                directory.resolve("report").toString()));
        command.addAll(List.of(options));
        return CommandOutput.of(command);
    }
}
