package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import io.github.npymap.internal.file.WriteFailure;
import io.github.npymap.internal.publication.PendingFile;
import io.github.npymap.internal.publication.Publication;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.StructType;
import io.github.npymap.types.TimeType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "plot",
        description = {
            "Draw an array, or a part of it: in the terminal, or as PNG or SVG.",
            "Of a large one evenly spaced elements are taken, and nothing else is read; the title" + " says how many."
        },
        footerHeading = Main.EXAMPLES,
        footer = {
            "  npymap plot signal.npy",
            "  npymap plot images.npy 17",
            "  npymap plot --kind histogram weights.npy",
            "  npymap plot --out weights.png weights.npy ':1000, :1000'"
        })
final class PlotCommand implements Callable<Integer> {

    /** Pixels and characters bound what curves and images can show; a histogram gains from more. */
    private static final int SAMPLES = 1 << 14;

    /** As many as any memory has room for, and more than a picture can show. */
    private static final int MOST_SAMPLES = 1 << 20;

    private static final int MOST_BINS = 1 << 16;

    /** Most rows, and most columns, of a picture. */
    private static final int PICTURE = 720;

    /** What to draw. */
    enum Kind {
        LINE,
        HISTOGRAM,
        IMAGE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private FileArgument file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SLICE",
            description = "The part: what stands between the brackets in Python.")
    private String slice;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "What to draw: ${COMPLETION-CANDIDATES} (default: line for one axis, image for two).")
    private Kind kind;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "The picture: a name that ends in .png or .svg. Without it the terminal shows a sketch.")
    private Path out;

    @Option(names = "--force", description = "Replace a picture that exists.")
    private boolean force;

    @Option(
            names = "--bins",
            paramLabel = "COUNT",
            description = "Intervals of a histogram (default ${DEFAULT-VALUE}).")
    private int bins = 20;

    @Option(
            names = "--samples",
            paramLabel = "COUNT",
            description = "Most elements to read for a line or a histogram (default ${DEFAULT-VALUE}).")
    private int samples = SAMPLES;

    @Override
    public Integer call() throws IOException {
        requireWithin("--bins", bins, 1, MOST_BINS);
        requireWithin("--samples", samples, 2, MOST_SAMPLES);
        requireFree();
        return file.read((array, terminal) -> {
            NpyArray part = slice == null ? array : file.request(() -> array.slice(slice));
            requirePlottable(part);
            Kind drawn = kind != null ? kind : part.ndim() == 1 ? Kind.LINE : Kind.IMAGE;
            switch (drawn) {
                case LINE -> line(part, terminal);
                case HISTOGRAM -> histogram(part, terminal);
                case IMAGE -> image(part, terminal);
            }
        });
    }

    private void requireWithin(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " takes from " + least + " to " + most + ", not " + value);
        }
    }

    private void line(NpyArray part, PrintWriter terminal) throws IOException {
        if (part.ndim() != 1) {
            throw new IOException(file.name() + ": a line has one axis, and this part has the shape " + part.shape()
                    + "; a slice such as 0 takes a row, \":, 0\" a column");
        }
        Sample sample = sample(part, 1, samples);
        draw(part, sample, terminal, title -> PlotFile.line(sample, title, format()), text -> text.line(sample));
    }

    private void histogram(NpyArray part, PrintWriter terminal) throws IOException {
        // As many of the rows as of the columns, so that no row is preferred.
        int columns = part.ndim() == 1
                ? samples
                : (int) Math.max(
                        Math.sqrt(samples), samples / (double) part.shape().get(0));
        int rows = Math.max(1, samples / (int) Math.min(columns, part.shape().get(part.ndim() - 1)));
        Sample sample = sample(part, rows, columns);
        Histogram histogram = Histogram.of(sample, bins);
        draw(
                part,
                sample,
                terminal,
                title -> PlotFile.histogram(histogram, title, format()),
                text -> text.histogram(histogram));
    }

    private void image(NpyArray part, PrintWriter terminal) throws IOException {
        if (part.ndim() != 2) {
            throw new IOException(file.name() + ": an image has two axes, and this part has the shape " + part.shape()
                    + "; --kind line draws one axis");
        }
        int[] size = PlotText.imageSize(part.shape().get(0), part.shape().get(1));
        Sample sample = out == null ? sample(part, size[0], size[1]) : pixels(part);
        draw(
                part,
                sample,
                terminal,
                title -> PlotFile.image(sample, title, format()),
                text -> text.image(sample, size[0], size[1]));
    }

    /** As much less of the rows as of the columns, so that the image keeps its proportions. */
    private Sample pixels(NpyArray part) {
        double rows = part.shape().get(0);
        double columns = part.shape().get(1);
        double scale = Math.min(1, PICTURE / Math.max(rows, columns));
        return sample(part, (int) Math.max(1, rows * scale), (int) Math.max(1, columns * scale));
    }

    private Sample sample(NpyArray part, int mostRows, int mostColumns) {
        try (ProgressLine progress = ProgressLine.of(spec, Sample.size(part, mostRows, mostColumns))) {
            return Sample.of(part, mostRows, mostColumns, progress);
        }
    }

    private interface Picture {
        byte[] draw(String title) throws IOException;
    }

    private interface Sketch {
        List<String> draw(PlotText text);
    }

    private void draw(NpyArray part, Sample sample, PrintWriter terminal, Picture picture, Sketch sketch)
            throws IOException {
        if (sample.range().isEmpty()) {
            throw new IOException(file.name() + ": no finite number to draw among " + part);
        }
        String title = title(part, sample);
        if (out == null) {
            terminal.println(title);
            sketch.draw(new PlotText(Terminal.showsUnicode())).forEach(terminal::println);
            return;
        }
        System.setProperty("java.awt.headless", "true");
        byte[] bytes;
        try {
            bytes = picture.draw(title);
        } catch (LinkageError | InternalError e) {
            throw new IOException(
                    out + ": this Java cannot draw pictures (" + e.getMessage()
                            + "); Debian's packages libfreetype6, fontconfig and fonts-dejavu-core bring what it needs,"
                            + " and without --out the terminal shows a sketch",
                    e);
        }
        write(bytes);
        terminal.println(out + ": " + title);
    }

    private void write(byte[] bytes) throws IOException {
        Publication publication =
                force ? Publication.replacing(false) : Publication.onlyNew("--force replaces it", false);
        try (NewFiles files = NewFiles.watch();
                PendingFile written = PendingFile.beside(out, publication)) {
            files.complete(() -> {
                try {
                    Files.write(written.file(), bytes);
                } catch (IOException e) {
                    throw WriteFailure.explain(e, out.toString(), written.file(), 0);
                }
                written.commit();
            });
        }
    }

    private String title(NpyArray part, Sample sample) {
        String name = Path.of(file.name()).getFileName() + (slice == null ? "" : "[" + slice + "]");
        String share = sample.values().length < part.size() ? ", " + sample.values().length + " elements of it" : "";
        return name + " " + part + share;
    }

    private void requireFree() throws IOException {
        if (out == null) {
            return;
        }
        format();
        if (!force && Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
    }

    private String format() {
        String name = out.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".png") || name.endsWith(".svg")) {
            return name.substring(name.length() - 3);
        }
        throw new ParameterException(spec.commandLine(), "--out takes a name that ends in .png or .svg, not " + out);
    }

    private void requirePlottable(NpyArray part) throws IOException {
        DType dtype = part.dtype();
        if (!(dtype instanceof NumberType number) || number.kind().isComplex()) {
            throw new IOException(file.name() + ": elements of " + dtype + " cannot be drawn; " + remedy(dtype));
        }
        if (part.ndim() < 1 || part.ndim() > 2) {
            throw new IOException(file.name() + ": only one or two axes can be drawn, and this part has the shape "
                    + part.shape() + (part.ndim() == 0 ? "" : "; a slice such as 0 takes the first entry of an axis"));
        }
        if (part.size() == 0) {
            throw new IOException(file.name() + ": no elements in " + part);
        }
    }

    private static String remedy(DType dtype) {
        if (dtype instanceof StructType struct && !struct.fields().isEmpty()) {
            return "--field " + struct.fields().get(0).name() + " takes one of the fields";
        }
        if (dtype instanceof TimeType) {
            return "--view int64 takes the counts of time units";
        }
        return dtype instanceof NumberType number
                ? "--view float" + number.itemsize() * Byte.SIZE / 2 + " takes their parts, one after the other"
                : "--view takes their bytes for numbers";
    }
}
