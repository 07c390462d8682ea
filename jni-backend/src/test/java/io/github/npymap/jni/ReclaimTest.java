package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.Backend;
import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Addresses of closed files, which are kept until the garbage collector has looked. */
@Tag(Rounds.TAG)
class ReclaimTest {
    private static final int TIMES = 100;

    @TempDir
    Path directory;

    @Test
    @EnabledOnOs(OS.LINUX)
    void addressesOfClosedFilesAreGivenBackBeforeAFileIsRefused() throws Exception {
        Mappings.requireLibrary();
        Path path = gibibyte();
        // In 6 GB there is room for a few files beside the JVM; the heap is never full, and nobody else collects it.
        Jvm modest = Jvm.granted()
                .with("-Xms64m", "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .with("-XX:ReservedCodeCacheSize=32m", "-XX:CompressedClassSpaceSize=32m");
        Jvm.Result result = modest.after("ulimit -v 6000000").run(Reopening.class, path.toString());
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).endsWith("opened and closed " + TIMES + " times\n");
    }

    private Path gibibyte() throws Exception {
        NpyHeader header = NpyHeader.of(DType.FLOAT64, Order.C, Shape.of(1 << 27));
        Path path = Files.write(directory.resolve("large.npy"), header.toBytes());
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(header.dataOffset() + header.nbytes());
        }
        return path;
    }

    /** Opens and closes one file. */
    static final class Reopening {
        public static void main(String[] arguments) throws Exception {
            Backend backend = Npy.using("jni");
            Path path = Path.of(arguments[0]);
            for (int k = 0; k < TIMES; k++) {
                try (NpyFile file = backend.open(path)) {
                    file.array().getDouble(k);
                }
            }
            System.out.println("opened and closed " + TIMES + " times");
        }
    }
}
