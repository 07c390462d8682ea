package io.github.npymap.types;

import io.github.npymap.internal.python.Axes;
import io.github.npymap.internal.python.LiteralException;
import io.github.npymap.internal.python.LiteralParser;
import io.github.npymap.internal.python.PythonRepr;
import java.util.Arrays;

/**
 * The lengths of an array's axes: NumPy's {@code a.shape}. Immutable.
 *
 * <p>A shape has 0 to 64 axes, each of length 0 or more, and at most 2<sup>63</sup>-1 elements. As in NumPy an axis of
 * length 0 makes the array empty but does not excuse the others: their product must still fit.
 */
public final class Shape {

    /** The largest number of axes that NumPy 2 allows. */
    public static final int MAX_AXES = 64;

    private static final Shape SCALAR = new Shape(new long[0]);

    private final long[] axes;
    private final long size;

    private Shape(long[] axes) {
        this.axes = axes;
        this.size = countElements(axes);
    }

    /**
     * A shape with the given axis lengths; none at all is the shape of a scalar, {@code ()}.
     *
     * @throws IllegalArgumentException for more than 64 axes, a negative length, or more than 2<sup>63</sup>-1 elements
     */
    public static Shape of(long... axes) {
        return axes.length == 0 ? SCALAR : new Shape(axes.clone());
    }

    /**
     * Reads a shape as people type it: {@code "3,4"}, {@code "(3, 4)"}, {@code "3"}, {@code "()"} or {@code ""}.
     *
     * @throws IllegalArgumentException if the text is not a shape, naming the character where it stops being one
     */
    public static Shape parse(String text) {
        String trimmed = text.strip();
        boolean bare = !trimmed.startsWith("(");
        // The comma makes a tuple of a single number too; Python takes it after several as well.
        String tuple = bare && !trimmed.isEmpty() && !trimmed.endsWith(",") ? trimmed + "," : trimmed;
        try {
            return of(Axes.read(LiteralParser.parse(bare ? "(" + tuple + ")" : tuple), MAX_AXES));
        } catch (LiteralException e) {
            throw new IllegalArgumentException(
                    "not a shape: \"" + PythonRepr.shortened(text) + "\": " + e.getMessage(), e);
        }
    }

    /** The number of axes: NumPy's {@code ndim}. */
    public int ndim() {
        return axes.length;
    }

    /**
     * The length of an axis.
     *
     * @throws IndexOutOfBoundsException unless 0 ≤ axis &lt; {@link #ndim()}
     */
    public long get(int axis) {
        return axes[axis];
    }

    /** The lengths of all axes, in a new array. */
    public long[] toArray() {
        return axes.clone();
    }

    /** The exact number of elements, the product of all axes: NumPy's {@code a.size}; 1 for {@code ()}. */
    public long size() {
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(axes, that.axes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(axes);
    }

    /** The Python tuple, as NumPy prints it: {@code ()}, {@code (3,)}, {@code (2, 3)}. */
    @Override
    public String toString() {
        return PythonRepr.tuple(axes);
    }

    private static long countElements(long[] axes) {
        if (axes.length > MAX_AXES) {
            throw new IllegalArgumentException("a shape has at most " + MAX_AXES + " axes, not " + axes.length);
        }
        for (long axis : axes) {
            if (axis < 0) {
                throw new IllegalArgumentException(
                        "an axis is 0 or longer, not " + axis + ", in " + PythonRepr.tuple(axes));
            }
        }
        return Axes.countElements(axes).orElseThrow(() -> new IllegalArgumentException(Axes.tooMany(axes)));
    }
}
