package io.github.npymap.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The commands that print one element.
 *
 * @param cli the packaged command line, a jar or the launcher of a distribution; this jar has its classes, too
 */
record Getters(Optional<Path> cli, Path ownJar) {
    List<String> command(Program program, Path file, long i, long j) throws ContenderException {
        String start = program.command().get(0);
        return switch (program.kind()) {
            case JNI -> npymap(start, "jni", file, i, j);
            case NIO -> npymap(start, "nio", file, i, j);
            case C -> List.of(start, "get", file.toString(), Long.toString(i), Long.toString(j));
            case NUMPY ->
                List.of(
                        start,
                        "-c",
                        "import sys, numpy as np; print(np.load(sys.argv[1], mmap_mode='r')[" + i + ", " + j + "])",
                        file.toString());
            case BY_HAND, JETBRAINS, DJL -> throw new ContenderException("it is no command", null);
        };
    }

    /** What stands for npymap. */
    String description() {
        if (hasLauncher()) {
            return "npymap is bin/npymap of the distribution, after lib/prepare.";
        }
        return "npymap is java -jar npymap.jar; bin/npymap of the distribution takes a fraction of that.";
    }

    /** What a distribution does in the background when a JVM runs it for the first time. */
    void prepare(Program program) throws IOException {
        if (hasLauncher() && program.kind().isNpymap()) {
            Path script = cli.get().resolveSibling("../lib/prepare").normalize();
            CommandOutput output =
                    CommandOutput.of(List.of("env", javaHome(program.command().get(0)), script.toString()));
            if (output.status() != 0) {
                throw new ContenderException(script + ": " + output.text().strip(), null);
            }
        }
    }

    private boolean hasLauncher() {
        return cli.isPresent() && !cli.get().toString().endsWith(".jar");
    }

    private static String javaHome(String java) {
        return "JAVA_HOME=" + Path.of(java).getParent().getParent();
    }

    private List<String> npymap(String java, String backend, Path file, long i, long j) {
        String index = i + "," + j;
        if (hasLauncher()) {
            return List.of(
                    "env",
                    javaHome(java),
                    "NPYMAP_OPTS=-Dnpymap.backend=" + backend,
                    cli.get().toString(),
                    "get",
                    file.toString(),
                    index);
        }
        List<String> command = new ArrayList<>(List.of(java));
        if (cli.isPresent()) {
            command.addAll(List.of("-jar", cli.get().toString()));
        } else {
            command.addAll(List.of(Programs.NATIVE_ACCESS, "-cp", ownJar.toString(), "io.github.npymap.cli.Main"));
        }
        command.addAll(List.of("get", "--backend", backend, file.toString(), index));
        return command;
    }
}
