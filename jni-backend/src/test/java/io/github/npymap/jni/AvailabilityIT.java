package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Platform;
import io.github.npymap.spi.Availability;
import io.github.npymap.spi.BackendProvider;
import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.support.Disk;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.Mode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the provider says of itself, in processes where things are missing. Needs the class for JDK 22 in the jar. */
@Tag(Rounds.TAG)
class AvailabilityIT {
    private static final String GRANT = "--enable-native-access=ALL-UNNAMED";

    @TempDir
    Path directory;

    @BeforeEach
    void requireLibrary() {
        Mappings.requireLibrary();
    }

    @Test
    void theProviderIsFoundAsAService() {
        assertThat(ServiceLoader.load(BackendProvider.class))
                .filteredOn(provider -> provider.name().equals("jni"))
                .singleElement()
                .satisfies(provider -> assertThat(provider.priority()).isEqualTo(100))
                .satisfies(provider -> assertThat(provider.availability()).isEqualTo(Availability.READY));
    }

    @Test
    void aTemporaryDirectoryThatCannotBeWrittenIsNamedWithItsProperty() throws Exception {
        // Not below a directory: root could make it.
        Path nowhere = Files.createFile(directory.resolve("file")).resolve("tmp");
        assertThat(ask(classPath(), "-Djna.tmpdir=" + nowhere))
                .contains("UNAVAILABLE the C library cannot be loaded: ")
                .contains(nowhere + " has to be writable: let -Djna.tmpdir name one that is")
                .contains("map: java.io.IOException: the jni backend is unavailable: the C library cannot be loaded");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aTemporaryDirectoryThatForbidsCodeIsDiagnosed() throws Exception {
        try (Disk disk = Disk.of(directory.resolve("disk"), "size=10m,noexec")) {
            assertThat(ask(classPath(), "-Djna.tmpdir=" + disk.directory()))
                    .contains("UNAVAILABLE the C library cannot be loaded: ")
                    .contains(
                            disk.directory() + " may be mounted noexec: let -Djna.tmpdir name a directory that is not");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aHomeThatForbidsCodeIsDiagnosed() throws Exception {
        try (Disk disk = Disk.of(directory.resolve("disk"), "size=10m,noexec")) {
            assertThat(ask(classPath(), "-Duser.home=" + disk.directory()))
                    .contains("UNAVAILABLE the C library cannot be loaded: ")
                    .containsPattern("; \\Q" + disk.directory() + "\\E/\\S+ may be mounted noexec");
        }
    }

    @Test
    void aUserWithoutAHomeHasTheLibraryAndNoFolderIsLeft() throws Exception {
        assertThat(ask(classPath(), "-Duser.home=?")).isEqualTo("READY \nmapped 42\n");
        assertThat(Path.of("?")).doesNotExist();
    }

    @Test
    void aRelativeTemporaryDirectoryServes() throws Exception {
        Path relative = Path.of("").toAbsolutePath().relativize(directory);
        assertThat(ask(classPath(), "-Djna.tmpdir=" + relative)).isEqualTo("READY \nmapped 42\n");
    }

    @Test
    void withoutJnaTheMessageSaysWhatToAdd() throws Exception {
        String classPath = Stream.of(classPath().split(File.pathSeparator, -1))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("jna-"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(ask(classPath))
                .startsWith("UNAVAILABLE the C library cannot be loaded: ")
                .contains("JNA is missing: add net.java.dev.jna:jna to the class path");
    }

    /** A folder is never a multi-release jar, no more than what tools make that join jars. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void outsideOfAMultiReleaseJarTheBackendIsNotUsedUnaskedFor() throws Exception {
        String classPath = classPathWithoutLibrary();
        unpackLibrary();
        assertThat(run(classPath, List.of(GRANT), "availability"))
                .startsWith("ON_REQUEST the JVM would warn of Unsafe")
                .contains("Multi-Release: true")
                .hasLineCount(1);
        assertThat(run(classPath, List.of(GRANT), "map")).contains("mapped 42");
        assertThat(run(classPath, List.of(GRANT, "--sun-misc-unsafe-memory-access=deny"), "map"))
                .contains(
                        "map: java.io.IOException: the jni backend is unavailable", "the JVM denies access by Unsafe");
    }

    private Path unpackLibrary() throws IOException {
        String name = Platform.RESOURCE_PREFIX + "/" + System.mapLibraryName("npymap");
        Path file = directory.resolve("classes").resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream library = CLibrary.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(library, file);
        }
        return file;
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void deniedNativeAccessIsTheReason() throws Exception {
        assertThat(run(classPath(), List.of("--illegal-native-access=deny"), "availability", "map"))
                .startsWith("ON_REQUEST")
                .contains("map: java.io.IOException: the jni backend is unavailable: the C library cannot be loaded: "
                        + "Illegal native access from an unnamed module");
    }

    @Test
    void aBuildWithoutTheLibrarySaysForWhichPlatform() throws Exception {
        assertThat(ask(classPathWithoutLibrary()))
                .startsWith("UNAVAILABLE there is no C library for " + Platform.RESOURCE_PREFIX);
    }

    @Test
    void aLibraryForAnotherPlatformIsRecognised() throws Exception {
        String classPath = classPathWithoutLibrary();
        Path folder = Files.createDirectory(directory.resolve("classes").resolve(Platform.RESOURCE_PREFIX));
        Files.writeString(folder.resolve(System.mapLibraryName("npymap")), "certainly no library".repeat(1000));
        assertThat(ask(classPath))
                .contains("the jni backend is unavailable: the C library cannot be loaded: ")
                .contains("it is built for " + Platform.RESOURCE_PREFIX);
    }

    /** The dynamic linker would map it, and the process would end where the file does. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aLibraryThatWasCutShortIsRecognisedBeforeItIsLoaded() throws Exception {
        String classPath = classPathWithoutLibrary();
        byte[] whole;
        String name = Platform.RESOURCE_PREFIX + "/" + System.mapLibraryName("npymap");
        try (InputStream library = CLibrary.class.getClassLoader().getResourceAsStream(name)) {
            whole = library.readAllBytes();
        }
        Path file = directory.resolve("classes").resolve(name);
        Files.createDirectories(file.getParent());
        for (int part : new int[] {0, 1, 16, 64}) {
            Files.write(file, Arrays.copyOf(whole, whole.length * part / 100));
            assertThat(ask(classPath))
                    .as("%d %%", part)
                    .contains(
                            "map: java.io.IOException: the jni backend is unavailable: the C library cannot be loaded: ")
                    .contains("is damaged: get npymap-jni-backend anew");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLibraryForAnotherProcessorIsRecognised() throws Exception {
        String classPath = classPathWithoutLibrary();
        String name = Platform.RESOURCE_PREFIX + "/" + System.mapLibraryName("npymap");
        byte[] library;
        try (InputStream content = CLibrary.class.getClassLoader().getResourceAsStream(name)) {
            library = content.readAllBytes();
        }
        // e_machine: S/390.
        library[18] = 22;
        Path file = directory.resolve("classes").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, library);
        assertThat(ask(classPath))
                .contains("the jni backend is unavailable")
                .contains("it is built for " + Platform.RESOURCE_PREFIX);
    }

    /** Each extracts a library of its own from the jar, with a signal handler that knows the one before. */
    @Test
    void twoClassLoadersOfOneProcessHaveALibraryEach() throws Exception {
        Jvm.Result result = Jvm.granted().run(TwoLoaders.class, directory.toString());
        String ready = "READY \nmapped 42\n";
        String noticed = "bulk: gone\nelement: gone\n";
        assertThat(result.output()).isEqualTo(ready + ready + ready + noticed + noticed + noticed);
        assertThat(result.status()).isZero();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_22)
    void withoutNativeAccessNothingIsLoadedUntilAskedFor() throws Exception {
        assertThat(run(classPath(), List.of(), "availability"))
                .isEqualTo("ON_REQUEST the JVM would warn of native access; start it with " + GRANT + "\n");
        assertThat(run(classPath(), List.of(), "availability", "map")).contains("mapped 42");
    }

    @Test
    void withNativeAccessTheJvmHasNothingToSay() throws Exception {
        assertThat(ask(classPath())).isEqualTo("READY \nmapped 42\n");
    }

    private String ask(String classPath, String... options) throws Exception {
        List<String> granted = new ArrayList<>(List.of(options));
        if (Runtime.version().feature() >= 22) {
            granted.add(GRANT);
        }
        return run(classPath, granted, "availability", "map");
    }

    private String run(String classPath, List<String> options, String... questions) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, Probe.class.getName(), directory.toString()));
        command.addAll(List.of(questions));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** The class path with this module's jar unpacked, but for what is for one platform only. */
    private String classPathWithoutLibrary() throws IOException, URISyntaxException {
        URI location = JniBackendProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        Path jar = Path.of(location);
        Path classes = Files.createDirectory(directory.resolve("classes"));
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory() && !entry.getName().startsWith(Platform.RESOURCE_PREFIX)) {
                    Path target = classes.resolve(entry.getName());
                    Files.createDirectories(target.getParent());
                    Files.copy(zip.getInputStream(entry), target);
                }
            }
        }
        return Stream.of(classPath().split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).equals(jar) ? classes.toString() : entry)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Runs in a process of its own. */
    static final class TwoLoaders {
        public static void main(String[] arguments) throws Exception {
            List<URL> classPath = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                classPath.add(Path.of(entry).toUri().toURL());
            }
            List<Method> probes = new ArrayList<>();
            for (int k = 0; k < 2; k++) {
                // Stays open: both are there at once.
                ClassLoader loader = new URLClassLoader(classPath.toArray(URL[]::new), null);
                probes.add(loader.loadClass(Probe.class.getName()).getMethod("main", String[].class));
            }
            probes.add(Probe.class.getMethod("main", String[].class));
            ask(probes, arguments[0], "availability", "map");
            ask(probes, arguments[0], "fault");
        }

        private static void ask(List<Method> probes, String... arguments) throws ReflectiveOperationException {
            for (Method main : probes) {
                main.setAccessible(true);
                main.invoke(null, (Object) arguments);
            }
        }
    }

    /** Runs in a process of its own. */
    static final class Probe {
        public static void main(String[] arguments) throws IOException {
            BackendProvider provider = new JniBackendProvider();
            for (String question : arguments) {
                switch (question) {
                    case "availability" ->
                        System.out.println(provider.availability().status() + " "
                                + provider.availability().reason());
                    case "map" -> map(provider, Path.of(arguments[0], "probe"));
                    case "fault" -> fault(provider, Path.of(arguments[0], "probe"));
                    default -> {}
                }
            }
        }

        private static void map(BackendProvider provider, Path file) throws IOException {
            Files.write(file, new byte[] {42});
            try (OpenFile opened = provider.open(file, Mode.READ);
                    Mapping mapping = opened.map(new MapRequest(file, Mode.READ, 0, 1))) {
                System.out.println("mapped " + mapping.getByte(0));
            } catch (IOException e) {
                System.out.println("map: " + e);
            }
        }

        private static void fault(BackendProvider provider, Path file) throws IOException {
            Files.write(file, new byte[] {42});
            try (OpenFile opened = provider.open(file, Mode.READ);
                    Mapping mapping = opened.map(new MapRequest(file, Mode.READ, 0, 1))) {
                Files.write(file, new byte[0]);
                missing(
                        "bulk",
                        () -> mapping.read(
                                0,
                                Carrier.of(JavaType.ofArray(new byte[1]), ByteOrder.nativeOrder()),
                                new byte[1],
                                0,
                                1));
                missing("element", () -> mapping.getByte(0));
            }
        }

        private static void missing(String access, Runnable read) {
            try {
                read.run();
                System.out.println(access + ": nothing noticed");
            } catch (UncheckedIOException e) {
                System.out.println(access + (e.getMessage().contains("is gone") ? ": gone" : ": " + e));
            }
        }
    }
}
