package io.github.npymap.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** A few thousand elements, anywhere in a file that is on the disk and nowhere else; time for each. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Cold.PICKS)
@Fork(
        value = 2,
        jvmArgsAppend = {Launcher.NATIVE_ACCESS, Launcher.UNSAFE_ACCESS})
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class ColdRandom {
    @Benchmark
    public double getDouble(Cold.OfNpymap cold) {
        return cold.contender.pick(cold.positions);
    }

    /** A backend that knows no advice does without: that is what its users get. */
    @Benchmark
    public double getDoubleAdvised(Cold.OfNpymap cold) throws IOException {
        cold.contender.adviseRandom();
        return cold.contender.pick(cold.positions);
    }

    @Benchmark
    public double getDoubleByHand(Cold.OfByHand cold) {
        return cold.contender.pick(cold.positions);
    }

    @Benchmark
    public double getDoubleInC(Cold.OfReference cold) {
        return cold.contender.pick(cold.positions);
    }

    @Benchmark
    public double getDoubleAdvisedInC(Cold.OfReference cold) throws IOException {
        cold.contender.adviseRandom();
        return cold.contender.pick(cold.positions);
    }

    @Benchmark
    public Object gather(Cold.OfNpymap cold) {
        return cold.contender.gather(cold.positions);
    }
}
