package io.github.npymap.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.npymap.support.NumPy;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs Jazzer on the targets, one after the other, each in a JVM of its own: {@code Fuzz directory seconds targets}.
 * What it learns stays in the directory, and the next run begins with it; so do its logs and the inputs that it found.
 */
public final class Fuzz {
    private static final String HEAP = "-Xmx256m";
    private static final int FIRST_THAT_ASKS = 24;
    private static final List<String> PERMISSIONS = List.of(
            "-XX:+EnableDynamicAgentLoading",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Path directory;
    private final String seconds;

    private Fuzz(Path directory, String seconds) {
        this.directory = directory;
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Fuzz fuzz = new Fuzz(Path.of(arguments[0]), arguments[1]);
        boolean clean = true;
        for (String title : arguments[2].split(",")) {
            clean &= fuzz.run(Target.valueOf(title.toUpperCase(Locale.ROOT)));
        }
        System.exit(clean ? 0 : 1);
    }

    private boolean run(Target target) throws IOException, InterruptedException {
        Path home = directory.resolve(target.title());
        Path corpus = Files.createDirectories(home.resolve("corpus"));
        writeSeeds(target, home.resolve("seeds"));
        Path log = home.resolve("log.txt");
        System.out.printf("Fuzzing %s for %s s; %s%n", target.title(), seconds, log);
        int status = new ProcessBuilder(command(target, home, corpus))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        summarize(log, status);
        return status == 0;
    }

    private List<String> command(Target target, Path home, Path corpus) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(HEAP);
        command.add("-D" + Refusal.HOOKS + "=true");
        if (Runtime.version().feature() >= FIRST_THAT_ASKS) {
            command.addAll(PERMISSIONS);
        }
        command.addAll(List.of(
                "-classpath",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type.getName(),
                "--instrumentation_includes=io.github.npymap.**:org.apache.commons.compress.**",
                "--instrumentation_excludes=io.github.npymap.fuzzing.**",
                "--reproducer_path=" + home,
                "-artifact_prefix=" + home + File.separator,
                "-dict=" + dictionary(home),
                "-max_total_time=" + seconds,
                "-max_len=" + target.maxLength,
                "-timeout=30",
                "-print_final_stats=1",
                corpus.toString(),
                home.resolve("seeds").toString()));
        return command;
    }

    private static Path dictionary(Path home) throws IOException {
        Path dictionary = home.resolve("tokens.dict");
        try (InputStream in = Fuzz.class.getResourceAsStream("tokens.dict")) {
            Files.write(dictionary, in.readAllBytes());
        }
        return dictionary;
    }

    private static void writeSeeds(Target target, Path seeds) throws IOException {
        Files.createDirectories(seeds);
        int number = 0;
        for (byte[] seed : Seeds.of(target)) {
            Files.write(seeds.resolve("seed" + number++), seed);
        }
        if ((target == Target.HEADER || target == Target.FILE || target == Target.FILE_JNI)
                && NumPy.majorVersion() > 0) {
            for (String script : List.of("valid.py", "malformed.py")) {
                try (InputStream source = Fuzz.class.getResourceAsStream("/io/github/npymap/corpus/" + script)) {
                    NumPy.run(new String(source.readAllBytes(), UTF_8), seeds.toString());
                }
            }
        }
    }

    /** Jazzer's last words; all of them where it found something. */
    private static void summarize(Path log, int status) throws IOException {
        try (Stream<String> lines = Files.lines(log, ISO_8859_1)) {
            List<String> all = lines.toList();
            int finding = 0;
            while (status != 0 && finding < all.size() && !all.get(finding).startsWith("==")) {
                finding++;
            }
            int from = status != 0 && finding < all.size() ? finding : 0;
            all.subList(from, all.size()).stream()
                    .filter(line -> status != 0 || line.matches("#\\d+\\s+(INITED|DONE).*|stat::.*|Done .*"))
                    .forEach(System.out::println);
        }
    }
}
