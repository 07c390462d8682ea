package io.github.npymap.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.npymap.DType;
import io.github.npymap.NpyFormatException;
import io.github.npymap.NpyHeader;
import io.github.npymap.Order;
import io.github.npymap.Shape;
import io.github.npymap.UnsupportedDTypeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderReaderTest {

    private static final String TEXT = "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }\n";

    /** A file with this header, unpadded. */
    static byte[] file(int major, String text) {
        byte[] encoded = text.getBytes(charset(major));
        ByteBuffer file = ByteBuffer.allocate(12 + encoded.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("\u0093NUMPY".getBytes(ISO_8859_1)).put((byte) major).put((byte) 0);
        if (major == 1) {
            file.putShort((short) encoded.length);
        } else {
            file.putInt(encoded.length);
        }
        file.put(encoded);
        return Arrays.copyOf(file.array(), file.position());
    }

    private static Charset charset(int major) {
        return major == 3 ? UTF_8 : ISO_8859_1;
    }

    private static NpyHeader read(byte[] bytes) throws NpyFormatException {
        return HeaderReader.read(bytes, "a.npy", HeaderReader.DEFAULT_MAX_HEADER_LENGTH);
    }

    private static NpyHeader read(int major, String text) throws NpyFormatException {
        return read(file(major, text));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] bytes) {
        return assertThatThrownBy(() -> read(bytes)).isInstanceOf(NpyFormatException.class);
    }

    private static String withShape(String shape) {
        return "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }\n";
    }

    private static String withDescr(String descr) {
        return "{'descr': " + descr + ", 'fortran_order': False, 'shape': (3,), }\n";
    }

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
            NpyHeader header = HeaderReader.read(channel, path, 10_000);
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
                        + " If you trust the file, raise the limit on the header's length.");
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
    }

    @Test
    void positionsAreBytesOfTheFile() {
        assertRefused(file(3, "{'descr': [('\u4e2d', 'f9')]}")).hasMessageContaining("keys");
        assertRefused(file(3, "{'descr': [('\u4e2d', 'f9')], 'fortran_order': False, 'shape': ()}"))
                .hasMessageContaining("byte 31: expected a dtype such as '<f8', '|S5' or '<M8[ns]', found 'f9'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "3", "'x'", "None", "('descr',)"})
    void aHeaderThatIsNoDictionaryIsRefused(String text) {
        assertRefused(file(1, text)).hasMessageStartingWith("a.npy, byte 10: expected a dictionary, found ");
    }

    @Test
    void missingAndExtraKeysAreNamed() {
        assertRefused(file(1, "{}")).hasMessageContaining("found no key");
        assertRefused(file(1, "{'descr': '<f8', 'shape': ()}"))
                .hasMessageContaining(
                        "byte 10: expected the keys 'descr', 'fortran_order' and 'shape', found only [descr, shape]");
        assertRefused(file(1, "{'descr': '<f8', 'more': 1}"))
                .hasMessageContaining("byte 27: expected only the keys")
                .hasMessageContaining("the string 'more'");
        assertRefused(file(1, "{1: 2}")).hasMessageContaining("found the key the integer 1");
    }

    @Test
    void ofAKeyThatComesTwiceTheLastCounts() throws IOException {
        assertThat(read(1, "{'shape': 'x', 'descr': '<f8', 'fortran_order': True, 'shape': (5,)}"))
                .isEqualTo(new NpyHeader(1, 0, DType.FLOAT64, Order.FORTRAN, Shape.of(5), 78));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "3; a shape, a tuple of integers, found the integer 3",
                "[3]; a shape, a tuple of integers, found a list of 1",
                "(3.0,); the length of an axis, an integer, found the number 3.0",
                "(True,); the length of an axis, an integer, found True",
                "(None,); the length of an axis, an integer, found None",
                "(2, -1); an axis of length 0 or more, found the integer -1",
                "(9223372036854775808,); an axis of at most 2^63-1, found the integer 9223372036854775808",
                "(4294967296, 4294967296); a shape of at most 2^63-1 elements",
                "(0, 4611686018427387904, 4); a shape of at most 2^63-1 elements",
                "(1152921504606846976,); at most 2^63-1 bytes of data",
            })
    void aShapeThatCannotBeIsRefused(String shape, String message) {
        assertRefused(file(1, withShape(shape))).hasMessageContaining("expected " + message);
    }

    @Test
    void aShapeHasAtMost64Axes() throws IOException {
        assertThat(read(1, withShape("(" + "1,".repeat(64) + ")")).shape().ndim())
                .isEqualTo(64);
        assertRefused(file(1, withShape("(" + "1,".repeat(65) + ")")))
                .hasMessageContaining("byte 60: expected a shape of at most 64 axes, found 65 axes");
    }

    @Test
    void theLettersOfPython2AreDropped() throws IOException {
        String text = "{'descr': [('a', '<f4', (2L,))], 'fortran_order': False, 'shape': (3L, 0x10L), }";
        assertThat(read(1, text).shape()).isEqualTo(Shape.of(3, 16));
        assertThat(read(2, text).dtype().itemsize()).isEqualTo(8);
        assertRefused(file(3, text)).hasMessageContaining("expected a comma or bracket after the number, found 'L'");
        assertRefused(file(1, withShape("(3l,)")));
        assertRefused(file(1, withShape("(3LL,)")));
    }

    @Test
    void theRepresentationOfANumPyIntegerIsReadInAShape() throws IOException {
        assertThat(read(1, withShape("(np.int64(3), 4)")).shape()).isEqualTo(Shape.of(3, 4));
        assertRefused(file(1, withShape("(np.float64(3),)"))).hasMessageContaining("found the name np.float64");
        assertRefused(file(1, withShape("(np.int64('3'),)")));
        assertRefused(file(1, withShape("(np.int64(3.0),)")));
        assertRefused(file(1, withShape("(np.int64(3,)")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "None", "'False'", "()"})
    void theOrderIsTrueOrFalse(String order) {
        assertRefused(file(1, "{'descr': '<f8', 'fortran_order': " + order + ", 'shape': ()}"))
                .hasMessageContaining("byte 44: expected True or False for fortran_order, found ");
    }

    @Test
    void objectsAreRefusedWithTheReasonAndTheWayOut() {
        for (String descr : new String[] {"'|O'", "'O8'", "[('a', '<f4'), ('b', 'O')]"}) {
            assertRefused(file(1, withDescr(descr)))
                    .isInstanceOf(UnsupportedDTypeException.class)
                    .hasMessageContaining("a.npy, byte ")
                    .hasMessageContaining("Python objects")
                    .hasMessageContaining("reading a pickle runs code")
                    .hasMessageContaining("np.load(path, allow_pickle=True)");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "None; a type string or a list of fields, found None",
                "b'<f8'; a type string or a list of fields, found the bytes b'<f8'",
                "{'names': ['a']}; a type string or a list of fields, found a dictionary of 1",
                "('<f4', (3,)); a type string or a list of fields, found a tuple of 2. A subarray stands only inside",
                "[('a',)]; a field, (name, type) or (name, type, shape), found a tuple of 1",
                "['ab']; a field, (name, type) or (name, type, shape), found the string 'ab'",
                "[(1, '<f4')]; the name of a field, a string, found the integer 1",
                "[(('t',), '<f4')]; a pair, (title, name), found a tuple of 1",
                "[('a', '<f4'), ('a', '<i4')]; every name and title of a field once, found 'a' again",
                "[(('a', 'b'), '<f4'), ('a', '<i4')]; every name and title of a field once, found 'a' again",
                "[('a', '<f4', -1)]; an axis of length 0 or more, found the integer -1",
                "[('a', '<f4', None)]; the shape of a subarray, found None",
                "[('a', '<f4', True)]; the shape of a subarray, found True",
                "[('a', ('<f4',))]; a subarray, (type, shape), found a tuple of 1",
                "[('a', '|S0', 3)]; a subarray of elements of 1 byte or more, found one of '|S0'",
            })
    void aDescrThatDescribesNoTypeIsRefused(String descr, String message) {
        assertRefused(file(1, withDescr(descr))).hasMessageContaining("expected " + message);
    }

    @Test
    void aFileOfAnotherKindIsNamed() {
        assertRefused("PK\3\4....".getBytes(ISO_8859_1))
                .hasMessage("a.npy, byte 0: expected an npy file, which begins with \\x93NUMPY, found "
                        + FileKind.ZIP.description() + ". " + FileKind.ZIP.remedy());
        assertRefused("1.0,2.0\n".repeat(100).getBytes(ISO_8859_1)).hasMessageContaining("found text. In Python");
        assertRefused(new byte[1000]).hasMessageContaining("found only zeros");
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
