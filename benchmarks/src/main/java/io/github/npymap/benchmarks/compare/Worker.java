package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.contender.ByHandContender;
import io.github.npymap.benchmarks.contender.DataFile;
import io.github.npymap.benchmarks.contender.HeapContender;
import io.github.npymap.benchmarks.contender.JavaContender;
import io.github.npymap.benchmarks.contender.Libraries;
import io.github.npymap.benchmarks.contender.NpymapContender;
import io.github.npymap.benchmarks.contender.Positions;
import io.github.npymap.benchmarks.contender.Reference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** A JVM with one contender: reads commands, one a line, and answers each with one line, as program.c does. */
public final class Worker {
    /** Opens in one run; libraries that read the whole file do with one. */
    private static final int OPENS = 400;

    private interface Opener {
        JavaContender open(DataFile file) throws IOException;
    }

    private final Opener opener;
    private final int opens;
    private DataFile file;
    private JavaContender contender;

    /** By what follows the name of the work, as in "gather+parallel". */
    private final Map<String, JavaContender> tuned = new HashMap<>();

    private Positions positions;
    private Reference bytes;

    private Worker(Opener opener, int opens) {
        this.opener = opener;
        this.opens = opens;
    }

    /**
     * Serves until the input ends.
     *
     * @param arguments the contender: {@code jni} and {@code nio} are npymap's backends
     */
    public static void main(String[] arguments) throws IOException {
        // What a library prints is no answer.
        PrintStream answers = System.out;
        System.setOut(System.err);
        Worker worker = switch (arguments[0]) {
            case "by-hand" -> new Worker(ByHandContender::new, OPENS);
            case "jetbrains" -> new Worker(data -> new HeapContender(data, Libraries::readByJetBrains), 1);
            case "djl" -> new Worker(data -> new HeapContender(data, Libraries::readByDjl), 1);
            default -> new Worker(data -> new NpymapContender(data, arguments[0]), OPENS);
        };
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            answers.println(worker.answer(line));
            answers.flush();
        }
    }

    private String answer(String line) {
        int space = line.indexOf(' ');
        String command = space < 0 ? line : line.substring(0, space);
        String argument = space < 0 ? "" : line.substring(space + 1);
        try {
            return ("ok " + execute(command, argument)).strip();
        } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError e) {
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            return "cannot " + reason.lines().findFirst().orElse(e.toString());
        }
    }

    private String execute(String command, String argument) throws IOException {
        switch (command) {
            case "hello" -> {
                return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
            }
            case "open" -> open(Path.of(argument));
            case "positions" -> positions = Positions.read(file, Path.of(argument));
            case "run" -> {
                return run(argument);
            }
            case "close" -> close();
            default -> throw new IllegalArgumentException("unknown command " + command);
        }
        return "";
    }

    private void open(Path path) throws IOException {
        file = DataFile.existing(path);
        contender = opener.open(file);
    }

    private void close() throws IOException {
        tuned.clear();
        if (contender != null) {
            contender.close();
            contender = null;
        }
        if (bytes != null) {
            bytes.close();
            bytes = null;
        }
        // Windows mapped by hand go when the collector finds them, and a mapped file cannot be dropped from memory.
        System.gc();
    }

    private String run(String work) throws IOException {
        int plus = work.indexOf('+');
        if (plus < 0) {
            return run(contender, work);
        }
        JavaContender other = tuned.computeIfAbsent(work.substring(plus + 1), ways -> {
            JavaContender found = contender;
            for (String way : ways.split("\\+", -1)) {
                found = found.tuned(way);
            }
            return found;
        });
        return run(other, work.substring(0, plus));
    }

    private String run(JavaContender doer, String work) throws IOException {
        return switch (work) {
            case "sum" -> time(file.size(), doer::sum);
            case "scan" -> time(file.size(), doer::scan);
            case "loop" -> time(file.size(), doer::sumByElement);
            case "pick" -> time(positions.rows.length, () -> doer.pick(positions));
            case "gather" -> timeCopy(positions.rows.length, () -> doer.gather(positions));
            case "gather-rows" -> timeCopy(positions.rows.length, () -> doer.gatherRows(positions.rows));
            case "columns" -> time(positions.columns.length, () -> doer.copyColumns(positions.columns));
            case "rows" -> time(file.rows(), doer::copyRows);
            case "memcpy" -> copyMemory();
            case "open" -> timeOpening();
            default -> throw new UnsupportedOperationException("unknown work " + work);
        };
    }

    private static String time(long count, DoubleSupplier work) {
        long start = System.nanoTime();
        double checksum = work.getAsDouble();
        return result(System.nanoTime() - start, count, checksum);
    }

    private interface Copy {
        Object run();
    }

    private static String timeCopy(long count, Copy work) {
        long start = System.nanoTime();
        Object array = work.run();
        long nanoseconds = System.nanoTime() - start;
        int length = Array.getLength(array);
        double checksum =
                Array.getDouble(array, 0) + Array.getDouble(array, length / 2) + Array.getDouble(array, length - 1);
        return result(nanoseconds, count, checksum);
    }

    /** Fills an array like that of "rows" from the bytes of the file, as often as they suffice for. */
    private String copyMemory() throws IOException {
        int itemsize = file.isDouble() ? Double.BYTES : Float.BYTES;
        if (bytes == null) {
            bytes = new Reference(file.path(), itemsize);
        }
        long count = file.nbytes() / ((long) itemsize * file.columns());
        if (file.isDouble()) {
            double[] row = new double[file.columns()];
            return time(count, () -> bytes.rows(row));
        }
        float[] row = new float[file.columns()];
        return time(count, () -> bytes.rows(row));
    }

    private String timeOpening() throws IOException {
        if (opens == 1 && contender != null) {
            // What holds a whole copy of the file would share the machine's memory with the next copy.
            contender.close();
            contender = null;
        }
        long nanoseconds = 0;
        double checksum = 0;
        for (int k = 0; k < opens; k++) {
            long start = System.nanoTime();
            JavaContender opened = opener.open(file);
            checksum += opened.first();
            nanoseconds += System.nanoTime() - start;
            opened.close();
        }
        return result(nanoseconds, opens, checksum / opens);
    }

    private static String result(long nanoseconds, long count, double checksum) {
        return nanoseconds + " " + count + " " + checksum;
    }
}
