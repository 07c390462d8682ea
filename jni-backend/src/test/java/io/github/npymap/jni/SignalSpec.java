package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.support.Environment;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others who have a say when the signal for a lost page comes, each in a process of its own. */
@Tag(Rounds.TAG)
abstract class SignalSpec {
    private static final String SURVIVED = """
            kernel: lost
            kernel: lost
            element: lost
            element: lost
            assignment: lost
            another thread's kernel: lost
            another thread's element: lost
            foreign buffer: the JVM's InternalError
            next file: 1.0
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void requireLibrary() {
        Mappings.requireLibrary();
    }

    @Test
    void theJvmGetsWhatIsNotOurs() throws Exception {
        assertThat(run(Jvm.granted())).isEqualTo(SURVIVED);
    }

    @Test
    void theJvmMayCheckWhatNativeCodeDoes() throws Exception {
        assertThat(run(Jvm.granted().with("-Xcheck:jni"))).contains(SURVIVED).doesNotContain("FATAL");
    }

    @Test
    void signalsMayBeChained() throws Exception {
        assertThat(run(chaining())).isEqualTo(SURVIVED);
        assertThat(run(chaining().with("-Xcheck:jni"))).contains(SURVIVED).doesNotContain("FATAL");
    }

    @Test
    void aHostMaySeeTheSignalFirst() throws Exception {
        Path host = host();
        assertThat(run(Jvm.granted(), host)).endsWith(SURVIVED + "the host saw them: true\n");
        assertThat(run(Jvm.granted().with("-Xint"), host)).endsWith(SURVIVED + "the host saw them: true\n");
    }

    @Test
    void aHostMayInstallItsHandlerWhereSignalsAreChained() throws Exception {
        // It is behind the JVM then, which is behind us.
        assertThat(run(chaining(), host())).contains(SURVIVED);
    }

    private static Jvm chaining() {
        Path library = Path.of(System.getProperty("java.home"), "lib", "libjsig.so");
        Environment.require(Files.exists(library), "this JDK has no libjsig");
        return Jvm.granted().with(Map.of("LD_PRELOAD", library.toString()));
    }

    private String run(Jvm jvm, Path... host) throws Exception {
        String[] arguments = Stream.concat(Stream.of(directory), Stream.of(host))
                .map(Path::toString)
                .toArray(String[]::new);
        Jvm.Result result = jvm.run(Survivor.class, arguments);
        assertThat(result.status()).as(result.output()).isZero();
        return result.output();
    }

    private Path host() throws Exception {
        return HostLibrary.compile("host_handler.c", directory);
    }

    /** Loses pages in every way, more than once on the same thread. */
    static final class Survivor {
        private static final int LENGTH = 1 << 14;

        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            try (NpyFile file = open(directory.resolve("first.npy"))) {
                file.array().sum();
                NativeLibrary host = arguments.length > 1 ? NativeLibrary.getInstance(arguments[1]) : null;
                if (host != null) {
                    host.getFunction("host_install").invokeInt(new Object[0]);
                }
                truncate(file.path());
                lose("kernel", () -> file.array().sum());
                lose("kernel", () -> file.array().toDoubleArray());
                loseElements(directory);
                inAnotherThread(file.array());
                loseForeign(directory.resolve("foreign"));
                try (NpyFile next = open(directory.resolve("next.npy"))) {
                    System.out.println("next file: " + next.array().max());
                }
                if (host != null) {
                    int seen = host.getFunction("host_seen").invokeInt(new Object[0]);
                    System.out.println("the host saw them: " + (seen > 0));
                }
            }
        }

        private static void loseElements(Path directory) throws IOException {
            for (int round = 0; round < 2; round++) {
                try (NpyFile file = open(directory.resolve("elements" + round + ".npy"))) {
                    NpyArray array = file.array();
                    // Often enough to be compiled.
                    for (int k = 0; k < 200_000; k++) {
                        requireOne(array.getDouble(k % LENGTH));
                    }
                    truncate(file.path());
                    lose("element", () -> readAll(array));
                }
            }
            try (NpyFile file = open(directory.resolve("assigned.npy"))) {
                truncate(file.path());
                lose("assignment", () -> file.array().setDouble(LENGTH - 1, 2));
            }
        }

        private static void inAnotherThread(NpyArray array) throws Exception {
            Thread thread = new Thread(() -> {
                lose("another thread's kernel", array::min);
                lose("another thread's element", () -> readAll(array));
            });
            thread.start();
            thread.join();
        }

        private static void readAll(NpyArray array) {
            for (int k = 0; k < LENGTH; k++) {
                requireOne(array.getDouble(k));
            }
        }

        private static void requireOne(double value) {
            if (value != 1) {
                throw new AssertionError("read " + value);
            }
        }

        /** A mapping that is none of ours. */
        private static void loseForeign(Path path) throws IOException {
            Files.write(path, new byte[LENGTH]);
            ByteBuffer buffer;
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                buffer = channel.map(FileChannel.MapMode.READ_ONLY, 0, LENGTH);
                channel.truncate(0);
            }
            try {
                buffer.get(new byte[LENGTH]);
                System.out.println("foreign buffer: no error");
            } catch (InternalError e) {
                System.out.println("foreign buffer: the JVM's InternalError");
            }
        }

        private static void lose(String what, Runnable access) {
            try {
                access.run();
                System.out.println(what + ": no exception");
            } catch (UncheckedIOException e) {
                System.out.println(what + ": " + (e.getMessage().contains("truncated") ? "lost" : e));
            }
        }

        private static NpyFile open(Path path) throws IOException {
            double[] ones = new double[LENGTH];
            Arrays.fill(ones, 1);
            Npy.save(path, ones);
            return Npy.using("jni").open(path, Mode.READ_WRITE);
        }

        private static void truncate(Path path) throws IOException {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.truncate(4096);
            }
        }
    }
}
