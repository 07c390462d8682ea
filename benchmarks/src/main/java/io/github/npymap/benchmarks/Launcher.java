package io.github.npymap.benchmarks;

import io.github.npymap.benchmarks.compare.Compare;
import io.github.npymap.benchmarks.contender.DataFile;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.openjdk.jmh.Main;

/**
 * {@link Main}, without the warnings that newer JVMs print about it, and without files left behind; with the first
 * argument {@code compare}, the comparison.
 */
public final class Launcher {
    /** For the JVMs that JMH forks, which see no manifest. */
    static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    /** JMH reads fields with {@code sun.misc.Unsafe}; as a property this is unknown to older JVMs, not an error. */
    static final String UNSAFE_ACCESS = "-Dsun.misc.unsafe.memory.access=allow";

    private Launcher() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0 && arguments[0].equals("compare")) {
            System.exit(Compare.run(Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
        allowUnsafe();
        Set<Path> before = files();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> clean(before), "clean"));
        Main.main(arguments);
    }

    /** A JVM warns once of JMH's use of {@code sun.misc.Unsafe}; no manifest can allow it, and no property set here. */
    private static void allowUnsafe() {
        try {
            Field warned = Class.forName("sun.misc.Unsafe").getDeclaredField("memoryAccessWarned");
            warned.setAccessible(true);
            warned.setBoolean(null, true);
        } catch (ReflectiveOperationException e) {
            // A JVM without this field has no such warning, or another one that is worth seeing.
        }
    }

    private static Set<Path> files() throws IOException {
        Set<Path> found = new HashSet<>();
        if (Files.isDirectory(DataFile.directory())) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(DataFile.directory(), "random-*.npy*")) {
                stream.forEach(found::add);
            }
        }
        return found;
    }

    /** Files in a directory of the user's choice stay for the next run. */
    private static void clean(Set<Path> before) {
        if (System.getProperty(DataFile.DIRECTORY) != null) {
            return;
        }
        try {
            for (Path file : files()) {
                if (!before.contains(file)) {
                    Files.delete(file);
                }
            }
            if (before.isEmpty()) {
                Files.deleteIfExists(DataFile.directory());
            }
        } catch (IOException e) {
            System.err.println("cannot delete " + DataFile.directory() + ": " + e);
        }
    }
}
