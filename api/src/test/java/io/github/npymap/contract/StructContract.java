package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for structures, their fields, and bytes without a type. */
abstract class StructContract extends TypedContract {
    @Test
    void fieldsAreViewsByNameAndTitleWithTheAxesOfSubarraysLast() throws IOException {
        DType type =
                Npy.dtype("[(('The time', 't'), '>M8[s]'), ('', '|V3'), ('pos', [('x', '<f4'), ('y', '>f8', (2, 3))]),"
                        + " ('tag', '|S3'), ('flags', '|b1', (2,))]");
        assertThat(type.itemsize()).isEqualTo(8 + 3 + 4 + 48 + 3 + 2);
        NpyArray array = zeros(type, Shape.of(2, 3));
        NpyArray x = array.field("pos").field("x");
        NpyArray y = array.field("pos").field("y");
        assertThat(x.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(y.shape()).isEqualTo(Shape.of(2, 3, 2, 3));
        assertThat(y.dtype()).isEqualTo(DType.FLOAT64.bigEndian());
        assertThat(array.field("flags").shape()).isEqualTo(Shape.of(2, 3, 2));
        double[] numbers = IntStream.range(0, 36).mapToDouble(k -> k / 4.0).toArray();
        y.write(numbers);
        x.write(new float[] {1, 2, 3, 4, 5, 6});
        array.field("t").setInstant(new long[] {1, 2}, Instant.ofEpochSecond(77));
        array.field("tag").setString(new long[] {0, 0}, "abc");
        array.field("flags").setBoolean(1, 0, 1, true);
        assertThat(array.field("The time").getLong(1, 2)).isEqualTo(77);
        assertThat(y.toDoubleArray()).isEqualTo(numbers);
        assertThat(y.getDouble(new long[] {1, 1, 1, 2})).isEqualTo(29 / 4.0);
        assertThat(y.transpose().sum()).isEqualTo(35 * 36 / 8.0);
        assertThat(x.sum()).isEqualTo(21);
        assertThat(x.transpose().toFloatArray()).containsExactly(1, 4, 2, 5, 3, 6);
        ByteBuffer element = ByteBuffer.wrap(array.getBytes(1, 2));
        assertThat(element.getLong(0)).isEqualTo(77);
        assertThat(element.order(ByteOrder.LITTLE_ENDIAN).getFloat(11)).isEqualTo(6);
        assertThat(element.order(ByteOrder.BIG_ENDIAN).getDouble(15)).isEqualTo(30 / 4.0);
        assertThat(array.slice("::-1, 1:").field("pos").field("x").toFloatArray())
                .containsExactly(5, 6, 2, 3);
        assertThatIllegalArgumentException().isThrownBy(() -> array.field("z")).withMessageContainingAll("z", "pos");
        refused(() -> x.field("x"), "field", "float32", "getFloat");
        refused(() -> array.getDouble(0, 0), "getDouble", "field(name)", "getBytes");
        refused(() -> array.at(0).getString(0), "getString", "field(name)");
        refused(array::mean, "sum", "field(name)");
        refused(array::real, "real", "field(name)");
    }

    @Test
    void axesOfSubarraysCountTowardsThe64ThatAnArrayHas() throws IOException {
        long[] many = new long[40];
        Arrays.fill(many, 1);
        NpyArray array = zeros(Npy.dtype("[('a', '<i2', (" + "1, ".repeat(30) + "))]"), Shape.of(many));
        assertThatIllegalArgumentException().isThrownBy(() -> array.field("a"));
    }

    @Test
    void voidsAreBytesAndBecomeNumbersWhenAsked() throws IOException {
        NpyArray voids = zeros(Npy.dtype("V2"), Shape.of(3));
        voids.setBytes(1, new byte[] {(byte) 0x80, 0x3f});
        NpyArray brain = voids.viewAs(DType.BFLOAT16);
        assertThat(brain.toFloatArray()).containsExactly(0, 1, 0);
        brain.setFloat(2, 1 + 0x1p-8f);
        brain.setFloat(0, 1 + 0x1.8p-7f);
        assertThat(brain.toDoubleArray()).containsExactly(1 + 0x1p-6, 1, 1);
        assertThat(voids.getBytes(2)).isEqualTo(new byte[] {(byte) 0x80, 0x3f});
        brain.write(new float[] {1e38f, -0.0f, Float.NEGATIVE_INFINITY});
        assertThat(brain.getFloat(0)).isEqualTo(1e38f, within(1e36f));
        assertThat(brain.sum()).isEqualTo(Double.NEGATIVE_INFINITY);
        brain.write(new byte[] {-128, 127, 3});
        assertThat(brain.sum()).isEqualTo(2);
        refused(() -> brain.setDouble(0, 1), "setDouble", "bfloat16", "setFloat");
        refused(() -> voids.getFloat(0), "getFloat", "|V2", "viewAs", "getBytes");
        NpyArray tiny = zeros(Npy.dtype("V1"), Shape.of(4)).viewAs(DType.FLOAT8_E4M3FN);
        tiny.write(new float[] {448, 464, 465, -0x1p-9f});
        assertThat(tiny.toFloatArray()).containsExactly(448, 448, Float.NaN, -0x1p-9f);
        NpyArray other = tiny.viewAs(DType.FLOAT8_E5M2);
        other.write(new float[] {57344, 61440, -1e30f, 0x1p-17f});
        assertThat(other.toFloatArray()).containsExactly(57344, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0);
        other.setBoolean(3, true);
        assertThat(other.getDouble(3)).isEqualTo(1);
    }
}
