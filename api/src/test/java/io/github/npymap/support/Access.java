package io.github.npymap.support;

import io.github.npymap.NpyArray;
import io.github.npymap.types.DType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.LongStream;

/** The ways to the elements of an array of 64 columns, which are all 1.0; each goes over the whole of it. */
public enum Access {
    SCALAR_READ {
        @Override
        public void run(NpyArray array) {
            for (int i = 0; i < rows(array); i++) {
                for (int j = 0; j < COLUMNS; j++) {
                    requireOne(array.getDouble(i, j));
                }
            }
        }
    },
    SCALAR_WRITE {
        @Override
        public void run(NpyArray array) {
            for (int i = 0; i < rows(array); i++) {
                for (int j = 0; j < COLUMNS; j++) {
                    array.setDouble(i, j, 1);
                }
            }
        }
    },
    READ {
        @Override
        public void run(NpyArray array) {
            double[] target = new double[(int) array.size()];
            array.read(target);
            requireOnes(target);
        }
    },
    WRITE {
        @Override
        public void run(NpyArray array) {
            double[] ones = new double[(int) array.size()];
            Arrays.fill(ones, 1);
            array.write(ones);
        }
    },
    STRIDED_READ {
        @Override
        public void run(NpyArray array) {
            requireOnes(array.slice("::-1, 1::3").toDoubleArray());
        }
    },
    STRIDED_WRITE {
        @Override
        public void run(NpyArray array) {
            NpyArray columns = array.slice("::-1, 1::3");
            double[] ones = new double[(int) columns.size()];
            Arrays.fill(ones, 1);
            columns.write(ones);
        }
    },
    CONVERSION {
        @Override
        public void run(NpyArray array) {
            double[] target = array.viewAs(DType.INT64).toDoubleArray();
            requireOnes(Arrays.stream(target).map(bits -> bits / (double) ONE).toArray());
        }
    },
    GATHER {
        @Override
        public void run(NpyArray array) {
            long[] indices = LongStream.range(0, array.size() / 7)
                    .map(k -> (k * 7919) % array.size())
                    .toArray();
            indices[0] = array.size() - 1;
            double[] target = new double[indices.length];
            array.gather(indices, target);
            requireOnes(target);
        }
    },
    GATHER_ROWS {
        @Override
        public void run(NpyArray array) {
            long rows = rows(array);
            long[] indices = LongStream.range(0, rows).map(k -> (k * 37) % rows).toArray();
            double[] target = new double[(int) array.size()];
            array.gatherRows(indices, target);
            requireOnes(target);
        }
    },
    SUM {
        @Override
        public void run(NpyArray array) {
            requireSumOfOnes(array.sum(), array.size());
        }
    },
    PARALLEL_READ {
        @Override
        public void run(NpyArray array) {
            READ.run(array.parallel());
        }
    },
    PARALLEL_GATHER {
        @Override
        public void run(NpyArray array) {
            long size = array.size();
            // Odd, and so every element is taken once where their number is a power of two.
            long[] indices =
                    LongStream.range(0, size).map(k -> (k * 7919) % size).toArray();
            double[] target = new double[indices.length];
            array.parallel().gather(indices, target);
            requireOnes(target);
        }
    },
    PARALLEL_SUM {
        @Override
        public void run(NpyArray array) {
            SUM.run(array.parallel());
        }
    },
    MINIMUM {
        @Override
        public void run(NpyArray array) {
            requireOne(array.min());
            requireOne((double) array.viewAs(DType.INT64).minLong() / (double) ONE);
        }
    },
    STATISTICS {
        @Override
        public void run(NpyArray array) {
            requireSumOfOnes(array.transpose().statistics().sum().doubleValue(), array.size());
        }
    },
    LOAD {
        @Override
        public void run(NpyArray array) {
            array.load();
        }
    },
    FLUSH {
        @Override
        public void run(NpyArray array) {
            try {
                array.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    public static final int COLUMNS = 64;

    /** Rows that are enough for parallel operations to be shared among threads: two chunks of a reduction. */
    public static final int SHARED_ROWS = 2048;

    private static final long ONE = Double.doubleToRawLongBits(1);

    /** @throws AssertionError if anything that it reads is not 1.0; {@link Zeros} if all such is 0 */
    public abstract void run(NpyArray array);

    public boolean isScalar() {
        return this == SCALAR_READ || this == SCALAR_WRITE;
    }

    /** Whether several threads are at it, if there are {@link #SHARED_ROWS} rows. */
    public boolean isShared() {
        return this == PARALLEL_READ || this == PARALLEL_GATHER || this == PARALLEL_SUM;
    }

    /** Whether every page is touched, so that none can be missing in silence. */
    public boolean touchesAll() {
        return this != FLUSH;
    }

    private static int rows(NpyArray array) {
        return (int) array.shape().get(0);
    }

    private static void requireOne(double value) {
        if (value == 0) {
            throw new Zeros();
        }
        if (value != 1) {
            throw new AssertionError("read " + value);
        }
    }

    private static void requireOnes(double[] values) {
        boolean zeros = false;
        for (double value : values) {
            if (value == 0) {
                zeros = true;
            } else {
                requireOne(value);
            }
        }
        if (zeros) {
            throw new Zeros();
        }
    }

    /** Where only the sum is known, zeros make it a smaller whole number. */
    private static void requireSumOfOnes(double sum, long size) {
        if (sum >= 0 && sum < size && sum == Math.rint(sum)) {
            throw new Zeros();
        }
        requireOne(sum / size);
    }
}
