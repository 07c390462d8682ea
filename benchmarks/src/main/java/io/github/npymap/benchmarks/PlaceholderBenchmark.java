package io.github.npymap.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;

public class PlaceholderBenchmark {
    @Benchmark
    public int nothing() {
        return 42;
    }
}
