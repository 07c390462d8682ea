package io.github.npymap.benchmarks.compare;

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

    private List<String> npymap(String java, String backend, Path file, long i, long j) {
        String index = i + "," + j;
        if (cli.isPresent() && !cli.get().toString().endsWith(".jar")) {
            // The distribution's launcher.
            return List.of(
                    "env",
                    "JAVA_HOME=" + Path.of(java).getParent().getParent(),
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
