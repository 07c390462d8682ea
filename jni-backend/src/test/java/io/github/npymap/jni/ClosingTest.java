package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.Positions;
import io.github.npymap.support.Environment;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Reduction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing a mapping while other threads use it: what they get is right, or an exception. */
@Tag(Rounds.TAG)
class ClosingTest {
    private static final int ROUNDS = 500;
    private static final int LENGTH = 1 << 20;
    private static final long WORD = 0x0102030405060708L;
    private static final long[] POSITIONS = new long[4000];
    private static final NumberType INT64 = new NumberType(NumberKind.INT64, ByteOrder.nativeOrder());

    @TempDir
    Path directory;

    @Test
    void readersNeverSeeWhatIsNotInTheFile() throws Exception {
        race(
                Mode.READ,
                List.of(
                        mapping -> {
                            for (int k = 0; k < LENGTH; k += 8) {
                                assertThat(mapping.getLong(k)).isEqualTo(WORD);
                            }
                        },
                        mapping -> {
                            int straddling = 4096 - 4;
                            long expected = mapping.getLong(straddling);
                            for (int k = 0; k < 20_000; k++) {
                                if (mapping.getLong(straddling) != expected) {
                                    throw new AssertionError("half of a word");
                                }
                            }
                        },
                        mapping -> {
                            long[] target = new long[5000];
                            mapping.read(
                                    8, Carrier.of(JavaType.ofArray(target), ByteOrder.nativeOrder()), target, 0, 5000);
                            assertThat(target).containsOnly(WORD);
                        },
                        mapping -> {
                            long[] target = new long[POSITIONS.length];
                            mapping.gather(
                                    new Positions(0, 8, POSITIONS, 0, POSITIONS.length),
                                    1,
                                    Carrier.of(JavaType.ofArray(target), ByteOrder.nativeOrder()),
                                    target,
                                    0);
                            assertThat(target).containsOnly(WORD);
                        },
                        mapping -> {
                            long[] result = new long[2];
                            mapping.reduceInteger(Reduction.MIN, INT64, 0, 65536, result);
                            assertThat(result[0]).isEqualTo(WORD);
                        }));
    }

    @Test
    void writersAreToldWhenTheFileIsGone() throws Exception {
        long[] words = new long[5000];
        Arrays.fill(words, WORD);
        race(
                Mode.READ_WRITE,
                List.of(
                        mapping -> {
                            for (int k = 0; k < LENGTH; k += 8) {
                                mapping.putLong(k, WORD);
                            }
                        },
                        mapping -> mapping.write(
                                LENGTH / 2,
                                Carrier.of(JavaType.ofArray(words), ByteOrder.nativeOrder()),
                                words,
                                0,
                                5000),
                        mapping -> mapping.writeStrided(
                                0, 16, Carrier.of(JavaType.ofArray(words), ByteOrder.nativeOrder()), words, 0, 5000),
                        mapping -> {
                            for (int k = 0; k < 5000; k++) {
                                assertThat(mapping.getLong(8L * k)).isEqualTo(WORD);
                            }
                        },
                        mapping -> {
                            try {
                                mapping.flush(0, LENGTH);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        }));
    }

    @Test
    void addressesAreGivenBackWhenTheMappingIsForgotten() throws Exception {
        Path maps = Path.of("/proc/self/maps");
        Environment.require(Files.exists(maps), "needs /proc");
        Path file = words();
        Mappings.map(file, Mode.READ).getByte(0);
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (Files.readString(maps).contains(file.toString())) {
            assertThat(System.nanoTime()).as("time").isLessThan(deadline);
            System.gc();
        }
    }

    private Path words() throws IOException {
        Path file = Mappings.sparse(directory.resolve("words"), LENGTH);
        try (Mapping mapping = Mappings.map(file, Mode.READ_WRITE)) {
            for (int k = 0; k < LENGTH; k += 8) {
                mapping.putLong(k, WORD);
            }
        }
        return file;
    }

    private void race(Mode mode, List<Consumer<Mapping>> accesses) throws Exception {
        Path file = words();
        ExecutorService threads = Executors.newFixedThreadPool(accesses.size());
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Mapping mapping = Mappings.map(file, mode);
                CyclicBarrier start = new CyclicBarrier(accesses.size() + 1);
                List<Future<?>> results = new ArrayList<>();
                for (Consumer<Mapping> access : accesses) {
                    results.add(threads.submit(() -> {
                        start.await();
                        return repeatUntilClosed(mapping, access);
                    }));
                }
                start.await();
                // A different moment in every round, without waiting for the clock.
                for (int k = 0; k < round * 20; k++) {
                    assertThat(mapping.isOpen()).isTrue();
                }
                mapping.close();
                for (Future<?> result : results) {
                    result.get();
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    private static Void repeatUntilClosed(Mapping mapping, Consumer<Mapping> access) {
        try {
            while (true) {
                access.accept(mapping);
            }
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageEndingWith(" is closed");
            assertThat(mapping.isOpen()).isFalse();
            return null;
        }
    }
}
