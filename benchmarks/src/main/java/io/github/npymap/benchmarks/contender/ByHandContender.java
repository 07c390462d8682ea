package io.github.npymap.benchmarks.contender;

import java.io.IOException;

/** {@link ByHand}: what the JDK alone has, without npymap. */
public final class ByHandContender implements JavaContender {
    private final DataFile data;
    private final Buffers row = new Buffers();
    private final Buffers out = new Buffers();
    private ByHand map;

    public ByHandContender(DataFile data) throws IOException {
        this.data = data;
        map = new ByHand(data.path(), data.dtype().order());
    }

    @Override
    public double first() {
        return data.isDouble() ? map.getDouble(0) : map.getFloat(0);
    }

    @Override
    public double sum() {
        return data.isDouble() ? map.sumDoubles() : map.sumFloats();
    }

    @Override
    public double sumByElement() {
        return data.isDouble() ? sumDoublesByElement() : sumFloatsByElement();
    }

    private double sumDoublesByElement() {
        double sum = 0;
        long rows = data.rows();
        long columns = data.columns();
        ByHand source = map;
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
        ByHand source = map;
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
        if (data.isHalf()) {
            double[] target = row.doubles(columns);
            for (long r = 0; r < data.rows(); r++) {
                map.readHalf(r * columns, target);
                sum += target[(int) (r % columns)];
            }
        } else if (data.isDouble()) {
            double[] target = row.doubles(columns);
            for (long r = 0; r < data.rows(); r++) {
                map.read(r * columns, target, 0, columns);
                sum += target[(int) (r % columns)];
            }
        } else {
            float[] target = row.floats(columns);
            for (long r = 0; r < data.rows(); r++) {
                map.read(r * columns, target, 0, columns);
                sum += target[(int) (r % columns)];
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
        ByHand source = map;
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
        ByHand source = map;
        if (data.isDouble()) {
            double[] target = out.doubles(flat.length);
            for (int k = 0; k < flat.length; k++) {
                target[k] = source.getDouble(flat[k]);
            }
            return target;
        }
        float[] target = out.floats(flat.length);
        for (int k = 0; k < flat.length; k++) {
            target[k] = source.getFloat(flat[k]);
        }
        return target;
    }

    @Override
    public Object gatherRows(long[] rows) {
        int columns = data.columns();
        int length = Math.multiplyExact(rows.length, columns);
        if (data.isDouble()) {
            double[] target = out.doubles(length);
            for (int k = 0; k < rows.length; k++) {
                map.read(rows[k] * columns, target, k * columns, columns);
            }
            return target;
        }
        float[] target = out.floats(length);
        for (int k = 0; k < rows.length; k++) {
            map.read(rows[k] * columns, target, k * columns, columns);
        }
        return target;
    }

    @Override
    public double copyColumns(long[] columns) {
        double sum = 0;
        int rows = Math.toIntExact(data.rows());
        long stride = data.columns();
        ByHand source = map;
        if (data.isDouble()) {
            double[] target = row.doubles(rows);
            for (int k = 0; k < columns.length; k++) {
                for (int i = 0; i < rows; i++) {
                    target[i] = source.getDouble(i * stride + columns[k]);
                }
                sum += target[k % rows];
            }
        } else {
            float[] target = row.floats(rows);
            for (int k = 0; k < columns.length; k++) {
                for (int i = 0; i < rows; i++) {
                    target[i] = source.getFloat(i * stride + columns[k]);
                }
                sum += target[k % rows];
            }
        }
        return sum;
    }

    /** There is no way to say it. */
    @Override
    public boolean adviseRandom() {
        return false;
    }

    @Override
    public void close() {
        map.close();
        map = null;
    }
}
