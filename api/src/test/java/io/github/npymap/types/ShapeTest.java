package io.github.npymap.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {

    @Test
    void isPrintedAsAPythonTuple() {
        assertThat(Shape.of()).hasToString("()");
        assertThat(Shape.of(3)).hasToString("(3,)");
        assertThat(Shape.of(2, 3, 0)).hasToString("(2, 3, 0)");
    }

    @Test
    void countsItsElementsExactly() {
        assertThat(Shape.of().size()).isEqualTo(1);
        assertThat(Shape.of(2, 3).size()).isEqualTo(6);
        assertThat(Shape.of(5, 0).size()).isZero();
        assertThat(Shape.of(1L << 31, 1L << 31).size()).isEqualTo(1L << 62);
        assertThat(Shape.of(Long.MAX_VALUE, 1, 0).size()).isZero();
    }

    @Test
    void refusesMoreElementsThanALongCounts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(1L << 32, 1L << 31))
                .withMessage("more than 2^63-1 elements in the shape (4294967296, 2147483648)");
    }

    @Test
    void isNotExcusedByAZeroAxisElsewhere() {
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(0, 1L << 62, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(1L << 62, 4, 0));
    }

    @Test
    void refusesNegativeAxes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(2, -1))
                .withMessage("an axis is 0 or longer, not -1, in (2, -1)");
    }

    @Test
    void hasUpTo64Axes() {
        long[] ones = new long[65];
        java.util.Arrays.fill(ones, 1);
        assertThat(Shape.of(java.util.Arrays.copyOf(ones, 64)).ndim()).isEqualTo(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(ones))
                .withMessage("a shape has at most 64 axes, not 65");
    }

    @Test
    void doesNotChangeWithTheArraysAroundIt() {
        long[] axes = {2, 3};
        Shape shape = Shape.of(axes);
        axes[0] = 9;
        shape.toArray()[1] = 9;
        assertThat(shape).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
        assertThat(shape.get(0)).isEqualTo(2);
        assertThat(shape).isNotEqualTo(Shape.of(3, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "3,4; (3, 4)",
                "(3, 4); (3, 4)",
                "(3,4,); (3, 4)",
                "3; (3,)",
                "3,; (3,)",
                "(3,); (3,)",
                "''; ()",
                "(); ()",
                "' 3 , 4 '; (3, 4)",
                "1_000; (1000,)",
                "0; (0,)"
            })
    void isParsedAsPeopleTypeIt(String text, String shape) {
        assertThat(Shape.parse(text)).hasToString(shape);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3x4",
                "(3)",
                "-1",
                "3.0",
                "True",
                "(3",
                "3)",
                "3;4",
                "[3]",
                ",",
                "(3),",
                "3,,4",
                "9223372036854775808"
            })
    void refusesTextThatIsNoShape(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.parse(text))
                .withMessageStartingWith("not a shape: \"" + text + "\": at character ");
    }
}
