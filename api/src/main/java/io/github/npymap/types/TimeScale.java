package io.github.npymap.types;

import io.github.npymap.types.TimeType.Kind;
import io.github.npymap.types.TimeType.Unit;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneOffset;

/** Between counts of steps and java.time: exact, or an exception. */
final class TimeScale {
    private static final int EPOCH_YEAR = 1970;
    private static final LocalDateTime EPOCH = LocalDateTime.of(EPOCH_YEAR, 1, 1, 0, 0);
    private static final int MONTHS = 12;
    private static final long NANOS = 1_000_000_000;
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(NANOS);
    private static final BigInteger LEAST = BigInteger.valueOf(-Long.MAX_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final TimeType type;

    TimeScale(TimeType type, Kind kind, String method) {
        this.type = type;
        if (type.kind() != kind) {
            throw unsupported(method, type.kind() == Kind.DATETIME ? "toInstant or toLocalDateTime" : "toDuration");
        }
        if (type.unit() == Unit.GENERIC) {
            throw unsupported(method, "the count itself, since its unit is not known");
        }
    }

    LocalDateTime dateTime(long count) {
        requireTime(count);
        if (isCalendarUnit()) {
            BigInteger months = units(count).multiply(BigInteger.valueOf(type.unit() == Unit.YEAR ? MONTHS : 1));
            BigInteger[] yearAndMonth = floorDivide(months, BigInteger.valueOf(MONTHS));
            BigInteger year = yearAndMonth[0].add(BigInteger.valueOf(EPOCH_YEAR));
            if (year.bitLength() >= Integer.SIZE || Math.abs(year.longValue()) > Year.MAX_VALUE) {
                throw new DateTimeException("the year " + year + " is beyond those of java.time");
            }
            return LocalDateTime.of(year.intValue(), yearAndMonth[1].intValue() + 1, 1, 0, 0);
        }
        Duration sinceEpoch = duration(count);
        return LocalDateTime.ofEpochSecond(sinceEpoch.getSeconds(), sinceEpoch.getNano(), ZoneOffset.UTC);
    }

    Duration duration(long count) {
        requireTime(count);
        if (isCalendarUnit()) {
            throw unsupported("toDuration", "the count itself, since months and years differ in length");
        }
        BigInteger[] nanos = units(count).multiply(numerator()).divideAndRemainder(denominator());
        if (nanos[1].signum() != 0) {
            throw new ArithmeticException(
                    count + " steps of " + type + " are no whole number of nanoseconds, the finest that java.time has");
        }
        BigInteger[] seconds = floorDivide(nanos[0], NANOS_PER_SECOND);
        if (seconds[0].bitLength() >= Long.SIZE) {
            throw new DateTimeException(count + " steps of " + type + " are longer than the longest Duration");
        }
        return Duration.ofSeconds(seconds[0].longValue(), seconds[1].longValue());
    }

    long count(LocalDateTime value) {
        if (!isCalendarUnit()) {
            return count(Duration.between(EPOCH, value));
        }
        long months = (long) (value.getYear() - EPOCH_YEAR) * MONTHS + value.getMonthValue() - 1;
        LocalDateTime first = LocalDateTime.of(value.getYear(), value.getMonth(), 1, 0, 0);
        long step = (long) type.multiplier() * (type.unit() == Unit.YEAR ? MONTHS : 1);
        if (!value.equals(first) || months % step != 0) {
            throw inexact(value);
        }
        return months / step;
    }

    long count(Duration value) {
        if (isCalendarUnit()) {
            throw unsupported("toCount(Duration)", "setLong, since months and years differ in length");
        }
        BigInteger nanos = BigInteger.valueOf(value.getSeconds())
                .multiply(NANOS_PER_SECOND)
                .add(BigInteger.valueOf(value.getNano()));
        BigInteger step = numerator().multiply(BigInteger.valueOf(type.multiplier()));
        BigInteger[] count = nanos.multiply(denominator()).divideAndRemainder(step);
        if (count[1].signum() != 0 || count[0].compareTo(LEAST) < 0 || count[0].compareTo(GREATEST) > 0) {
            throw inexact(value);
        }
        return count[0].longValue();
    }

    private ArithmeticException inexact(Object value) {
        return new ArithmeticException(
                value + " is no whole number of steps of " + type + ", or more than a long counts");
    }

    private UnsupportedOperationException unsupported(String method, String remedy) {
        return new UnsupportedOperationException(method + " does not fit dtype " + type + "; use " + remedy);
    }

    private static void requireTime(long count) {
        if (count == TimeType.NAT) {
            throw new DateTimeException("not a time (NaT); isNaT tells");
        }
    }

    private boolean isCalendarUnit() {
        return type.unit() == Unit.YEAR || type.unit() == Unit.MONTH;
    }

    private BigInteger units(long count) {
        return BigInteger.valueOf(count).multiply(BigInteger.valueOf(type.multiplier()));
    }

    /** Nanoseconds per unit, 1 for the units that are shorter. */
    private BigInteger numerator() {
        return BigInteger.valueOf(
                switch (type.unit()) {
                    case WEEK -> 7 * 86_400 * NANOS;
                    case DAY -> 86_400 * NANOS;
                    case HOUR -> 3_600 * NANOS;
                    case MINUTE -> 60 * NANOS;
                    case SECOND -> NANOS;
                    case MILLISECOND -> 1_000_000;
                    case MICROSECOND -> 1_000;
                    default -> 1;
                });
    }

    /** Units per nanosecond, 1 for the units that are longer. */
    private BigInteger denominator() {
        return BigInteger.valueOf(
                switch (type.unit()) {
                    case PICOSECOND -> 1_000;
                    case FEMTOSECOND -> 1_000_000;
                    case ATTOSECOND -> NANOS;
                    default -> 1;
                });
    }

    /** Quotient rounded down, and the rest, which is not negative. */
    private static BigInteger[] floorDivide(BigInteger dividend, BigInteger divisor) {
        BigInteger rest = dividend.mod(divisor);
        return new BigInteger[] {dividend.subtract(rest).divide(divisor), rest};
    }
}
