package io.github.npymap.npz;

import static io.github.npymap.npz.Archives.archive;
import static io.github.npymap.npz.Archives.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.format.NpyFormatException;
import io.github.npymap.npz.Archives.Image;
import io.github.npymap.support.Rounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are damaged, or made to do damage: each has its message, and none has an effect. */
@Tag(Rounds.TAG)
class HostileArchiveTest {
    private static final int DEFLATE64 = 9;

    @TempDir
    Path directory;

    private Path write(byte... bytes) throws IOException {
        return Files.write(directory.resolve("a.npz"), bytes);
    }

    private static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatExceptionOfType(NpyFormatException.class).isThrownBy(call).withMessageContainingAll(parts);
    }

    private void assertOpeningRefused(Image image, String... parts) throws IOException {
        Path path = write(image.bytes());
        assertRefused(() -> Npz.open(path).close(), parts);
    }

    private void assertMemberRefused(Image image, String name, String... parts) throws IOException {
        try (NpzFile npz = Npz.open(write(image.bytes()))) {
            assertThatExceptionOfType(NpyFormatException.class)
                    .isThrownBy(() -> npz.open(name).close())
                    .withMessageStartingWith(npz.path() + ":" + name + ", byte ")
                    .withMessageContainingAll(parts);
        }
    }

    private static Image stored() {
        return archive()
                .stored("x.npy", npy(1, 2, 3))
                .stored("y.npy", npy(4, 5, 6))
                .image();
    }

    private static Image deflated() {
        return archive().deflated("x.npy", npy(1, 2, 3)).image();
    }

    @Test
    void otherFilesAreNamedAsWhatTheyAre() throws IOException {
        Path npy = write(npy(1));
        assertRefused(() -> Npz.open(npy), npy.toString(), "an npy file", "Npy.open");
        Path empty = write();
        assertRefused(() -> Npz.open(empty), "an empty file");
        Path text = write("hello".getBytes(StandardCharsets.UTF_8));
        assertRefused(() -> Npz.open(text), "text");
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> Npz.open(directory.resolve("none")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anArchiveCutAnywhereIsRefused(boolean compressed) throws IOException {
        byte[] whole = (compressed ? deflated() : stored()).bytes();
        for (int length = 0; length < whole.length; length++) {
            Path path = write(Arrays.copyOf(whole, length));
            assertThatExceptionOfType(NpyFormatException.class)
                    .as("%d bytes of %d", length, whole.length)
                    .isThrownBy(() -> Npz.open(path).close());
        }
    }

    @Test
    void membersThatAreNoArraysAreListedAndNamedAsWhatTheyAre() throws IOException {
        Image image = archive()
                .stored("readme.txt", "read me".getBytes(StandardCharsets.UTF_8))
                .deflated("inner.npz", archive().bytes())
                .stored("empty.npy")
                .stored("folder/")
                .deflated("pickle.npy", (byte) 0x80, (byte) 4, (byte) '.')
                .image();
        assertMemberRefused(image, "readme.txt", "text");
        assertMemberRefused(image, "inner.npz", "a ZIP archive");
        assertMemberRefused(image, "empty", "an empty file");
        assertMemberRefused(image, "folder/", "a directory");
        assertMemberRefused(image, "pickle", "a Python pickle");
    }

    @Test
    void aMemberShorterThanItsHeaderSaysIsRefused() throws IOException {
        byte[] npy = npy(1, 2, 3);
        byte[] cut = Arrays.copyOf(npy, npy.length - 1);
        Image image = archive().stored("s.npy", cut).deflated("d.npy", cut).image();
        for (String name : new String[] {"s", "d"}) {
            assertMemberRefused(image, name, "12 bytes of data", "11 bytes");
        }
    }

    @Test
    void aChangedByteInAStoredMemberIsFoundOnRequest() throws IOException {
        Image image = stored();
        image.bytes()[image.local(1) - 1] ^= 1;
        try (NpzFile npz = Npz.open(write(image.bytes()))) {
            npz.open("x").close();
            assertRefused(npz.member("x")::verify, "a.npz:x", "checksum");
            assertThatCode(npz.member("y")::verify).doesNotThrowAnyException();
        }
    }

    @Test
    void aWrongChecksumOfADeflatedMemberIsFoundAlways() throws IOException {
        Image image = deflated();
        assertMemberRefused(image.putInt(image.entry(0) + Archives.CRC, 0x1234), "x", "checksum 00001234", "byte 140");
    }

    @Test
    void aDeflatedMemberThatCannotBeUnpackedIsRefused() throws IOException {
        Image image = deflated();
        // A block of a type that does not exist.
        image.bytes()[image.local(0) + Archives.LOCAL_NAME + "x.npy".length()] |= 6;
        assertMemberRefused(image, "x", "data that can be unpacked (deflated)");
    }

    @Test
    void encryptedMembersAreListedAndRefused() throws IOException {
        for (Image image : new Image[] {stored(), deflated()}) {
            int flags = image.entry(0) + Archives.FLAGS;
            assertMemberRefused(image.putShort(flags, image.buffer().getShort(flags) | 1), "x", "encrypted");
        }
    }

    @Test
    void partsOfSplitArchivesAreRefused() throws IOException {
        Image end = stored();
        assertOpeningRefused(end.putShort(end.end() + Archives.END_DISK, 1), "split into parts");
        Image member = stored();
        assertMemberRefused(member.putShort(member.entry(0) + Archives.DISK, 1), "x", "split archive");
    }

    @Test
    void methodsThatNobodyKnowsAreRefused() throws IOException {
        Image image = stored();
        image.putShort(image.entry(0) + Archives.METHOD, 77).putShort(image.local(0) + Archives.LOCAL_METHOD, 77);
        assertMemberRefused(image, "x", "compressed by method 77");
    }

    @ParameterizedTest
    @ValueSource(ints = {93, 95})
    void methodsThatNeedAnotherLibrarySaySo(int method) throws IOException {
        Image image = deflated();
        image.putShort(image.entry(0) + Archives.METHOD, method)
                .putShort(image.local(0) + Archives.LOCAL_METHOD, method);
        assertMemberRefused(image, "x", "needs a library which is not there");
    }

    @Test
    void dataOfOneMethodIsDamageToEveryOther() throws IOException {
        for (int method = 0; method < 100; method++) {
            // Short data of the one is data of the other.
            if (method != ZipEntry.DEFLATED && method != DEFLATE64) {
                Image image = deflated();
                image.putShort(image.entry(0) + Archives.METHOD, method)
                        .putShort(image.local(0) + Archives.LOCAL_METHOD, method);
                assertMemberRefused(image, "x", "");
            }
        }
    }

    @Test
    void sizesThatLieAreRefused() throws IOException {
        for (int size : new int[] {0, 1, 139, 141, 100_000, Integer.MAX_VALUE, -2}) {
            Image stored = stored();
            int entry = stored.entry(0);
            assertMemberRefused(stored.putInt(entry + Archives.SIZE, size), "x", "");
            assertMemberRefused(stored.putInt(entry + Archives.COMPRESSED_SIZE, size), "x", "");
            Image deflated = deflated();
            assertMemberRefused(deflated.putInt(deflated.entry(0) + Archives.SIZE, size), "x", "");
        }
    }

    @Test
    void membersThatOverlapAreRefused() throws IOException {
        Image longer = stored();
        int entry = longer.entry(0);
        longer.putInt(entry + Archives.SIZE, 150).putInt(entry + Archives.COMPRESSED_SIZE, 150);
        assertMemberRefused(longer, "x", "belong to no other member");
        Image same = archive().stored("x.npy", npy(1)).stored("x.np2", npy(2)).image();
        same.putInt(same.entry(1) + Archives.LOCAL_OFFSET, 0);
        same.bytes()[same.entry(1) + 46 + 4] = 'y';
        assertRefused(
                () -> {
                    try (NpzFile npz = Npz.open(write(same.bytes()))) {
                        npz.members().get(0).verify();
                    }
                },
                "belong to no other member");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 140, 180, 1000, Integer.MAX_VALUE, -2})
    void offsetsThatLieAreRefused(int offset) throws IOException {
        Image image = stored();
        image.putInt(image.entry(0) + Archives.LOCAL_OFFSET, offset);
        assertRefused(
                () -> {
                    try (NpzFile npz = Npz.open(write(image.bytes()))) {
                        npz.open("x").close();
                    }
                },
                "a.npz");
    }

    @Test
    void countsThatLieAreRefused() throws IOException {
        for (int count : new int[] {0, 1, 3, 0xffff}) {
            Image image = stored();
            assertOpeningRefused(
                    image.putShort(image.end() + Archives.END_ENTRIES, count),
                    "a directory of " + count + " members",
                    "2 that can be read");
        }
    }

    @Test
    void aDirectoryWithADamagedEntryIsNotTakenForAShorterOne() throws IOException {
        Image image = stored();
        assertOpeningRefused(image.putInt(image.entry(1), 0), "a directory of 2 members", "1 that can be read");
    }

    @Test
    void aDirectoryLargerThanTheLimitIsRefusedBeforeItIsRead() throws IOException {
        Archives many = archive();
        for (int k = 0; k < 30_000; k++) {
            many.stored("member" + k);
        }
        Path path = write(many.bytes());
        assertRefused(
                () -> Npz.open(path, NpzOptions.defaults().maxDirectorySize(1000)),
                "a directory of at most 1000 bytes",
                "NpzOptions.maxDirectorySize");
        try (NpzFile npz = Npz.open(path)) {
            assertThat(npz.names()).hasSize(30_000);
        }
    }

    @Test
    void bombsAreRefusedBeforeTheyAreUnpacked() throws IOException {
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        Image bomb = archive().deflated("x.npy", npy(new int[1 << 20])).image();
        NpzOptions options = NpzOptions.defaults().temporaryDirectory(temporary).maxUnpackedSize(1 << 20);
        try (NpzFile npz = Npz.open(write(bomb.bytes()), options)) {
            assertRefused(() -> npz.open("x"), "at most 1048576 bytes", "4194432 bytes", "NpzOptions.maxUnpackedSize");
        }
        // One that says that it is smaller than it is.
        bomb.putInt(bomb.entry(0) + Archives.SIZE, 1 << 19);
        try (NpzFile npz = Npz.open(write(bomb.bytes()), options)) {
            assertRefused(() -> npz.open("x"), "524160 bytes, then the end");
            assertRefused(npz.member("x")::verify, "524288 bytes, as the archive's directory says", "more");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void theNameInFrontOfTheMemberIsCompared() throws IOException {
        Image image = stored();
        image.bytes()[image.local(0) + Archives.LOCAL_NAME] = 'z';
        assertMemberRefused(image, "x", "the member that the archive's directory describes", "something else");
    }

    @Test
    void namesEndAtANulAndMessagesHoldNoControlCharacters() throws IOException {
        Image nul = archive().stored("x.npy_hidden", npy(1)).image();
        nul.bytes()[nul.entry(0) + 46 + 5] = 0;
        nul.bytes()[nul.local(0) + Archives.LOCAL_NAME + 5] = 0;
        try (NpzFile npz = Npz.open(write(nul.bytes()))) {
            assertThat(npz.names()).containsExactly("x");
            npz.open("x").close();
        }
        Image escape = archive().stored("\u001b[2J").image();
        try (NpzFile npz = Npz.open(write(escape.bytes()))) {
            assertRefused(() -> npz.open("\u001b[2J"), ":\\u001b[2J, byte 0");
        }
    }
}
