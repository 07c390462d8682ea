package io.github.npymap.benchmarks;

import io.github.npymap.Advice;
import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import java.io.IOException;

/** npymap, through one of its backends. */
final class NpymapContender implements Contender {
    private final DataFile data;
    private final NpyFile file;
    private final NpyArray array;
    private final double[] doubleRow;
    private final float[] floatRow;
    private double[] doubles = {};
    private float[] floats = {};

    NpymapContender(DataFile data, String backend) throws IOException {
        this.data = data;
        file = Npy.using(backend).open(data.path());
        array = file.array();
        doubleRow = new double[data.isDouble() ? data.columns() : 0];
        floatRow = new float[data.isDouble() ? 0 : data.columns()];
    }

    @Override
    public double sum() {
        return array.sum();
    }

    /** The scan that asks for each element by its indices. */
    double sumByElement() {
        double sum = 0;
        long rows = data.rows();
        long columns = data.columns();
        for (long i = 0; i < rows; i++) {
            for (long j = 0; j < columns; j++) {
                sum += array.getDouble(i, j);
            }
        }
        return sum;
    }

    @Override
    public double copyRows() {
        return data.isDouble() ? copyDoubles() : copyFloats();
    }

    private double copyDoubles() {
        double sum = 0;
        int columns = data.columns();
        for (long r = 0; r < data.rows(); r++) {
            array.read(r * columns, doubleRow, 0, columns);
            sum += doubleRow[(int) (r % columns)];
        }
        return sum;
    }

    private double copyFloats() {
        double sum = 0;
        int columns = data.columns();
        for (long r = 0; r < data.rows(); r++) {
            array.read(r * columns, floatRow, 0, columns);
            sum += floatRow[(int) (r % columns)];
        }
        return sum;
    }

    @Override
    public double pick(Positions positions) {
        double sum = 0;
        long[] rows = positions.rows;
        long[] columns = positions.columns;
        for (int k = 0; k < rows.length; k++) {
            sum += array.getDouble(rows[k], columns[k]);
        }
        return sum;
    }

    @Override
    public Object gather(Positions positions) {
        int count = positions.flat.length;
        if (data.isDouble()) {
            doubles = doubles.length == count ? doubles : new double[count];
            array.gather(positions.flat, doubles);
            return doubles;
        }
        floats = floats.length == count ? floats : new float[count];
        array.gather(positions.flat, floats);
        return floats;
    }

    @Override
    public boolean adviseRandom() {
        return array.advise(Advice.RANDOM);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
