package io.github.npymap.internal.descr;

import io.github.npymap.internal.python.LiteralException;
import io.github.npymap.internal.python.PythonRepr;
import io.github.npymap.types.TimeType;
import io.github.npymap.types.TimeType.Kind;
import io.github.npymap.types.TimeType.Unit;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * The type strings of dates and durations: {@code M8}, {@code datetime64[ns]}, {@code m8[25s]}, and {@code M8[s/4]} for
 * steps of a quarter of a second.
 */
final class TimeString {

    /** The units that a divided unit may turn into, in the order in which NumPy tries them, and how many there are. */
    private static final Map<Unit, List<Part>> PARTS = Map.ofEntries(
            Map.entry(Unit.YEAR, List.of(new Part(12, Unit.MONTH), new Part(52, Unit.WEEK), new Part(365, Unit.DAY))),
            Map.entry(Unit.MONTH, List.of(new Part(4, Unit.WEEK), new Part(30, Unit.DAY), new Part(720, Unit.HOUR))),
            Map.entry(
                    Unit.WEEK, List.of(new Part(7, Unit.DAY), new Part(168, Unit.HOUR), new Part(10_080, Unit.MINUTE))),
            Map.entry(
                    Unit.DAY,
                    List.of(new Part(24, Unit.HOUR), new Part(1440, Unit.MINUTE), new Part(86_400, Unit.SECOND))),
            Map.entry(Unit.HOUR, List.of(new Part(60, Unit.MINUTE), new Part(3600, Unit.SECOND))),
            Map.entry(Unit.MINUTE, List.of(new Part(60, Unit.SECOND), new Part(60_000, Unit.MILLISECOND))),
            thousandths(Unit.SECOND, Unit.MILLISECOND, Unit.MICROSECOND),
            thousandths(Unit.MILLISECOND, Unit.MICROSECOND, Unit.NANOSECOND),
            thousandths(Unit.MICROSECOND, Unit.NANOSECOND, Unit.PICOSECOND),
            thousandths(Unit.NANOSECOND, Unit.PICOSECOND, Unit.FEMTOSECOND),
            thousandths(Unit.PICOSECOND, Unit.FEMTOSECOND, Unit.ATTOSECOND),
            Map.entry(Unit.FEMTOSECOND, List.of(new Part(1000, Unit.ATTOSECOND))));

    private record Part(int count, Unit unit) {}

    private final String body;
    private final int position;

    private TimeString(String body, int position) {
        this.body = body;
        this.position = position;
    }

    /** Whether a type string without its byte order is meant as a date or a duration. */
    static boolean matches(String body) {
        return body.equals("M")
                || body.equals("m")
                || body.startsWith("M8")
                || body.startsWith("m8")
                || body.startsWith(Kind.DATETIME.numpyName())
                || body.startsWith(Kind.TIMEDELTA.numpyName());
    }

    /** Reads a string that {@link #matches}. */
    static TimeType read(String body, ByteOrder order, int position) throws LiteralException {
        return new TimeString(body, position).read(order);
    }

    private TimeType read(ByteOrder order) throws LiteralException {
        Kind kind = body.startsWith("M") || body.startsWith("d") ? Kind.DATETIME : Kind.TIMEDELTA;
        String step = body.startsWith(kind.numpyName())
                ? body.substring(kind.numpyName().length())
                : body.substring(Math.min(2, body.length()));
        if (step.isEmpty()) {
            return new TimeType(kind, Unit.GENERIC, 1, order);
        }
        if (step.length() < 3 || step.charAt(0) != '[' || step.charAt(step.length() - 1) != ']') {
            throw notUnderstood();
        }
        int slash = step.indexOf('/');
        String counted = step.substring(1, slash < 0 ? step.length() - 1 : slash);
        int letters = 0;
        while (letters < counted.length() && isDigit(counted.charAt(letters))) {
            letters++;
        }
        int count = letters == 0 ? 1 : number(counted.substring(0, letters));
        Unit unit = unit(counted.substring(letters));
        if (slash < 0) {
            return new TimeType(kind, unit, count, order);
        }
        Part part = divide(unit, number(step.substring(slash + 1, step.length() - 1)));
        long multiplier = (long) count * part.count;
        if (multiplier > Integer.MAX_VALUE) {
            throw notUnderstood();
        }
        return new TimeType(kind, part.unit, (int) multiplier, order);
    }

    private Part divide(Unit unit, int divisor) throws LiteralException {
        if (divisor == 1) {
            return new Part(1, unit);
        }
        for (Part part : PARTS.getOrDefault(unit, List.of())) {
            if (part.count % divisor == 0) {
                return new Part(part.count / divisor, part.unit);
            }
        }
        throw new LiteralException(position, "a divisor that leaves whole smaller units", PythonRepr.abbreviated(body));
    }

    private Unit unit(String symbol) throws LiteralException {
        if (symbol.equals("\u03bcs") || symbol.equals("\u00b5s")) {
            return Unit.MICROSECOND;
        }
        for (Unit unit : Unit.values()) {
            if (unit.symbol().equals(symbol)) {
                return unit;
            }
        }
        throw notUnderstood();
    }

    /** A count or divisor; NumPy takes 0 and below here and there, and divides by them. */
    private int number(String digits) throws LiteralException {
        try {
            int number = digits.chars().allMatch(TimeString::isDigit) ? Integer.parseInt(digits) : 0;
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Empty, or beyond an int: as bad as zero.
        }
        throw notUnderstood();
    }

    private LiteralException notUnderstood() {
        return new LiteralException(
                position,
                "a time such as 'M8[ns]' or 'm8[25s]'",
                PythonRepr.abbreviated(body),
                "The units are Y, M, W, D, h, m, s, ms, us, ns, ps, fs and as, after a count from 1 to 2^31-1.");
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static Map.Entry<Unit, List<Part>> thousandths(Unit unit, Unit thousandth, Unit millionth) {
        return Map.entry(unit, List.of(new Part(1000, thousandth), new Part(1_000_000, millionth)));
    }
}
