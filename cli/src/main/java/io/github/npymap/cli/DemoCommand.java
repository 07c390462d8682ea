package io.github.npymap.cli;

import io.github.npymap.Backend;
import io.github.npymap.BackendStatus;
import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.spi.Availability;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "Show what npymap is for on a matrix made for it: the mistake of mapping a .npy file raw, the"
                + " right way, and how fast each backend reads.",
        footerHeading = Main.EXAMPLES,
        footer = {"  npymap demo", "  npymap demo --backend nio --rows 200"})
final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--rows", paramLabel = "COUNT", description = "Rows of the matrix (default ${DEFAULT-VALUE}).")
    private int rows = 2000;

    @Option(
            names = "--columns",
            paramLabel = "COUNT",
            description = "Columns of the matrix (default ${DEFAULT-VALUE}).")
    private int columns = 20_000;

    @Option(names = "--directory", paramLabel = "DIR", description = "Where to make the file (default: temporary).")
    private Path directory;

    @Option(names = "--keep", description = "Leave the file there at the end.")
    private boolean keep;

    @Mixin
    private BackendOption backend;

    private PrintWriter out;

    @Override
    public Integer call() throws IOException {
        if (rows < 1 || columns < 1) {
            throw new ParameterException(spec.commandLine(), "the matrix needs at least one row and one column");
        }
        out = spec.commandLine().getOut();
        Backend writing = backend.backend();
        Path file = directory == null
                ? Files.createTempFile("npymap-demo", ".npy")
                : Files.createTempFile(directory, "npymap-demo", ".npy");
        Thread cleaner = new Thread(() -> delete(file));
        if (!keep) {
            // For the user who has seen enough before the end.
            Runtime.getRuntime().addShutdownHook(cleaner);
        }
        try {
            write(writing, file);
            showMistake(file);
            showRightWay(file);
            compare(file);
        } finally {
            if (!keep) {
                delete(file);
                Runtime.getRuntime().removeShutdownHook(cleaner);
            }
            out.flush();
        }
        if (keep) {
            out.println("The file is still there: " + file);
        }
        return 0;
    }

    private void write(Backend writing, Path file) throws IOException {
        title("A matrix that Python could have saved");
        long start = System.nanoTime();
        try (NpyFile created = writing.create(file, DType.FLOAT64, Shape.of(rows, columns), CreateOption.REPLACE);
                ProgressLine progress = ProgressLine.of(spec, rows)) {
            NpyArray matrix = created.array();
            double[] row = new double[columns];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    row[j] = (double) i * columns + j;
                }
                matrix.write((long) i * columns, row, 0, columns);
                progress.accept(i);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        line(String.format(
                Locale.ROOT,
                "np.arange(%d.0).reshape(%d, %d), %s, written through %s in %.1f s",
                (long) rows * columns,
                rows,
                columns,
                Text.bytes(Files.size(file)),
                writing.name(),
                seconds));
    }

    private void showMistake(Path file) throws IOException {
        title("The mistake: to map it raw, as the float64 that one knows are in there");
        line("Npy.raw(path, DType.FLOAT64).open()");
        try (NpyFile mapped = Npy.raw(file, DType.FLOAT64).open()) {
            throw new IllegalStateException("the raw map of " + mapped.path() + " was not refused");
        } catch (IOException | IllegalArgumentException e) {
            line("refused: " + Text.oneLine(e.getMessage()));
        }
        try (NpyFile mapped = Npy.raw(file, DType.FLOAT64).allowNpyHeader().open()) {
            line(String.format(
                    Locale.ROOT,
                    "Where it is insisted on, .allowNpyHeader(), the first element is %s: the header, read as a number.",
                    FloatText.of(mapped.array().getDouble(0))));
        }
    }

    private void showRightWay(Path file) throws IOException {
        title("The right way: what np.load(path, mmap_mode='r') does");
        NpyHeader header = Npy.header(file);
        try (NpyFile mapped = Npy.open(file)) {
            NpyArray matrix = mapped.array();
            line("Npy.open(path).array()");
            line(String.format(
                    Locale.ROOT, "%s %s, data from byte %d", matrix.dtype(), matrix.shape(), header.dataOffset()));
            line(String.format(Locale.ROOT, "[0, 0] is %s", FloatText.of(matrix.getDouble(0, 0))));
            line(String.format(
                    Locale.ROOT,
                    "[%d, %d] is %s",
                    rows - 1,
                    columns - 1,
                    FloatText.of(matrix.getDouble(rows - 1, columns - 1))));
        }
    }

    private void compare(Path file) throws IOException {
        title("How fast each backend reads it, from memory");
        List<DemoTable.Column> columnsOfTable = new ArrayList<>();
        for (BackendStatus status : Npy.backends()) {
            if (backend.isGiven() && !status.name().equals(backend.backend().name())) {
                continue;
            }
            if (!backend.isGiven() && status.availability().status() != Availability.Status.READY) {
                line(String.format(
                        Locale.ROOT,
                        "%s is left out: %s",
                        status.name(),
                        Text.oneLine(status.availability().reason())));
                continue;
            }
            try (NpyFile mapped = Npy.using(status.name()).open(file);
                    ProgressLine progress = ProgressLine.of(spec, DemoRun.STEPS)) {
                columnsOfTable.add(new DemoTable.Column(status.name(), DemoRun.measure(mapped.array(), progress)));
            }
        }
        DemoTable.print(columnsOfTable, Terminal.showsUnicode(), out);
        line("Longer bars are faster. Each figure is the best of three short runs: quick to see, not to be quoted.");
        line("The benchmarks module measures with JMH, against C and NumPy.");
    }

    private void title(String text) {
        out.println();
        out.println(spec.commandLine().getColorScheme().ansi().string("@|bold " + text + "|@"));
        out.flush();
    }

    private void line(String text) {
        out.println("  " + text);
        out.flush();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.err.println("npymap: " + file + " is left behind: " + e);
        }
    }
}
