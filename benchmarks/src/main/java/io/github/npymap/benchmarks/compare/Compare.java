package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.contender.DataFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole comparison in one run, and its report. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares npymap with C, NumPy and others on this machine, and writes a report.")
public final class Compare implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "An npy file of your own instead of the generated ones: float64 or float32, two axes, C"
                    + " order. It is only read.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "report",
            description = "Where the report goes (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--only",
            paramLabel = "ROW",
            split = ",",
            description = "Rows to measure, by name; all and JMH by default.")
    private List<String> only = List.of();

    @Option(names = "--quick", description = "Small files and few rounds: shows that everything runs, no more.")
    private boolean quick;

    @Option(names = "--no-jmh", description = "Without the JMH benchmarks, which take one or two minutes.")
    private boolean withoutJmh;

    @Option(names = "--jdk17", paramLabel = "HOME", description = "The JDK 17, if it is not found.")
    private Path jdk17;

    @Option(names = "--jdk25", paramLabel = "HOME", description = "The JDK 25, if it is not found.")
    private Path jdk25;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the generated files are, 4 GB on a real disk; they stay for the next run (default:"
                    + " comparison-data beside this jar).")
    private Path data;

    @Option(
            names = "--cli",
            paramLabel = "FILE",
            description = "The packaged command line, if it is not where the build puts it: bin/npymap of an unpacked"
                    + " distribution, whose lib/prepare is run on each JDK, or npymap.jar.")
    private Path cli;

    /** Returns the exit status: 0 unless something broke, whatever the figures are. */
    public static int run(String... arguments) {
        return new CommandLine(new Compare()).execute(arguments);
    }

    @Override
    public Integer call() throws IOException {
        List<Row> rows = rows();
        Optional<DataFile> own = own();
        Scale scale = quick ? Scale.QUICK : Scale.FULL;
        if (own.isPresent()) {
            scale = scale.fitting(own.get());
        }
        Path jar = ownJar();
        Path directory = data != null ? data.toAbsolutePath() : jar.resolveSibling("comparison-data");
        Files.createDirectories(directory);
        Files.createDirectories(out);

        Progress progress = new Progress(System.err);
        String date = OffsetDateTime.now(ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        Map<Integer, Optional<Jdk>> jdks = jdks();
        try (Programs programs = new Programs(jar);
                DataFiles files = new DataFiles(scale, directory, own)) {
            List<Program> found = programs.find(jdks);
            Map<String, String> versions = Programs.versions(found);
            versions.forEach((label, version) -> progress.say(label + ": " + version));
            ComparisonRun run =
                    new ComparisonRun(new Lineup(found), files, scale, new Getters(cli(jar), jar), progress);
            List<RowResult> results = run.measure(rows);
            List<JmhScore> jmh = jmh(jdks, new JmhRuns(jar, directory), progress);
            Comparison comparison = new Comparison(
                    date,
                    version(),
                    own.map(DataFile::toString).orElse(""),
                    quick,
                    scale,
                    Machine.here(own.map(DataFile::path).orElse(directory)),
                    versions,
                    results,
                    Judge.verdicts(results),
                    jmh);
            new Report(out).write(comparison);
            System.out.print(new TextReport(comparison).text());
            progress.say("" + out.resolve(Report.HTML).toAbsolutePath().normalize());
        }
        return 0;
    }

    private List<Row> rows() {
        List<String> names = Row.ALL.stream().map(Row::id).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(), "there is no row " + name + "; there are " + String.join(", ", names));
            }
        }
        return Row.ALL.stream()
                .filter(row -> only.isEmpty() || only.contains(row.id()))
                .toList();
    }

    private Optional<DataFile> own() throws IOException {
        try {
            return file == null ? Optional.empty() : Optional.of(DataFiles.own(file));
        } catch (UnsupportedOperationException e) {
            throw new ParameterException(spec.commandLine(), file + ": " + e.getMessage(), e);
        }
    }

    private Map<Integer, Optional<Jdk>> jdks() {
        Map<Integer, Optional<Jdk>> jdks = new LinkedHashMap<>();
        jdks.put(17, jdk(17, jdk17));
        jdks.put(25, jdk(25, jdk25));
        return jdks;
    }

    private Optional<Jdk> jdk(int feature, Path named) {
        if (named == null) {
            return Jdk.find(feature);
        }
        Optional<Jdk> jdk = Jdk.at(named).filter(candidate -> candidate.feature() == feature);
        if (jdk.isEmpty()) {
            throw new ParameterException(spec.commandLine(), named + " is no JDK " + feature);
        }
        return jdk;
    }

    /** With this program's own files JMH has nothing to do. */
    private List<JmhScore> jmh(Map<Integer, Optional<Jdk>> jdks, JmhRuns runs, Progress progress) throws IOException {
        List<JmhScore> scores = new ArrayList<>();
        if (withoutJmh || file != null || !only.isEmpty()) {
            return scores;
        }
        for (Optional<Jdk> jdk : jdks.values()) {
            if (jdk.isPresent()) {
                progress.say("JMH on " + jdk.get());
                scores.addAll(runs.run(jdk.get(), quick));
            }
        }
        return scores;
    }

    private static String version() {
        return Optional.ofNullable(Compare.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }

    private Optional<Path> cli(Path jar) {
        if (cli != null && !Files.isRegularFile(cli)) {
            throw new ParameterException(spec.commandLine(), cli + " is not there");
        }
        Path built = jar.resolveSibling("../../cli/target");
        return Stream.of(
                        Optional.ofNullable(cli),
                        Optional.of(built.resolve("distribution/npymap-" + version() + "/bin/npymap")),
                        Optional.of(built.resolve("npymap.jar")))
                .flatMap(Optional::stream)
                .map(candidate -> candidate.toAbsolutePath().normalize())
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Path ownJar() throws IOException {
        try {
            Path jar = Path.of(Compare.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (!Files.isRegularFile(jar)) {
                throw new IOException("the contenders run from benchmarks.jar, which this is not: " + jar);
            }
            return jar;
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
