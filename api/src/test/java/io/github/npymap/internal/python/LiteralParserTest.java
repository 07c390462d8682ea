package io.github.npymap.internal.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.internal.python.PythonLiteral.Bytes;
import io.github.npymap.internal.python.PythonLiteral.Int;
import io.github.npymap.internal.python.PythonLiteral.Str;
import io.github.npymap.internal.python.PythonLiteral.Tuple;
import io.github.npymap.support.Rounds;
import java.math.BigInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag(Rounds.TAG)
class LiteralParserTest {

    private static String string(String text) throws LiteralException {
        return ((Str) LiteralParser.parse(text)).value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 0",
                "00; 0",
                "0_0; 0",
                "12; 12",
                "1_000; 1000",
                "0x1F; 31",
                "0X_f; 15",
                "0o17; 15",
                "0b101; 5",
                "-3; -3",
                "+3; 3",
                "- 3; -3",
                "(3); 3",
                "((3)); 3",
                "99999999999999999999999; 99999999999999999999999"
            })
    void readsIntegersExactly(String text, String value) throws LiteralException {
        assertThat(((Int) LiteralParser.parse(text)).value()).isEqualTo(new BigInteger(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "03", "1__0", "1_", "_1", "0x", "0x_", "0b2", "0o8", "0_1", "12 3", "3L", "1if", "--3", "~3", "-",
                "3\u0663", "-True", "- 'a'"
            })
    void refusesMisspeltIntegers(String text) {
        assertThatExceptionOfType(LiteralException.class).isThrownBy(() -> LiteralParser.parse(text));
    }

    @Test
    void boundsTheDigitsOfAnInteger() throws LiteralException {
        assertThat(LiteralParser.parse("9".repeat(4300)).describe()).isEqualTo("an integer of 14285 bits");
        assertThatExceptionOfType(LiteralException.class)
                .isThrownBy(() -> LiteralParser.parse("9".repeat(4301)))
                .withMessage("at character 0: expected an integer of at most 4300 digits, found one of 4301");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5", ".5", "1e3", "1.", "1E-3", "3j", "1_0.5", "-2.5"})
    void namesFloatsAsTheyAreSpelt(String text) throws LiteralException {
        assertThat(LiteralParser.parse(text).describe()).isEqualTo("the number " + text);
    }

    @Test
    void readsStringsInEitherQuotes() throws LiteralException {
        assertThat(string("'a\"b'")).isEqualTo("a\"b");
        assertThat(string("\"a'b\"")).isEqualTo("a'b");
        assertThat(string("''")).isEmpty();
        assertThat(string("''''a'b\n''c'''")).isEqualTo("'a'b\n''c");
        assertThat(string("\"\"\"\"\"\"")).isEmpty();
        assertThat(string("u'a' R'b\\n' U\"c\"")).isEqualTo("ab\\nc");
    }

    @Test
    void resolvesEscapes() throws LiteralException {
        assertThat(string("'\\x41\\101\\u0042\\U0001f600\\0'")).isEqualTo("AAB\ud83d\ude00\0");
        assertThat(string("'\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"'")).isEqualTo("\u0007\b\f\n\r\t\u000b\\'\"");
        assertThat(string("'\\z\\8'")).isEqualTo("\\z\\8");
        assertThat(string("'a\\\nb\\\r\nc'")).isEqualTo("abc");
        assertThat(string("r'\\'a\\\\'")).isEqualTo("\\'a\\\\");
        assertThat(((Bytes) LiteralParser.parse("b'\\xff\\u0041'")).value()).isEqualTo("\u00ff\\u0041");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'abc", "'a\nb'", "'a\rb'", "'''abc''", "'\\", "'\\x4'", "'\\u004'", "'\\U00110000'",
                        "'\\N{DIGIT ONE}'",
                "f'a'", "ur'a'", "bu'a'", "u 'a'", "'a' b'b'", "b'\u00e9'", "'a\0b'", "'a' 3", "r'\\'"
            })
    void refusesMisspeltStrings(String text) {
        assertThatExceptionOfType(LiteralException.class).isThrownBy(() -> LiteralParser.parse(text));
    }

    @Test
    void tellsTuplesFromBrackets() throws LiteralException {
        assertThat(LiteralParser.parse("()").describe()).isEqualTo("a tuple of 0");
        assertThat(LiteralParser.parse("(1,)").describe()).isEqualTo("a tuple of 1");
        assertThat(LiteralParser.parse("(1)")).isInstanceOf(Int.class);
        assertThat(LiteralParser.parse("[1]").describe()).isEqualTo("a list of 1");
        assertThat(LiteralParser.parse("{'a': 1, 'b': 2,}").describe()).isEqualTo("a dictionary of 2");
    }

    @Test
    void passesOverSpaceAndCommentsAndContinuedLines() throws LiteralException {
        Tuple tuple = (Tuple) LiteralParser.parse("\t\f\r\n # one ' two\n ( 1 \\\n , # (\n 2 , )  # end");
        assertThat(tuple.items()).hasSize(2);
        assertThat(tuple.position()).isEqualTo(18);
    }

    @Test
    void saysWhereTheTextStopsBeingALiteral() {
        assertRefused("(1,,2)", 3, "a Python literal", "','");
        assertRefused("(,)", 1, "a Python literal", "','");
        assertRefused("(1", 2, "',' or ')'", "the end of the text");
        assertRefused("[1)", 2, "',' or ']'", "')'");
        assertRefused("{1}", 2, "':' after the key", "'}'");
        assertRefused("{'a': 1 'b': 2}", 8, "',' or '}'", "\"'\"");
        assertRefused("1 2", 2, "nothing more after the integer 1", "'2'");
        assertRefused("1;", 1, "nothing more after the integer 1", "';'");
        assertRefused("", 0, "a Python literal", "the end of the text");
        assertRefused("dict()", 0, "a Python literal", "the name dict");
        assertRefused("...", 0, "a Python literal", "'.'");
        assertRefused("\u00a01", 0, "a Python literal", "the character U+00A0");
        assertRefused("\ufeff1", 0, "a Python literal", "the character U+FEFF");
        assertRefused("\u000b1", 0, "a Python literal", "the character U+000B");
        assertRefused("1\0", 1, "nothing more after the integer 1", "the character U+0000");
    }

    private static void assertRefused(String text, int position, String expected, String found) {
        assertThatExceptionOfType(LiteralException.class)
                .isThrownBy(() -> LiteralParser.parse(text))
                .withMessageStartingWith("at character " + position + ": expected " + expected + ", found " + found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{0: "})
    void nestsAtMost64Deep(String open) throws LiteralException {
        String close = switch (open) {
            case "(" -> ",)";
            case "[" -> "]";
            default -> "}";
        };
        LiteralParser.parse(open.repeat(64) + "1" + close.repeat(64));
        assertThatExceptionOfType(LiteralException.class)
                .isThrownBy(() -> LiteralParser.parse(open.repeat(100_000)))
                .withMessageContaining("expected brackets nested at most 64 deep, found one more")
                .satisfies(e -> assertThat(e.position()).isEqualTo(64 * open.length()));
    }

    @Test
    void bracketsSideBySideAreNotDeep() throws LiteralException {
        assertThat(LiteralParser.parse("[" + "(),".repeat(1000) + "]").describe())
                .isEqualTo("a list of 1000");
    }
}
