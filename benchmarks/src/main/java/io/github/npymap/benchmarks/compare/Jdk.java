package io.github.npymap.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A JDK that is installed here. */
record Jdk(int feature, Path home) {
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");
    private static final Pattern TOOLCHAIN = Pattern.compile("<jdkHome>\\s*([^<]+?)\\s*</jdkHome>");

    Path java() {
        return home.resolve("bin/java");
    }

    /** The JDK in a directory, by the file {@code release} that every JDK has. */
    static Optional<Jdk> at(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            if (version.find() && Files.isExecutable(home.resolve("bin/java"))) {
                return Optional.of(new Jdk(Integer.parseInt(version.group(1)), home.toRealPath()));
            }
        } catch (IOException e) {
            // Not a JDK, then.
        }
        return Optional.empty();
    }

    /** A JDK of just this version, from the usual places. */
    static Optional<Jdk> find(int feature) {
        return homes(feature)
                .flatMap(home -> at(home).stream())
                .filter(jdk -> jdk.feature == feature)
                .findFirst();
    }

    private static Stream<Path> homes(int feature) {
        List<Path> homes = new ArrayList<>();
        Map<String, String> environment = System.getenv();
        for (String name : List.of(
                "JAVA_HOME" + feature,
                "JAVA_HOME_" + feature,
                "JAVA" + feature + "_HOME",
                "JAVA_HOME_" + feature + "_X64",
                "JAVA_HOME")) {
            if (environment.containsKey(name)) {
                homes.add(Path.of(environment.get(name)));
            }
        }
        homes.add(Path.of(System.getProperty("java.home")));
        Path user = Path.of(System.getProperty("user.home"));
        for (Path toolchains : List.of(user.resolve(".m2/toolchains.xml"), Path.of("/etc/maven/toolchains.xml"))) {
            if (Files.isReadable(toolchains)) {
                homes.addAll(toolchains(toolchains));
            }
        }
        for (Path parent : List.of(
                Path.of("/usr/lib/jvm"),
                user.resolve(".sdkman/candidates/java"),
                user.resolve(".jdks"),
                Path.of("/Library/Java/JavaVirtualMachines"))) {
            homes.addAll(children(parent));
        }
        return homes.stream();
    }

    private static List<Path> toolchains(Path file) {
        try {
            return TOOLCHAIN
                    .matcher(Files.readString(file))
                    .results()
                    .map(match -> Path.of(match.group(1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> children(Path parent) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent)) {
                for (Path child : stream) {
                    Path home = child.resolve("Contents/Home");
                    found.add(Files.isDirectory(home) ? home : child);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        found.sort(null);
        return found;
    }

    @Override
    public String toString() {
        return "JDK " + feature + " (" + home + ")";
    }
}
