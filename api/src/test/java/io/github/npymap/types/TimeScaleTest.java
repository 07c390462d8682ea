package io.github.npymap.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.Npy;
import io.github.npymap.support.NumPy;
import io.github.npymap.types.TimeType.Kind;
import io.github.npymap.types.TimeType.Unit;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimeScaleTest {
    private static final int[] MULTIPLIERS = {1, 2, 3, 7, 25, 1000, 86_400, Integer.MAX_VALUE};
    private static final long[] COUNTS = {
        0,
        1,
        -1,
        2,
        11,
        12,
        13,
        -11,
        -12,
        -13,
        999,
        -1001,
        86_399,
        1_000_000_007,
        -719_162,
        123_456_789_012L,
        -123_456_789_012L,
        1L << 40,
        -(1L << 53) - 1,
        1L << 62,
        Long.MAX_VALUE,
        -Long.MAX_VALUE
    };

    /** What NumPy writes a date as, in whole units; the year as it is, and the rest as java.time prints it. */
    private static final String DATES = """
            import sys
            import numpy as np
            for line in sys.argv[1].split(';'):
                unit, multiplier, count = line.split()
                multiplier, count = int(multiplier), int(count)
                exact = count * multiplier
                if abs(exact) > 2**58:
                    print('-')
                    continue
                print(np.datetime64(exact, unit).astype('M8[%s]' % ('M' if unit in 'YM' else 'D' if unit == 'W' else unit)))
            """;

    private static TimeType type(Kind kind, Unit unit, int multiplier) {
        return new TimeType(kind, unit, multiplier, ByteOrder.LITTLE_ENDIAN);
    }

    private record Step(Unit unit, int multiplier, long count) {}

    private static List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (Unit unit : Unit.values()) {
            for (int multiplier : MULTIPLIERS) {
                for (long count : COUNTS) {
                    if (unit != Unit.GENERIC) {
                        steps.add(new Step(unit, multiplier, count));
                    }
                }
            }
        }
        return steps;
    }

    @Test
    void datesAreThoseThatNumpyPrints() {
        NumPy.require();
        List<Step> steps = steps();
        String arguments = String.join(
                ";",
                steps.stream()
                        .map(step -> step.unit.symbol() + " " + step.multiplier + " " + step.count)
                        .toList());
        String[] printed = NumPy.run(DATES, arguments).split("\n");
        assertThat(printed).hasSameSizeAs(steps);
        int compared = 0;
        for (int k = 0; k < printed.length; k++) {
            Step step = steps.get(k);
            LocalDateTime expected = parse(printed[k]);
            if (expected != null) {
                TimeType type = type(Kind.DATETIME, step.unit, step.multiplier);
                assertThat(type.toLocalDateTime(step.count)).as("%s", step).isEqualTo(expected);
                assertThat(type.toInstant(step.count)).isEqualTo(expected.toInstant(ZoneOffset.UTC));
                assertThat(type.toCount(expected)).as("%s", step).isEqualTo(step.count);
                assertThat(type.toCount(expected.toInstant(ZoneOffset.UTC))).isEqualTo(step.count);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(800);
    }

    /** A date of NumPy's, or nothing where java.time has none: years beyond, digits after the nanoseconds. */
    private static LocalDateTime parse(String printed) {
        if (printed.equals("-")) {
            return null;
        }
        int point = printed.indexOf('.');
        if (point >= 0 && printed.length() - point > 10) {
            if (!printed.substring(point + 10).chars().allMatch(c -> c == '0')) {
                return null;
            }
            printed = printed.substring(0, point + 10);
        }
        int yearEnd = printed.indexOf('-', 1);
        long year = Long.parseLong(printed.substring(0, yearEnd));
        if (Math.abs(year) > 999_999_999) {
            return null;
        }
        String rest = printed.substring(yearEnd) + (printed.length() - yearEnd == 3 ? "-01" : "");
        String time = rest.contains("T") ? rest : rest + "T00";
        // Leap years repeat after 400 years; java.time reads four digits, and moves by years in one step.
        long inCycle = Math.floorMod(year, 400L) + 2000;
        return LocalDateTime.parse(inCycle + (time.contains(":") ? time : time + ":00"))
                .withYear((int) year);
    }

    @Test
    void durationsAreExactOrRefused() {
        for (Step step : steps()) {
            TimeType type = type(Kind.TIMEDELTA, step.unit, step.multiplier);
            BigInteger[] nanos = nanos(step);
            if (nanos == null) {
                assertThatExceptionOfType(UnsupportedOperationException.class)
                        .isThrownBy(() -> type.toDuration(step.count))
                        .withMessageContainingAll("toDuration", type.toString(), "months");
            } else if (nanos[1].signum() != 0) {
                assertThatExceptionOfType(ArithmeticException.class)
                        .as("%s", step)
                        .isThrownBy(() -> type.toDuration(step.count))
                        .withMessageContaining(Long.toString(step.count));
            } else if (nanos[0].divide(BigInteger.valueOf(1_000_000_000)).abs().bitLength() > 63) {
                assertThatExceptionOfType(DateTimeException.class)
                        .as("%s", step)
                        .isThrownBy(() -> type.toDuration(step.count));
            } else {
                Duration duration = type.toDuration(step.count);
                assertThat(BigInteger.valueOf(duration.getSeconds())
                                .multiply(BigInteger.valueOf(1_000_000_000))
                                .add(BigInteger.valueOf(duration.getNano())))
                        .as("%s", step)
                        .isEqualTo(nanos[0]);
                assertThat(type.toCount(duration)).isEqualTo(step.count);
            }
        }
    }

    /** Nanoseconds and what is left over; nothing for months and years. */
    private static BigInteger[] nanos(Step step) {
        String attoseconds = switch (step.unit) {
            case WEEK -> "604800" + "0".repeat(18);
            case DAY -> "86400" + "0".repeat(18);
            case HOUR -> "3600" + "0".repeat(18);
            case MINUTE -> "60" + "0".repeat(18);
            case SECOND -> "1" + "0".repeat(18);
            case MILLISECOND -> "1" + "0".repeat(15);
            case MICROSECOND -> "1" + "0".repeat(12);
            case NANOSECOND -> "1" + "0".repeat(9);
            case PICOSECOND -> "1" + "0".repeat(6);
            case FEMTOSECOND -> "1000";
            case ATTOSECOND -> "1";
            default -> null;
        };
        return attoseconds == null
                ? null
                : new BigInteger(attoseconds)
                        .multiply(BigInteger.valueOf(step.multiplier))
                        .multiply(BigInteger.valueOf(step.count))
                        .divideAndRemainder(BigInteger.valueOf(1_000_000_000));
    }

    @ParameterizedTest
    @EnumSource(Unit.class)
    void notATimeIsNoTime(Unit unit) {
        if (unit != Unit.GENERIC) {
            assertThatExceptionOfType(DateTimeException.class)
                    .isThrownBy(() -> type(Kind.DATETIME, unit, 3).toInstant(TimeType.NAT))
                    .withMessageContaining("NaT");
            assertThatExceptionOfType(DateTimeException.class)
                    .isThrownBy(() -> type(Kind.TIMEDELTA, unit, 3).toDuration(TimeType.NAT));
        }
    }

    @Test
    void whatIsNoWholeNumberOfStepsHasNoCount() {
        LocalDateTime second = LocalDateTime.of(1970, 1, 1, 0, 0, 1);
        List<Runnable> inexact = List.of(
                () -> time("M8[m]").toCount(second),
                () -> time("M8[2s]").toCount(second),
                () -> time("M8[D]").toCount(second),
                () -> time("M8[M]").toCount(second),
                () -> time("M8[Y]").toCount(LocalDateTime.of(1970, 2, 1, 0, 0)),
                () -> time("M8[5M]").toCount(LocalDateTime.of(1970, 4, 1, 0, 0)),
                () -> time("M8[M]").toCount(LocalDateTime.of(1970, 4, 2, 0, 0)),
                () -> time("m8[3ns]").toCount(Duration.ofNanos(10)),
                () -> time("m8[as]").toCount(Duration.ofSeconds(10)),
                () -> time("m8[ns]").toCount(Duration.ofSeconds(Long.MAX_VALUE)),
                () -> time("M8[ns]").toCount(Instant.parse("2262-04-11T23:47:16.854775808Z")),
                // The count that NumPy has taken for NaT.
                () -> time("M8[ns]").toCount(Instant.parse("1677-09-21T00:12:43.145224192Z")));
        for (Runnable call : inexact) {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(call::run);
        }
        assertThat(time("M8[ns]").toCount(Instant.parse("1677-09-21T00:12:43.145224193Z")))
                .isEqualTo(-Long.MAX_VALUE);
        assertThat(time("M8[5M]").toCount(LocalDateTime.of(1969, 8, 1, 0, 0))).isEqualTo(-1);
    }

    @Test
    void theEndsOfJavaTimeAreReachedAndNotPassed() {
        for (LocalDateTime end : List.of(LocalDateTime.MIN, LocalDateTime.MAX.withNano(0))) {
            assertThat(time("M8[s]").toLocalDateTime(time("M8[s]").toCount(end)))
                    .isEqualTo(end);
        }
        long last = time("M8[Y]").toCount(LocalDateTime.of(999_999_999, 1, 1, 0, 0));
        assertThat(time("M8[Y]").toLocalDateTime(last).getYear()).isEqualTo(999_999_999);
        for (Runnable call : Arrays.<Runnable>asList(
                () -> time("M8[Y]").toInstant(last + 1),
                () -> time("M8[M]").toInstant(Long.MAX_VALUE),
                () -> time("M8[D]").toInstant(Long.MAX_VALUE),
                () -> time("M8[s]").toInstant(time("M8[s]").toCount(LocalDateTime.MAX.withNano(0)) + 1),
                () -> time("M8[s]").toCount(Instant.MAX))) {
            assertThatExceptionOfType(DateTimeException.class).isThrownBy(call::run);
        }
    }

    @Test
    void theOtherKindAndNoUnitAreRefusedByName() {
        List<Runnable> calls = List.of(
                () -> time("m8[s]").toInstant(0),
                () -> time("M8[s]").toDuration(0),
                () -> time("M8").toInstant(0),
                () -> time("m8").toDuration(0),
                () -> time("m8").toCount(Duration.ZERO),
                () -> time("m8[Y]").toCount(Duration.ZERO),
                () -> time("m8[s]").toCount(Instant.EPOCH));
        for (Runnable call : calls) {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(call::run)
                    .withMessageMatching("to.* does not fit dtype (date|time).*64.*; use .*");
        }
    }

    private static TimeType time(String descr) {
        return (TimeType) Npy.dtype(descr);
    }
}
