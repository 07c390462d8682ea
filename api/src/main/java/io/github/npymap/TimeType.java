package io.github.npymap;

import io.github.npymap.format.DescrWriter;
import java.nio.ByteOrder;
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
