package io.github.npymap.types;

import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * A date or a duration, an eight-byte count of time steps: {@code <M8[ns]}, {@code <m8[25s]}.
 *
 * @param kind a point in time, counted from 1970, or a length of time
 * @param unit the unit of the step
 * @param multiplier units per step, 1 or more: 25 for {@code [25s]}; always 1 for {@link Unit#GENERIC}
 * @param order the order of the bytes
 */
public record TimeType(Kind kind, Unit unit, int multiplier, ByteOrder order) implements DType {

    /** Whether a count is a point in time or a length of it. */
    public enum Kind {
        /** {@code M8}: NumPy's {@code datetime64}. */
        DATETIME('M', "datetime64"),
        /** {@code m8}: NumPy's {@code timedelta64}. */
        TIMEDELTA('m', "timedelta64");

        private final char typeChar;
        private final String numpyName;

        Kind(char typeChar, String numpyName) {
            this.typeChar = typeChar;
            this.numpyName = numpyName;
        }

        /** The letter in the type string. */
        public char typeChar() {
            return typeChar;
        }

        /** NumPy's name without the unit. */
        public String numpyName() {
            return numpyName;
        }
    }

    /** NumPy's units of time, the longest first. */
    public enum Unit {
        YEAR("Y"),
        MONTH("M"),
        WEEK("W"),
        DAY("D"),
        HOUR("h"),
        MINUTE("m"),
        SECOND("s"),
        MILLISECOND("ms"),
        MICROSECOND("us"),
        NANOSECOND("ns"),
        PICOSECOND("ps"),
        FEMTOSECOND("fs"),
        ATTOSECOND("as"),
        /** No unit was given: {@code M8}. */
        GENERIC("generic");

        private final String symbol;

        Unit(String symbol) {
            this.symbol = symbol;
        }

        /** What stands between the brackets: {@code ns}. */
        public String symbol() {
            return symbol;
        }
    }

    /** The count that is not a time: NumPy's {@code NaT}. */
    public static final long NAT = Long.MIN_VALUE;

    /** @throws IllegalArgumentException for a multiplier below 1 */
    public TimeType {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(order, "order");
        if (multiplier < 1) {
            throw new IllegalArgumentException("the multiplier of a time unit is 1 or more, not " + multiplier);
        }
        if (unit == Unit.GENERIC) {
            multiplier = 1;
        }
    }

    /**
     * The instant that a datetime64 stands for, taken as UTC.
     *
     * @throws DateTimeException for {@link #NAT}, and for what is beyond the range of {@link LocalDateTime}
     * @throws ArithmeticException if it is no whole number of nanoseconds
     * @throws UnsupportedOperationException for a timedelta64, and without a unit
     */
    public Instant toInstant(long count) {
        return toLocalDateTime(count).toInstant(ZoneOffset.UTC);
    }

    /** The date and time that a datetime64 stands for; throws as {@link #toInstant} does. */
    public LocalDateTime toLocalDateTime(long count) {
        return new TimeScale(this, Kind.DATETIME, "toLocalDateTime").dateTime(count);
    }

    /**
     * The length of time that a timedelta64 stands for.
     *
     * @throws DateTimeException for {@link #NAT}, and for what is beyond the range of {@link Duration}
     * @throws ArithmeticException if it is no whole number of nanoseconds
     * @throws UnsupportedOperationException for a datetime64, without a unit, and in months and years, whose lengths differ
     */
    public Duration toDuration(long count) {
        return new TimeScale(this, Kind.TIMEDELTA, "toDuration").duration(count);
    }

    /**
     * The datetime64 that stands for an instant.
     *
     * @throws DateTimeException for the first and the last year of {@link Instant}, which {@link LocalDateTime} lacks
     * @throws ArithmeticException if the instant is no whole number of steps, or the number no {@code long}
     * @throws UnsupportedOperationException for a timedelta64, and without a unit
     */
    public long toCount(Instant instant) {
        return toCount(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    /** The datetime64 that stands for a date and time; throws as {@link #toCount(Instant)} does. */
    public long toCount(LocalDateTime dateTime) {
        return new TimeScale(this, Kind.DATETIME, "toCount(LocalDateTime)").count(dateTime);
    }

    /**
     * The timedelta64 that stands for a length of time.
     *
     * @throws ArithmeticException if it is no whole number of steps, or the number no {@code long}
     * @throws UnsupportedOperationException for a datetime64, without a unit, and in months and years, whose lengths differ
     */
    public long toCount(Duration duration) {
        return new TimeScale(this, Kind.TIMEDELTA, "toCount(Duration)").count(duration);
    }

    /** Whether an element's bytes are in the other order than this machine's. */
    public boolean isSwapped() {
        return order != ByteOrder.nativeOrder();
    }

    /** Always 8. */
    @Override
    public int itemsize() {
        return Long.BYTES;
    }

    @Override
    public String descr() {
        return DescrWriter.descr(this);
    }

    @Override
    public String toString() {
        return DescrWriter.name(this);
    }

    @Override
    public TimeType withOrder(ByteOrder newOrder) {
        return new TimeType(kind, unit, multiplier, newOrder);
    }

    @Override
    public TimeType bigEndian() {
        return withOrder(ByteOrder.BIG_ENDIAN);
    }

    @Override
    public TimeType littleEndian() {
        return withOrder(ByteOrder.LITTLE_ENDIAN);
    }
}
