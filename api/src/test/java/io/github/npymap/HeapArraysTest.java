package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.npymap.types.Advice;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What arrays in memory answer where others have a file. */
class HeapArraysTest {
    @Test
    void whatIsForFilesDoesNothing() throws IOException {
        NpyArray array = NpyArray.zeros(DType.INT16, Shape.of(3, 4));
        assertThat(array.advise(Advice.RANDOM)).isFalse();
        assertThat(array.prefetch()).isFalse();
        assertThat(array.prefetchRows(2, 0)).isFalse();
        assertThat(array.evict()).isFalse();
        assertThat(array.residency()).isEmpty();
        assertThat(array.isWritable()).isTrue();
        array.load();
        array.flush();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> array.prefetchRows(3));
    }

    @Test
    void aBufferIsOnTheArrayItself() {
        NpyArray array = NpyArray.zeros(DType.INT16, Shape.of(3, 4));
        array.at(1).asByteBuffer().putShort(2, (short) 7);
        assertThat(array.getInt(1, 1)).isEqualTo(7);
    }

    @Test
    void whatAJavaArrayCannotHoldIsRefusedBeforeItIsMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NpyArray.zeros(DType.FLOAT64, Shape.of(1 << 28)))
                .withMessageContainingAll("(268435456,)", "float64", "2147483648 bytes", "Npy.create");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NpyArray.zeros(DType.COMPLEX128, Shape.of(Long.MAX_VALUE)));
    }
}
