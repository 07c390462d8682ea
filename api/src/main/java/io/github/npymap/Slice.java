package io.github.npymap;

import java.util.OptionalLong;

/**
 * {@code start:stop:step}, as in Python: any part may be missing, negative bounds count from the end, bounds beyond the
 * axis are clipped, a negative step goes backwards.
 *
 * @param start first index; missing for the beginning, or for the end if the step is negative
 * @param stop index to stop before; missing to go all the way
 * @param step distance from one index to the next; not 0
 */
public record Slice(OptionalLong start, OptionalLong stop, long step) implements Index {
    private static final Slice ALL = new Slice(OptionalLong.empty(), OptionalLong.empty(), 1);

    public Slice {
        if (step == 0) {
            throw new IllegalArgumentException("slice step cannot be zero");
        }
    }

    /** {@code :} */
    public static Slice all() {
        return ALL;
    }

    /** {@code start:stop} */
    public static Slice of(long start, long stop) {
        return new Slice(OptionalLong.of(start), OptionalLong.of(stop), 1);
    }

    /** {@code start:} */
    public static Slice from(long start) {
        return new Slice(OptionalLong.of(start), OptionalLong.empty(), 1);
    }

    /** {@code :stop} */
    public static Slice to(long stop) {
        return new Slice(OptionalLong.empty(), OptionalLong.of(stop), 1);
    }

    /** The same bounds with another step: {@code Slice.all().by(-1)} is {@code ::-1}. */
    public Slice by(long newStep) {
        return new Slice(start, stop, newStep);
    }

    /** The first index on an axis of this length; where nothing is selected, any. */
    long first(long length) {
        return step > 0 ? clip(start, 0, 0, length, length) : clip(start, length - 1, -1, length - 1, length);
    }

    /** How many indices are selected on an axis of this length. */
    long count(long length) {
        long first = first(length);
        if (step > 0) {
            long last = clip(stop, length, 0, length, length);
            return first < last ? (last - first - 1) / step + 1 : 0;
        }
        long last = clip(stop, -1, -1, length - 1, length);
        // The quotient of two negative numbers: no step is negated, since the least long has no opposite.
        return last < first ? (last - first + 1) / step + 1 : 0;
    }

    private static long clip(OptionalLong bound, long missing, long least, long greatest, long length) {
        if (bound.isEmpty()) {
            return missing;
        }
        long value = bound.getAsLong();
        return Math.max(least, Math.min(greatest, value < 0 ? value + length : value));
    }

    /** As Python writes it: {@code 2:5}, {@code ::-1}. */
    @Override
    public String toString() {
        return text(start) + ":" + text(stop) + (step == 1 ? "" : ":" + step);
    }

    private static String text(OptionalLong bound) {
        return bound.isPresent() ? Long.toString(bound.getAsLong()) : "";
    }
}
