package io.github.npymap.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** A million elements, anywhere in a file that is in memory; time for each. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Warm.PICKS)
@Fork(
        value = 2,
        jvmArgsAppend = {Launcher.NATIVE_ACCESS, Launcher.UNSAFE_ACCESS})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RandomAccess {
    @Benchmark
    public double getDouble(Warm.OfNpymap warm) {
        return warm.contender.pick(warm.positions);
    }

    @Benchmark
    public double getDoubleByHand(Warm.OfByHand warm) {
        return warm.contender.pick(warm.positions);
    }

    @Benchmark
    public double getDoubleInC(Warm.OfReference warm) {
        return warm.contender.pick(warm.positions);
    }

    @Benchmark
    public Object gather(Warm.OfNpymap warm) {
        return warm.contender.gather(warm.positions);
    }

    @Benchmark
    public Object gatherByHand(Warm.OfByHand warm) {
        return warm.contender.gather(warm.positions);
    }

    @Benchmark
    public Object gatherInC(Warm.OfReference warm) {
        return warm.contender.gather(warm.positions);
    }
}
