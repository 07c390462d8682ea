package io.github.npymap.benchmarks;

import io.github.npymap.benchmarks.contender.ByHandContender;
import io.github.npymap.benchmarks.contender.Contender;
import io.github.npymap.benchmarks.contender.DataFile;
import io.github.npymap.benchmarks.contender.NpymapContender;
import io.github.npymap.benchmarks.contender.Positions;
import io.github.npymap.benchmarks.contender.ReferenceContender;
import java.io.IOException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A file on the disk: before each invocation it is dropped from the page cache, and opened anew. */
@State(Scope.Benchmark)
public abstract class Cold<C extends Contender> {
    static final int PICKS = 4000;

    /** Size of the file: 1600 is a matrix of 2000 x 100000 float64; others have more or fewer rows. */
    @Param("1600")
    public int megabytes;

    /** {@code float64} or {@code float32}. */
    @Param("float64")
    public String dtype;

    C contender;
    Positions positions;

    private DataFile file;
    private long seed;

    abstract C open(DataFile file) throws IOException;

    @Setup(Level.Trial)
    public void find() throws IOException {
        file = DataFile.of(megabytes, dtype);
    }

    @Setup(Level.Invocation)
    public void cool() throws IOException {
        file.evict();
        // Elsewhere each time: disks have caches of their own.
        positions = new Positions(file, PICKS, seed++);
        contender = open(file);
    }

    @TearDown(Level.Invocation)
    public void close() throws IOException {
        contender.close();
        contender = null;
    }

    @State(Scope.Benchmark)
    public static class OfNpymap extends Cold<NpymapContender> {
        @Param({"nio", "jni"})
        public String backend;

        @Override
        NpymapContender open(DataFile file) throws IOException {
            return new NpymapContender(file, backend);
        }
    }

    @State(Scope.Benchmark)
    public static class OfByHand extends Cold<ByHandContender> {
        @Override
        ByHandContender open(DataFile file) throws IOException {
            return new ByHandContender(file);
        }
    }

    @State(Scope.Benchmark)
    public static class OfReference extends Cold<ReferenceContender> {
        @Override
        ReferenceContender open(DataFile file) throws IOException {
            return new ReferenceContender(file);
        }
    }
}
