package io.github.npymap.benchmarks.contender;

import java.io.IOException;

/** What libraries that read a file into an array leave to their user: loops over that array. */
public final class HeapContender implements JavaContender {
    /** Reads a whole file, to a {@code double[]} or {@code float[]}. */
    public interface Library {
        Object read(DataFile data) throws IOException;
    }

    private final DataFile data;
    private final Buffers row = new Buffers();
    private final Buffers out = new Buffers();
    private double[] doubles = {};
    private float[] floats = {};

    public HeapContender(DataFile data, Library library) throws IOException {
        if (data.isHalf()) {
            throw new UnsupportedOperationException("it has no float16");
        }
        this.data = data;
        Object array = library.read(data);
        if (array instanceof double[] values) {
            doubles = values;
        } else {
            floats = (float[]) array;
        }
    }

    @Override
    public double first() {
        return data.isDouble() ? doubles[0] : floats[0];
    }

    /** One accumulator would wait for each addition before the next. */
    @Override
    public double sum() {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        if (data.isDouble()) {
            double[] values = doubles;
            for (; i < values.length - 3; i += 4) {
                a += values[i];
                b += values[i + 1];
                c += values[i + 2];
                d += values[i + 3];
            }
            for (; i < values.length; i++) {
                a += values[i];
            }
        } else {
            float[] values = floats;
            for (; i < values.length - 3; i += 4) {
                a += values[i];
                b += values[i + 1];
                c += values[i + 2];
                d += values[i + 3];
            }
            for (; i < values.length; i++) {
                a += values[i];
            }
        }
        return a + b + c + d;
    }

    @Override
    public double sumByElement() {
        double sum = 0;
        int rows = (int) data.rows();
        int columns = data.columns();
        for (int i = 0; i < rows; i++) {
            if (data.isDouble()) {
                for (int j = 0; j < columns; j++) {
                    sum += doubles[i * columns + j];
                }
            } else {
                for (int j = 0; j < columns; j++) {
                    sum += floats[i * columns + j];
                }
            }
        }
        return sum;
    }

    @Override
    public double copyRows() {
        double sum = 0;
        int columns = data.columns();
        for (int r = 0; r < data.rows(); r++) {
            if (data.isDouble()) {
                double[] target = row.doubles(columns);
                System.arraycopy(doubles, r * columns, target, 0, columns);
                sum += target[r % columns];
            } else {
                float[] target = row.floats(columns);
                System.arraycopy(floats, r * columns, target, 0, columns);
                sum += target[r % columns];
            }
        }
        return sum;
    }

    @Override
    public double pick(Positions positions) {
        double sum = 0;
        int stride = data.columns();
        long[] rows = positions.rows;
        long[] columns = positions.columns;
        if (data.isDouble()) {
            for (int k = 0; k < rows.length; k++) {
                sum += doubles[(int) rows[k] * stride + (int) columns[k]];
            }
        } else {
            for (int k = 0; k < rows.length; k++) {
                sum += floats[(int) rows[k] * stride + (int) columns[k]];
            }
        }
        return sum;
    }

    @Override
    public Object gather(Positions positions) {
        long[] flat = positions.flat;
        if (data.isDouble()) {
            double[] target = out.doubles(flat.length);
            for (int k = 0; k < flat.length; k++) {
                target[k] = doubles[(int) flat[k]];
            }
            return target;
        }
        float[] target = out.floats(flat.length);
        for (int k = 0; k < flat.length; k++) {
            target[k] = floats[(int) flat[k]];
        }
        return target;
    }

    @Override
    public Object gatherRows(long[] rows) {
        int columns = data.columns();
        int length = Math.multiplyExact(rows.length, columns);
        Object source = data.isDouble() ? doubles : floats;
        Object target = data.isDouble() ? out.doubles(length) : out.floats(length);
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(source, (int) rows[k] * columns, target, k * columns, columns);
        }
        return target;
    }

    @Override
    public double copyColumns(long[] columns) {
        double sum = 0;
        int rows = (int) data.rows();
        int stride = data.columns();
        for (int k = 0; k < columns.length; k++) {
            int column = (int) columns[k];
            if (data.isDouble()) {
                double[] target = row.doubles(rows);
                for (int i = 0; i < rows; i++) {
                    target[i] = doubles[i * stride + column];
                }
                sum += target[k % rows];
            } else {
                float[] target = row.floats(rows);
                for (int i = 0; i < rows; i++) {
                    target[i] = floats[i * stride + column];
                }
                sum += target[k % rows];
            }
        }
        return sum;
    }

    @Override
    public boolean adviseRandom() {
        return false;
    }

    @Override
    public void close() {
        doubles = new double[0];
        floats = new float[0];
    }
}
