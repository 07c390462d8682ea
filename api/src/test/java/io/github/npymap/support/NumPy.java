package io.github.npymap.support;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The NumPy on this machine, run as a program of its own: {@code python3}, or what the environment variable {@code
 * NPYMAP_PYTHON} names. Where there is none, tests that {@link #require} it are skipped, unless {@code
 * NPYMAP_REQUIRE_NUMPY=true}, or the soak, makes that a failure. Starting it takes a sixth of a second: put many cases
 * into one run.
 */
public final class NumPy {

    /** The interpreter. */
    public static final String PYTHON = System.getenv().getOrDefault("NPYMAP_PYTHON", "python3");

    private static final class Installed {
        private static final int MAJOR_VERSION = ask();

        private static int ask() {
            try {
                return Integer.parseInt(run("import numpy; print(numpy.__version__.split('.')[0])")
                        .strip());
            } catch (UncheckedIOException | AssertionError e) {
                return 0;
            }
        }
    }

    private NumPy() {}

    /** Skips or fails the calling test unless NumPy is there. */
    public static void require() {
        if (Installed.MAJOR_VERSION == 0) {
            String missing = PYTHON + " -c 'import numpy' fails; NPYMAP_PYTHON may name another Python";
            if (Boolean.parseBoolean(System.getenv("NPYMAP_REQUIRE_NUMPY"))) {
                fail(missing);
            }
            Environment.require(false, missing);
        }
    }

    /** 1 or 2; 0 where there is no NumPy. */
    public static int majorVersion() {
        return Installed.MAJOR_VERSION;
    }

    /**
     * Runs a script, and returns what it prints.
     *
     * @param args what the script finds in {@code sys.argv[1:]}
     * @throws AssertionError with what it printed to stderr, if the script fails
     */
    public static String run(String script, String... args) {
        List<String> command = new ArrayList<>(List.of(PYTHON, "-W", "ignore", "-X", "utf8", "-c", script));
        command.addAll(List.of(args));
        try {
            // Not a pipe: nobody would empty it while stdout is read.
            Path errors = Files.createTempFile("numpy", ".err");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectError(errors.toFile())
                        .start();
                process.getOutputStream().close();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int status = process.waitFor();
                if (status != 0) {
                    fail("%s ended with status %d:%n%s", PYTHON, status, Files.readString(errors));
                }
                return output;
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Python was running", e);
        }
    }
}
