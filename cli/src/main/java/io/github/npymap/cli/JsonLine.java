package io.github.npymap.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** A JSON object on one line, in ASCII, so that it survives every terminal and pipe. */
final class JsonLine {

    private final StringBuilder text = new StringBuilder("{");

    /** Adds a member: null, a string, a finite number, a boolean, an object, or a list of them. */
    JsonLine with(String name, Object value) {
        if (text.length() > 1) {
            text.append(',');
        }
        appendString(text, name);
        text.append(':');
        append(text, value);
        return this;
    }

    /** What {@link #with} would add, alone. */
    static String text(Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    /** The line up to the value of its last member; what follows is printed piece by piece. */
    String upTo(String name) {
        return text + (text.length() > 1 ? "," : "") + text(name) + ":";
    }

    @Override
    public String toString() {
        return text + "}";
    }

    private static void append(StringBuilder text, Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof JsonLine) {
            text.append(value);
        } else if (value instanceof List<?> list) {
            text.append('[');
            for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
                append(text, items.next());
                text.append(items.hasNext() ? "," : "");
            }
            text.append(']');
        } else {
            appendString(text, value.toString());
        }
    }

    private static void appendString(StringBuilder text, String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
