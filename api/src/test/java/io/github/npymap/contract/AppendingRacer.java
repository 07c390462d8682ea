package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.Backend;
import io.github.npymap.Npy;
import io.github.npymap.NpyAppender;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** A program that appends rows as often as it is let, opens and closes the file meanwhile, and prints what it flushed. */
public final class AppendingRacer {
    /**
     * @param rows flushed by this program; no other program has the same
     * @param output with the messages of the refusals
     */
    record Result(List<Long> rows, long refusals, String output) {}

    private static final String REFUSED = "refused";

    private AppendingRacer() {}

    public static void main(String[] args) throws IOException {
        Path path = Path.of(args[0]);
        Backend backend = Npy.using(args[1]);
        int rounds = Integer.parseInt(args[2]);
        long row = ProcessHandle.current().pid() << 32;
        SplittableRandom random = new SplittableRandom(row);
        for (int round = 0; round < rounds; round++) {
            try (NpyAppender appender = Npy.append(path)) {
                for (int k = 0; k < 2; k++) {
                    if (random.nextBoolean()) {
                        backend.open(path, random.nextBoolean() ? Mode.READ : Mode.READ_WRITE)
                                .close();
                    }
                    appender.append(new long[] {++row});
                    appender.flush();
                    System.out.println(row);
                }
            } catch (FileSystemException e) {
                System.out.println(REFUSED);
                System.out.println(e.getMessage());
                backend.open(path, Mode.READ).close();
            }
        }
    }

    /** Runs it in a process of its own. */
    static Result run(Path path, String backend, int rounds) throws IOException, InterruptedException {
        return run(Jvm.granted(), path, backend, rounds);
    }

    static Result run(Jvm jvm, Path path, String backend, int rounds) throws IOException, InterruptedException {
        Jvm.Result result = jvm.run(AppendingRacer.class, path.toString(), backend, Integer.toString(rounds));
        assertThat(result.status()).as(result.output()).isZero();
        List<String> lines = result.output()
                .lines()
                .filter(line -> line.equals(REFUSED) || line.matches("\\d+"))
                .toList();
        List<Long> rows = lines.stream()
                .filter(line -> !line.equals(REFUSED))
                .map(Long::valueOf)
                .toList();
        return new Result(rows, lines.size() - rows.size(), result.output());
    }
}
