package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Platform;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.Mode;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The C library out of a folder, where whoever works on npymap has it; {@link AvailabilityIT} has it in a jar. */
@Tag(Rounds.TAG)
class LoadFailureTest {
    @BeforeEach
    void requireFolder() {
        Mappings.requireLibrary();
        URL resource = CLibrary.class
                .getClassLoader()
                .getResource(Platform.RESOURCE_PREFIX + "/" + System.mapLibraryName("npymap"));
        assumeTrue(resource != null && resource.getProtocol().equals("file"), "no C library in a folder");
    }

    @Test
    void theSecondClassLoaderIsToldHowBothCanHaveTheLibrary() throws Exception {
        Jvm.Result result = Jvm.granted().run(TwoLoaders.class);
        assertThat(result.output())
                .contains("opened with 0 bytes\nthe jni backend is unavailable: the C library cannot be loaded: ")
                .endsWith(
                        "; let one class loader load npymap for all who use it, or put npymap-jni-backend on the class"
                                + " path as its jar, of which each class loader unpacks a library of its own\n");
        assertThat(result.status()).isZero();
    }

    /** Runs in a process of its own. */
    static final class TwoLoaders {
        public static void main(String[] arguments) throws Exception {
            List<URL> classPath = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                classPath.add(Path.of(entry).toUri().toURL());
            }
            ClassLoader other = new URLClassLoader(classPath.toArray(URL[]::new), null);
            Probe.main();
            other.loadClass(Probe.class.getName())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        }
    }

    /** Public, as two classes of one package are strangers in different class loaders. */
    public static final class Probe {
        public static void main(String... arguments) throws IOException {
            Path empty = Files.createTempFile("probe", "");
            try (OpenFile file = new JniBackendProvider().open(empty, Mode.READ)) {
                System.out.println("opened with " + file.size() + " bytes");
            } catch (IOException e) {
                System.out.println(e.getMessage());
            } finally {
                Files.delete(empty);
            }
        }
    }
}
