package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyAppender;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.format.FilePart;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that change while they are opened: what is mapped is the file that was looked into. */
@Tag(Rounds.TAG)
abstract class OpeningContract extends Contract {
    /** Of rounds, until the file was there once. */
    private static final int MOST = 100;

    private static final Shape ONES = Shape.of(3000);

    private static final Shape TWOS = Shape.of(2, 3000);

    /** What happens to a file again and again. */
    private interface Change {
        void make() throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFileThatIsOpenIsReadAndMappedWhateverBecomesOfItsName(Mode mode) throws IOException {
        Path path = ones();
        Path other = saveTwos(directory.resolve("other.npy"));
        try (OpenFile file = backend().openFile(path, mode)) {
            Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
            NpyHeader header = NpyHeader.read(file, FilePart.whole(path), 10_000);
            assertThat(header.shape()).isEqualTo(ONES);
            Files.delete(path);
            assertThat(file.size()).isEqualTo(header.dataOffset() + header.nbytes());
            MapRequest request = new MapRequest(path, mode, header.dataOffset(), header.nbytes());
            try (Mapping mapping = file.map(request)) {
                double[] last = new double[1];
                mapping.read(
                        header.nbytes() - Double.BYTES,
                        Carrier.of(JavaType.ofArray(last), ByteOrder.LITTLE_ENDIAN),
                        last,
                        0,
                        1);
                assertThat(last).containsExactly(1);
            }
            file.sync();
        }
    }

    /** Files of different types and shapes, but of one length, take turns at one path. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFileThatIsReplacedWhileItIsOpenedIsTheOldOneOrTheNewOne() throws Exception {
        Path path = ones();
        openWhile("replaced", path, e -> false, () -> {
            saveTwos(path);
            saveOnes(path);
        });
    }

    /** As files that are replaced; but here both stay, and a link leads to one of them and the other in turn. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aLinkThatIsChangedWhileItIsOpenedLeadsToOneFileAsAWhole() throws Exception {
        Path ones = ones();
        Path twos = saveTwos(directory.resolve("twos.npy"));
        Path link = Files.createSymbolicLink(directory.resolve("link.npy"), ones);
        Path next = directory.resolve("next.npy");
        openWhile("led elsewhere by a link", link, e -> false, () -> {
            for (Path target : List.of(twos, ones)) {
                Files.move(Files.createSymbolicLink(next, target), link, StandardCopyOption.ATOMIC_MOVE);
            }
        });
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFileThatIsUnlinkedWhileItIsOpenedIsThereAsAWholeOrNotAtAll() throws Exception {
        Path path = ones();
        openWhile("unlinked", path, NoSuchFileException.class::isInstance, () -> {
            Files.delete(path);
            saveOnes(path);
        });
    }

    /** Without the data that its header promises, for a moment. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFileThatIsTruncatedBeforeItIsOpenedIsRefused() throws Exception {
        Path path = ones();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }
        for (Mode mode : Mode.values()) {
            assertThat(catching(() -> backend().open(path, mode).close())).isInstanceOf(NpyFormatException.class);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void permissionsThatAreRemovedWhileAFileIsOpenedCountForTheNextOpening() throws Exception {
        Path path = ones();
        openWhile("forbidden", path, OpeningContract::tellsThatItIsForbidden, () -> {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        });
    }

    private static boolean tellsThatItIsForbidden(IOException e) {
        return e instanceof AccessDeniedException || e.getMessage().contains("cannot be opened for writing");
    }

    @Test
    void aFileThatGrowsWhileItIsOpenedOpensWithTheRowsThatItHas() throws Exception {
        Path path = directory.resolve("grown.npy");
        AtomicBoolean over = new AtomicBoolean();
        try (NpyAppender appender = Npy.append(path, DType.INT64, Shape.of())) {
            appender.append(new long[] {7, 7, 7});
            appender.flush();
            CompletableFuture<Void> growing = repeatedly(over, () -> {
                appender.append(new long[] {7});
                appender.flush();
            });
            long rows = 3;
            int rounds = Rounds.of(500, 100_000);
            try {
                for (int round = 0; round < rounds; round++) {
                    try (NpyFile file = backend().open(path, round % 2 == 0 ? Mode.READ : Mode.READ_WRITE)) {
                        NpyArray array = file.array();
                        assertThat(array.size()).isGreaterThanOrEqualTo(rows);
                        rows = array.size();
                        assertThat(array.getLong(rows - 1)).isEqualTo(7);
                    }
                }
            } finally {
                over.set(true);
                growing.join();
            }
            Rounds.report("appended to while it was opened, " + backend().name(), rounds);
        }
    }

    /** A new file has its temporary name until it is mapped, and the appender that made it has gone on. */
    @Test
    void aNewFileIsTheOneThatWasMade() throws IOException {
        Path path = directory.resolve("new.npy");
        try (NpyFile file = backend().create(path, DType.INT64, Shape.of(2), CreateOption.SYNC)) {
            file.array().setLong(1, 5);
            file.sync();
            assertThat(Npy.header(path).shape()).isEqualTo(Shape.of(2));
        }
        try (NpyFile file = backend().open(path)) {
            assertThat(file.array().toLongArray()).containsExactly(0, 5);
        }
    }

    private void openWhile(String what, Path path, Predicate<IOException> allowed, Change change) throws IOException {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> changing = repeatedly(over, change);
        int rounds = Rounds.of(500, 100_000);
        int refused = 0;
        int opened = 0;
        try {
            // It may be away most of the time.
            for (int round = 0; round < rounds || (opened == 0 && round < MOST * rounds); round++) {
                try (NpyFile file = backend().open(path, round % 2 == 0 ? Mode.READ : Mode.READ_WRITE)) {
                    requireWhole(file.array());
                    opened++;
                } catch (IOException e) {
                    refused++;
                    assertThat(allowed.test(e)).as(e.toString()).isTrue();
                }
            }
        } finally {
            over.set(true);
            changing.join();
        }
        assertThat(opened).isPositive();
        Rounds.report(what + " while it was opened, " + backend().name() + ", refused " + refused, rounds);
    }

    private static void requireWhole(NpyArray array) {
        if (array.dtype().equals(DType.FLOAT64)) {
            assertThat(array.shape()).isEqualTo(ONES);
            assertThat(array.getDouble(ONES.size() - 1)).isEqualTo(1.0);
        } else {
            assertThat(array.shape()).isEqualTo(TWOS);
            assertThat(array.getInt(1, 2999)).isEqualTo(2);
        }
    }

    private static CompletableFuture<Void> repeatedly(AtomicBoolean over, Change change) {
        return CompletableFuture.runAsync(() -> {
            try {
                while (!over.get()) {
                    change.make();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Throwable catching(Change change) {
        try {
            change.make();
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private Path ones() throws IOException {
        return saveOnes(directory.resolve("a.npy"));
    }

    private static Path saveOnes(Path path) throws IOException {
        Npy.save(path, DoubleStream.generate(() -> 1).limit(ONES.size()).toArray());
        return path;
    }

    private static Path saveTwos(Path path) throws IOException {
        Npy.save(path, IntStream.generate(() -> 2).limit(TWOS.size()).toArray(), TWOS.toArray());
        return path;
    }
}
