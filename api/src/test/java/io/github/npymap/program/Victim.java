package io.github.npymap.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyAppender;
import io.github.npymap.NpyFile;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.NumPy;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A program that writes without end, says what it has finished, and is killed at a moment that nobody chose. */
public final class Victim {
    /** Numbers in a row, and in a file of which all are equal. */
    static final int ROW = 100;

    private static final int SIZE = 300_000;

    /** What is left is looked at before there is too much of it: files grow. */
    private static final int KEPT = 20;

    private Victim() {}

    public static void main(String[] args) throws IOException {
        Path path = Path.of(args[1]);
        switch (args[0]) {
            case "append" -> append(path);
            case "save" -> save(path);
            case "flush-nio", "flush-jni" -> flush(path, args[0].substring("flush-".length()));
            case "replace-nio", "replace-jni" -> replace(path, args[0].substring("replace-".length()));
            default -> create(path, args[0]);
        }
    }

    private static void append(Path path) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (NpyAppender appender = Npy.append(path, DType.INT64, Shape.of(ROW))) {
            while (true) {
                long[] rows = new long[ROW * random.nextInt(1, 400)];
                for (int k = 0; k < rows.length; k++) {
                    rows[k] = appender.rows() + k / ROW;
                }
                appender.append(rows);
                appender.flush();
                System.out.println(appender.rows());
            }
        }
    }

    private static void save(Path path) throws IOException {
        for (long k = 1; true; k++) {
            long[] values = new long[SIZE];
            Arrays.fill(values, k);
            Npy.save(path, values);
            System.out.println(k);
        }
    }

    private static void create(Path path, String backend) throws IOException {
        for (long k = 1; true; k++) {
            long[] values = new long[SIZE];
            try (NpyFile file = Npy.using(backend)
                    .create(path, DType.INT64, Shape.of(SIZE), CreateOption.ATOMIC, CreateOption.REPLACE)) {
                // Most of the time the file is one that nobody may see.
                Arrays.fill(values, -1);
                for (int pass = 0; pass < 10; pass++) {
                    file.array().write(values);
                }
                Arrays.fill(values, k);
                file.array().write(values);
                file.commit();
            }
            System.out.println(k);
        }
    }

    /** A new file over the old one again and again, each with its number in all elements once it is filled. */
    private static void replace(Path path, String backend) throws IOException {
        for (long k = 1; true; k++) {
            long[] values = new long[SIZE];
            Arrays.fill(values, k);
            try (NpyFile file = Npy.using(backend).create(path, DType.INT64, Shape.of(SIZE), CreateOption.REPLACE)) {
                file.array().write(values);
            }
            System.out.println(k);
        }
    }

    /** Counts in every element of one file, and says what has been flushed. */
    private static void flush(Path path, String backend) throws IOException {
        try (NpyFile file = Npy.using(backend).create(path, DType.INT64, Shape.of(SIZE), CreateOption.REPLACE)) {
            long[] values = new long[SIZE];
            for (long k = 1; true; k++) {
                Arrays.fill(values, k);
                file.array().write(values);
                file.flush();
                System.out.println(k);
            }
        }
    }

    /**
     * Starts it, kills it some time after it has finished something, and returns the last number that it said.
     *
     * @param task {@code append}, {@code save}, {@code flush-} or {@code replace-} before a backend, or a backend to
     *     create files atomically with
     */
    public static long kill(String task, Path path, SplittableRandom random) throws Exception {
        return kill(Victim.class, task, path, random);
    }

    /** The same with another program that is given a task and a path. */
    public static long kill(Class<?> program, String task, Path path, SplittableRandom random) throws Exception {
        Process process = Jvm.granted()
                .with("-XX:TieredStopAtLevel=1")
                .builder(program, task, path.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said = new ArrayList<>();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (int k = random.nextInt(1, 8); k > 0; k--) {
                said.add(lines.readLine());
            }
            long moment = System.nanoTime() + random.nextInt(20_000_000);
            while (System.nanoTime() < moment) {
                Thread.onSpinWait();
            }
            // Not Process.destroyForcibly, which closes the stream.
            process.toHandle().destroyForcibly();
            // What is not a whole line was not said.
            lines.lines().forEach(said::add);
            process.waitFor();
        }
        return Long.parseLong(said.get(said.size() - 1));
    }

    /** Kills something that writes a file, and returns the last number that it said. */
    public interface Kill {
        long kill(int k) throws Exception;
    }

    /** Writes a file once more, in the way of what was killed, and gets to the end of it. */
    public interface Next {
        void write(Path path) throws IOException;
    }

    /**
     * Kills again and again, and has NumPy open what each of them left; the next writer leaves nothing else of it.
     *
     * @param load prints a number for each of the files, which is at least what was said
     */
    public static void killAll(int kills, Path path, Kill kill, Next next, String load) throws Exception {
        for (int done = 0; done < kills; done += KEPT) {
            int count = Math.min(KEPT, kills - done);
            long[] said = new long[count];
            String[] states = new String[count];
            Files.deleteIfExists(path);
            for (int k = 0; k < count; k++) {
                said[k] = kill.kill(done + k);
                Path state = path.resolveSibling("state" + k + "-" + path.getFileName());
                states[k] = Files.copy(path, state, StandardCopyOption.REPLACE_EXISTING)
                        .toString();
                requireNothingLeft(path, next);
            }
            String[] found = NumPy.run(load, states).split("\n");
            assertThat(found).hasSize(count);
            for (int k = 0; k < count; k++) {
                assertThat(Long.parseLong(found[k])).isGreaterThanOrEqualTo(said[k]);
            }
        }
    }

    /** The next writer leaves neither temporary files of those that were killed nor what goes with such files. */
    public static void requireNothingLeft(Path path, Next next) throws IOException {
        next.write(path);
        try (Stream<Path> files = Files.list(path.toAbsolutePath().getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("kept beside " + path)
                    .noneMatch(name -> name.startsWith(".npymap-"));
        }
    }
}
