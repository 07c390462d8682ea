package io.github.npymap.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** One pass over a file that is in memory. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {Launcher.NATIVE_ACCESS, Launcher.UNSAFE_ACCESS})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SequentialScan {
    @Benchmark
    public double sum(Warm.OfNpymap warm) {
        return warm.contender.sum();
    }

    @Benchmark
    public double sumByHand(Warm.OfByHand warm) {
        return warm.contender.sum();
    }

    @Benchmark
    public double sumInC(Warm.OfReference warm) {
        return warm.contender.sum();
    }

    @Benchmark
    public double getDouble(Warm.OfNpymap warm) {
        return warm.contender.sumByElement();
    }

    @Benchmark
    public double getDoubleByHand(Warm.OfByHand warm) {
        return warm.contender.sumByElement();
    }

    @Benchmark
    public double copyRows(Warm.OfNpymap warm) {
        return warm.contender.copyRows();
    }

    @Benchmark
    public double copyRowsByHand(Warm.OfByHand warm) {
        return warm.contender.copyRows();
    }

    @Benchmark
    public double copyRowsInC(Warm.OfReference warm) {
        return warm.contender.copyRows();
    }
}
