package io.github.npymap.support;

import io.github.npymap.Backend;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Has a process, which is one of its own, run out of something, and requires that it says so and loses nothing. */
public final class Scarcity {
    /** Descriptors that are left, at most: more than any use takes. */
    private static final int MOST_LEFT = 5;

    private Scarcity() {}

    /** What takes descriptors while it runs, and none when it has ended, however it did. */
    public interface Use {
        void run() throws IOException;
    }

    /** A JVM that takes next to nothing of what is limited, and all of it at once. */
    public static Jvm modest() {
        return Jvm.granted()
                .with("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .with("-XX:ReservedCodeCacheSize=32m", "-XX:InitialCodeCacheSize=32m", "-XX:-UseCodeCacheFlushing")
                // No threads that it starts when it sees fit: where it cannot map their stacks, it ends itself.
                .with("-XX:-UseDynamicNumberOfCompilerThreads", "-XX:CompressedClassSpaceSize=32m");
    }

    /**
     * Lets every use run with no descriptors left, and then with a few.
     *
     * @param uses by their names
     * @param file may be opened to take descriptors
     */
    public static void ofDescriptors(Map<String, Use> uses, Path file) throws IOException {
        for (Use use : uses.values()) {
            use.run();
            // Again, over the file that it has made: for access control lists the C library is loaded, which keeps a
            // file.
            use.run();
        }
        long before = ProcFiles.descriptors();
        for (Map.Entry<String, Use> use : uses.entrySet()) {
            for (int left = 0; left <= MOST_LEFT; left++) {
                boolean enough = isEnough(left, use.getKey(), use.getValue(), file);
                requireEqual("descriptors", before, ProcFiles.descriptors());
                if (enough ? left == 0 : left == MOST_LEFT) {
                    throw new AssertionError(use.getKey() + ": with " + left + " left, that is not to be so");
                }
                if (enough) {
                    break;
                }
            }
        }
    }

    private static boolean isEnough(int left, String name, Use use, Path file) throws IOException {
        Deque<FileInputStream> taken = takeAll(file);
        for (int k = 0; k < left; k++) {
            taken.pop().close();
        }
        try {
            use.run();
            System.out.println(name + ", " + left + " left: enough");
            return true;
        } catch (IOException e) {
            System.out.println(name + ", " + left + " left: " + e.getMessage());
            if (!e.getMessage().contains("ulimit -n")) {
                throw new AssertionError("the limit is not named", e);
            }
            return false;
        } finally {
            for (FileInputStream stream : taken) {
                stream.close();
            }
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

    /** Has a file refused for its size: what the JVM loads for that, it may not be able to load when a limit is reached. */
    public static void warmUp(Backend backend, Path path) throws IOException {
        Path huge = path.resolveSibling("huge.npy");
        NpyHeader header = NpyHeader.of(DType.FLOAT64, Order.C, Shape.of(1L << 30));
        Files.write(huge, header.toBytes());
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(header.dataOffset() + header.nbytes());
        }
        ofMappings(backend, huge);
    }

    /** Maps a file again and again, until that is refused. */
    public static void ofMappings(Backend backend, Path path) {
        Deque<NpyArray> arrays = new ArrayDeque<>(1 << 17);
        Deque<NpyFile> files = new ArrayDeque<>(1 << 17);
        try {
            while (true) {
                files.push(backend.open(path));
                arrays.push(files.peek().array());
            }
        } catch (IOException e) {
            files.forEach(NpyFile::close);
            arrays.forEach(Scarcity::requireClosed);
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

    /** Of the files in a folder none is open, nor mapped, unless that may wait for the garbage collector. */
    public static void requireNothingIn(Path folder, boolean atOnce) throws IOException {
        for (Path open : ProcFiles.descriptorFiles()) {
            if (open.startsWith(folder)) {
                throw new AssertionError(open + " is open");
            }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (ProcFiles.isAnyMapped(folder)) {
            if (atOnce || System.nanoTime() > deadline) {
                throw new AssertionError("a file in " + folder + " is mapped");
            }
            System.gc();
        }
    }

    /** Addresses of files that are closed may wait for the garbage collector; the JVM has mappings that come and go. */
    public static void awaitMappings(long most) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (ProcFiles.mappings() > most) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("mappings: " + ProcFiles.mappings() + ", expected at most " + most);
            }
            System.gc();
        }
    }

    public static void requireEqual(String what, long expected, long actual) {
        if (actual != expected) {
            throw new AssertionError(what + ": " + expected + " before, " + actual + " now");
        }
    }
}
