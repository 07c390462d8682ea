package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.program.Saboteur;
import io.github.npymap.support.Access;
import io.github.npymap.support.Forgiven;
import io.github.npymap.support.LostPages;
import io.github.npymap.support.NumPy;
import io.github.npymap.support.Rounds;
import io.github.npymap.support.Zeros;
import io.github.npymap.types.Advice;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Another process truncates a file that is mapped here. The system answers accesses with a signal, by which processes
 * end that know nothing of it.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
abstract class ShrinkingContract extends Contract {
    private static final int ROWS = Access.SHARED_ROWS;
    private static final int READERS = 4;

    /** Pages from the end within which files are cut: HotSpot may have a signal for each element that is gone. */
    private static final int CUT_PAGES = 8;

    /** The rows in these pages, which are enough where elements are not shared among threads. */
    private static final String CUT_ROWS = "-256:";

    /** A multiple of the size of pages, wherever that is larger than usual. */
    private static final long PAGE = 1 << 14;

    private static final List<Access> ACCESSES =
            Stream.of(Access.values()).filter(Access::touchesAll).toList();

    private final Forgiven forgiven = new Forgiven();

    abstract LostPages lostPages();

    @AfterEach
    void requireRare() {
        forgiven.requireRare();
    }

    @Test
    void everyWayToTheElementsEndsInAnExceptionThatSaysSo() throws Exception {
        Path template = ones();
        try (Saboteur saboteur = new Saboteur()) {
            for (Access access : ACCESSES) {
                Path path = fresh();
                Files.copy(template, path);
                NpyFile file = backend().open(path, Mode.READ_WRITE);
                try {
                    NpyArray array = file.array();
                    access.run(array);
                    saboteur.truncate(path, PAGE);
                    requireLost(path, access, useUntilItFails(array, access, new CountDownLatch(1)));
                    // Nor does what only asks about the pages, or for them, harm anyone.
                    assertThatCode(() -> {
                                array.advise(Advice.RANDOM);
                                array.prefetch();
                                array.residency();
                            })
                            .as("%s, then questions", access)
                            .doesNotThrowAnyException();
                    // Some of what it is to write is gone.
                    Throwable flushed = catchThrowable(file::flush);
                    if (flushed != null) {
                        requireLost(path, access, flushed);
                    }
                } finally {
                    close(file);
                }
            }
        }
    }

    @Test
    void aSaveOfWhatIsGoneLeavesNothing() throws Exception {
        Path path = ones();
        Path target = fresh();
        try (Saboteur saboteur = new Saboteur();
                NpyFile file = open(path, Mode.READ)) {
            saboteur.truncate(path, 200);
            requireLost(path, Access.READ, catchThrowable(() -> Npy.save(target, file.array())));
            // Nor under another name.
            assertThat(directory).isDirectoryNotContaining(left -> !left.equals(path));
        }
    }

    @Test
    void theProcessLivesWheneverItHappensAndTheNextFileOpens() throws Exception {
        int rounds = Rounds.of(25, 10_000);
        Path template = ones();
        Path path = fresh();
        SplittableRandom random = new SplittableRandom(6);
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        try (Saboteur saboteur = new Saboteur()) {
            for (int round = 0; round < rounds; round++) {
                Files.copy(template, path, StandardCopyOption.REPLACE_EXISTING);
                Map<Access, Future<Throwable>> users = new LinkedHashMap<>();
                CountDownLatch busy = new CountDownLatch(READERS);
                NpyFile file = backend().open(path, Mode.READ_WRITE);
                for (int reader = 0; reader < READERS; reader++) {
                    Access access = ACCESSES.get((round * 5 + reader) % ACCESSES.size());
                    users.put(access, threads.submit(() -> useUntilItFails(file.array(), access, busy)));
                }
                assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
                // Whole pages: what is behind the end in the last one reads as zeros, and nobody can tell.
                saboteur.truncate(path, (Files.size(path) / PAGE - 1 - random.nextInt(CUT_PAGES)) * PAGE);
                for (Map.Entry<Access, Future<Throwable>> user : users.entrySet()) {
                    requireLost(path, user.getKey(), user.getValue().get(60, TimeUnit.SECONDS));
                }
                close(file);
            }
        } finally {
            threads.shutdownNow();
        }
        Rounds.report("truncated under readers, " + backend() + ", " + forgiven, rounds);
    }

    @Test
    void npSaveOverAFileThatIsReadIsSuchACase() throws Exception {
        NumPy.require();
        Path path = ones();
        // None is at the first page, which is NumPy's then, and not missed.
        List<Access> accesses = List.of(Access.SCALAR_READ, Access.READ, Access.GATHER_ROWS, Access.SUM);
        ExecutorService threads = Executors.newFixedThreadPool(accesses.size());
        try {
            CountDownLatch busy = new CountDownLatch(accesses.size());
            NpyFile file = backend().open(path, Mode.READ_WRITE);
            Map<Access, Future<Throwable>> users = new LinkedHashMap<>();
            for (Access access : accesses) {
                users.put(access, threads.submit(() -> useUntilItFails(file.array(), access, busy)));
            }
            assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
            NumPy.run("import sys, numpy; numpy.save(sys.argv[1], numpy.arange(3))", path.toString());
            for (Map.Entry<Access, Future<Throwable>> user : users.entrySet()) {
                requireLost(path, user.getKey(), user.getValue().get(60, TimeUnit.SECONDS));
            }
            close(file);
            assertThat(open(path, Mode.READ).array().toLongArray()).containsExactly(0, 1, 2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void pagesThatAreThereAreUsedWhateverWasLostOnEitherSide() throws Exception {
        int page = (int) PAGE / (Access.COLUMNS * Long.BYTES);
        int rows = 64 * page;
        Path path = write(DType.INT64, Order.C, Shape.of(rows, Access.COLUMNS), new long[rows * Access.COLUMNS]);
        long length = Files.size(path);
        try (Saboteur saboteur = new Saboteur()) {
            NpyFile file = backend().open(path, Mode.READ_WRITE);
            try {
                NpyArray array = file.array();
                saboteur.truncate(path, PAGE);
                for (int lost : new int[] {60 * page, 2 * page, 62 * page}) {
                    requireLost(
                            path,
                            Access.READ,
                            catchThrowable(() -> array.at(lost).toLongArray()));
                    if (lostPages() == LostPages.EXACT) {
                        requireLost(path, Access.SCALAR_READ, catchThrowable(() -> array.getLong(lost, 0)));
                    }
                }
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    assertThat(channel.write(ByteBuffer.allocate(1), length - 1))
                            .isOne();
                }
                for (int row = 4 * page; row < 59 * page; row += page) {
                    array.setLong(row, 3, row);
                    assertThat(array.getLong(row, 3)).isEqualTo(row);
                    assertThat(array.at(row).toLongArray()).startsWith(0, 0, 0, row, 0);
                }
            } finally {
                close(file);
            }
        }
        NpyArray array = open(path, Mode.READ).array();
        for (int row = 4 * page; row < 59 * page; row += page) {
            assertThat(array.getLong(row, 3)).isEqualTo(row);
        }
    }

    private boolean isExact(Access access) {
        return lostPages() == LostPages.EXACT || (lostPages() == LostPages.EXACT_IN_RANGES && !access.isScalar());
    }

    /** Whether values of nobody may come first. */
    private boolean isDelayed(Access access) {
        return access.isScalar() && lostPages() != LostPages.EXACT;
    }

    private void requireLost(Path path, Access access, Throwable thrown) {
        boolean late = thrown instanceof InternalError && !isExact(access);
        if (!access.isScalar()) {
            forgiven.range(late);
        }
        if (late) {
            assertThat(thrown).hasMessageContaining("unsafe memory access");
            return;
        }
        assertThat(thrown)
                .as("%s", access)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("truncated")
                .hasMessageContaining(path.toString());
    }

    /** Closing is a moment at which HotSpot's late error may come. */
    private void close(NpyFile file) {
        Throwable thrown = catchThrowable(file::close);
        assertThat(file.isOpen()).isFalse();
        if (thrown != null) {
            requireLost(file.path(), Access.SCALAR_READ, thrown);
        }
    }

    private Throwable useUntilItFails(NpyArray whole, Access access, CountDownLatch busy) {
        NpyArray array = access.isShared() ? whole : whole.slice(CUT_ROWS);
        double[] one = new double[1];
        boolean glimpsed = false;
        try {
            while (true) {
                try {
                    access.run(array);
                } catch (AssertionError e) {
                    if (!isDelayed(access)) {
                        // A cut through a large page fills what is behind it with zeros before it is taken away, and
                        // whoever looks in between sees them: one reader in a hundred thousand. The next look is the
                        // end.
                        if (glimpsed || !(e instanceof Zeros)) {
                            throw e;
                        }
                        glimpsed = true;
                        forgiven.zeros();
                    }
                }
                if (isDelayed(access)) {
                    array.read(0, one, 0, 1);
                }
                busy.countDown();
            }
        } catch (Throwable e) {
            return e;
        } finally {
            busy.countDown();
        }
    }

    private Path ones() throws IOException {
        long[] ones = new long[ROWS * Access.COLUMNS];
        Arrays.fill(ones, Double.doubleToRawLongBits(1));
        return write(DType.FLOAT64, Order.C, Shape.of(ROWS, Access.COLUMNS), ones);
    }
}
