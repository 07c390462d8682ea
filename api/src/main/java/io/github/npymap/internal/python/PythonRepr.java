package io.github.npymap.internal.python;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Strings as Python's {@code repr} spells them: what NumPy writes into headers, and what messages show. */
public final class PythonRepr {

    private static final int SHOWN = 60;

    private PythonRepr() {}

    /** {@code repr(text)}. */
    public static String of(String text) {
        return of(text.codePoints().toArray(), PythonRepr::isPrintable);
    }

    /** The repr of a string that Java may not have: with surrogates that make no pair, or numbers above U+10FFFF. */
    public static String of(int... codePoints) {
        return of(codePoints, PythonRepr::isPrintable);
    }

    /** The repr of Python's {@code bytes}: {@code b'\x00abc'}. */
    public static String of(byte... bytes) {
        int[] numbers = new int[bytes.length];
        Arrays.setAll(numbers, k -> Byte.toUnsignedInt(bytes[k]));
        return "b" + of(numbers, c -> c >= ' ' && c <= '~');
    }

    /** The repr of a tuple of integers: {@code ()}, {@code (3,)}, {@code (2, 3)}. */
    public static String tuple(long... numbers) {
        if (numbers.length == 1) {
            return "(" + numbers[0] + ",)";
        }
        String list = Arrays.toString(numbers);
        return "(" + list.substring(1, list.length() - 1) + ")";
    }

    private static String of(int[] text, IntPredicate printable) {
        boolean apostrophe = Arrays.stream(text).anyMatch(c -> c == '\'');
        char quote = apostrophe && Arrays.stream(text).noneMatch(c -> c == '"') ? '"' : '\'';
        StringBuilder out = new StringBuilder(text.length + 2).append(quote);
        for (int c : text) {
            append(out, c, quote, printable);
        }
        return out.append(quote).toString();
    }

    /** The repr of the beginning of a text of which a message should not show everything. */
    public static String abbreviated(String text) {
        return of(shortened(text));
    }

    /** The beginning of a text of which a message should not show everything. */
    public static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 3) + "...";
    }

    private static void append(StringBuilder out, int c, char quote, IntPredicate printable) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\\' -> out.append("\\\\");
            default -> {
                if (c == quote) {
                    out.append('\\').append(quote);
                } else if (printable.test(c)) {
                    out.appendCodePoint(c);
                } else if (c >= 0 && c <= 0xff) {
                    out.append(String.format("\\x%02x", c));
                } else if (c >= 0 && c <= 0xffff) {
                    out.append(String.format("\\u%04x", c));
                } else {
                    out.append(String.format("\\U%08x", c));
                }
            }
        }
    }

    /** Python's {@code str.isprintable}. Python and Java may know different versions of Unicode; the value is the same. */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
