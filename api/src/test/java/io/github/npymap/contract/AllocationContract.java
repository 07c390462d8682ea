package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.github.npymap.DType;
import io.github.npymap.NpyArray;
import io.github.npymap.Shape;
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

    /** Operations between two looks. */
    private static final int OPERATIONS = 250;

    /** Nanoseconds that the JVM's compilers get, which may have much else to do. */
    private static final long PATIENCE = 30_000_000_000L;

    private double sink;

    /**
     * Bytes that a move may take. Without the C library they are not 0: JDK 17 has no cheaper way to hear of lost pages than
     * an empty array of arrays, and a question about what is resident, asked now and then, is a buffer.
     */
    private long perMove() {
        return backend().name().equals("jni") ? 0 : 24;
    }

    @BeforeEach
    void requireCounter() {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean counter
                        && counter.isThreadAllocatedMemoryEnabled(),
                "this JVM counts no allocations");
    }

    private NpyArray matrix(String type) throws IOException {
        return zeros(DType.of(type), Shape.of(ROWS, COLUMNS));
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
    void elements_are_read_and_assigned_without_allocating() throws IOException {
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
    void rows_are_moved_without_allocating() throws IOException {
        double[] row = new double[COLUMNS];
        for (String type : new String[] {"<f8", ">f8", "<f4", "<i4"}) {
            NpyArray array = matrix(type);
            requireAtMost(perMove(), "read of " + type, () -> array.read(2 * COLUMNS, row, 0, COLUMNS));
        }
        NpyArray doubles = matrix("<f8");
        NpyArray swapped = matrix(">f8");
        byte[] bytes = new byte[8 * COLUMNS];
        NpyArray column = doubles.transpose().at(3);
        requireAtMost(perMove(), "write", () -> doubles.write(2 * COLUMNS, row, 0, COLUMNS));
        requireAtMost(perMove(), "write of big-endian", () -> swapped.write(2 * COLUMNS, row, 0, COLUMNS));
        requireAtMost(perMove(), "read of a column", () -> column.read(0, row, 0, COLUMNS));
        requireAtMost(perMove(), "readBytes", () -> doubles.readBytes(2 * COLUMNS, bytes, 0, COLUMNS));
    }

    @Test
    void elements_and_rows_are_gathered_without_allocating() throws IOException {
        NpyArray array = matrix("<f8");
        long[] positions = IntStream.range(0, 500)
                .mapToLong(k -> k * 7919L % (ROWS * COLUMNS))
                .toArray();
        double[] elements = new double[positions.length];
        long[] rows = LongStream.of(3, 17, 299, 5).toArray();
        double[] collected = new double[rows.length * COLUMNS];
        requireAtMost(perMove(), "gather", () -> array.gather(positions, elements));
        requireAtMost(perMove(), "gatherRows", () -> array.gatherRows(rows, collected));
    }

    @Test
    void a_row_is_reduced_without_allocating() throws IOException {
        NpyArray doubles = matrix("<f8").at(3);
        NpyArray floats = matrix("<f4").at(3);
        NpyArray integers = matrix("<i4").at(3);
        requireAtMost(perMove(), "sum", () -> sink += doubles.sum());
        requireAtMost(perMove(), "mean of float32", () -> sink += floats.mean());
        requireAtMost(perMove(), "min", () -> sink += doubles.min());
        requireAtMost(perMove(), "sumLong", () -> sink += integers.sumLong());
        requireAtMost(perMove(), "max of int32", () -> sink += integers.max());
    }
}
