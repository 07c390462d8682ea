package io.github.npymap.cli;

import io.github.npymap.types.TimeType;
import io.github.npymap.types.TimeType.Kind;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Locale;

/** Counts of time steps as NumPy writes them: ISO 8601 down to the unit, and {@code 5 days}. */
final class TimeText {

    private static final BigInteger EPOCH_YEAR = BigInteger.valueOf(1970);
    private static final BigInteger MONTHS = BigInteger.valueOf(12);
    private static final BigInteger WEEK = BigInteger.valueOf(7);
    private static final BigInteger SECONDS = BigInteger.valueOf(86_400);

    /** The calendar repeats itself after 400 years. */
    private static final int CYCLE_YEARS = 400;

    private static final BigInteger CYCLE_DAYS = BigInteger.valueOf(146_097);

    private TimeText() {}

    static String of(TimeType type, long count) {
        if (count == TimeType.NAT) {
            return "NaT";
        }
        BigInteger units = BigInteger.valueOf(count).multiply(BigInteger.valueOf(type.multiplier()));
        if (type.kind() == Kind.TIMEDELTA || type.unit() == TimeType.Unit.GENERIC) {
            return units + " " + name(type.unit());
        }
        return switch (type.unit()) {
            case YEAR -> year(units.add(EPOCH_YEAR));
            case MONTH -> {
                BigInteger month = units.mod(MONTHS);
                BigInteger year = units.subtract(month).divide(MONTHS).add(EPOCH_YEAR);
                yield year(year) + two("-", month.longValue() + 1);
            }
            case WEEK -> date(units.multiply(WEEK));
            case DAY -> date(units);
            case HOUR -> time(units.multiply(BigInteger.valueOf(3600)), 0, 1);
            case MINUTE -> time(units.multiply(BigInteger.valueOf(60)), 0, 2);
            default -> time(units, digits(type.unit()), 3);
        };
    }

    private static String name(TimeType.Unit unit) {
        return unit == TimeType.Unit.GENERIC
                ? "generic time units"
                : unit.name().toLowerCase(Locale.ROOT) + "s";
    }

    /** Digits behind the second. */
    private static int digits(TimeType.Unit unit) {
        return switch (unit) {
            case MILLISECOND -> 3;
            case MICROSECOND -> 6;
            case NANOSECOND -> 9;
            case PICOSECOND -> 12;
            case FEMTOSECOND -> 15;
            case ATTOSECOND -> 18;
            default -> 0;
        };
    }

    /**
     * @param units seconds, or smaller units with so many digits behind the second
     * @param parts how many of hour, minute and second are written
     */
    private static String time(BigInteger units, int digits, int parts) {
        BigInteger perSecond = BigInteger.TEN.pow(digits);
        BigInteger perDay = SECONDS.multiply(perSecond);
        BigInteger inDay = units.mod(perDay);
        long second = inDay.divide(perSecond).longValue();
        StringBuilder text = new StringBuilder(date(units.subtract(inDay).divide(perDay)));
        text.append(two("T", second / 3600));
        if (parts > 1) {
            text.append(two(":", second / 60 % 60));
        }
        if (parts > 2) {
            text.append(two(":", second % 60));
        }
        if (digits > 0) {
            String fraction = inDay.mod(perSecond).toString();
            text.append('.').append("0".repeat(digits - fraction.length())).append(fraction);
        }
        return text.toString();
    }

    private static String date(BigInteger days) {
        BigInteger inCycle = days.mod(CYCLE_DAYS);
        BigInteger cycles = days.subtract(inCycle).divide(CYCLE_DAYS);
        LocalDate date = LocalDate.ofEpochDay(inCycle.longValue());
        BigInteger year = cycles.multiply(BigInteger.valueOf(CYCLE_YEARS)).add(BigInteger.valueOf(date.getYear()));
        return year(year) + two("-", date.getMonthValue()) + two("-", date.getDayOfMonth());
    }

    private static String year(BigInteger year) {
        return String.format("%04d", year);
    }

    private static String two(String before, long number) {
        return before + (number < 10 ? "0" : "") + number;
    }
}
