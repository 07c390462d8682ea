package io.github.npymap.internal.python;

/** A place in a text that moves forward: the lexical rules that numbers, strings and brackets share. */
final class TextCursor {

    /** What {@link #peek} returns behind the last character; NUL itself is refused wherever it stands. */
    static final char END = '\0';

    private final String text;
    private int position;

    TextCursor(String text) {
        this.text = text;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position >= text.length();
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        int index = position + ahead;
        return index < text.length() ? text.charAt(index) : END;
    }

    char next() {
        char c = peek();
        position++;
        return c;
    }

    boolean take(char c) {
        if (!atEnd() && peek() == c) {
            position++;
            return true;
        }
        return false;
    }

    boolean take(String word) {
        if (text.startsWith(word, position)) {
            position += word.length();
            return true;
        }
        return false;
    }

    /** The text from an earlier place to here. */
    String since(int start) {
        return text.substring(start, position);
    }

    /** Takes one line break in any of the three spellings. */
    boolean takeLineBreak() {
        return take("\r\n") || take('\n') || take('\r');
    }

    /** Takes letters, digits, underscores and dots. */
    String takeName() {
        int start = position;
        while (isNameCharacter(peek()) || peek() == '.') {
            position++;
        }
        return since(start);
    }

    /** Passes over everything between two tokens: white space, comments, continued lines. */
    void skipSpace() {
        while (true) {
            switch (peek()) {
                case ' ', '\t', '\f', '\n', '\r' -> position++;
                case '#' -> skipComment();
                case '\\' -> {
                    if (!continuesLine()) {
                        return;
                    }
                    position++;
                }
                default -> {
                    return;
                }
            }
        }
    }

    LiteralException expected(String what) {
        return new LiteralException(position, what, describeHere());
    }

    /** Letters, digits, the underscore, and all that is not ASCII, which Python may count among the letters. */
    static boolean isNameCharacter(char c) {
        return c == '_' || (c >= '0' && c <= '9') || isLetter(c) || c > 0x7f;
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Whether the backslash here joins this line to another: to Python, the end of the text is no line. */
    private boolean continuesLine() {
        return (peek(1) == '\n' || peek(1) == '\r') && peek(2) != END;
    }

    private void skipComment() {
        while (!atEnd() && peek() != '\n' && peek() != '\r') {
            if (peek() == END) {
                return;
            }
            position++;
        }
    }

    private String describeHere() {
        if (atEnd()) {
            return "the end of the text";
        }
        int c = text.codePointAt(position);
        return c > ' ' && c < 0x7f ? PythonRepr.of(Character.toString(c)) : String.format("the character U+%04X", c);
    }
}
