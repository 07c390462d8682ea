package io.github.npymap.benchmarks.contender;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.types.Advice;
import java.io.IOException;

/** npymap, through one of its backends. */
public final class NpymapContender implements JavaContender {
    private final DataFile data;
    private final NpyFile file;
    private final NpyArray array;
    private final boolean single;
    private final Buffers row = new Buffers();
    private final Buffers out = new Buffers();

    public NpymapContender(DataFile data, String backend) throws IOException {
        this(data, Npy.using(backend).open(data.path()));
    }

    private NpymapContender(DataFile data, NpyFile file) {
        this(data, file, file.array(), false);
    }

    private NpymapContender(DataFile data, NpyFile file, NpyArray array, boolean single) {
        this.data = data;
        this.file = file;
        this.array = array;
        this.single = single;
    }

    @Override
    public JavaContender tuned(String way) {
        return switch (way) {
            case "parallel" -> new NpymapContender(data, file, array.parallel(), single);
            case "streaming" -> new NpymapContender(data, file, array.streaming(), single);
            case "single" -> new NpymapContender(data, file, array, true);
            case "random" -> {
                array.advise(Advice.RANDOM);
                yield this;
            }
            default -> JavaContender.super.tuned(way);
        };
    }

    @Override
    public double first() {
        return array.getDouble(0, 0);
    }

    @Override
    public double sum() {
        return array.sum();
    }

    @Override
    public double scan() {
        array.advise(Advice.SEQUENTIAL);
        return array.sum();
    }

    @Override
    public double sumByElement() {
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
        double[] target = row.doubles(columns);
        for (long r = 0; r < data.rows(); r++) {
            array.read(r * columns, target, 0, columns);
            sum += target[(int) (r % columns)];
        }
        return sum;
    }

    private double copyFloats() {
        double sum = 0;
        int columns = data.columns();
        float[] target = row.floats(columns);
        for (long r = 0; r < data.rows(); r++) {
            array.read(r * columns, target, 0, columns);
            sum += target[(int) (r % columns)];
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
            double[] target = out.doubles(count);
            if (single) {
                for (int k = 0; k < count; k++) {
                    target[k] = array.getDouble(positions.rows[k], positions.columns[k]);
                }
            } else {
                array.gather(positions.flat, target);
            }
            return target;
        }
        float[] target = out.floats(count);
        array.gather(positions.flat, target);
        return target;
    }

    @Override
    public Object gatherRows(long[] rows) {
        int length = Math.multiplyExact(rows.length, data.columns());
        if (data.isDouble()) {
            double[] target = out.doubles(length);
            array.gatherRows(rows, target);
            return target;
        }
        float[] target = out.floats(length);
        array.gatherRows(rows, target);
        return target;
    }

    @Override
    public double copyColumns(long[] columns) {
        double sum = 0;
        int rows = Math.toIntExact(data.rows());
        NpyArray transposed = array.transpose();
        if (data.isDouble()) {
            double[] target = row.doubles(rows);
            for (int k = 0; k < columns.length; k++) {
                transposed.at(columns[k]).read(target);
                sum += target[k % rows];
            }
        } else {
            float[] target = row.floats(rows);
            for (int k = 0; k < columns.length; k++) {
                transposed.at(columns[k]).read(target);
                sum += target[k % rows];
            }
        }
        return sum;
    }

    @Override
    public boolean adviseRandom() {
        return array.advise(Advice.RANDOM);
    }

    @Override
    public void close() {
        file.close();
    }
}
