package io.github.npymap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jars as modules of a process of their own, which prints the backend that it found and a sum. */
class ModulePathIT {
    private static final String GRANT = "--enable-native-access=com.sun.jna,io.github.npymap.jni";

    @TempDir
    Path folder;

    private Path data;

    /** The program that the process runs. */
    static final class Program {
        public static void main(String[] args) throws IOException {
            try (NpyFile file = Npy.open(Path.of(args[0]))) {
                System.out.println(file.backend() + " " + file.array().sumLong());
            }
        }
    }

    @BeforeEach
    void writeData() throws IOException {
        data = folder.resolve("data.npy");
        try (NpyFile file = Npy.using("nio").create(data, DType.INT16, Shape.of(3))) {
            file.array().write(new int[] {1, 2, 39});
        }
    }

    @Test
    void findsTheBackendOfTheHighestPriorityWhereNativeAccessIsGranted() throws Exception {
        assertThat(run(GRANT)).isEqualTo("jni 42\n");
    }

    @Test
    void takesThePlainBackendAndPrintsNoWarningWhereItIsNot() throws Exception {
        assertThat(run()).isEqualTo("nio 42\n");
    }

    @Test
    void obeysTheSystemProperty() throws Exception {
        assertThat(run(GRANT, "-Dnpymap.backend=nio")).isEqualTo("nio 42\n");
        assertThat(run(GRANT, "-Dnpymap.backend=jni")).isEqualTo("jni 42\n");
        assertThat(run(GRANT, "-Dnpymap.backend=auto")).isEqualTo("jni 42\n");
        assertThat(run(GRANT, "-Dnpymap.backend=nonsense"))
                .contains("there is no backend \"nonsense\"", "jni (priority 100)", "nio (priority 10): ready");
    }

    private String run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--module-path");
        command.add(jars());
        command.add("--add-modules");
        command.add("io.github.npymap.nio,io.github.npymap.jni");
        command.addAll(List.of(options));
        command.add("--class-path");
        command.add(Path.of("target", "test-classes").toString());
        command.add(Program.class.getName());
        command.add(data.toString());
        Path output = folder.resolve("output");
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private static String jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*(npymap-(api|nio-backend|jni-backend)|jna)-[0-9][^/]*[.]jar"))
                .filter(entry -> !entry.endsWith("-tests.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
