package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.npymap.Backend;
import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyAppender;
import io.github.npymap.NpyFile;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.ProcFiles;
import io.github.npymap.support.Rounds;
import io.github.npymap.support.Scarcity;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Limits of the system, each reached in a process of its own. */
abstract class ExhaustionContract extends Contract {
    /** Whether a file is out of the process's maps when it is closed. */
    abstract boolean unmapsAtOnce();

    private String exhaust(Jvm jvm, Class<?> program, Path path) throws Exception {
        Jvm.Result result = jvm.run(program, backend().name(), path.toString(), Boolean.toString(unmapsAtOnce()));
        assertThat(result.status()).as(result.output()).isZero();
        return result.output();
    }

    private Path array() throws IOException {
        ProcFiles.require();
        return write(DType.FLOAT64, Order.C, Shape.of(2), Double.doubleToRawLongBits(1), 0);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereDescriptorsRunOutTheLimitIsNamedAndNothingLeaks() throws Exception {
        String output =
                exhaust(Scarcity.modest().after("ulimit -n 100 && ulimit -v 6000000"), Descriptors.class, array());
        assertThat(output).contains("Too many open files", "(ulimit -n) is 100").endsWith("nothing leaked\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereAddressesRunOutTheLimitIsNamedAndNothingLeaks() throws Exception {
        Path path = fresh();
        backend()
                .create(path, DType.FLOAT64, Shape.of(1L << 30), CreateOption.SPARSE)
                .close();
        String output = exhaust(Scarcity.modest().after("ulimit -v 6000000"), Addresses.class, path);
        assertThat(output)
                .contains(path + ": cannot map 8589934592 bytes", "address space (ulimit -v) is 6144000000")
                .endsWith("nothing leaked\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereFilesMayNotBeThatLargeTheLimitAndTheFileAreNamedAndNothingIsLeft() throws Exception {
        // In blocks of 512 bytes or 1024, as the shell likes.
        String output = exhaust(Jvm.granted().after("ulimit -f 2000"), FileSizes.class, array());
        assertThat(output.lines())
                .hasSize(5)
                .allSatisfy(line -> assertThat(line)
                        .contains("new.npy: cannot be written: ")
                        .containsPattern("this process may write files of at most (1024|2048)000 bytes [(]ulimit -f[)]")
                        .doesNotContain(".tmp"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereMappingsRunOutTheLimitIsNamedAndNothingLeaks() throws Exception {
        assumeTrue(Rounds.of(0, 1) == 1, "takes long: -Psoak");
        String most = Files.readString(Path.of("/proc/sys/vm/max_map_count")).strip();
        String output = exhaust(
                Scarcity.modest().with("-Xms512m", "-Xmx512m").after("ulimit -v 20000000"), Mappings.class, array());
        assertThat(output).contains("vm.max_map_count is " + most).endsWith("nothing leaked\n");
    }

    /** Does whatever takes descriptors with none left, and with a few. */
    static final class Descriptors {
        public static void main(String[] arguments) throws Exception {
            Backend backend = Npy.using(arguments[0]);
            Path path = Path.of(arguments[1]);
            Path other = path.resolveSibling("other.npy");
            Path rows = path.resolveSibling("rows.npy");
            Scarcity.warmUp(backend, path);
            Map<String, Scarcity.Use> uses = new LinkedHashMap<>();
            uses.put("all together", () -> use(backend, path, other));
            uses.put("open", () -> backend.open(path).close());
            uses.put("open to write", () -> backend.open(path, Mode.READ_WRITE).close());
            uses.put(
                    "raw",
                    () -> backend.raw(path, DType.INT8)
                            .allowNpyHeader()
                            .mode(Mode.READ_WRITE)
                            .open()
                            .close());
            uses.put(
                    "create",
                    () -> backend.create(other, DType.FLOAT64, Shape.of(3), CreateOption.REPLACE)
                            .close());
            uses.put("create atomically", () -> {
                try (NpyFile created = backend.create(
                        other,
                        DType.FLOAT64,
                        Shape.of(3),
                        CreateOption.REPLACE,
                        CreateOption.ATOMIC,
                        CreateOption.SYNC)) {
                    created.commit();
                }
            });
            uses.put("save", () -> Npy.save(other, new double[3]));
            uses.put("append", () -> append(rows));
            uses.put("begin to append", () -> {
                Files.deleteIfExists(rows);
                append(rows);
            });
            Scarcity.ofDescriptors(uses, path);
            use(backend, path, other);
            Scarcity.requireNothingIn(path.getParent(), Boolean.parseBoolean(arguments[2]));
            System.out.println("nothing leaked");
        }

        private static void use(Backend backend, Path path, Path other) throws IOException {
            try (NpyFile file = backend.open(path, Mode.READ_WRITE);
                    NpyFile created = backend.create(other, DType.FLOAT64, Shape.of(3), CreateOption.REPLACE)) {
                created.array().setDouble(1, file.array().getDouble(0));
                Npy.save(other, created.array());
            }
        }

        private static void append(Path rows) throws IOException {
            try (NpyAppender appender = Npy.append(rows, DType.FLOAT64, Shape.of(2))) {
                appender.append(new double[2]);
            }
        }
    }

    /** Makes files that are larger than the process may write. */
    static final class FileSizes {
        private static final int LENGTH = 300_000;

        public static void main(String[] arguments) throws Exception {
            Backend backend = Npy.using(arguments[0]);
            Path path = Path.of(arguments[1]).resolveSibling("new.npy");
            Shape shape = Shape.of(LENGTH);
            refused(path, () -> Npy.save(path, new double[LENGTH]));
            refused(path, () -> backend.create(path, DType.FLOAT64, shape).close());
            refused(
                    path,
                    () -> backend.create(path, DType.FLOAT64, shape, CreateOption.SPARSE)
                            .close());
            refused(
                    path,
                    () -> backend.create(path, DType.FLOAT64, shape, CreateOption.ATOMIC)
                            .close());
            refused(path, () -> {
                try (NpyAppender appender = Npy.append(path, DType.FLOAT64, Shape.of())) {
                    appender.append(new double[LENGTH]);
                } finally {
                    Files.delete(path);
                }
            });
        }

        private static void refused(Path path, Scarcity.Use use) throws IOException {
            try {
                use.run();
                throw new AssertionError("written");
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
            Scarcity.requireEqual("files", 1, path.getParent().toFile().list().length);
        }
    }

    /** Opens a file that is larger than the address space. */
    static final class Addresses {
        /** Enough to be told from what the JVM maps of its own. */
        private static final int REFUSALS = 25;

        public static void main(String[] arguments) throws Exception {
            Backend backend = Npy.using(arguments[0]);
            Path path = Path.of(arguments[1]);
            refuse(backend, path);
            long descriptors = ProcFiles.descriptors();
            long mappings = ProcFiles.mappings();
            for (int k = 0; k < REFUSALS; k++) {
                refuse(backend, path);
            }
            Scarcity.requireEqual("descriptors", descriptors, ProcFiles.descriptors());
            Scarcity.requireNothingIn(path.getParent(), Boolean.parseBoolean(arguments[2]));
            Scarcity.awaitMappings(mappings + REFUSALS - 1);
            System.out.println("nothing leaked");
        }

        private static void refuse(Backend backend, Path path) {
            try (NpyFile file = backend.open(path)) {
                throw new AssertionError(file + " was opened");
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /** Maps one file again and again. */
    static final class Mappings {
        public static void main(String[] arguments) throws Exception {
            Backend backend = Npy.using(arguments[0]);
            Path path = Path.of(arguments[1]);
            Scarcity.warmUp(backend, path);
            long descriptors = ProcFiles.descriptors();
            long before = ProcFiles.mappings();
            Scarcity.ofMappings(backend, path);
            Scarcity.requireEqual("descriptors", descriptors, ProcFiles.descriptors());
            // First, and with what is loaded already: as long as nothing more can be mapped, the JVM may end itself.
            Scarcity.awaitMappings(before + 40);
            Scarcity.requireNothingIn(path.getParent(), Boolean.parseBoolean(arguments[2]));
            try (NpyFile file = backend.open(path)) {
                if (file.array().getDouble(0) != 1) {
                    throw new AssertionError("another value");
                }
            }
            System.out.println("nothing leaked");
        }
    }
}
