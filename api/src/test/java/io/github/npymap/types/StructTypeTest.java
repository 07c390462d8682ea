package io.github.npymap.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.npymap.Npy;
import io.github.npymap.types.StructType.Field;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StructTypeTest {

    private static Field field(String name, int offset, DType dtype, long... shape) {
        return new Field(name, Optional.empty(), offset, dtype, Shape.of(shape));
    }

    @Test
    void offsetsAddUp() {
        StructType struct = (StructType) Npy.dtype("[('a', '<i2'), ('b', '<f4', (2, 3)), (('title', 'c'), '|V5')]");
        assertThat(struct.itemsize()).isEqualTo(31);
        assertThat(struct.fields())
                .containsExactly(
                        field("a", 0, DType.INT16),
                        field("b", 2, DType.FLOAT32, 2, 3),
                        new Field("c", Optional.of("title"), 26, new VoidType(5), Shape.of()));
    }

    @Test
    void paddingIsKeptInTheOffsetsOnly() {
        String descr = "[('', '|V4'), ('a', '|u1'), ('', '|V3'), ('b', '<i4'), ('', '|V2')]";
        StructType struct = (StructType) Npy.dtype(descr);
        assertThat(struct.fields()).containsExactly(field("a", 4, DType.UINT8), field("b", 8, DType.INT32));
        assertThat(struct.itemsize()).isEqualTo(14);
        assertThat(struct.descr()).isEqualTo(descr);
        assertThat(struct)
                .hasToString("{'names': ['a', 'b'], 'formats': ['u1', '<i4'], 'offsets': [4, 8], 'itemsize': 14}");
    }

    @Test
    void subarraysOfSubarraysStayNested() {
        String descr = "[('a', (('<f4', (3,)), (4, 5)), (2,))]";
        StructType struct = (StructType) Npy.dtype(descr);
        Field field = struct.fields().get(0);
        assertThat(field.subarrays()).containsExactly(Shape.of(2), Shape.of(4, 5), Shape.of(3));
        assertThat(field.shape()).isEqualTo(Shape.of(2, 4, 5, 3));
        assertThat(struct.itemsize()).isEqualTo(480);
        assertThat(struct.descr()).isEqualTo(descr);
        assertThat(struct).hasToString(descr);
        assertThat(struct.bigEndian().descr()).isEqualTo(descr.replace('<', '>'));
        assertThat(struct).isNotEqualTo(Npy.dtype("[('a', '<f4', (2, 4, 5, 3))]"));
        assertThat(Npy.dtype("[('a', ('<f4', (3,)), (2,)), ('', '|V1')]"))
                .hasToString("{'names': ['a'], 'formats': [(('<f4', (3,)), (2,))], 'offsets': [0], 'itemsize': 25}");
    }

    @Test
    void aSubarrayWithoutAxesIsItsElement() {
        String descr = "[('a', ('<f4', ()), (2,)), ('b', ('<f4', (5,)), ()), ('c', '<f4', ())]";
        assertThat(Npy.dtype(descr).descr()).isEqualTo("[('a', '<f4', (2,)), ('b', '<f4', (5,)), ('c', '<f4')]");
        assertThat(Npy.dtype("[('a', ([], ()), (2,))]")).isEqualTo(Npy.dtype("[('a', [], (2,))]"));
    }

    @Test
    void fieldsAreFoundByNameAndTitle() {
        StructType struct = (StructType) Npy.dtype("[(('celsius', 't'), '<f4'), ('p', '<f8')]");
        assertThat(struct.field("celsius")).isEqualTo(struct.field("t")).isPresent();
        assertThat(struct.field("p").orElseThrow().offset()).isEqualTo(4);
        assertThat(struct.field("q")).isEmpty();
    }

    @Test
    void structuresWithoutFieldsExist() {
        assertThat(Npy.dtype("[]").itemsize()).isZero();
        assertThat(Npy.dtype("[('', '|V4')]").itemsize()).isEqualTo(4);
        assertThat(Npy.dtype("[('', '|V4')]").descr()).isEqualTo("[('', '|V4')]");
    }

    @Test
    void refusesFieldsThatOverlap() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StructType(List.of(field("a", 0, DType.INT32), field("b", 2, DType.INT32)), 8))
                .withMessageContaining("'b' at offset 2");
    }

    @Test
    void refusesFieldsBeyondTheItemSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StructType(List.of(field("a", 0, DType.INT32)), 3))
                .withMessage("an item size of 3 does not hold fields up to 4");
    }

    @Test
    void refusesNamesThatComeTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StructType(List.of(field("a", 0, DType.INT8), field("a", 1, DType.INT8)), 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Npy.dtype("[(('a', 'a'), '<f4')]"))
                .withMessageContaining("every name and title of a field once");
    }

    @Test
    void refusesStructuresLargerThanAnInt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Npy.dtype("[('a', '|V2147483647'), ('b', '|u1')]"))
                .withMessageContaining("a structure of at most 2^31-1 bytes, found 2147483648 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Npy.dtype("[('a', '<f4', (536870912,))]"))
                .withMessageContaining("a subarray of at most 2^31-1 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Npy.dtype("[('a', ('<f4', 536870911), 4611686018427387904)]"))
                .withMessageContaining("found [4611686018427387904, 536870911] elements of 4");
    }
}
