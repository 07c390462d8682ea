package io.github.npymap.benchmarks;

import io.github.npymap.benchmarks.contender.ByHandContender;
import io.github.npymap.benchmarks.contender.Contender;
import io.github.npymap.benchmarks.contender.DataFile;
import io.github.npymap.benchmarks.contender.NpymapContender;
import io.github.npymap.benchmarks.contender.Positions;
import io.github.npymap.benchmarks.contender.Reference;
import io.github.npymap.benchmarks.contender.ReferenceContender;
import java.io.IOException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A file in the page cache. It stays mapped from the first touch to the last measurement: the system takes back pages
 * that nobody maps within a minute.
 */
@State(Scope.Benchmark)
public abstract class Warm<C extends Contender> {
    static final int PICKS = 1_000_000;

    /** Size of the file: 1600 is a matrix of 2000 x 100000 float64; others have more or fewer rows. */
    @Param("1600")
    public int megabytes;

    /** {@code float64} or {@code float32}. */
    @Param("float64")
    public String dtype;

    C contender;
    Positions positions;

    private DataFile file;

    abstract C open(DataFile file) throws IOException;

    @Setup(Level.Trial)
    public void setUp() throws IOException {
        file = DataFile.of(megabytes, dtype);
        positions = new Positions(file, PICKS, 1);
        contender = open(file);
        contender.touch();
    }

    @TearDown(Level.Trial)
    public void tearDown() throws IOException {
        double resident = Reference.resident(file.path());
        if (resident < 0.99) {
            System.err.printf(
                    "%nNOT WARM: only %.0f %% of %s is still in memory; something else needed it%n",
                    100 * resident, file.path());
        }
        contender.close();
    }

    @State(Scope.Benchmark)
    public static class OfNpymap extends Warm<NpymapContender> {
        @Param({"nio", "jni"})
        public String backend;

        @Override
        NpymapContender open(DataFile file) throws IOException {
            return new NpymapContender(file, backend);
        }
    }

    @State(Scope.Benchmark)
    public static class OfByHand extends Warm<ByHandContender> {
        @Override
        ByHandContender open(DataFile file) throws IOException {
            return new ByHandContender(file);
        }
    }

    @State(Scope.Benchmark)
    public static class OfReference extends Warm<ReferenceContender> {
        @Override
        ReferenceContender open(DataFile file) throws IOException {
            return new ReferenceContender(file);
        }
    }
}
