package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.npymap.Backend;
import io.github.npymap.CreateOption;
import io.github.npymap.DType;
import io.github.npymap.Mode;
import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.NpyHeader;
import io.github.npymap.Order;
import io.github.npymap.Shape;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Limits of the system, each reached in a process of its own. */
abstract class ExhaustionContract extends Contract {
    /** A JVM that takes next to nothing of what is limited, and all of it at once. */
    private static Jvm modest() {
        return Jvm.granted()
                .with("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .with("-XX:ReservedCodeCacheSize=32m", "-XX:InitialCodeCacheSize=32m", "-XX:-UseCodeCacheFlushing")
                // No threads that it starts when it sees fit: where it cannot map their stacks, it ends itself.
                .with("-XX:-UseDynamicNumberOfCompilerThreads", "-XX:CompressedClassSpaceSize=32m");
    }

    private String exhaust(Jvm jvm, Class<?> program, Path path) throws Exception {
        Jvm.Result result = jvm.run(program, backend().name(), path.toString());
        assertThat(result.status()).as(result.output()).isZero();
        return result.output();
    }

    private Path array() throws IOException {
        ProcFiles.require();
        return write(DType.FLOAT64, Order.C, Shape.of(2), Double.doubleToRawLongBits(1), 0);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void where_descriptors_run_out_the_limit_is_named_and_nothing_leaks() throws Exception {
        String output = exhaust(modest().after("ulimit -n 100 && ulimit -v 6000000"), Descriptors.class, array());
        assertThat(output).contains("Too many open files", "(ulimit -n) is 100").endsWith("nothing leaked\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void where_addresses_run_out_the_limit_is_named_and_nothing_leaks() throws Exception {
        Path path = fresh();
        backend()
                .create(path, DType.FLOAT64, Shape.of(1L << 30), CreateOption.SPARSE)
                .close();
        String output = exhaust(modest().after("ulimit -v 6000000"), Addresses.class, path);
        assertThat(output)
                .contains(path + ": cannot map 8589934592 bytes", "address space (ulimit -v) is 6144000000")
                .endsWith("nothing leaked\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void where_mappings_run_out_the_limit_is_named_and_nothing_leaks() throws Exception {
        assumeTrue(Rounds.of(0, 1) == 1, "takes long: -Psoak");
        String most = Files.readString(Path.of("/proc/sys/vm/max_map_count")).strip();
        String output =
                exhaust(modest().with("-Xms512m", "-Xmx512m").after("ulimit -v 20000000"), Mappings.class, array());
        assertThat(output).contains("vm.max_map_count is " + most).endsWith("nothing leaked\n");
    }

    /** Opens files until there are no descriptors left, and then with a few. */
    static final class Descriptors {
        public static void main(String[] arguments) throws Exception {
            Backend backend = Npy.using(arguments[0]);
            Path path = Path.of(arguments[1]);
            Path other = path.resolveSibling("other.npy");
            warmUp(backend, path);
            use(backend, path, other);
            long before = ProcFiles.descriptors();
            long mapped = ProcFiles.mappings();
            for (int left = 0; left < 5; left++) {
                Deque<FileInputStream> taken = takeAll(path);
                for (int k = 0; k < left; k++) {
                    taken.pop().close();
                }
                try {
                    use(backend, path, other);
                    System.out.println(left + " left: enough");
                } catch (IOException e) {
                    System.out.println(left + " left: " + e.getMessage());
                    requireNamed(e);
                }
                for (FileInputStream file : taken) {
                    file.close();
                }
                requireEqual("descriptors", before, ProcFiles.descriptors());
            }
            use(backend, path, other);
            awaitMappings(mapped);
            System.out.println("nothing leaked");
        }

        private static void use(Backend backend, Path path, Path other) throws IOException {
            try (NpyFile file = backend.open(path, Mode.READ_WRITE);
                    NpyFile created = backend.create(other, DType.FLOAT64, Shape.of(3))) {
                created.array().setDouble(1, file.array().getDouble(0));
                Npy.save(other, created.array());
            }
        }

        private static Deque<FileInputStream> takeAll(Path path) {
            Deque<FileInputStream> taken = new ArrayDeque<>();
            try {
                while (true) {
                    taken.push(new FileInputStream(path.toFile()));
                }
            } catch (IOException e) {
                return taken;
            }
        }

        private static void requireNamed(IOException failure) {
            if (!failure.getMessage().contains("ulimit -n")) {
                throw new AssertionError("the limit is not named", failure);
            }
        }
    }

    /** Opens a file that is larger than the address space. */
    static final class Addresses {
        public static void main(String[] arguments) throws Exception {
            Backend backend = Npy.using(arguments[0]);
            Path path = Path.of(arguments[1]);
            refuse(backend, path);
            long descriptors = ProcFiles.descriptors();
            long mappings = ProcFiles.mappings();
            for (int k = 0; k < 3; k++) {
                refuse(backend, path);
            }
            requireEqual("descriptors", descriptors, ProcFiles.descriptors());
            awaitMappings(mappings);
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
            warmUp(backend, path);
            long descriptors = ProcFiles.descriptors();
            long before = ProcFiles.mappings();
            mapUntilRefused(backend, path);
            requireEqual("descriptors", descriptors, ProcFiles.descriptors());
            awaitMappings(before);
            try (NpyFile file = backend.open(path)) {
                if (file.array().getDouble(0) != 1) {
                    throw new AssertionError("another value");
                }
            }
            System.out.println("nothing leaked");
        }
    }

    /** Has a file refused for its size: what the JVM loads for that, it may not be able to load when a limit is reached. */
    private static void warmUp(Backend backend, Path path) throws IOException {
        Path huge = path.resolveSibling("huge.npy");
        NpyHeader header = NpyHeader.of(DType.FLOAT64, Order.C, Shape.of(1L << 30));
        Files.write(huge, header.toBytes());
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(header.dataOffset() + header.nbytes());
        }
        mapUntilRefused(backend, huge);
    }

    private static void mapUntilRefused(Backend backend, Path path) {
        Deque<NpyArray> arrays = new ArrayDeque<>(1 << 17);
        Deque<NpyFile> files = new ArrayDeque<>(1 << 17);
        try {
            while (true) {
                files.push(backend.open(path));
                arrays.push(files.peek().array());
            }
        } catch (IOException e) {
            files.forEach(NpyFile::close);
            arrays.forEach(ExhaustionContract::requireClosed);
            System.out.println(e.getMessage() + " after " + files.size() + " files");
        }
    }

    private static void requireClosed(NpyArray array) {
        try {
            throw new AssertionError(array.getDouble(0) + " out of a file that is closed");
        } catch (IllegalStateException e) {
            // as it should be
        }
    }

    private static void requireEqual(String what, long expected, long actual) {
        if (actual != expected) {
            throw new AssertionError(what + ": " + expected + " before, " + actual + " now");
        }
    }

    /** Those that wait for the garbage collector are no leak; the JVM has some that come and go. */
    private static void awaitMappings(long before) throws IOException {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (ProcFiles.mappings() > before + 40) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("mappings: " + before + " before, " + ProcFiles.mappings() + " now");
            }
            System.gc();
        }
    }
}
