package io.github.npymap;

import io.github.npymap.internal.python.LiteralException;
import io.github.npymap.internal.python.LiteralParser;
import io.github.npymap.internal.python.PythonLiteral;
import io.github.npymap.internal.python.PythonRepr;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads what stands between the brackets of a NumPy index: {@code "3, 2:5, ::-2, ..., None"}; "" is {@code a[()]}. */
final class SliceParser {
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LEAST = GREATEST.negate();
    private static final Pattern SPACE = Pattern.compile("^[ \\t\\f]+|[ \\t\\f]+$");

    private final String text;

    private SliceParser(String text) {
        this.text = text;
    }

    static Index[] parse(String text) {
        return new SliceParser(text).items();
    }

    private Index[] items() {
        List<Index> items = new ArrayList<>();
        if (text.isEmpty()) {
            return new Index[0];
        }
        int start = 0;
        for (int end = text.indexOf(','); end >= 0; end = text.indexOf(',', start)) {
            items.add(item(start, end));
            start = end + 1;
        }
        // Python allows a comma after the last item.
        if (items.isEmpty() || !isSpace(text.substring(start))) {
            items.add(item(start, text.length()));
        }
        return items.toArray(Index[]::new);
    }

    private Index item(int start, int end) {
        String item = text.substring(start, end);
        switch (SPACE.matcher(item).replaceAll("")) {
            case "..." -> {
                return Index.ELLIPSIS;
            }
            case "None", "np.newaxis" -> {
                return Index.NEW_AXIS;
            }
            default -> {}
        }
        String[] parts = item.split(":", -1);
        if (parts.length == 1) {
            return Index.at(index(item, start));
        }
        if (parts.length > 3) {
            throw malformed(start, "at most two colons");
        }
        OptionalLong step = parts.length == 3 ? bound(parts[2], start) : OptionalLong.empty();
        return new Slice(bound(parts[0], start), bound(parts[1], start), step.orElse(1));
    }

    private long index(String part, int position) {
        if (literal(part, position) instanceof PythonLiteral.Int number) {
            if (number.value().bitLength() >= Long.SIZE) {
                throw new IndexOutOfBoundsException("no axis has an index " + number.value());
            }
            return number.value().longValue();
        }
        throw malformed(position, "an index");
    }

    /** Bounds and steps of any size, clipped to a {@code long}, which is beyond every axis. */
    private OptionalLong bound(String part, int position) {
        if (isSpace(part)) {
            return OptionalLong.empty();
        }
        PythonLiteral bound = literal(part, position);
        if (bound instanceof PythonLiteral.None) {
            return OptionalLong.empty();
        }
        if (bound instanceof PythonLiteral.Int number) {
            return OptionalLong.of(number.value().min(GREATEST).max(LEAST).longValue());
        }
        throw malformed(position, "an integer");
    }

    private PythonLiteral literal(String part, int position) {
        try {
            return LiteralParser.parse(part);
        } catch (LiteralException e) {
            throw malformed(position, "an integer as Python writes it");
        }
    }

    /** What Python takes for space within a line. */
    private static boolean isSpace(String part) {
        return SPACE.matcher(part).replaceAll("").isEmpty();
    }

    private IllegalArgumentException malformed(int position, String expected) {
        return new IllegalArgumentException("bad slice \"" + PythonRepr.shortened(text) + "\": expected " + expected
                + " in the item at character " + position + "; items are integers, start:stop:step, ... and None");
    }
}
