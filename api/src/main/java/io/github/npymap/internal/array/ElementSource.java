package io.github.npymap.internal.array;

import io.github.npymap.internal.number.Conversion;
import io.github.npymap.internal.number.Scratch;
import io.github.npymap.internal.parallel.Workers;
import io.github.npymap.spi.Carrier;
import io.github.npymap.types.DType;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import java.lang.reflect.Array;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;

/** Elements on their way to a file, wherever they come from: their bytes, in the order of the file. */
public sealed interface ElementSource {
    /** Bytes that are copied together. */
    int unit();

    /** How many times so many bytes. */
    long units();

    /** Copies {@code count} units from unit {@code from} on to {@code block[at…]}. */
    void copy(long from, byte[] block, int at, int count);

    /**
     * The elements of an array in C order, as they are. Whatever they are, they go as words: bytes if the elements lie
     * side by side, else the widest that elements of this size are made of.
     */
    public static ElementSource of(ArrayData array) {
        Requirements.requireOpen(array.mapping());
        int itemsize = array.dtype().itemsize();
        Layout layout = array.layout();
        boolean bytes = itemsize == 0 || layout.isContiguous(itemsize);
        int word = bytes ? 1 : Math.min(Long.BYTES, Integer.lowestOneBit(itemsize));
        int ndim = layout.ndim();
        long[] shape = Arrays.copyOf(layout.shape, ndim + 1);
        long[] strides = Arrays.copyOf(layout.strides, ndim + 1);
        shape[ndim] = itemsize / word;
        strides[ndim] = word;
        NumberType type = word(word).withOrder(ByteOrder.nativeOrder());
        Runs words = new Runs(array.mapping(), type, new Layout(layout.offset, shape, strides).merged());
        return new OfArray(words, type, array.nbytes() / word);
    }

    private static NumberType word(int bytes) {
        return switch (bytes) {
            case Byte.BYTES -> DType.UINT8;
            case Short.BYTES -> DType.UINT16;
            case Integer.BYTES -> DType.UINT32;
            default -> DType.UINT64;
        };
    }

    /** Bytes as they are. */
    public static ElementSource of(ByteBuffer bytes) {
        return new OfBuffer(bytes, DType.UINT8);
    }

    /** The elements of an array as another type, by way of a primitive one. */
    record Converted(ArrayData array, JavaType via, NumberType target) implements ElementSource {
        /** @throws UnsupportedOperationException if more than the range of an integer would be in the way */
        public static Converted of(ArrayData array, DType target) {
            if (array.dtype() instanceof NumberType from && target instanceof NumberType to) {
                if (from.kind() == NumberKind.UINT64 && to.kind() == NumberKind.UINT64) {
                    // No primitive type holds them all, but another byte order is all there is between them.
                    ArrayData bits = array.as(DType.INT64.withOrder(from.order()));
                    return new Converted(bits, JavaType.LONG, DType.INT64.withOrder(to.order()));
                }
                for (JavaType via : JavaType.values()) {
                    if (!narrows(from.kind(), to.kind()) && via.reads(from) && via.writes(to)) {
                        return new Converted(array, via, to);
                    }
                }
            }
            throw UnsupportedAccess.of(
                    "an array of " + array.dtype(),
                    target,
                    "one of that dtype, or the bytes of the elements with viewAs");
        }

        /** Whether fractions would be rounded, as the arrays of Java's types are on their way into small floats. */
        private static boolean narrows(NumberKind from, NumberKind to) {
            return from == NumberKind.LONGDOUBLE
                    || (from.isFloating() && to.isFloating() && from != to && to.itemsize() <= from.itemsize());
        }

        @Override
        public int unit() {
            return target.itemsize();
        }

        @Override
        public long units() {
            return array.size();
        }

        @Override
        public void copy(long from, byte[] block, int at, int count) {
            Object values = via.newArray(count);
            new Bulk(array.mapping(), array.dtype(), array.layout().merged(), Workers.CALLER)
                    .read(from, values, 0, count);
            new OfPrimitives(values, target).copy(0, block, at, count);
        }
    }

    /** The bytes of an array's elements, read as native words of unsigned integers. */
    record OfArray(Runs words, NumberType type, long units) implements ElementSource {
        @Override
        public int unit() {
            return type.itemsize();
        }

        @Override
        public void copy(long from, byte[] block, int at, int count) {
            if (unit() == 1) {
                words.read(from, block, at, count);
                return;
            }
            Scratch scratch = Scratch.ofThread();
            Object carrier = Conversion.carrier(type, scratch);
            for (int done = 0; done < count; ) {
                int part = Math.min(Scratch.LENGTH, count - done);
                words.read(from + done, carrier, 0, part);
                HeapMapping.of(block).write(at + done * unit(), Carrier.of(type), carrier, 0, part);
                done += part;
            }
        }
    }

    /** The values of a primitive array as elements of a type that takes them; integers are checked for range. */
    record OfPrimitives(Object array, DType type) implements ElementSource {
        public OfPrimitives {
            JavaType java = JavaType.ofArray(array);
            if (!java.writes(type)) {
                throw UnsupportedAccess.of("write", java, type);
            }
        }

        @Override
        public int unit() {
            return type.itemsize();
        }

        @Override
        public long units() {
            return Array.getLength(array);
        }

        @Override
        public void copy(long from, byte[] block, int at, int count) {
            Layout line = new Layout(at, new long[] {count}, new long[] {type.itemsize()});
            new Bulk(HeapMapping.of(block), type, line, Workers.CALLER).write(0, array, (int) from, count);
        }
    }

    /** What is between position and limit of a buffer as numbers of its type, little-endian; neither is moved. */
    record OfBuffer(Buffer buffer, NumberType type) implements ElementSource {
        public static OfBuffer of(Buffer buffer) {
            if (buffer instanceof ByteBuffer) {
                return new OfBuffer(buffer, DType.INT8);
            } else if (buffer instanceof ShortBuffer) {
                return new OfBuffer(buffer, DType.INT16);
            } else if (buffer instanceof IntBuffer) {
                return new OfBuffer(buffer, DType.INT32);
            } else if (buffer instanceof LongBuffer) {
                return new OfBuffer(buffer, DType.INT64);
            } else if (buffer instanceof FloatBuffer) {
                return new OfBuffer(buffer, DType.FLOAT32);
            } else if (buffer instanceof DoubleBuffer) {
                return new OfBuffer(buffer, DType.FLOAT64);
            }
            throw new IllegalArgumentException("NumPy has no type for the elements of a "
                    + buffer.getClass().getSimpleName() + "; save a ShortBuffer, or bytes with a dtype");
        }

        @Override
        public int unit() {
            return type.itemsize();
        }

        @Override
        public long units() {
            return buffer.remaining();
        }

        @Override
        public void copy(long from, byte[] block, int at, int count) {
            ByteBuffer bytes = ByteBuffer.wrap(block).order(type.order()).position(at);
            int index = buffer.position() + (int) from;
            if (buffer instanceof ByteBuffer source) {
                bytes.put(at, source, index, count);
            } else if (buffer instanceof ShortBuffer source) {
                bytes.asShortBuffer().put(0, source, index, count);
            } else if (buffer instanceof IntBuffer source) {
                bytes.asIntBuffer().put(0, source, index, count);
            } else if (buffer instanceof LongBuffer source) {
                bytes.asLongBuffer().put(0, source, index, count);
            } else if (buffer instanceof FloatBuffer source) {
                bytes.asFloatBuffer().put(0, source, index, count);
            } else {
                bytes.asDoubleBuffer().put(0, (DoubleBuffer) buffer, index, count);
            }
        }
    }
}
