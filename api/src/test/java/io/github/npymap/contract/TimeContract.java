package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.support.Placement;
import io.github.npymap.types.DType;
import io.github.npymap.types.TimeType;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for dates and spans of time. */
abstract class TimeContract extends TypedContract {
    @ParameterizedTest
    @EnumSource(Placement.class)
    void timesAreCountsAndJavaTimes(Placement placement) throws IOException {
        Instant instant = Instant.parse("1969-12-31T23:59:59.999999999Z");
        for (DType type : bothOrders("M8[ns]")) {
            NpyArray array = placed(placement, type, 3);
            array.setInstant(0, instant);
            array.setLocalDateTime(new long[] {1}, LocalDateTime.of(2000, 1, 1, 0, 0, 0, 1));
            array.setLong(2, TimeType.NAT);
            assertThat(array.toLongArray()).containsExactly(-1, 946684800000000001L, Long.MIN_VALUE);
            assertThat(array.getInstant(0)).isEqualTo(instant);
            assertThat(array.getLocalDateTime(1)).isEqualTo(LocalDateTime.of(2000, 1, 1, 0, 0, 0, 1));
            assertThat(array.isNaT(2)).isTrue();
            assertThat(array.isNaT(0)).isFalse();
            assertThatExceptionOfType(DateTimeException.class)
                    .isThrownBy(() -> array.getInstant(2))
                    .withMessageContaining("NaT");
            array.setInstant(new long[] {2}, Instant.EPOCH);
            array.setLocalDateTime(1, LocalDateTime.of(1970, 1, 2, 0, 0));
            assertThat(array.getLong(2)).isZero();
            long[] gathered = new long[2];
            array.gather(new long[] {1, 0}, gathered);
            assertThat(gathered).containsExactly(86_400_000_000_000L, -1);
            array.write(new long[] {3, 2, 1});
            assertThat(array.getLong(1)).isEqualTo(2);
            refused(() -> array.getDuration(0), "getDuration", type.toString(), "getInstant", "getLong");
            refused(() -> array.setDuration(0, Duration.ZERO), "setDuration", "setInstant", "setLong");
            refused(() -> array.getDouble(0), "getDouble", "getInstant", "getLong");
            refused(() -> array.read(new double[3]), "read(double[])", "read(long[])");
            refused(array::max, "max", "viewAs(DType.INT64");
        }
        for (DType type : bothOrders("m8[25s]")) {
            NpyArray array = placed(placement, type, 2);
            array.setDuration(0, Duration.ofSeconds(-50));
            array.setDuration(new long[] {1}, Duration.ofSeconds(75));
            assertThat(array.toLongArray()).containsExactly(-2, 3);
            assertThat(array.getDuration(0)).isEqualTo(Duration.ofSeconds(-50));
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> array.setDuration(0, Duration.ofSeconds(1)));
            refused(() -> array.getInstant(0), "getInstant", type.toString(), "getDuration", "getLong");
        }
        NpyArray unitless = placed(placement, Npy.dtype("m8"), 1);
        unitless.setLong(0, 5);
        refused(() -> unitless.getDuration(0), "getDuration", "timedelta64", "getLong");
        refused(() -> one(Npy.dtype("m8[M]")).getDuration(0), "getDuration", "getLong");
        assertThat(unitless.getLong(0)).isEqualTo(5);
    }
}
