package io.github.npymap.internal.array;

import io.github.npymap.internal.number.Conversion;
import io.github.npymap.internal.number.Scratch;
import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.Positions;
import io.github.npymap.spi.Widening;
import io.github.npymap.types.DType;
import java.util.stream.LongStream;

/**
 * Moves elements of a view in its order, one run of equally spaced elements after the other. Who calls has checked that
 * the view has them, and the Java array room for them.
 */
public final class Runs {
    /** 0, 1, 2 …: the indices of elements that lie one stride apart. */
    static final long[] COUNTING = LongStream.range(0, Scratch.LENGTH).toArray();

    private final Mapping mapping;
    private final Carrier carrier;
    private final int itemsize;

    /** Components that an element takes in an array of the carrier. */
    private final int width;

    private final Layout layout;

    /** @param layout the view's, {@link Layout#merged() merged} */
    public Runs(Mapping mapping, DType type, Layout layout) {
        this.mapping = mapping;
        this.carrier = Carrier.of(type);
        this.itemsize = type.itemsize();
        this.width = Conversion.width(type);
        this.layout = layout;
    }

    /** Copies elements as they are in the file to an array of the carrier. */
    public void read(long from, Object target, int index, int count) {
        long stride = layout.innerStride();
        for (int done = 0; done < count; ) {
            int run = length(from + done, count - done);
            long offset = layout.elementOffset(from + done);
            int to = (index + done) * width;
            if (stride == itemsize || run == 1) {
                mapping.read(offset, carrier, target, to, run * width);
            } else if (width == 1) {
                mapping.readStrided(offset, stride, carrier, target, to, run);
            } else {
                run = Math.min(run, COUNTING.length);
                mapping.gather(Positions.of(offset, stride, COUNTING, run), width, carrier, target, to);
            }
            done += run;
        }
    }

    /** Copies elements that become something else on the way. */
    void read(long from, Widening widening, Object target, int index, int count) {
        long stride = layout.innerStride();
        for (int done = 0; done < count; ) {
            int run = length(from + done, count - done);
            mapping.readConverted(layout.elementOffset(from + done), stride, widening, target, index + done, run);
            done += run;
        }
    }

    /** Assigns elements of an array of the carrier as they are. */
    void write(long from, Object source, int index, int count) {
        long stride = layout.innerStride();
        for (int done = 0; done < count; ) {
            int run = length(from + done, count - done);
            long offset = layout.elementOffset(from + done);
            int at = (index + done) * width;
            if (stride == itemsize || run == 1) {
                mapping.write(offset, carrier, source, at, run * width);
            } else if (width == 1) {
                mapping.writeStrided(offset, stride, carrier, source, at, run);
            } else {
                run = 1;
                mapping.write(offset, carrier, source, at, width);
            }
            done += run;
        }
    }

    /** Copies the bytes of elements of any type, of at least one byte. */
    void readBytes(long from, byte[] target, int index, int count) {
        long stride = layout.innerStride();
        for (int done = 0; done < count; ) {
            int run = length(from + done, count - done);
            long offset = layout.elementOffset(from + done);
            int to = index + done * itemsize;
            if (stride == itemsize || run == 1) {
                mapping.read(offset, Carrier.BYTES, target, to, run * itemsize);
            } else {
                run = Math.min(run, COUNTING.length);
                mapping.gather(Positions.of(offset, stride, COUNTING, run), itemsize, Carrier.BYTES, target, to);
            }
            done += run;
        }
    }

    /** Assigns the bytes of elements of any type, of at least one byte. */
    void writeBytes(long from, byte[] source, int index, int count) {
        boolean adjacent = layout.innerStride() == itemsize;
        for (int done = 0; done < count; ) {
            int run = adjacent ? length(from + done, count - done) : 1;
            long offset = layout.elementOffset(from + done);
            mapping.write(offset, Carrier.BYTES, source, index + done * itemsize, run * itemsize);
            done += run;
        }
    }

    /** The elements from a flat index on that are equally spaced, at most so many. */
    private int length(long from, int most) {
        return (int) Math.min(most, layout.restOfRow(from));
    }
}
