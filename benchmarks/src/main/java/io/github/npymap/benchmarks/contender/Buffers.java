package io.github.npymap.benchmarks.contender;

/** The arrays that a contender copies to: made when first needed, and used again. */
final class Buffers {
    private double[] doubles = {};
    private float[] floats = {};

    double[] doubles(int length) {
        doubles = doubles.length == length ? doubles : new double[length];
        return doubles;
    }

    float[] floats(int length) {
        floats = floats.length == length ? floats : new float[length];
        return floats;
    }
}
