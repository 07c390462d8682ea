package io.github.npymap.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A JVM in a process of its own, of the version and with the class path of the tests.
 *
 * @param before what starts it: a shell that sets limits, or nothing
 * @param environment variables that it has beside ours
 * @param options of the JVM
 */
public record Jvm(List<String> before, Map<String, String> environment, List<String> options) {
    private static final int NATIVE_ACCESS_IS_RESTRICTED = 22;

    /** As tests are run: with native access. */
    public static Jvm granted() {
        boolean grant = Runtime.version().feature() >= NATIVE_ACCESS_IS_RESTRICTED;
        return new Jvm(List.of(), Map.of(), grant ? List.of("--enable-native-access=ALL-UNNAMED") : List.of());
    }

    /** Without what root may do beside its permissions; skips the calling test where that cannot be given up. */
    public static Jvm unprivileged() {
        Jvm jvm = granted();
        if (!"root".equals(System.getProperty("user.name"))) {
            return jvm;
        }
        Environment.require(Files.isExecutable(Path.of("/usr/bin/setpriv")), "root, and no setpriv to be less");
        return new Jvm(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"), jvm.environment, jvm.options);
    }

    public Jvm with(String... more) {
        return new Jvm(
                before,
                environment,
                Stream.concat(options.stream(), Stream.of(more)).toList());
    }

    public Jvm with(Map<String, String> variables) {
        return new Jvm(before, variables, options);
    }

    /** After commands of the shell, such as {@code ulimit}. */
    public Jvm after(String commands) {
        return new Jvm(List.of("sh", "-c", commands + " && exec \"$@\"", "sh"), environment, options);
    }

    /** What it printed, on both streams, and the status that it ended with. */
    public record Result(int status, String output) {}

    public Result run(Class<?> program, String... arguments) throws IOException, InterruptedException {
        Process process = builder(program, arguments).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    /** Not yet started. */
    public ProcessBuilder builder(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), program.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder;
    }

    /** Surefire may start its own JVM with a single jar that names the others. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
