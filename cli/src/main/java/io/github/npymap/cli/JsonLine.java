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
        appendString(name);
        text.append(':');
        append(value);
        return this;
    }

    @Override
    public String toString() {
        return text + "}";
    }

    private void append(Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof JsonLine) {
            text.append(value);
        } else if (value instanceof List<?> list) {
            text.append('[');
            for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
                append(items.next());
                text.append(items.hasNext() ? "," : "");
            }
            text.append(']');
        } else {
            appendString(value.toString());
        }
    }

    private void appendString(String string) {
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
