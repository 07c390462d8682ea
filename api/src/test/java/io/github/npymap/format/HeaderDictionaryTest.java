package io.github.npymap.format;

import static io.github.npymap.format.Headers.assertRefused;
import static io.github.npymap.format.Headers.file;
import static io.github.npymap.format.Headers.read;
import static io.github.npymap.format.Headers.withDescr;
import static io.github.npymap.format.Headers.withShape;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderDictionaryTest {
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
}
