package io.github.npymap.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** One pass over a file that is on the disk, and nowhere else. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {Launcher.NATIVE_ACCESS, Launcher.UNSAFE_ACCESS})
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class ColdScan {
    @Benchmark
    public double sum(Cold.OfNpymap cold) {
        return cold.contender.sum();
    }

    @Benchmark
    public double sumByHand(Cold.OfByHand cold) {
        return cold.contender.sum();
    }

    @Benchmark
    public double sumInC(Cold.OfReference cold) {
        return cold.contender.sum();
    }
}
