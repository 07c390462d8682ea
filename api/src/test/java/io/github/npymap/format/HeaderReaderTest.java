package io.github.npymap.format;

import static io.github.npymap.format.Headers.TEXT;
import static io.github.npymap.format.Headers.assertRefused;
import static io.github.npymap.format.Headers.file;
import static io.github.npymap.format.Headers.read;
import static io.github.npymap.format.Headers.withDescr;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.npymap.internal.file.FileKind;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderReaderTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsEveryVersion(int major) throws IOException {
        int prefix = major == 1 ? 10 : 12;
        assertThat(read(major, TEXT))
                .isEqualTo(new NpyHeader(major, 0, DType.FLOAT64, Order.C, Shape.of(3, 4), prefix + TEXT.length()));
    }

    @Test
    void leavesTheFileWhereItWasAndTheChannelAtTheData(@TempDir Path directory) throws IOException {
        byte[] bytes = Arrays.copyOf(file(1, TEXT), 500);
        Path path = Files.write(directory.resolve("a.npy"), bytes);
        try (FileChannel channel = FileChannel.open(path)) {
            channel.position(7);
            NpyHeader header = HeaderReader.read(channel::read, FilePart.whole(path), 10_000);
            assertThat(channel.position()).isEqualTo(7);
            assertThat(header.dataOffset()).isEqualTo(10 + TEXT.length());
        }
        ByteArrayInputStream stream = new ByteArrayInputStream(bytes);
        HeaderReader.read(Channels.newChannel(stream), "a.npy", 10_000);
        assertThat(stream.available()).isEqualTo(500 - 10 - TEXT.length());
    }

    @Test
    void survivesAChannelThatGivesOneByteAtATime() throws IOException {
        ByteArrayInputStream stream = new ByteArrayInputStream(file(2, TEXT));
        ReadableByteChannel slow = new ReadableByteChannel() {
            @Override
            public int read(ByteBuffer target) {
                int next = stream.read();
                if (next < 0) {
                    return -1;
                }
                target.put((byte) next);
                return 1;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
        assertThat(HeaderReader.read(slow, "slow", 10_000).shape()).isEqualTo(Shape.of(3, 4));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 'a.npy, byte 0: expected an npy file, which begins with \\x93NUMPY, found an empty file.'",
        "3, 'a.npy, byte 0: expected 8 bytes, the magic string and version, found 3, then the end of the file.'",
        "7, 'a.npy, byte 0: expected 8 bytes, the magic string and version, found 7, then the end of the file.'",
        "8, 'a.npy, byte 8: expected 2 bytes, the length of the header, found 0, then the end of the file.'",
        "9, 'a.npy, byte 8: expected 2 bytes, the length of the header, found 1, then the end of the file.'",
        "10, 'a.npy, byte 10: expected 60 bytes, a header, found 0, then the end of the file.'",
        "69, 'a.npy, byte 10: expected 60 bytes, a header, found 59, then the end of the file.'"
    })
    void aFileCutInItsHeaderIsCounted(int length, String message) {
        assertRefused(Arrays.copyOf(file(1, TEXT), length)).hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "4,0", "255,0", "3,1"})
    void anUnknownVersionIsRefused(int major, int minor) {
        byte[] bytes = file(1, TEXT);
        bytes[6] = (byte) major;
        bytes[7] = (byte) minor;
        assertRefused(bytes)
                .hasMessageContaining("byte 6: expected version 1.0, 2.0 or 3.0 of the npy format, found version "
                        + major + "." + minor);
    }

    @Test
    void theLengthIsCheckedBeforeTheHeaderIsRead() {
        byte[] bytes = Arrays.copyOf(file(2, TEXT), 12);
        Arrays.fill(bytes, 8, 12, (byte) 0xff);
        assertRefused(bytes)
                .hasMessage("a.npy, byte 8: expected a header of at most 10000 characters, found 4294967295 bytes."
                        + " No limit allows as much; the file is damaged.");
    }

    @Test
    void exactly10000CharactersPass() throws IOException {
        String longest = TEXT + " ".repeat(10_000 - TEXT.length());
        assertThat(read(1, longest).dataOffset()).isEqualTo(10_010);
        assertRefused(file(1, longest + " ")).hasMessageContaining("at most 10000 characters, found 10001 bytes");
        assertThat(HeaderReader.read(file(1, longest + " "), "a.npy", 10_001)
                        .shape()
                        .ndim())
                .isEqualTo(2);
    }

    @Test
    void inVersion3CharactersCountNotBytes() throws IOException {
        String text = TEXT.strip() + "#" + "\ud83d\ude00".repeat(10_000 - TEXT.length());
        assertThat(read(3, text).dataOffset()).isGreaterThan(30_000);
        assertRefused(file(3, text + "a")).hasMessageContaining("found 10001 characters");
    }

    @Test
    void aHugeLimitAllocatesNoMoreThanTheFileHolds() {
        byte[] bytes = file(2, TEXT);
        Arrays.fill(bytes, 8, 11, (byte) 0xff);
        bytes[11] = 0x7e;
        assertThatThrownBy(() -> HeaderReader.read(bytes, "a.npy", Integer.MAX_VALUE))
                .hasMessageContaining("expected 2130706431 bytes, a header, found 60, then the end of the file");
    }

    @Test
    void malformedUtf8IsRefusedWhereItStands() {
        byte[] bytes = file(3, withDescr("[('x', '<f8')]"));
        bytes[24] = (byte) 0xff;
        assertRefused(bytes).hasMessageStartingWith("a.npy, byte 24: expected a header in UTF-8, found the byte 0xff");
        bytes = file(3, TEXT);
        bytes[bytes.length - 1] = (byte) 0xe2;
        assertRefused(bytes).hasMessageContaining("found the byte 0xe2");
    }

    @Test
    void positionsAreBytesOfTheFile() {
        assertRefused(file(3, "{'descr': [('\u4e2d', 'f9')]}")).hasMessageContaining("keys");
        assertRefused(file(3, "{'descr': [('\u4e2d', 'f9')], 'fortran_order': False, 'shape': ()}"))
                .hasMessageContaining("byte 31: expected a dtype such as '<f8', '|S5' or '<M8[ns]', found 'f9'");
    }

    @Test
    void aFileOfAnotherKindIsNamed() {
        assertRefused("PK\3\4....".getBytes(ISO_8859_1))
                .hasMessage("a.npy, byte 0: expected an npy file, which begins with \\x93NUMPY, found "
                        + FileKind.ZIP.description() + ". " + FileKind.ZIP.remedy());
        assertRefused("1.0,2.0\n".repeat(100).getBytes(ISO_8859_1)).hasMessageContaining("found text. In Python");
        assertRefused(new byte[1000]).hasMessageContaining("found zeros in place of a header");
    }

    @Test
    void anyBytesAreAHeaderOrAFormatException() {
        String text = "{'descr': [(('t', '\\u00e9'), '<f4', (2, 3)), ('', '|V4'), ('m', 'M8[25s]')], "
                + "'fortran_order': False, 'shape': (0x1F, 3), } # \\\n";
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = file(1 + round % 3, text);
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                // Half of the new bytes come from the header itself, and so are likelier to mean something.
                int at = random.nextInt(bytes.length);
                bytes[at] = random.nextBoolean() ? (byte) random.nextInt() : bytes[random.nextInt(bytes.length)];
            }
            try {
                assertThat(read(bytes).dataOffset()).isLessThanOrEqualTo(bytes.length);
            } catch (NpyFormatException e) {
                assertThat(e.position()).isBetween(0L, (long) bytes.length);
            }
        }
    }

    @Test
    void messagesDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertRefused(Arrays.copyOf(file(1, TEXT), 69)).hasMessageContaining("byte 10: expected 60 bytes");
            assertRefused(file(1, "{\0")).hasMessageContaining("U+0000");
        } finally {
            Locale.setDefault(before);
        }
    }
}
