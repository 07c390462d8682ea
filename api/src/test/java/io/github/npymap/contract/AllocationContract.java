package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.internal.number.Scratch;
import io.github.npymap.support.Allowance;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paths that programs run millions of times leave nothing for the garbage collector, once they are compiled. */
abstract class AllocationContract extends Contract {
    private static final int ROWS = 300;
    private static final int COLUMNS = 200;

    /** Longer than a transposed view is read at once. */
    private static final int LONG_AXIS = 2100;

    /** Elements that no kernel reduces in one call. */
    private static final int CHUNKS = 200_000;

    /** Bytes of the accumulator and of the chunk that a pass over several chunks makes, however many there are. */
    private static final int PASS = 104;

    /** Operations between two looks. */
    private static final int OPERATIONS = 250;

    /** Nanoseconds that the JVM's compilers get, which may have much else to do. */
    private static final long PATIENCE = 30_000_000_000L;

    private double sink;

    abstract Allowance allowance();

    @BeforeEach
    void requireCounter() {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean counter
                        && counter.isThreadAllocatedMemoryEnabled(),
                "this JVM counts no allocations");
    }

    private NpyArray matrix(String type) throws IOException {
        return zeros(Npy.dtype(type), Shape.of(ROWS, COLUMNS));
    }

    private static void requireAtMost(long bytes, String what, Runnable operation) {
        ThreadMXBean counter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        long deadline = System.nanoTime() + PATIENCE;
        while (least > bytes * OPERATIONS && System.nanoTime() - deadline < 0) {
            long before = counter.getCurrentThreadAllocatedBytes();
            for (int k = 0; k < OPERATIONS; k++) {
                operation.run();
            }
            least = Math.min(least, counter.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes of %d x %s", OPERATIONS, what).isLessThanOrEqualTo(bytes * OPERATIONS);
    }

    @Test
    void elementsAreReadAndAssignedWithoutAllocating() throws IOException {
        for (String type : new String[] {"<f8", ">f8", "<i4", "<f2"}) {
            NpyArray array = matrix(type);
            requireAtMost(0, "getDouble of " + type, () -> sink += array.getDouble(17, 3));
        }
        NpyArray doubles = matrix("<f8");
        NpyArray strided = doubles.slice("::2, ::3");
        NpyArray integers = matrix("<i4");
        requireAtMost(0, "getDouble of a view", () -> sink += strided.getDouble(17, 3));
        requireAtMost(0, "setDouble", () -> doubles.setDouble(17, 3, 2.5));
        requireAtMost(0, "getLong", () -> sink += integers.getLong(17, 3));
        requireAtMost(0, "setInt", () -> integers.setInt(17, 3, 4));
    }

    @Test
    void rowsAreMovedWithoutAllocating() throws IOException {
        double[] row = new double[COLUMNS];
        for (String type : new String[] {"<f8", ">f8", "<f4", "<i4"}) {
            NpyArray array = matrix(type);
            requireAtMost(allowance().perMove(), "read of " + type, () -> array.read(2 * COLUMNS, row, 0, COLUMNS));
        }
        NpyArray doubles = matrix("<f8");
        NpyArray swapped = matrix(">f8");
        byte[] bytes = new byte[8 * COLUMNS];
        NpyArray column = doubles.transpose().at(3);
        requireAtMost(allowance().perMove(), "write", () -> doubles.write(2 * COLUMNS, row, 0, COLUMNS));
        requireAtMost(allowance().perMove(), "write of big-endian", () -> swapped.write(2 * COLUMNS, row, 0, COLUMNS));
        requireAtMost(allowance().perMove(), "read of a column", () -> column.read(0, row, 0, COLUMNS));
        requireAtMost(allowance().perMove(), "readBytes", () -> doubles.readBytes(2 * COLUMNS, bytes, 0, COLUMNS));
    }

    @Test
    void elementsAndRowsAreGatheredWithoutAllocating() throws IOException {
        NpyArray array = matrix("<f8");
        long[] positions = IntStream.range(0, 500)
                .mapToLong(k -> k * 7919L % (ROWS * COLUMNS))
                .toArray();
        double[] elements = new double[positions.length];
        long[] rows = LongStream.of(3, 17, 299, 5).toArray();
        double[] collected = new double[rows.length * COLUMNS];
        requireAtMost(allowance().perGather(), "gather", () -> array.gather(positions, elements));
        requireAtMost(allowance().perGather(), "gatherRows", () -> array.gatherRows(rows, collected));
        // Enough of them to be asked for together.
        NpyArray halves = matrix("<f2");
        long[] manyRows = LongStream.range(0, 40).map(k -> 7 * k).toArray();
        float[] converted = new float[manyRows.length * COLUMNS];
        requireAtMost(
                manyRows.length * allowance().perMove() + allowance().perGather(),
                "gatherRows of float16",
                () -> halves.gatherRows(manyRows, converted));
    }

    @Test
    void transposedViewsAreReadWithoutAllocating() throws IOException {
        NpyArray flat = zeros(DType.FLOAT64, Shape.of(LONG_AXIS, 20)).transpose();
        double[] target = new double[LONG_AXIS * 20];
        // Each row in five strips.
        long bytes = 5 * 20 * allowance().perMove();
        requireAtMost(bytes, "read of transposed rows", () -> flat.read(0, target, 0, target.length));
        NpyArray floats = zeros(DType.FLOAT32, Shape.of(LONG_AXIS, 20)).transpose();
        requireAtMost(bytes, "read of transposed float32 as double", () -> floats.read(0, target, 0, target.length));
    }

    @Test
    void elementsAreGatheredAndConvertedWithoutAllocating() throws IOException {
        long[] positions = IntStream.range(0, 5000)
                .mapToLong(k -> k * 7919L % (ROWS * COLUMNS))
                .toArray();
        double[] elements = new double[positions.length];
        for (String type : new String[] {"<f4", ">f4", "<f2", "<i4"}) {
            NpyArray array = matrix(type);
            requireAtMost(5 * allowance().perGather(), "gather of " + type, () -> array.gather(positions, elements));
        }
    }

    @Test
    void severalChunksAreReducedWithoutAllocatingForEach() throws IOException {
        for (String type : new String[] {"<f8", ">f8", "<f4", "<i4"}) {
            NpyArray array = zeros(Npy.dtype(type), Shape.of(CHUNKS));
            requireAtMost(
                    manyMoves(CHUNKS) + CHUNKS * allowance().perSummed() + PASS,
                    "sum of many " + type,
                    () -> sink += array.sum());
            requireAtMost(manyMoves(CHUNKS) + PASS, "min of many " + type, () -> sink += array.min());
        }
        NpyArray strided = zeros(DType.FLOAT64, Shape.of(2 * CHUNKS)).slice("::2");
        requireAtMost(manyMoves(CHUNKS) + PASS, "sum of every other", () -> sink += strided.sum());
    }

    /** What may be taken for elements that are moved block by block. */
    private long manyMoves(int elements) {
        return allowance().perMove() * (elements / Scratch.LENGTH + 1);
    }

    @Test
    void aRowIsReducedWithoutAllocating() throws IOException {
        NpyArray doubles = matrix("<f8").at(3);
        NpyArray floats = matrix("<f4").at(3);
        NpyArray integers = matrix("<i4").at(3);
        requireAtMost(allowance().perMove(), "sum", () -> sink += doubles.sum());
        requireAtMost(allowance().perMove(), "mean of float32", () -> sink += floats.mean());
        requireAtMost(allowance().perMove(), "min", () -> sink += doubles.min());
        requireAtMost(allowance().perMove(), "sumLong", () -> sink += integers.sumLong());
        requireAtMost(allowance().perMove(), "max of int32", () -> sink += integers.max());
    }
}
