package io.github.npymap.benchmarks.compare;

import com.sun.jna.Platform;
import io.github.npymap.benchmarks.compare.Program.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds everything that can be compared on this machine. */
final class Programs implements AutoCloseable {
    static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    /** For libraries that keep the file in an array, and need as much again while they read it. */
    private static final String LARGE_HEAP = "-Xmx5g";

    private static final String HEAP = "-Xmx1g";

    private final Path jar;
    private final Path directory;

    /** @param jar with the classes of the workers: this one */
    Programs(Path jar) throws IOException {
        this.jar = jar;
        directory = Files.createTempDirectory("npymap-compare-");
    }

    List<Program> find(Map<Integer, Optional<Jdk>> jdks) throws IOException {
        List<Program> programs = new ArrayList<>();
        addJvms(programs, jdks, Kind.JNI, "npymap jni", "jni");
        addJvms(programs, jdks, Kind.NIO, "npymap nio", "nio");
        addJvms(programs, jdks, Kind.BY_HAND, "by hand", "by-hand");
        programs.add(c());
        programs.add(numpy());
        Map<Integer, Optional<Jdk>> newest = new LinkedHashMap<>();
        int feature = jdks.entrySet().stream()
                .filter(entry -> entry.getValue().isPresent())
                .mapToInt(Map.Entry::getKey)
                .max()
                .orElseThrow(() -> new IOException("no JDK was found: --jdk17 PATH and --jdk25 PATH name them"));
        newest.put(feature, jdks.get(feature));
        addJvms(programs, newest, Kind.JETBRAINS, "JetBrains npy", "jetbrains");
        addJvms(programs, newest, Kind.DJL, "DJL", "djl");
        return programs;
    }

    private void addJvms(
            List<Program> programs, Map<Integer, Optional<Jdk>> jdks, Kind kind, String label, String contender) {
        jdks.forEach((feature, jdk) -> {
            String what = kind == Kind.BY_HAND ? byHand(feature) : label;
            programs.add(new Program(
                    what + ", JDK " + feature,
                    kind,
                    feature,
                    jdk.map(found -> jvm(found, contender, kind.copiesToHeap() ? LARGE_HEAP : HEAP))
                            .orElse(List.of()),
                    jdk.isPresent() ? "" : "no JDK " + feature + " was found; --jdk" + feature + " PATH names it"));
        });
    }

    private static String byHand(int feature) {
        return feature < 22 ? "ByteBuffer windows by hand" : "MemorySegment by hand";
    }

    private List<String> jvm(Jdk jdk, String contender, String heap) {
        return List.of(
                jdk.java().toString(), heap, NATIVE_ACCESS, "-cp", jar.toString(), Worker.class.getName(), contender);
    }

    private Program c() throws IOException {
        String resource = "/" + Platform.RESOURCE_PREFIX + "/npymap_reference.bin";
        Path program = directory.resolve("reference");
        try (InputStream in = Programs.class.getResourceAsStream(resource)) {
            if (in == null) {
                return new Program(Lineup.C, Kind.C, 0, List.of(), "this jar was built without C");
            }
            Files.copy(in, program, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + program + " executable");
        }
        return new Program(Lineup.C, Kind.C, 0, List.of(program.toString()), "");
    }

    private Program numpy() throws IOException {
        List<String> candidates = new ArrayList<>();
        Optional.ofNullable(System.getenv("NPYMAP_PYTHON")).ifPresent(candidates::add);
        candidates.addAll(List.of("python3", "/usr/bin/python3"));
        for (String python : candidates) {
            Optional<String> executable = withNumpy(python);
            if (executable.isPresent()) {
                Path script = directory.resolve("numpy_worker.py");
                try (InputStream in = Programs.class.getResourceAsStream("numpy_worker.py")) {
                    Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
                }
                return new Program("NumPy", Kind.NUMPY, 0, List.of(executable.get(), script.toString()), "");
            }
        }
        return new Program(
                "NumPy", Kind.NUMPY, 0, List.of(), "none of " + String.join(", ", candidates) + " has NumPy");
    }

    /** The interpreter itself: what is on the path may be a script that looks for it each time. */
    private static Optional<String> withNumpy(String python) {
        try {
            CommandOutput output = CommandOutput.of(List.of(python, "-c", "import sys, numpy; print(sys.executable)"));
            return output.status() == 0 ? Optional.of(output.text().strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What each of them runs on, in its own words. */
    static Map<String, String> versions(List<Program> programs) throws IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        for (Program program : programs) {
            if (program.isMissing()) {
                versions.put(program.label(), "not here: " + program.missing());
                continue;
            }
            try (Child child = new Child(program.command())) {
                versions.put(program.label(), child.hello());
            }
        }
        return versions;
    }

    @Override
    public void close() throws IOException {
        for (String name : List.of("reference", "numpy_worker.py")) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.delete(directory);
    }
}
