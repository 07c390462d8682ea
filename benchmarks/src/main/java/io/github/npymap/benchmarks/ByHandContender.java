package io.github.npymap.benchmarks;

import java.io.IOException;

/** {@link ByHand}: windows from {@code java.nio}, without npymap. */
final class ByHandContender implements Contender {
    private final DataFile data;
    private ByHand windows;
    private final double[] doubleRow;
    private final float[] floatRow;
    private double[] doubles = {};
    private float[] floats = {};

    ByHandContender(DataFile data) throws IOException {
        this.data = data;
        windows = new ByHand(data.path());
        doubleRow = new double[data.isDouble() ? data.columns() : 0];
        floatRow = new float[data.isDouble() ? 0 : data.columns()];
    }

    @Override
    public double sum() {
        return data.isDouble() ? windows.sumDoubles() : windows.sumFloats();
    }

    /** The scan that asks for each element by its indices. */
    double sumByElement() {
        return data.isDouble() ? sumDoublesByElement() : sumFloatsByElement();
    }

    private double sumDoublesByElement() {
        double sum = 0;
        long rows = data.rows();
        long columns = data.columns();
        ByHand source = windows;
        for (long i = 0; i < rows; i++) {
            for (long j = 0; j < columns; j++) {
                sum += source.getDouble(i * columns + j);
            }
        }
        return sum;
    }

    private double sumFloatsByElement() {
        double sum = 0;
        long rows = data.rows();
        long columns = data.columns();
        ByHand source = windows;
        for (long i = 0; i < rows; i++) {
            for (long j = 0; j < columns; j++) {
                sum += source.getFloat(i * columns + j);
            }
        }
        return sum;
    }

    @Override
    public double copyRows() {
        double sum = 0;
        int columns = data.columns();
        boolean isDouble = data.isDouble();
        for (long r = 0; r < data.rows(); r++) {
            if (isDouble) {
                windows.read(r * columns, doubleRow);
                sum += doubleRow[(int) (r % columns)];
            } else {
                windows.read(r * columns, floatRow);
                sum += floatRow[(int) (r % columns)];
            }
        }
        return sum;
    }

    @Override
    public double pick(Positions positions) {
        double sum = 0;
        long stride = data.columns();
        long[] rows = positions.rows;
        long[] columns = positions.columns;
        ByHand source = windows;
        if (data.isDouble()) {
            for (int k = 0; k < rows.length; k++) {
                sum += source.getDouble(rows[k] * stride + columns[k]);
            }
        } else {
            for (int k = 0; k < rows.length; k++) {
                sum += source.getFloat(rows[k] * stride + columns[k]);
            }
        }
        return sum;
    }

    @Override
    public Object gather(Positions positions) {
        long[] flat = positions.flat;
        ByHand source = windows;
        if (data.isDouble()) {
            doubles = doubles.length == flat.length ? doubles : new double[flat.length];
            for (int k = 0; k < flat.length; k++) {
                doubles[k] = source.getDouble(flat[k]);
            }
            return doubles;
        }
        floats = floats.length == flat.length ? floats : new float[flat.length];
        for (int k = 0; k < flat.length; k++) {
            floats[k] = source.getFloat(flat[k]);
        }
        return floats;
    }

    /** There is no way to say it. */
    @Override
    public boolean adviseRandom() {
        return false;
    }

    /** Nor to unmap: that is left to the collector. */
    @Override
    public void close() {
        windows = null;
    }
}
