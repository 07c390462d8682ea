package io.github.npymap.internal.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.npymap.Npy;
import io.github.npymap.support.Disk;
import io.github.npymap.support.Environment;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.Rounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag(Rounds.TAG)
@EnabledOnOs({OS.LINUX, OS.MAC})
class PendingFileTest {
    private static final Publication REPLACING = Publication.replacing(false);

    /** A group that the user is not in. */
    private static final int OTHER_GROUP = 12345;

    @TempDir
    Path folder;

    private Path path() {
        return folder.resolve("a.npy");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private Path existing(String mode) throws IOException {
        Files.writeString(path(), "before");
        return Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString(mode));
    }

    @Test
    void aFileThatIsToReplaceAnotherIsItsOwnersAloneUntilItDoes() throws IOException {
        for (String mode : List.of("rw-------", "rw-rw-r--", "rwxr-xrwx", "-w--w----")) {
            existing(mode);
            try (PendingFile pending = PendingFile.beside(path(), REPLACING)) {
                assertThat(mode(pending.file())).isEqualTo("rw-------");
                try (FileChannel channel = pending.open()) {
                    channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                }
                assertThat(mode(pending.file())).isEqualTo("rw-------");
                pending.commit();
            }
            assertThat(mode(path())).isEqualTo(mode);
            assertThat(path()).hasBinaryContent(new byte[] {1, 2, 3});
            assertThat(files()).containsExactly(path());
        }
    }

    @Test
    void aFileInAFreePlaceHasTheModeThatTheUmaskGives() throws IOException {
        Path other = Files.createFile(folder.resolve("other"));
        try (PendingFile pending = PendingFile.beside(path(), REPLACING)) {
            pending.commit();
        }
        assertThat(mode(path())).isEqualTo(mode(other));
    }

    @Test
    void theGroupIsKept() throws IOException {
        requireRoot();
        existing("rw-rw-r--");
        Files.setAttribute(path(), "unix:gid", OTHER_GROUP);
        try (PendingFile pending = PendingFile.beside(path(), REPLACING)) {
            pending.commit();
        }
        assertThat(Files.getAttribute(path(), "unix:gid")).isEqualTo(OTHER_GROUP);
        assertThat(mode(path())).isEqualTo("rw-rw-r--");
    }

    @Test
    void whereTheGroupCannotBeKeptOnlyTheOwnerMayUseTheNewFile() throws Exception {
        requireRoot();
        Environment.require(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv to be less than root");
        existing("rwxrw-r--");
        Files.setAttribute(path(), "unix:gid", OTHER_GROUP);
        run(List.of("setpriv", "--bounding-set=-chown", "--inh-caps=-chown"), "save");
        assertThat(Npy.header(path()).nbytes()).isEqualTo(Integer.BYTES);
        assertThat(Files.getAttribute(path(), "unix:gid")).isNotEqualTo(OTHER_GROUP);
        assertThat(mode(path())).isEqualTo("rwx------");
    }

    private static void requireRoot() {
        Environment.require("root".equals(System.getProperty("user.name")), "only root gives files to other groups");
    }

    @Test
    void theNextWriterRemovesWhatEndedProgramsLeft() throws Exception {
        existing("rw-r--r--");
        run(List.of(), "leave");
        assertThat(path()).hasContent("before");
        assertThat(files()).as("temporary files and their lock files").hasSize(1 + 2 * 3);
        Path foreign = Files.createFile(folder.resolve(".npymap-foreign.tmp"));
        Npy.save(folder.resolve("b.npy"), new int[1]);
        assertThat(files()).hasSize(1 + 2 * 3 + 2);
        Npy.save(path(), new int[1]);
        assertThat(files()).containsExactlyInAnyOrder(path(), folder.resolve("b.npy"), foreign);
    }

    @Test
    void whatAnotherProgramIsWritingStays() throws Exception {
        try (PendingFile one = PendingFile.beside(path(), REPLACING);
                PendingFile other = PendingFile.beside(path(), REPLACING)) {
            run(List.of(), "save");
            assertThat(Npy.header(path()).nbytes()).isEqualTo(Integer.BYTES);
            assertThat(one.file()).exists();
            assertThat(other.file()).exists();
            one.commit();
            other.commit();
        }
        assertThat(path()).isEmptyFile();
        assertThat(files()).containsExactly(path());
    }

    @Test
    void nothingOutsideTheFolderIsRemovedWhateverALockFileSays() throws Exception {
        Path kept = Files.writeString(folder.resolve("kept.tmp"), "kept");
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path target = inside.resolve("a.npy");
        Path lock;
        try (PendingFile pending = PendingFile.beside(target, REPLACING);
                Stream<Path> files = Files.list(inside)) {
            lock = files.filter(file -> file.toString().endsWith(".lock"))
                    .findAny()
                    .orElseThrow();
            assertThat(Files.readString(lock))
                    .isEqualTo(pending.file().getFileName().toString());
        }
        String stem = lock.getFileName().toString().replace("0.lock", "");
        for (String note : List.of("../kept.tmp", stem + "/../../kept.tmp", "", "a.npy")) {
            Files.writeString(lock, note);
            Npy.save(target, new int[1]);
            assertThat(kept).hasContent("kept");
            assertThat(Npy.header(target).nbytes()).isEqualTo(Integer.BYTES);
        }
    }

    @Test
    void whatWasClosedIsGoneAndCannotBeCommitted() throws IOException {
        existing("rw-r--r--");
        PendingFile pending = PendingFile.beside(path(), REPLACING);
        pending.close();
        pending.close();
        assertThatIllegalStateException().isThrownBy(pending::commit).withMessageContaining("was discarded");
        PendingFile.beside(path(), REPLACING);
        PendingFile.closeAll();
        assertThat(path()).hasContent("before");
        assertThat(files()).containsExactly(path());
    }

    @Test
    void filesOfOtherThreadsStayPending() throws Exception {
        PendingFile ofAnother = CompletableFuture.supplyAsync(this::pending).get();
        try (PendingFile ofThis = pending()) {
            PendingFile.closeOfThisThread();
            assertThat(ofThis.isPending()).isFalse();
            assertThat(ofAnother.isPending()).isTrue();
        } finally {
            ofAnother.close();
        }
    }

    private PendingFile pending() {
        try {
            return PendingFile.beside(path(), REPLACING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPlaceThatCannotBeTakenIsNamedAndNotTheTemporaryFile() throws IOException {
        existing("rw-r--r--");
        try (PendingFile pending = PendingFile.beside(path(), REPLACING)) {
            Files.delete(path());
            Files.createDirectories(path().resolve("inside"));
            assertThatExceptionOfType(FileSystemException.class)
                    .isThrownBy(pending::commit)
                    .withMessageStartingWith(path() + ": the new file cannot take this place: ")
                    .withMessageNotContaining(".npymap-");
        }
        assertThat(files()).containsExactly(path());
    }

    @Test
    void aDiskThatIsFullToTheLastByteIsNamed() throws IOException {
        try (Disk disk = Disk.of(folder.resolve("disk"), "size=1m")) {
            Path path = disk.directory().resolve("a.npy");
            disk.fill(0);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> PendingFile.beside(path, REPLACING))
                    .withMessageStartingWith(path + ": cannot be written: ");
            disk.empty();
            try (Stream<Path> left = Files.list(disk.directory())) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void aLinkThatLeadsNowhereLeadsToTheNewFile() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.npy"), Path.of("a.npy"));
        try (PendingFile pending = PendingFile.beside(link, REPLACING)) {
            pending.commit();
        }
        assertThat(link).isSymbolicLink();
        assertThat(path()).isRegularFile();
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> PendingFile.beside(link, Publication.onlyNew("choose another name", false)))
                .withMessage(link + ": there is a file; choose another name");
    }

    /** In a folder of another user, who may put a link there to have a file of this one changed. */
    @Test
    void whatHasTakenTheNameOfTheNewFileIsNeitherChangedNorPublished() throws IOException {
        existing("rw-rw-rw-");
        Path victim = Files.writeString(folder.resolve("victim"), "private");
        Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rw-------"));
        try (PendingFile pending = PendingFile.beside(path(), REPLACING)) {
            Files.delete(pending.file());
            Files.createSymbolicLink(pending.file(), victim);
            assertThatExceptionOfType(FileSystemException.class)
                    .isThrownBy(pending::commit)
                    .withMessageContainingAll(path().toString(), "was replaced before it was complete");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> pending.open().close());
        }
        assertThat(mode(victim)).isEqualTo("rw-------");
        assertThat(path()).isRegularFile().hasContent("before");
    }

    @Test
    void aWriterThatIsInterruptedLeavesNothing() throws IOException {
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(ClosedByInterruptException.class).isThrownBy(() -> Npy.save(path(), new int[1]));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(files()).isEmpty();
    }

    private void run(List<String> before, String task) throws Exception {
        Jvm jvm = new Jvm(before, Map.of(), Jvm.granted().options());
        Jvm.Result result = jvm.run(Writer.class, task, path().toString());
        assertThat(result.status()).as(result.output()).isZero();
    }

    /** A program that saves a file, or ends in the middle of writing three. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            Path path = Path.of(arguments[1]);
            if (arguments[0].equals("save")) {
                Npy.save(path, new int[1]);
            } else {
                for (int k = 0; k < 3; k++) {
                    PendingFile.beside(path, REPLACING);
                }
                Runtime.getRuntime().halt(0);
            }
        }
    }
}
