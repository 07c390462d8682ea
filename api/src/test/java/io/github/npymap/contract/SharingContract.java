package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.support.Primitive;
import io.github.npymap.support.Values;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations that several threads share, or that go through a window, give what one thread gives. */
abstract class SharingContract extends Contract {
    private static final String TYPES = "io.github.npymap.support.Values#types";
    private static final Shape SHAPE = Shape.of(7, 40_000);

    private final ExecutorService pool = Executors.newFixedThreadPool(3);

    private NpyArray withThreads(NpyArray array, int threads) {
        return array.parallel(pool, threads);
    }

    @AfterEach
    void endPool() throws InterruptedException {
        pool.shutdown();
        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    /** Longer than what one thread is given at a time, with rows that are no multiple of a chunk. */
    private NpyArray random(NumberType type) throws IOException {
        Random random = new Random(4);
        long[] bits = random.longs(SHAPE.size())
                .map(k -> Values.random(type.kind(), random))
                .toArray();
        return open(write(type, Order.C, SHAPE, bits), Mode.READ).array();
    }

    private static Map<String, NpyArray> views(NpyArray whole) {
        Map<String, NpyArray> views = new LinkedHashMap<>();
        views.put("contiguous", whole);
        views.put("rows with gaps", whole.slice("::-2, 3:39000"));
        views.put("strided", whole.slice(":, ::-3"));
        views.put("transposed", whole.transpose());
        views.put("transposed, of long rows", whole.reshape(4000, 70).transpose());
        views.put("one row", whole.at(2));
        views.put("a scalar", whole.at(2).at(5));
        views.put("empty", whole.slice("3:3"));
        return views;
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void sharedReductionsGiveTheBitsOfOneThread(NumberType type) throws IOException {
        views(random(type)).forEach((name, view) -> {
            for (NpyArray other : List.of(view.parallel(), withThreads(view, 7), view.streaming())) {
                assertThat(results(other)).as(name).isEqualTo(results(view));
            }
        });
    }

    private static List<Object> results(NpyArray array) {
        List<Object> results = new ArrayList<>(List.of(array.statistics(), array.sum(), array.mean()));
        if (array.size() > 0) {
            results.addAll(List.of(array.min(), array.max()));
        }
        return results;
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void sharedMovesCopyWhatOneThreadCopies(NumberType type) throws IOException {
        Random random = new Random(5);
        NpyArray whole = random(type);
        TreeSet<Primitive> readers = new TreeSet<>(Primitive.readersOf(type.kind()));
        // The narrowest takes elements as they are, the widest converts them.
        for (Primitive primitive : EnumSet.of(readers.first(), readers.last())) {
            views(whole).forEach((name, view) -> {
                NpyArray shared = withThreads(view, 3);
                assertThat(primitive.toArray(shared)).as(name).isEqualTo(primitive.toArray(view));
                if (view.size() == 0 || view.ndim() == 0) {
                    return;
                }
                long[] flat = random.longs(70_000, 0, view.size()).toArray();
                assertThat(gathered(primitive, shared, flat)).as(name).isEqualTo(gathered(primitive, view, flat));
                long rows = view.shape().get(0);
                int rowSize = (int) (view.size() / rows);
                long[] chosen = random.longs(150_000 / rowSize, 0, rows).toArray();
                assertThat(gatheredRows(primitive, shared, chosen, rowSize))
                        .as(name)
                        .isEqualTo(gatheredRows(primitive, view, chosen, rowSize));
            });
        }
    }

    @Test
    void aSharedPartOfTransposedRowsIsWhatOneThreadCopies() throws IOException {
        NpyArray view = random(DType.INT32).reshape(4000, 70).transpose();
        int[] shared = new int[200_000];
        int[] alone = new int[200_000];
        for (int from : new int[] {0, 1, 3999, 4000, 60_001}) {
            withThreads(view, 3).read(from, shared, 7, 199_990);
            view.read(from, alone, 7, 199_990);
            assertThat(shared).isEqualTo(alone);
        }
    }

    private static Object gathered(Primitive primitive, NpyArray array, long... flat) {
        Object target = primitive.newArray(flat.length);
        primitive.gather(array, flat, target);
        return target;
    }

    private static Object gatheredRows(Primitive primitive, NpyArray array, long[] rows, int rowSize) {
        Object target = primitive.newArray(rows.length * rowSize);
        primitive.gatherRows(array, rows, target);
        return target;
    }

    @Test
    void viewsOfASharedArrayAreShared() throws IOException {
        List<Runnable> tasks = new ArrayList<>();
        NpyArray view =
                random(DType.FLOAT64).parallel(tasks::add, 4).slice(":, 1:").transpose();
        double sum = view.sum();
        assertThat(tasks).as("given to others").isNotEmpty();
        tasks.forEach(Runnable::run);
        assertThat(view.sum()).isEqualTo(sum);
    }

    /** A task that comes too late finds nothing to do. */
    @Test
    void theCallerDoesWhatNobodyElseDoes() throws IOException {
        List<Runnable> tasks = new ArrayList<>();
        NpyArray array = random(DType.FLOAT64);
        assertThat(array.parallel(tasks::add, 9).sum()).isEqualTo(array.sum());
        double[] target = new double[(int) array.size()];
        array.parallel(tasks::add, 9).read(target);
        assertThat(target).isEqualTo(array.toDoubleArray());
        target[0] = 17;
        tasks.forEach(Runnable::run);
        assertThat(target[0]).isEqualTo(17);
    }

    @Test
    void anExecutorMayRunTasksInTheCallingThread() throws IOException {
        NpyArray array = random(DType.INT32);
        assertThat(array.parallel(Runnable::run, 5).sumLong()).isEqualTo(array.sumLong());
    }

    @Test
    void anExecutorThatRefusesIsTheCallersToHearOf() throws IOException {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        executor.shutdown();
        NpyArray array = random(DType.FLOAT32).parallel(executor, 2);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(array::sum);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void thereIsAtLeastOneThread(int threads) throws IOException {
        NpyArray array = zeros(DType.INT8, Shape.of(3));
        assertThatIllegalArgumentException().isThrownBy(() -> array.parallel(Runnable::run, threads));
    }

    @Test
    void aBadIndexAmongManyStopsEverything() throws IOException {
        NpyArray array = withThreads(random(DType.FLOAT64), 4);
        long[] indices = new long[200_000];
        indices[199_999] = array.size();
        double[] target = new double[indices.length];
        target[0] = 17;
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> array.gather(indices, target))
                .withMessageContaining(array.size() + "");
        assertThat(target[0]).isEqualTo(17);
    }

    @Test
    void theClosedFileIsNamedWhicheverThreadFindsItClosed() throws IOException {
        NpyFile file = backend().open(write(DType.INT8, Order.C, Shape.of(300_000), new long[300_000]), Mode.READ);
        NpyArray array = withThreads(file.array(), 4);
        file.close();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(array::sum);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> array.read(new byte[300_000]));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> array.gather(new long[100_000], new byte[100_000]));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> array.gatherRows(new long[100_000], new byte[100_000]));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> array.streaming().sum());
    }

    @Test
    void aPassThroughAWindowLeavesPrivateChangesAlone() throws IOException {
        NpyArray array = open(write(DType.INT16, Order.C, SHAPE, new long[(int) SHAPE.size()]), Mode.COPY_ON_WRITE)
                .array();
        array.setInt(6, 39_999, 5);
        assertThat(array.streaming().sumLong()).isEqualTo(5);
        assertThat(array.sumLong()).isEqualTo(5);
    }
}
