package io.github.npymap.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.Backend;
import io.github.npymap.Npy;
import io.github.npymap.NpyAppender;
import io.github.npymap.support.Jvm;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program that appends rows as often as it is let, opens and closes the file meanwhile, and prints what it flushed. */
public final class AppendingRacer {
    /**
     * @param rows flushed, each by one program and once
     * @param output with the messages of the refusals
     */
    public record Result(List<Long> rows, long refusals, String output) {
        private static Result of(Jvm.Result ended) {
            assertThat(ended.status()).as(ended.output()).isZero();
            List<Long> rows = ended.output()
                    .lines()
                    .filter(line -> line.matches("\\d+"))
                    .map(Long::valueOf)
                    .toList();
            long refusals = ended.output().lines().filter(REFUSED::equals).count();
            return new Result(rows, refusals, ended.output());
        }

        private Result and(Result other) {
            return new Result(
                    Stream.concat(rows.stream(), other.rows.stream()).toList(),
                    refusals + other.refusals,
                    output + other.output);
        }
    }

    private static final String READY = "ready";

    private static final String REFUSED = "refused";

    private AppendingRacer() {}

    /** The path, the names of the backends to choose from at random, with commas between them, and the number of rounds. */
    public static void main(String[] args) throws IOException {
        Path path = Path.of(args[0]);
        List<Backend> backends = Stream.of(args[1].split(",")).map(Npy::using).toList();
        int rounds = Integer.parseInt(args[2]);
        long row = ProcessHandle.current().pid() << 32;
        SplittableRandom random = new SplittableRandom(row);
        System.out.println(READY);
        // The end of the input is the start of the race.
        System.in.read();
        for (int round = 0; round < rounds; round++) {
            try (NpyAppender appender = Npy.append(path)) {
                for (int k = 0; k < 2; k++) {
                    if (random.nextBoolean()) {
                        any(backends, random)
                                .open(path, random.nextBoolean() ? Mode.READ : Mode.READ_WRITE)
                                .close();
                    }
                    appender.append(new long[] {++row});
                    appender.flush();
                    System.out.println(row);
                }
            } catch (FileSystemException e) {
                System.out.println(REFUSED);
                System.out.println(e.getMessage());
                any(backends, random).open(path, Mode.READ).close();
            }
        }
    }

    private static Backend any(List<Backend> backends, SplittableRandom random) {
        return backends.get(random.nextInt(backends.size()));
    }

    /** Runs it in a process of its own. */
    public static Result run(Path path, String backend, int rounds) throws IOException, InterruptedException {
        return run(Jvm.granted(), path, backend, rounds);
    }

    public static Result run(Jvm jvm, Path path, String backend, int rounds) throws IOException, InterruptedException {
        return Result.of(jvm.run(AppendingRacer.class, path.toString(), backend, Integer.toString(rounds)));
    }

    /** Runs two of them, which begin to append at the same moment, and returns what both have flushed. */
    public static Result race(Path path, String backends, int rounds) throws Exception {
        ProcessBuilder program = Jvm.granted()
                .builder(AppendingRacer.class, path.toString(), backends, Integer.toString(rounds))
                .redirectErrorStream(true);
        List<Process> both = List.of(program.start(), program.start());
        for (Process racer : both) {
            String line = racer.inputReader().readLine();
            while (line != null && !line.equals(READY)) {
                line = racer.inputReader().readLine();
            }
        }
        for (Process racer : both) {
            racer.getOutputStream().close();
        }
        Future<Result> other = ForkJoinPool.commonPool().submit(() -> finish(both.get(1)));
        return finish(both.get(0)).and(other.get());
    }

    private static Result finish(Process racer) throws InterruptedException {
        String output = racer.inputReader().lines().collect(Collectors.joining("\n"));
        return Result.of(new Jvm.Result(racer.waitFor(), output));
    }
}
