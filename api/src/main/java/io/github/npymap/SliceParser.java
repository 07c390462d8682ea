package io.github.npymap;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads what stands between the brackets of a NumPy index: {@code "3, 2:5, ::-2, ..., None"}. */
final class SliceParser {
    private final String text;

    private SliceParser(String text) {
        this.text = text;
    }

    static Index[] parse(String text) {
        return new SliceParser(text).items();
    }

    private Index[] items() {
        List<Index> items = new ArrayList<>();
        if (!text.isBlank()) {
            int start = 0;
            for (int end = text.indexOf(','); end >= 0; end = text.indexOf(',', start)) {
                items.add(item(start, end));
                start = end + 1;
            }
            // Python allows a comma after the last item.
            if (items.isEmpty() || !text.substring(start).isBlank()) {
                items.add(item(start, text.length()));
            }
        }
        return items.toArray(Index[]::new);
    }

    private Index item(int start, int end) {
        String item = text.substring(start, end).strip();
        if (item.equals("...")) {
            return Index.ELLIPSIS;
        }
        if (item.equals("None") || item.equals("np.newaxis")) {
            return Index.NEW_AXIS;
        }
        String[] parts = item.split(":", -1);
        if (parts.length == 1) {
            return Index.at(number(item, start).orElseThrow(() -> malformed(start, "an index")));
        }
        if (parts.length > 3) {
            throw malformed(start, "at most two colons");
        }
        OptionalLong step = parts.length == 3 ? number(parts[2], start) : OptionalLong.empty();
        return new Slice(number(parts[0], start), number(parts[1], start), step.orElse(1));
    }

    private OptionalLong number(String part, int position) {
        String digits = part.strip();
        if (digits.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            throw malformed(position, "a 64-bit integer");
        }
    }

    private IllegalArgumentException malformed(int position, String expected) {
        return new IllegalArgumentException("bad slice \"" + text + "\": expected " + expected
                + " in the item at character " + position + "; items are integers, start:stop:step, ... and None");
    }
}
