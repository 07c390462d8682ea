package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.DType;
import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    @TempDir
    Path folder;

    @Test
    void theExampleRuns() throws IOException {
        try (NpyFile file = Npy.create(folder.resolve("mydata.npy"), DType.FLOAT64, Shape.of(20, 10))) {
            file.array().setDouble(17, 3, 2.5);
        }

        example(folder.resolve("mydata.npy"), folder.resolve("new.npy"));

        try (NpyFile file = Npy.open(folder.resolve("new.npy"))) {
            assertThat(file.array().getFloat(3, 5)).isEqualTo(1.5f);
        }
    }

    @Test
    void theExampleIsTheOneThatRuns() throws IOException {
        String readme = Files.readString(README);
        String shown =
                readme.substring(readme.indexOf("```java\n") + 8, readme.indexOf("```\n", readme.indexOf("```java")));
        String source = Files.readString(Path.of("src/test/java/io/github/npymap/jni/ReadmeTest.java"));
        String run = source.substring(source.indexOf("// begin\n") + 9, source.indexOf("// end\n"));

        assertThat(code(run))
                .isEqualTo(code(
                        shown.replace("Path.of(\"mydata.npy\")", "mydata").replace("Path.of(\"new.npy\")", "created")));
    }

    private static void example(Path mydata, Path created) throws IOException {
        // begin
        try (NpyFile file = Npy.open(mydata)) { // np.load(path, mmap_mode='r')
            NpyArray a = file.array();
            double x = a.getDouble(0, 0); // a[0, 0]
            NpyArray view = a.slice("2:5, ::2").transpose(); // a[2:5, ::2].T, no copy
            double[] row = a.at(17).toDoubleArray(); // a[17]
            double[] rows = new double[(int) (3 * a.shape().get(1))];
            a.gatherRows(new long[] {4, 0, 9}, rows); // a[[4, 0, 9]]
            System.out.println(x + " " + view.shape() + " " + row.length + " " + a.sum());
        }
        try (NpyFile file = Npy.create(created, DType.FLOAT32, Shape.of(1000, 768))) {
            file.array().setFloat(3, 5, 1.5f); // open_memmap(path, 'w+', '<f4', (1000, 768))[3, 5] = 1.5
            file.flush();
        }
        // end
    }

    /** The text without its comments and white space, which the formatter may lay out otherwise. */
    private static String code(String text) {
        return text.replaceAll("//.*", "").replaceAll("\\s+", "");
    }
}
