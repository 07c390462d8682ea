package io.github.npymap.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.program.LockHolder;
import io.github.npymap.program.LockRacer;
import io.github.npymap.support.Rounds;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag(Rounds.TAG)
class LockFileTest {
    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void resolve() throws IOException {
        path = folder.toRealPath().resolve("a.lock");
    }

    @Test
    void oneHolderInThisJvmAndNoFileAfterwards() throws IOException {
        LockFile lock = LockFile.tryAcquire(path).orElseThrow();
        assertThat(path).exists();
        assertThat(LockFile.tryAcquire(path)).isEmpty();
        lock.close();
        assertThat(folder).isEmptyDirectory();
        LockFile second = LockFile.tryAcquire(path).orElseThrow();
        lock.close();
        assertThat(LockFile.tryAcquire(path)).isEmpty();
        second.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusedAttemptsOfThisJvmKeepTheLockFromOtherProcesses() throws Exception {
        LockFile lock = LockFile.tryAcquire(path).orElseThrow();
        assertThat(LockFile.tryAcquire(path)).isEmpty();
        assertThat(LockHolder.isFree(path)).isFalse();
        lock.close();
        assertThat(LockHolder.isFree(path)).isTrue();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anotherClassLoaderOfThisJvmIsRefusedAndLeavesTheLock() throws Exception {
        URL classes = LockFile.class.getProtectionDomain().getCodeSource().getLocation();
        LockFile lock = LockFile.tryAcquire(path).orElseThrow();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null)) {
            Class<?> other = loader.loadClass(LockFile.class.getName());
            assertThat(other).isNotSameAs(LockFile.class);
            assertThat(other.getMethod("tryAcquire", Path.class).invoke(null, path))
                    .isEqualTo(Optional.empty());
            assertThat(LockHolder.isFree(path)).isFalse();
        } finally {
            lock.close();
        }
    }

    @Test
    void aFileThatThisJvmHasLockedOtherwiseStaysLocked() throws Exception {
        try (FileChannel other = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            other.lock();
            assertThat(LockFile.tryAcquire(path)).isEmpty();
            assertThat(LockHolder.isFree(path)).isFalse();
        }
    }

    @Test
    void theFileOfAKilledProcessIsLockedAnewAndRemoved() throws Exception {
        try (LockHolder holder = LockHolder.start(path)) {
            assertThat(holder.hasLock()).isTrue();
            assertThat(LockFile.tryAcquire(path)).isEmpty();
            holder.kill();
        }
        assertThat(path).exists();
        LockFile.tryAcquire(path).orElseThrow().close();
        assertThat(folder).isEmptyDirectory();
    }

    /** The file is removed and made anew all the time: a lock on one without a name would let two in. */
    @Test
    void threadsAndProcessesNeverHoldTheLockTogether() throws Exception {
        int rounds = Rounds.of(300, 20_000);
        AtomicInteger holders = new AtomicInteger();
        Path inside = folder.resolve("inside");
        ExecutorService pool = Executors.newFixedThreadPool(2);
        List<Future<Integer>> threads = new ArrayList<>();
        try (LockRacer other = LockRacer.start(path, inside, rounds)) {
            for (int thread = 0; thread < 2; thread++) {
                Callable<Integer> race = () -> LockRacer.race(path, inside, rounds, holders);
                threads.add(pool.submit(race));
            }
            int taken = 0;
            for (Future<Integer> thread : threads) {
                taken += thread.get();
            }
            // Which of them had it how often is chance.
            assertThat(taken).isPositive();
            assertThat(other.result()).isNotNegative();
        } finally {
            pool.shutdownNow();
        }
        assertThat(folder).isEmptyDirectory();
        Rounds.report("lock file taken and removed by three at a time", rounds);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whatIsNotARegularFileIsNeitherWaitedForNorFollowed() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
        assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> LockFile.tryAcquire(path));
        Files.delete(path);
        Path victim = Files.createFile(folder.resolve("victim"));
        Files.createSymbolicLink(path, victim);
        assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> LockFile.tryAcquire(path));
        // Nor is anything held now.
        Files.delete(path);
        LockFile.tryAcquire(path).orElseThrow().close();
        assertThat(folder).isDirectoryContaining(victim::equals);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void usersWhoMayWriteTheFileMayLock() throws IOException {
        Path file = Files.createFile(path.resolveSibling("a.npy"));
        for (String[] modes : new String[][] {
            {"rw-r--r--", "rw-------"},
            {"rw-rw-r--", "rw-rw----"},
            {"rw-rw-rw-", "rw-rw-rw-"},
            {"r--r--r--", "rw-------"}
        }) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(modes[0]));
            Path lockFile = LockFile.beside(file);
            try (LockFile lock = LockFile.require(file, file, "testing")) {
                assertThat(lock).isNotNull();
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lockFile)))
                        .isEqualTo(modes[1]);
                // To change the permissions may not open and close the lock file.
                assertThat(LockHolder.isFree(lockFile)).isFalse();
            }
        }
    }

    @Test
    void theNameFollowsFromTheFilesAndIsNeverTooLong() {
        assertThat(LockFile.beside(path.resolveSibling("a b.npy"))).hasFileName(".npymap-a%20b.npy.lock");
        Path one = LockFile.beside(path.resolveSibling("x".repeat(254) + "1"));
        Path two = LockFile.beside(path.resolveSibling("x".repeat(254) + "2"));
        assertThat(one).isNotEqualTo(two).hasParentRaw(path.getParent());
        assertThat(one.getFileName().toString()).hasSizeLessThan(140);
    }

    @Test
    void aFileInPlaceOfTheFolderOrNoFolderIsAnError() {
        Path nowhere = folder.resolve("nowhere").resolve("a.lock");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> LockFile.tryAcquire(nowhere));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> LockFile.tryAcquire(nowhere));
    }
}
