package io.github.npymap.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.npymap.benchmarks.contender.DataFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every benchmark runs, and all contenders come to the same answers. */
class ContenderTest {
    private static final String[] BACKENDS = {"nio", "jni"};

    private static final SequentialScan SCAN = new SequentialScan();
    private static final RandomAccess RANDOM = new RandomAccess();
    private static final ColdScan COLD_SCAN = new ColdScan();
    private static final ColdRandom COLD_RANDOM = new ColdRandom();

    @TempDir
    Path directory;

    @BeforeEach
    void needsTheReference() {
        BuiltWithC.require();
        System.setProperty(DataFile.DIRECTORY, directory.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(DataFile.DIRECTORY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"float64", "float32"})
    void warmContendersAgree(String dtype) throws IOException {
        Warm.OfReference reference = prepare(new Warm.OfReference(), dtype);
        Warm.OfByHand byHand = prepare(new Warm.OfByHand(), dtype);
        double sum = SCAN.sumInC(reference);
        double copied = SCAN.copyRowsInC(reference);
        double picked = RANDOM.getDoubleInC(reference);
        Object gathered = RANDOM.gatherInC(reference);
        assertThat(sum / DataFile.of(1, dtype).size()).isBetween(0.49, 0.51);

        List<Double> sums = new ArrayList<>(List.of(SCAN.sumByHand(byHand), SCAN.getDoubleByHand(byHand)));
        List<Double> copies = new ArrayList<>(List.of(SCAN.copyRowsByHand(byHand)));
        List<Double> picks = new ArrayList<>(List.of(RANDOM.getDoubleByHand(byHand)));
        List<Object> gathers = new ArrayList<>(List.of(RANDOM.gatherByHand(byHand)));
        for (String backend : BACKENDS) {
            Warm.OfNpymap npymap = new Warm.OfNpymap();
            npymap.backend = backend;
            prepare(npymap, dtype);
            sums.add(SCAN.sum(npymap));
            sums.add(SCAN.getDouble(npymap));
            copies.add(SCAN.copyRows(npymap));
            picks.add(RANDOM.getDouble(npymap));
            gathers.add(RANDOM.gather(npymap));
            npymap.tearDown();
        }

        // By hand, float32 is added up with eight accumulators of double: the order differs, and no more.
        assertThat(sums).allSatisfy(value -> assertThat(value).isCloseTo(sum, within(1e-9 * sum)));
        assertThat(copies).allSatisfy(value -> assertThat(value).isCloseTo(copied, within(1e-9 * copied)));
        assertThat(picks).allSatisfy(value -> assertThat(value).isCloseTo(picked, within(1e-9 * picked)));
        assertThat(gathers).allSatisfy(values -> assertThat(values).isEqualTo(gathered));
        byHand.tearDown();
        reference.tearDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"float64", "float32"})
    void coldContendersAgree(String dtype) throws IOException {
        Cold.OfReference reference = prepare(new Cold.OfReference(), dtype);
        double sum = cool(reference, () -> COLD_SCAN.sumInC(reference));
        Cold.OfByHand byHand = prepare(new Cold.OfByHand(), dtype);
        List<Double> sums = new ArrayList<>(List.of(cool(byHand, () -> COLD_SCAN.sumByHand(byHand))));

        // The n-th time is elsewhere, but at the same places for all.
        Cold.OfReference again = prepare(new Cold.OfReference(), dtype);
        double first = cool(again, () -> COLD_RANDOM.getDoubleInC(again));
        double second = cool(again, () -> COLD_RANDOM.getDoubleAdvisedInC(again));
        Cold.OfByHand byHandAgain = prepare(new Cold.OfByHand(), dtype);
        List<Double> firsts =
                new ArrayList<>(List.of(cool(byHandAgain, () -> COLD_RANDOM.getDoubleByHand(byHandAgain))));
        List<Double> seconds = new ArrayList<>();
        List<Object> thirds = new ArrayList<>();
        for (String backend : BACKENDS) {
            Cold.OfNpymap scan = prepare(npymap(backend), dtype);
            sums.add(cool(scan, () -> COLD_SCAN.sum(scan)));
            Cold.OfNpymap random = prepare(npymap(backend), dtype);
            firsts.add(cool(random, () -> COLD_RANDOM.getDouble(random)));
            seconds.add(cool(random, () -> COLD_RANDOM.getDoubleAdvised(random)));
            thirds.add(cool(random, () -> COLD_RANDOM.gather(random)));
        }

        assertThat(sums).allSatisfy(value -> assertThat(value).isCloseTo(sum, within(1e-9 * sum)));
        assertThat(firsts).allSatisfy(value -> assertThat(value).isCloseTo(first, within(1e-9 * first)));
        assertThat(seconds).allSatisfy(value -> assertThat(value).isCloseTo(second, within(1e-9 * second)));
        assertThat(first).isNotEqualTo(second);
        assertThat(thirds.get(1)).isEqualTo(thirds.get(0));
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private static <T> T cool(Cold<?> state, Action<T> action) throws IOException {
        state.cool();
        try {
            return action.run();
        } finally {
            state.close();
        }
    }

    private static Cold.OfNpymap npymap(String backend) {
        Cold.OfNpymap state = new Cold.OfNpymap();
        state.backend = backend;
        return state;
    }

    private static <S extends Warm<?>> S prepare(S state, String dtype) throws IOException {
        state.megabytes = 1;
        state.dtype = dtype;
        state.setUp();
        return state;
    }

    private static <S extends Cold<?>> S prepare(S state, String dtype) throws IOException {
        state.megabytes = 1;
        state.dtype = dtype;
        state.find();
        return state;
    }
}
