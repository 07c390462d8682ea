package io.github.npymap.internal.python;

import io.github.npymap.internal.python.PythonLiteral.Bool;
import io.github.npymap.internal.python.PythonLiteral.Dict;
import io.github.npymap.internal.python.PythonLiteral.Inexact;
import io.github.npymap.internal.python.PythonLiteral.Int;
import io.github.npymap.internal.python.PythonLiteral.None;
import io.github.npymap.internal.python.PythonLiteral.PyList;
import io.github.npymap.internal.python.PythonLiteral.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Python's literal grammar, the part of {@code ast.literal_eval} that has a place in headers: strings, numbers, {@code
 * True}, {@code False}, {@code None}, tuples, lists and dictionaries. No names, calls or arithmetic; nothing in a text
 * is ever run. Time and memory are proportional to the text, the depth of the stack is bounded.
 */
public final class LiteralParser {

    /** How deep brackets may be nested. Python gives up between 100 and 200; real headers need fewer than ten. */
    public static final int MAX_DEPTH = 64;

    private final TextCursor cursor;
    private final NumberScanner numbers;
    private int depth;

    private LiteralParser(String text, boolean python2) {
        this.cursor = new TextCursor(text);
        this.numbers = new NumberScanner(cursor, python2);
    }

    /**
     * Reads a text that is one literal and nothing else.
     *
     * @throws LiteralException at the first character that does not belong
     */
    public static PythonLiteral parse(String text) throws LiteralException {
        return new LiteralParser(text, false).parseAll();
    }

    /** As {@link #parse}, for what Python 2 may have written: an {@code L} directly after an integer is dropped. */
    public static PythonLiteral parsePython2(String text) throws LiteralException {
        return new LiteralParser(text, true).parseAll();
    }

    private PythonLiteral parseAll() throws LiteralException {
        PythonLiteral value = value();
        if (!cursor.atEnd()) {
            throw cursor.expected("nothing more after " + value.describe());
        }
        return value;
    }

    /** One value and the space around it. */
    private PythonLiteral value() throws LiteralException {
        cursor.skipSpace();
        PythonLiteral value = switch (cursor.peek()) {
            case '(' -> tupleOrGroup();
            case '[' -> list();
            case '{' -> dictionary();
            case '+', '-' -> signedNumber();
            default -> atom();
        };
        cursor.skipSpace();
        return value;
    }

    private PythonLiteral atom() throws LiteralException {
        if (StringScanner.startsAt(cursor)) {
            return new StringScanner(cursor).scan();
        }
        if (startsNumber()) {
            return numbers.scan();
        }
        return name();
    }

    private PythonLiteral name() throws LiteralException {
        int start = cursor.position();
        if (!TextCursor.isLetter(cursor.peek()) && cursor.peek() != '_') {
            throw cursor.expected("a Python literal");
        }
        String name = cursor.takeName();
        return switch (name) {
            case "True" -> new Bool(start, true);
            case "False" -> new Bool(start, false);
            case "None" -> new None(start);
            default -> {
                if (name.startsWith("np.int") || name.startsWith("np.uint")) {
                    yield numpyInteger(start);
                }
                throw new LiteralException(
                        start,
                        "a Python literal",
                        "the name " + PythonRepr.shortened(name),
                        "Names and calls are never evaluated.");
            }
        };
    }

    /** {@code np.int64(3)}, which some versions of NumPy wrote into shapes: the repr of a scalar in NumPy 2. */
    private PythonLiteral numpyInteger(int start) throws LiteralException {
        if (!cursor.take('(')) {
            throw cursor.expected("'('");
        }
        if (!(signedNumber() instanceof Int value)) {
            throw new LiteralException(start, "an integer inside a NumPy integer", "another number");
        }
        if (!cursor.take(')')) {
            throw cursor.expected("')'");
        }
        return new Int(start, value.value());
    }

    private PythonLiteral signedNumber() throws LiteralException {
        int start = cursor.position();
        boolean negative = cursor.take('-');
        if (!negative) {
            cursor.take('+');
        }
        cursor.skipSpace();
        if (!startsNumber()) {
            throw cursor.expected("a number");
        }
        PythonLiteral number = numbers.scan();
        if (number instanceof Int integer) {
            return new Int(start, negative ? integer.value().negate() : integer.value());
        }
        return new Inexact(start, cursor.since(start));
    }

    private boolean startsNumber() {
        char c = cursor.peek() == '.' ? cursor.peek(1) : cursor.peek();
        return c >= '0' && c <= '9';
    }

    private PythonLiteral tupleOrGroup() throws LiteralException {
        int start = open();
        List<PythonLiteral> items = new ArrayList<>();
        boolean comma = items(items, ')');
        return items.size() == 1 && !comma ? items.get(0) : new Tuple(start, List.copyOf(items));
    }

    private PythonLiteral list() throws LiteralException {
        int start = open();
        List<PythonLiteral> items = new ArrayList<>();
        items(items, ']');
        return new PyList(start, List.copyOf(items));
    }

    /** Reads items up to the closing bracket, and says whether the last of them had a comma after it. */
    private boolean items(List<PythonLiteral> items, char close) throws LiteralException {
        boolean comma = false;
        while (!closes(close)) {
            items.add(value());
            comma = cursor.take(',');
            if (!comma && cursor.peek() != close) {
                throw cursor.expected("',' or '" + close + "'");
            }
        }
        return comma;
    }

    private PythonLiteral dictionary() throws LiteralException {
        int start = open();
        List<Dict.Entry> entries = new ArrayList<>();
        while (!closes('}')) {
            PythonLiteral key = value();
            if (!cursor.take(':')) {
                throw cursor.expected("':' after the key");
            }
            entries.add(new Dict.Entry(key, value()));
            if (!cursor.take(',') && cursor.peek() != '}') {
                throw cursor.expected("',' or '}'");
            }
        }
        return new Dict(start, List.copyOf(entries));
    }

    private int open() throws LiteralException {
        if (++depth > MAX_DEPTH) {
            throw new LiteralException(cursor.position(), "brackets nested at most " + MAX_DEPTH + " deep", "one more");
        }
        int start = cursor.position();
        cursor.next();
        return start;
    }

    private boolean closes(char close) {
        cursor.skipSpace();
        if (!cursor.take(close)) {
            return false;
        }
        depth--;
        return true;
    }
}
