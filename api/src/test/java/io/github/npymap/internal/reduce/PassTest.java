package io.github.npymap.internal.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.internal.array.HeapMapping;
import io.github.npymap.internal.array.Layout;
import io.github.npymap.internal.parallel.Execution;
import io.github.npymap.internal.parallel.Workers;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an accumulator gets from a pass, whatever it makes of it. */
class PassTest {
    /** Elements of a chunk of what is scattered. */
    private static final int BLOCK = 1024;

    private static final int CHUNKS = 200;

    /** The last chunk has one element. */
    private static final int SIZE = (CHUNKS - 1) * BLOCK + 1;

    private static final List<Integer> ALL = IntStream.range(0, CHUNKS).boxed().toList();

    /** Every other byte; the first of each chunk is the chunk's number. */
    private static Pass pass(Workers workers) {
        byte[] bytes = new byte[2 * SIZE];
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            bytes[2 * chunk * BLOCK] = (byte) chunk;
        }
        Layout layout = new Layout(0, new long[] {SIZE}, new long[] {2});
        return new Pass(HeapMapping.of(bytes), DType.UINT8, layout, new Execution(workers, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000})
    void chunksAreCombinedInTheOrderOfTheFile(int workers) {
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            Seen seen = pass(new Workers(executor, workers)).into(new Seen(CHUNKS));
            assertThat(seen.chunks).isEqualTo(ALL);
            assertThat(seen.count).isEqualTo(SIZE);
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void aFinalResultEndsThePass() {
        assertThat(pass(Workers.CALLER).into(new Seen(5)).chunks).isEqualTo(ALL.subList(0, 5));
        // Two workers have 64 chunks each in a round.
        assertThat(pass(new Workers(task -> {}, 2)).into(new Seen(5)).chunks).isEqualTo(ALL.subList(0, 128));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void progressEndsWithTheNumberOfElements(int workers) {
        List<Long> progress = new ArrayList<>();
        pass(new Workers(task -> {}, workers)).into(new Seen(CHUNKS), progress::add);
        assertThat(progress).isSorted().endsWith((long) SIZE).hasSize(workers == 1 ? CHUNKS : 2);
    }

    @Test
    void aViewWithoutElementsHasNoChunks() {
        Layout layout = Layout.contiguous(Shape.of(0, 3), Order.C, 1);
        Pass pass = new Pass(HeapMapping.of(new byte[0]), DType.UINT8, layout, Execution.PLAIN);
        assertThat(pass.only()).isNull();
        assertThat(pass.into(new Seen(CHUNKS)).chunks).isEmpty();
    }

    /** The numbers of the chunks in the order in which they were added, until there are enough. */
    private static final class Seen implements Accumulator<Seen> {
        private final int enough;
        private final List<Integer> chunks = new ArrayList<>();
        private long count;

        Seen(int enough) {
            this.enough = enough;
        }

        @Override
        public Seen fresh() {
            return new Seen(enough);
        }

        @Override
        public void add(Chunk chunk) {
            chunk.eachBlock((raw, n) -> chunks.add(Byte.toUnsignedInt(raw.bytes[0])));
            count += chunk.count();
        }

        @Override
        public void take(Seen part) {
            chunks.addAll(part.chunks);
            count += part.count;
            part.chunks.clear();
            part.count = 0;
        }

        @Override
        public boolean isFinal() {
            return chunks.size() >= enough;
        }
    }
}
