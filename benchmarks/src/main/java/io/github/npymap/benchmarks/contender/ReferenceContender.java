package io.github.npymap.benchmarks.contender;

import java.io.IOException;

/** {@link Reference}: the same work in C. */
public final class ReferenceContender implements Contender {
    private final DataFile data;
    private final Reference reference;
    private final double[] doubleRow;
    private final float[] floatRow;
    private double[] doubles = {};
    private float[] floats = {};

    public ReferenceContender(DataFile data) throws IOException {
        this.data = data;
        reference = new Reference(data.path(), data.dtype().itemsize());
        doubleRow = new double[data.isDouble() ? data.columns() : 0];
        floatRow = new float[data.isDouble() ? 0 : data.columns()];
    }

    @Override
    public double sum() {
        return reference.sum();
    }

    @Override
    public double copyRows() {
        return data.isDouble() ? reference.rows(doubleRow) : reference.rows(floatRow);
    }

    @Override
    public double pick(Positions positions) {
        return reference.pick(data.columns(), positions.rows, positions.columns);
    }

    @Override
    public Object gather(Positions positions) {
        int count = positions.flat.length;
        if (data.isDouble()) {
            doubles = doubles.length == count ? doubles : new double[count];
            reference.gather(positions.flat, doubles);
            return doubles;
        }
        floats = floats.length == count ? floats : new float[count];
        reference.gather(positions.flat, floats);
        return floats;
    }

    @Override
    public boolean adviseRandom() throws IOException {
        reference.adviseRandom();
        return true;
    }

    @Override
    public void close() {
        reference.close();
    }
}
