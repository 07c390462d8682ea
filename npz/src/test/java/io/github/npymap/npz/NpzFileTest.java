package io.github.npymap.npz;

import static io.github.npymap.npz.Archives.archive;
import static io.github.npymap.npz.Archives.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.support.NumPy;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzFileTest {
    @TempDir
    Path directory;

    private Path write(byte... bytes) throws IOException {
        return Files.write(directory.resolve("a.npz"), bytes);
    }

    private static NpzOptions using(String backend) {
        return NpzOptions.defaults().backend(Npy.using(backend));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "jni"})
    void anInterruptOfOneReaderDoesNotCloseTheArchiveForTheOthers(String backend) throws Exception {
        byte[] bytes = archive()
                .deflated("a.npy", npy(new int[100_000]))
                .stored("b.npy", npy(1, 2, 3))
                .bytes();
        try (NpzFile npz = Npz.open(write(bytes), using(backend))) {
            Thread.currentThread().interrupt();
            try {
                assertThat(npz.member("b").header().size()).isEqualTo(3);
                npz.open("b").close();
                assertThatExceptionOfType(ClosedByInterruptException.class)
                        .isThrownBy(() -> npz.member("a").header());
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(npz.isOpen()).isTrue();
            npz.member("a").verify();
            try (NpyFile file = npz.open("b")) {
                assertThat(file.array().toIntArray()).containsExactly(1, 2, 3);
            }
        }
    }

    @Test
    void aMethodOfCompressionThatIsNotKnownIsNamedAndNotCalledDamage() throws IOException {
        Path path = directory.resolve("l.npz");
        NumPy.run("""
                import io, sys, zipfile
                import numpy as np
                b = io.BytesIO()
                np.save(b, np.arange(9.))
                with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_LZMA) as z:
                    z.writestr('a.npy', b.getvalue())
                """, path.toString());
        try (NpzFile npz = Npz.open(path)) {
            assertThatExceptionOfType(UnsupportedCompressionException.class)
                    .isThrownBy(() -> npz.open("a"))
                    .withMessageContainingAll(path + ":a, byte 0", "compressed by lzma", "np.savez");
            assertThatExceptionOfType(UnsupportedCompressionException.class)
                    .isThrownBy(() -> npz.member("a").header());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "jni"})
    void mapsStoredMembersWhereTheyLieAtAnyAlignment(String backend) throws IOException {
        Archives archive = archive();
        for (int k = 1; k <= 8; k++) {
            archive.stored("x".repeat(k) + ".npy", npy(k, -k, 1 << k));
        }
        try (NpzFile npz = Npz.open(write(archive.bytes()), using(backend))) {
            for (int k = 1; k <= 8; k++) {
                assertThat(npz.member("x".repeat(k)).isMappable()).isTrue();
                try (NpyFile file = npz.open("x".repeat(k))) {
                    assertThat(file.array().toIntArray()).containsExactly(k, -k, 1 << k);
                    assertThat(file.backend()).isEqualTo(backend);
                    assertThat(file.path()).isEqualTo(npz.path());
                    assertThat(file.source()).isEqualTo(npz.path() + ":" + "x".repeat(k));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "jni"})
    void unpacksDeflatedMembersIntoFilesThatDoNotStay(String backend) throws IOException {
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        Path path = write(archive().deflated("x.npy", npy(1, 2, 3)).bytes());
        try (NpzFile npz = Npz.open(path, using(backend).temporaryDirectory(temporary))) {
            assertThat(npz.member("x").isMappable()).isFalse();
            assertThat(npz.member("x").compression()).isEqualTo("deflated");
            try (NpyFile file = npz.open("x")) {
                assertThat(file.array().toIntArray()).containsExactly(1, 2, 3);
                assertThat(file.source()).isEqualTo(path + ":x");
            }
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a file keeps its name there while it is open")
    @Test
    void unpackedMembersHaveNoNameWhileTheyAreOpen() throws IOException {
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        Path path = write(archive().deflated("x.npy", npy(7)).bytes());
        try (NpzFile npz = Npz.open(path, NpzOptions.defaults().temporaryDirectory(temporary));
                NpyFile file = npz.open("x")) {
            assertThat(temporary).isEmptyDirectory();
            assertThat(file.array().getInt(0)).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "jni"})
    void privateChangesChangeNoArchive(String backend) throws IOException {
        byte[] bytes =
                archive().stored("s.npy", npy(1)).deflated("d.npy", npy(2)).bytes();
        Path path = write(bytes);
        try (NpzFile npz = Npz.open(path, using(backend));
                NpyFile stored = npz.open("s", Mode.COPY_ON_WRITE);
                NpyFile deflated = npz.open("d", Mode.COPY_ON_WRITE)) {
            stored.array().setInt(0, 10);
            deflated.array().setInt(0, 20);
            assertThat(stored.array().getInt(0)).isEqualTo(10);
            assertThat(deflated.array().getInt(0)).isEqualTo(20);
        }
        assertThat(path).hasBinaryContent(bytes);
    }

    @Test
    void membersAreNeverWrittenInPlace() throws IOException {
        try (NpzFile npz = Npz.open(write(
                archive().stored("s.npy", npy(1)).deflated("d.npy", npy(2)).bytes()))) {
            for (String name : npz.names()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> npz.open(name, Mode.READ_WRITE))
                        .withMessageContainingAll("a.npz:" + name, "COPY_ON_WRITE", "checksum");
            }
        }
    }

    /** Without lengths above 257, what deflate makes is what deflate64 makes. */
    @Test
    void readsDeflate64() throws IOException {
        Archives.Image image = archive().deflated("x.npy", npy(1, 2, 3)).image();
        image.putShort(image.entry(0) + Archives.METHOD, 9).putShort(image.local(0) + Archives.LOCAL_METHOD, 9);
        try (NpzFile npz = Npz.open(write(image.bytes()));
                NpyFile file = npz.open("x")) {
            assertThat(npz.member("x").compression()).isEqualTo("enhanced deflated");
            assertThat(file.array().toIntArray()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void listsMembersWithoutReadingThem() throws IOException {
        Path path = write(archive()
                .stored("b.npy", npy(1, 2))
                .deflated("notes.txt", (byte) 'h', (byte) 'i')
                .stored("folder/a.npy", npy())
                .bytes());
        try (NpzFile npz = Npz.open(path)) {
            assertThat(npz.names()).containsExactly("b", "notes.txt", "folder/a");
            assertThat(npz.members())
                    .extracting(NpzMember::entryName)
                    .containsExactly("b.npy", "notes.txt", "folder/a.npy");
            assertThat(npz.members()).extracting(NpzMember::size).containsExactly(136L, 2L, 128L);
            assertThat(npz.members()).extracting(NpzMember::compressedSize).containsExactly(136L, 4L, 128L);
            assertThat(npz).hasToString(path + ": 3 members: b, notes.txt, folder/a");
            assertThat(npz.contains("b")).isTrue();
            assertThat(npz.contains("b.npy")).isTrue();
            assertThat(npz.contains("b.npy.npy")).isFalse();
            assertThat(npz.member("b").header().shape()).isEqualTo(Shape.of(2));
            assertThat(npz.member("folder/a").header().dtype()).isEqualTo(DType.INT32);
            assertThatExceptionOfType(NoSuchElementException.class)
                    .isThrownBy(() -> npz.open("c"))
                    .withMessageContainingAll(path.toString(), "\"c\"", "b, notes.txt, folder/a");
        }
    }

    @Test
    void anArchiveWithoutMembersIsOne() throws IOException {
        try (NpzFile npz = Npz.open(write(archive().bytes()))) {
            assertThat(npz.names()).isEmpty();
            assertThat(npz).hasToString(npz.path() + ": no members");
        }
    }

    @Test
    void theExactNameWins() throws IOException {
        byte[] bytes = archive()
                .stored("x", npy(1))
                .stored("x.npy", npy(2))
                .stored("x.npy.npy", npy(3))
                .bytes();
        try (NpzFile npz = Npz.open(write(bytes))) {
            assertThat(npz.names()).containsExactly("x", "x", "x.npy");
            assertThat(element(npz.member("x"))).isEqualTo(1);
            assertThat(element(npz.member("x.npy"))).isEqualTo(2);
            assertThat(element(npz.member("x.npy.npy"))).isEqualTo(3);
        }
    }

    @Test
    void ofDuplicatesTheLastIsFoundAndAllAreListed() throws IOException {
        Archives.Image image =
                archive().stored("x.npy", npy(1)).stored("y.npy", npy(2)).image();
        image.bytes()[image.entry(1) + 46] = 'x';
        image.bytes()[image.local(1) + Archives.LOCAL_NAME] = 'x';
        try (NpzFile npz = Npz.open(write(image.bytes()))) {
            assertThat(npz.names()).containsExactly("x", "x");
            assertThat(element(npz.member("x"))).isEqualTo(2);
            assertThat(element(npz.members().get(0))).isEqualTo(1);
        }
    }

    private static int element(NpzMember member) throws IOException {
        try (NpyFile file = member.open(Mode.READ)) {
            return file.array().getInt(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".npy",
                "..",
                "../../etc/passwd",
                "/etc/passwd",
                "C:\\x",
                "a\\b",
                "\u00e9\ud83d\ude00",
                "a\nb"
            })
    void namesAreKeysAndNothingElse(String name) throws IOException {
        try (NpzFile npz =
                Npz.open(write(archive().deflated(name + ".npy", npy(5)).bytes()))) {
            assertThat(npz.names()).containsExactly(name);
            assertThat(element(npz.member(name))).isEqualTo(5);
        }
    }

    @Test
    void filesStayOpenWhenTheArchiveIsClosed() throws IOException {
        NpzFile npz = Npz.open(write(
                archive().stored("s.npy", npy(1)).deflated("d.npy", npy(2)).bytes()));
        NpzMember member = npz.member("s");
        try (NpyFile stored = npz.open("s");
                NpyFile deflated = npz.open("d")) {
            npz.close();
            assertThat(npz.isOpen()).isFalse();
            assertThat(stored.array().getInt(0)).isEqualTo(1);
            assertThat(deflated.array().getInt(0)).isEqualTo(2);
        }
        assertThatIllegalStateException().isThrownBy(() -> npz.open("d")).withMessageContaining("a.npz is closed");
        assertThatIllegalStateException().isThrownBy(member::header);
        assertThatIllegalStateException().isThrownBy(member::verify);
    }

    @Test
    void threadsShareAnArchive() throws Exception {
        Archives archive = archive();
        int[] elements = new int[50_000];
        for (int k = 0; k < 8; k++) {
            for (int i = 0; i < elements.length; i++) {
                elements[i] = i * 40_503 + k;
            }
            archive.deflated("d" + k, npy(elements)).stored("s" + k, npy(elements));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (NpzFile npz = Npz.open(write(archive.bytes()))) {
            List<Callable<Void>> readings = new ArrayList<>();
            for (int k = 0; k < 64; k++) {
                int last = elements[elements.length - 1] - 7 + k % 8;
                NpzMember member = npz.member((k < 32 ? "d" : "s") + k % 8);
                readings.add(() -> {
                    try (NpyFile file = member.open(Mode.READ)) {
                        assertThat(file.array().getInt(49_999)).isEqualTo(last);
                    }
                    member.verify();
                    return null;
                });
            }
            for (Future<Void> reading : threads.invokeAll(readings)) {
                reading.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void arraysOfClosedFilesThrow() throws IOException {
        try (NpzFile npz = Npz.open(write(archive().deflated("d.npy", npy(2)).bytes()))) {
            NpyFile file = npz.open("d");
            NpyArray array = file.array();
            file.close();
            assertThatIllegalStateException().isThrownBy(() -> array.getInt(0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "jni"})
    void anArchiveThatWasReplacedIsReadAndMappedAsItWas(String backend) throws IOException {
        byte[] bytes =
                archive().stored("x.npy", npy(1)).deflated("y.npy", npy(2)).bytes();
        try (NpzFile npz = Npz.open(write(bytes), using(backend))) {
            Path other = Files.write(
                    directory.resolve("other"),
                    archive().stored("z.npy", npy(3)).bytes());
            Files.move(other, npz.path(), StandardCopyOption.REPLACE_EXISTING);
            try (NpyFile stored = npz.open("x");
                    NpyFile unpacked = npz.open("y")) {
                assertThat(stored.array().toIntArray()).containsExactly(1);
                assertThat(unpacked.array().toIntArray()).containsExactly(2);
            }
        }
    }

    @Test
    void anArchiveThatWasChangedInItsPlaceIsRefused() throws IOException {
        byte[] bytes = archive().stored("x.npy", npy(1)).bytes();
        try (NpzFile npz = Npz.open(write(bytes))) {
            Files.write(npz.path(), new byte[1], StandardOpenOption.APPEND);
            assertThatExceptionOfType(NpyFormatException.class)
                    .isThrownBy(() -> npz.open("x"))
                    .withMessageContainingAll("as it was when it was opened", "Open it again");
        }
    }
}
