package io.github.npymap.internal.python;

import io.github.npymap.internal.python.PythonLiteral.Bytes;
import io.github.npymap.internal.python.PythonLiteral.Str;
import java.util.Locale;

/** Reads a string literal: its prefix, either quote once or three times, escapes, and the strings joined to it. */
final class StringScanner {

    private static final int MAX_PREFIX = 2;

    private final TextCursor cursor;
    private final StringBuilder value = new StringBuilder();

    StringScanner(TextCursor cursor) {
        this.cursor = cursor;
    }

    /** Whether a string begins here, with a prefix or without. */
    static boolean startsAt(TextCursor cursor) {
        int letters = 0;
        while (letters < MAX_PREFIX && TextCursor.isLetter(cursor.peek(letters))) {
            letters++;
        }
        return isQuote(cursor.peek(letters));
    }

    PythonLiteral scan() throws LiteralException {
        int start = cursor.position();
        boolean bytes = scanPart();
        cursor.skipSpace();
        while (startsAt(cursor)) {
            int partStart = cursor.position();
            if (scanPart() != bytes) {
                throw new LiteralException(partStart, "strings of one kind side by side", "text beside bytes");
            }
            cursor.skipSpace();
        }
        return bytes ? new Bytes(start, value.toString()) : new Str(start, value.toString());
    }

    /** Appends the value of one string, and says whether it is a bytes string. */
    private boolean scanPart() throws LiteralException {
        int start = cursor.position();
        StringBuilder prefix = new StringBuilder();
        while (!isQuote(cursor.peek())) {
            prefix.append(cursor.next());
        }
        switch (prefix.toString().toLowerCase(Locale.ROOT)) {
            case "", "u" -> scanQuoted(start, false, false);
            case "r" -> scanQuoted(start, true, false);
            case "b" -> scanQuoted(start, false, true);
            case "br", "rb" -> scanQuoted(start, true, true);
            default ->
                throw new LiteralException(
                        start, "a plain string", "one with the prefix " + PythonRepr.of(prefix.toString()));
        }
        return prefix.indexOf("b") >= 0 || prefix.indexOf("B") >= 0;
    }

    private void scanQuoted(int start, boolean raw, boolean bytes) throws LiteralException {
        char quote = cursor.next();
        String close = String.valueOf(quote).repeat(3);
        boolean triple = cursor.take(close.substring(1));
        if (!triple) {
            close = close.substring(2);
        }
        while (!cursor.take(close)) {
            char c = cursor.peek();
            if (c == TextCursor.END || (!triple && (c == '\n' || c == '\r'))) {
                throw cursor.expected("the closing " + close + " of the string that begins at character " + start);
            } else if (bytes && c > 0x7f) {
                throw cursor.expected("only ASCII in a bytes string");
            } else if (cursor.takeLineBreak()) {
                value.append('\n');
            } else if (c == '\\') {
                scanBackslash(raw, bytes);
            } else {
                value.append(cursor.next());
            }
        }
    }

    private void scanBackslash(boolean raw, boolean bytes) throws LiteralException {
        int start = cursor.position();
        cursor.next();
        if (cursor.atEnd() || cursor.peek() == TextCursor.END) {
            throw cursor.expected("a character after the backslash");
        }
        if (raw) {
            value.append('\\');
            value.append(cursor.takeLineBreak() ? '\n' : cursor.next());
        } else if (!cursor.takeLineBreak()) {
            scanEscape(start, bytes);
        }
    }

    private void scanEscape(int start, boolean bytes) throws LiteralException {
        char c = cursor.next();
        switch (c) {
            case '\\', '\'', '"' -> value.append(c);
            case 'a' -> value.append('\u0007');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'v' -> value.append('\u000b');
            case '0', '1', '2', '3', '4', '5', '6', '7' -> value.append((char) octal(c));
            case 'x' -> value.append((char) hex(start, 2));
            case 'u', 'U', 'N' -> {
                if (bytes) {
                    value.append('\\').append(c);
                } else if (c == 'N') {
                    throw new LiteralException(start, "a character or its number", "a \\N{name} escape");
                } else {
                    value.appendCodePoint(hex(start, c == 'u' ? 4 : 8));
                }
            }
            // An escape that Python does not know stays as it is, backslash and all.
            default -> value.append('\\').append(c);
        }
    }

    private int octal(char first) {
        int code = first - '0';
        for (int digits = 1; digits < 3 && cursor.peek() >= '0' && cursor.peek() <= '7'; digits++) {
            code = code * 8 + cursor.next() - '0';
        }
        return code;
    }

    private int hex(int start, int digits) throws LiteralException {
        long code = 0;
        for (int i = 0; i < digits; i++) {
            int digit = cursor.peek() < 0x80 ? Character.digit(cursor.peek(), 16) : -1;
            if (digit < 0) {
                throw cursor.expected(digits + " hexadecimal digits in the escape");
            }
            code = code * 16 + digit;
            cursor.next();
        }
        if (code > Character.MAX_CODE_POINT) {
            throw new LiteralException(start, "a code point up to U+10FFFF", String.format("U+%X", code));
        }
        return (int) code;
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"';
    }
}
