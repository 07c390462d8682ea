package io.github.npymap.internal.python;

import io.github.npymap.internal.python.PythonLiteral.Inexact;
import io.github.npymap.internal.python.PythonLiteral.Int;
import java.math.BigInteger;

/** Reads one number without its sign: integers exactly, in all four radices; floats only to be able to name them. */
final class NumberScanner {

    /** Python's own bound, so that converting digits to a number stays cheap. */
    private static final int MAX_DIGITS = 4300;

    private final TextCursor cursor;
    private final boolean python2;

    NumberScanner(TextCursor cursor, boolean python2) {
        this.cursor = cursor;
        this.python2 = python2;
    }

    PythonLiteral scan() throws LiteralException {
        int start = cursor.position();
        PythonLiteral number = scanUnsuffixed(start);
        if (python2 && number instanceof Int) {
            cursor.take('L');
        }
        if (TextCursor.isNameCharacter(cursor.peek())) {
            throw cursor.expected("a comma or bracket after the number");
        }
        return number;
    }

    private PythonLiteral scanUnsuffixed(int start) throws LiteralException {
        if (cursor.peek() == '0') {
            int radix = switch (cursor.peek(1)) {
                case 'x', 'X' -> 16;
                case 'o', 'O' -> 8;
                case 'b', 'B' -> 2;
                default -> 10;
            };
            if (radix != 10) {
                cursor.next();
                cursor.next();
                cursor.take('_');
                return new Int(start, toInteger(start, digits(radix), radix));
            }
        }
        String digits = cursor.peek() == '.' ? "" : digits(10);
        if (startsFraction(cursor.peek())) {
            skipRestOfFloat();
            return new Inexact(start, cursor.since(start));
        }
        BigInteger value = toInteger(start, digits, 10);
        if (digits.charAt(0) == '0' && value.signum() != 0) {
            throw new LiteralException(
                    start,
                    "a decimal number",
                    "a leading zero, " + PythonRepr.shortened(digits),
                    "Python writes octal numbers as 0o17.");
        }
        return new Int(start, value);
    }

    /** One or more digits, with single underscores between them. */
    private String digits(int radix) throws LiteralException {
        StringBuilder digits = new StringBuilder();
        do {
            if (!isDigit(cursor.peek(), radix)) {
                throw cursor.expected("a digit");
            }
            while (isDigit(cursor.peek(), radix)) {
                digits.append(cursor.next());
            }
        } while (cursor.take('_'));
        return digits.toString();
    }

    /** No float is valid anywhere in a header, so it is delimited here, not checked. */
    private void skipRestOfFloat() {
        while (isDigit(cursor.peek(), 10) || startsFraction(cursor.peek()) || cursor.peek() == '_') {
            char c = cursor.next();
            if ((c == 'e' || c == 'E') && (cursor.peek() == '+' || cursor.peek() == '-')) {
                cursor.next();
            }
        }
    }

    private static boolean startsFraction(char c) {
        return c == '.' || c == 'e' || c == 'E' || c == 'j' || c == 'J';
    }

    private static boolean isDigit(char c, int radix) {
        return c < 0x80 && Character.digit(c, radix) >= 0;
    }

    private static BigInteger toInteger(int start, String digits, int radix) throws LiteralException {
        if (digits.length() > MAX_DIGITS) {
            throw new LiteralException(
                    start, "an integer of at most " + MAX_DIGITS + " digits", "one of " + digits.length());
        }
        return new BigInteger(digits, radix);
    }
}
