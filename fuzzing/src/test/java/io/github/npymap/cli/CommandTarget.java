package io.github.npymap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.npz.ArchiveOption;
import io.github.npymap.npz.Npz;
import io.github.npymap.npz.NpzWriter;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Arguments of the commands that write nothing: the first byte chooses one, the second a file, and every line that
 * follows is an argument. In this package, which knows how to run a command inside a process.
 */
public final class CommandTarget {
    private static final List<String> COMMANDS =
            List.of("info", "head", "get", "slice", "stats", "digest", "residency", "backends", "plot", "warm");

    private static final List<Path> FILES = files();

    /** Nobody reads more: what is printed without end is noticed. */
    private static final int MOST_OUTPUT = 1 << 20;

    /** What {@code --stacktrace} begins with, and what only a missing check throws. */
    private static final Pattern UNDOCUMENTED = Pattern.compile(
            "^(?:Caused by: )?(\\S*(?:NullPointer|ClassCast|ArrayIndexOutOfBounds|StringIndexOutOfBounds|Arithmetic"
                    + "|NegativeArraySize|ConcurrentModification|ArrayStore)Exception|\\S+Error)\\b",
            Pattern.MULTILINE);

    private static final Pattern PICTURE = Pattern.compile("(?i)\\.(png|svg)");

    private CommandTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length >= 2) {
            List<String> arguments = new ArrayList<>();
            arguments.add(COMMANDS.get(Math.floorMod(input[0], COMMANDS.size())));
            arguments.add("--stacktrace");
            if (input[1] >= 0) {
                arguments.add(FILES.get(input[1] % FILES.size()).toString());
            }
            String rest = new String(input, 2, input.length - 2, UTF_8);
            arguments.addAll(List.of(rest.split("\n", -1)));
            // What plot --out would write, and nothing else writes.
            if (!PICTURE.matcher(rest).find()) {
                run(arguments);
            }
        }
    }

    private static void run(List<String> arguments) {
        Output out = new Output();
        Output err = new Output();
        String[] all = arguments.toArray(String[]::new);
        int status = Main.run(new PrintWriter(out), new PrintWriter(err), all);
        String said = err.toString();
        boolean explained = said.contains("npymap: ") || out.toString().contains("\"error\"");
        if (status < 0 || status > 2 || (status != 0 && !explained)) {
            throw new AssertionError("status " + status + " and: " + said + " of " + arguments);
        }
        Matcher undocumented = UNDOCUMENTED.matcher(said);
        if (undocumented.find()) {
            throw new AssertionError(arguments + " are not refused, but fail: " + said);
        }
    }

    /** A terminal that is closed after so much. */
    private static final class Output extends StringWriter {
        @Override
        public void write(String text, int offset, int length) {
            requireOpen();
            super.write(text, offset, length);
        }

        @Override
        public void write(char[] text, int offset, int length) {
            requireOpen();
            super.write(text, offset, length);
        }

        private void requireOpen() {
            if (getBuffer().length() > MOST_OUTPUT) {
                throw new AssertionError("more output than anybody reads");
            }
        }
    }

    private static List<Path> files() {
        try {
            Path directory = Files.createTempDirectory("fuzzed");
            Path numbers = directory.resolve("n.npy");
            Npy.save(numbers, IntStream.range(0, 24).mapToDouble(k -> k / 3.0).toArray(), 2, 3, 4);
            Path fields = directory.resolve("f.npy");
            Npy.save(fields, NpyArray.zeros(Npy.dtype("[('a', '<i4'), ('b', 'S3'), ('c', '<f2', (2,))]"), Shape.of(5)));
            Path archive = directory.resolve("a.npz");
            try (NpzWriter npz = Npz.create(archive, ArchiveOption.COMPRESSED)) {
                npz.add("x", new int[] {1, 2, 3}).add("y", new boolean[] {true}).commit();
            }
            Path times = directory.resolve("t.npy");
            Npy.save(times, NpyArray.zeros(Npy.dtype("<M8[7D]"), Shape.of(2)));
            List<Path> files = List.of(numbers, fields, archive, times);
            files.forEach(file -> file.toFile().deleteOnExit());
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Inputs to begin with: every command with every file, and arguments as they are documented. */
    public static List<byte[]> seeds() {
        List<String> arguments = List.of(
                "",
                "0",
                "1,2:,::-1",
                "-1",
                "--json",
                "-n\n3",
                "--all\n:",
                "--field\na\n0",
                "--view\n<i8",
                "--raw\n--dtype\n<f4\n--offset\n4\n--shape\n2,3\n--fortran",
                "--raw\n--dtype\n<i2\n--allow-npy-header",
                "--backend\nnio",
                "--advise\nsequential",
                "--help",
                "a\u0000b",
                "../../x.npy");
        List<byte[]> seeds = new ArrayList<>();
        for (int command = 0; command < COMMANDS.size(); command++) {
            for (int file = -1; file < FILES.size(); file++) {
                seeds.add(seed(command, file, ""));
            }
        }
        for (int k = 0; k < arguments.size(); k++) {
            seeds.add(seed(k % COMMANDS.size(), 0, arguments.get(k)));
        }
        for (String boundless : List.of("0\n--kind\nhistogram\n--bins\n2000000000", "0,0\n--samples\n2000000000")) {
            seeds.add(seed(COMMANDS.indexOf("plot"), 0, boundless));
        }
        return seeds;
    }

    private static byte[] seed(int command, int file, String arguments) {
        return ((char) command + "" + (char) (file & 0x7f) + arguments).getBytes(UTF_8);
    }
}
