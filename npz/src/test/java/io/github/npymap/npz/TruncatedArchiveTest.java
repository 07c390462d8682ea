package io.github.npymap.npz;

import static io.github.npymap.npz.Archives.archive;
import static io.github.npymap.npz.Archives.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are cut short, as a program that writes them anew in their place does, while members are read. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag(Rounds.TAG)
class TruncatedArchiveTest {
    private static final int[] VALUES = new int[60_000];

    static {
        Arrays.setAll(VALUES, k -> k + 1);
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"nio", "jni"})
    void aStoredMemberThatWasOpenThrowsAndNamesTheArchive(String backend) throws IOException {
        Path path = Files.write(
                folder.resolve("a.npz"), archive().stored("x.npy", npy(VALUES)).bytes());
        NpzFile npz = Npz.open(path, using(backend));
        NpyFile file = npz.open("x");
        int[] target = new int[VALUES.length];
        file.array().read(target);
        assertThat(target).isEqualTo(VALUES);
        truncate(path, 100);
        assertThat(catchThrowable(() -> file.array().read(target)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(path.toString());
        // What it throws once more is the same: it is closed all the same.
        catchThrowable(file::close);
        npz.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "jni"})
    void aMemberIsReadAsAWholeOrNotWheneverTheArchiveIsCutShort(String backend) throws Exception {
        byte[] bytes = archive()
                .stored("s.npy", npy(VALUES))
                .deflated("d.npy", npy(VALUES))
                .bytes();
        SplittableRandom random = new SplittableRandom(7);
        int rounds = Rounds.of(50, 5000);
        int failures = 0;
        for (int round = 0; round < rounds; round++) {
            Path path = Files.write(folder.resolve("a" + round + ".npz"), bytes);
            CountDownLatch opened = new CountDownLatch(1);
            int moment = random.nextInt(2_000_000);
            long length = random.nextLong(bytes.length);
            Future<?> truncation = ForkJoinPool.commonPool().submit(() -> {
                opened.await();
                long until = System.nanoTime() + moment;
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                truncate(path, length);
                return null;
            });
            try (NpzFile npz = Npz.open(path, using(backend))) {
                opened.countDown();
                failures += readAll(path, npz);
                truncation.get();
                // Nothing of it may come later, in a file that has nothing to do with it.
                failures += readAll(path, npz);
            }
            Files.delete(path);
        }
        assertThat(failures).isGreaterThan(rounds / 2);
        Rounds.report(
                "archives cut short while members are read, " + backend + ", " + failures + " exceptions", rounds);
    }

    /** Reads all members, and returns how many cannot be read. */
    private static int readAll(Path path, NpzFile npz) {
        int failures = 0;
        for (NpzMember member : npz.members()) {
            int[] target = new int[VALUES.length];
            Throwable failure = catchThrowable(() -> read(member, target));
            if (failure == null) {
                boolean isStored = member.isMappable();
                for (int k = 0; k < target.length; k++) {
                    if (target[k] != VALUES[k] && !(isStored && isCutOff(VALUES[k], target[k]))) {
                        throw new AssertionError(member + ": " + target[k] + " at " + k);
                    }
                }
            } else {
                failures++;
                assertThat(failure)
                        .isInstanceOfAny(IOException.class, UncheckedIOException.class)
                        .hasMessageContaining(path.toString());
            }
        }
        return failures;
    }

    /** Whether only the first bytes of a value are in the file: what lies behind the end on the last page reads as zeros. */
    private static boolean isCutOff(int value, int read) {
        return IntStream.range(0, Integer.BYTES).anyMatch(bytes -> read == (value & ((1 << Byte.SIZE * bytes) - 1)));
    }

    private static void read(NpzMember member, int[] target) throws IOException {
        try (NpyFile file = member.open(Mode.READ)) {
            file.array().read(target);
        }
    }

    private static NpzOptions using(String backend) {
        return NpzOptions.defaults().backend(Npy.using(backend));
    }

    private static void truncate(Path path, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }
}
