package io.github.npymap.spi;

import io.github.npymap.internal.number.Conversion;
import io.github.npymap.internal.number.Scratch;
import io.github.npymap.types.NumberType;

/**
 * Elements in memory, addressed by bytes.
 *
 * <p><b>Scalars</b> are in native byte order at any alignment. <b>Arrays</b> are passed as {@code Object}, with a {@link
 * Carrier} that says of which type they are; values are moved as they are in the file, and swapped where its order is
 * not the native one.
 *
 * <p><b>Bounds</b> are the caller's duty.
 *
 * <p>What moves many elements is defined here by means of the scalars and of {@link #read}.
 */
public abstract class ElementAccess {
    /** For {@link Mapping}. */
    ElementAccess() {}

    /** The byte at {@code offset}. */
    public abstract byte getByte(long offset);

    /** The two bytes at {@code offset}. */
    public abstract short getShort(long offset);

    /** The four bytes at {@code offset}. */
    public abstract int getInt(long offset);

    /** The eight bytes at {@code offset}. */
    public abstract long getLong(long offset);

    /**
     * Whether offsets that are multiples of 8 are such addresses too, so that {@link #getAlignedInt} and
     * {@link #getAlignedLong} may be called.
     */
    public boolean isAligned() {
        return true;
    }

    /** The four bytes at an offset that is a multiple of four: {@link #getInt}, for backends that can do less then. */
    public int getAlignedInt(long offset) {
        return getInt(offset);
    }

    /** The eight bytes at an offset that is a multiple of eight: {@link #getLong}, for backends that can do less then. */
    public long getAlignedLong(long offset) {
        return getLong(offset);
    }

    /** Assigns the byte at {@code offset}. */
    public abstract void putByte(long offset, byte value);

    /** Assigns the two bytes at {@code offset}. */
    public abstract void putShort(long offset, short value);

    /** Assigns the four bytes at {@code offset}. */
    public abstract void putInt(long offset, int value);

    /** Assigns the eight bytes at {@code offset}. */
    public abstract void putLong(long offset, long value);

    /** Copies {@code count} adjacent components that start at byte {@code offset} to {@code target[index…]}. */
    public abstract void read(long offset, Carrier carrier, Object target, int index, int count);

    /** Copies {@code source[index…]} to {@code count} adjacent components that start at byte {@code offset}. */
    public abstract void write(long offset, Carrier carrier, Object source, int index, int count);

    /** Copies {@code count} components that are {@code stride} bytes apart, which may be negative or 0. */
    public void readStrided(long offset, long stride, Carrier carrier, Object target, int index, int count) {
        boolean swapped = carrier.isSwapped();
        switch (carrier.type()) {
            case BYTE -> {
                byte[] array = (byte[]) target;
                for (int k = 0; k < count; k++) {
                    array[index + k] = getByte(offset + stride * k);
                }
            }
            case SHORT -> {
                short[] array = (short[]) target;
                for (int k = 0; k < count; k++) {
                    short bits = getShort(offset + stride * k);
                    array[index + k] = swapped ? Short.reverseBytes(bits) : bits;
                }
            }
            case INT -> {
                int[] array = (int[]) target;
                for (int k = 0; k < count; k++) {
                    int bits = getInt(offset + stride * k);
                    array[index + k] = swapped ? Integer.reverseBytes(bits) : bits;
                }
            }
            case LONG -> {
                long[] array = (long[]) target;
                for (int k = 0; k < count; k++) {
                    long bits = getLong(offset + stride * k);
                    array[index + k] = swapped ? Long.reverseBytes(bits) : bits;
                }
            }
            case FLOAT -> {
                float[] array = (float[]) target;
                for (int k = 0; k < count; k++) {
                    int bits = getInt(offset + stride * k);
                    array[index + k] = Float.intBitsToFloat(swapped ? Integer.reverseBytes(bits) : bits);
                }
            }
            case DOUBLE -> {
                double[] array = (double[]) target;
                for (int k = 0; k < count; k++) {
                    long bits = getLong(offset + stride * k);
                    array[index + k] = Double.longBitsToDouble(swapped ? Long.reverseBytes(bits) : bits);
                }
            }
            case BOOLEAN -> throw noBooleans();
        }
    }

    /** Assigns {@code count} components that are {@code stride} bytes apart. */
    public void writeStrided(long offset, long stride, Carrier carrier, Object source, int index, int count) {
        boolean swapped = carrier.isSwapped();
        switch (carrier.type()) {
            case BYTE -> {
                byte[] array = (byte[]) source;
                for (int k = 0; k < count; k++) {
                    putByte(offset + stride * k, array[index + k]);
                }
            }
            case SHORT -> {
                short[] array = (short[]) source;
                for (int k = 0; k < count; k++) {
                    short bits = array[index + k];
                    putShort(offset + stride * k, swapped ? Short.reverseBytes(bits) : bits);
                }
            }
            case INT -> {
                int[] array = (int[]) source;
                for (int k = 0; k < count; k++) {
                    int bits = array[index + k];
                    putInt(offset + stride * k, swapped ? Integer.reverseBytes(bits) : bits);
                }
            }
            case LONG -> {
                long[] array = (long[]) source;
                for (int k = 0; k < count; k++) {
                    long bits = array[index + k];
                    putLong(offset + stride * k, swapped ? Long.reverseBytes(bits) : bits);
                }
            }
            case FLOAT -> {
                float[] array = (float[]) source;
                for (int k = 0; k < count; k++) {
                    int bits = Float.floatToRawIntBits(array[index + k]);
                    putInt(offset + stride * k, swapped ? Integer.reverseBytes(bits) : bits);
                }
            }
            case DOUBLE -> {
                double[] array = (double[]) source;
                for (int k = 0; k < count; k++) {
                    long bits = Double.doubleToRawLongBits(array[index + k]);
                    putLong(offset + stride * k, swapped ? Long.reverseBytes(bits) : bits);
                }
            }
            case BOOLEAN -> throw noBooleans();
        }
    }

    /**
     * Copies {@code count} elements, {@code stride} bytes apart, that become something else on the way.
     *
     * @param target an array of components of {@link Widening#to}
     */
    public void readConverted(long offset, long stride, Widening widening, Object target, int index, int count) {
        NumberType type = widening.from();
        Carrier carrier = Carrier.of(type);
        Scratch scratch = Scratch.ofThread();
        Object block = Conversion.carrier(type, scratch);
        int width = Conversion.width(type);
        for (int done = 0; done < count; ) {
            int length = Math.min(Conversion.blockLength(type), count - done);
            long start = offset + stride * done;
            if (stride == type.itemsize()) {
                read(start, carrier, block, 0, length * width);
            } else if (width == 1) {
                readStrided(start, stride, carrier, block, 0, length);
            } else {
                for (int k = 0; k < length; k++) {
                    read(start + stride * k, carrier, block, k * width, width);
                }
            }
            Conversion.widen(type, widening.to(), scratch, length, target, index + done);
            done += length;
        }
    }

    /**
     * Copies runs of {@code run} adjacent components, one after the other, to {@code target[index…]}. Where {@link
     * Mapping#anticipate} does something, this does it too.
     */
    public void gather(Positions positions, int run, Carrier carrier, Object target, int index) {
        if (run == 1) {
            gather(positions, carrier, target, index);
            return;
        }
        for (int k = 0; k < positions.count(); k++) {
            read(positions.start(k), carrier, target, index + k * run, run);
        }
    }

    private void gather(Positions positions, Carrier carrier, Object target, int index) {
        boolean swapped = carrier.isSwapped();
        int count = positions.count();
        switch (carrier.type()) {
            case BYTE -> {
                byte[] array = (byte[]) target;
                for (int k = 0; k < count; k++) {
                    array[index + k] = getByte(positions.start(k));
                }
            }
            case SHORT -> {
                short[] array = (short[]) target;
                for (int k = 0; k < count; k++) {
                    short bits = getShort(positions.start(k));
                    array[index + k] = swapped ? Short.reverseBytes(bits) : bits;
                }
            }
            case INT -> {
                int[] array = (int[]) target;
                for (int k = 0; k < count; k++) {
                    int bits = getInt(positions.start(k));
                    array[index + k] = swapped ? Integer.reverseBytes(bits) : bits;
                }
            }
            case LONG -> {
                long[] array = (long[]) target;
                for (int k = 0; k < count; k++) {
                    long bits = getLong(positions.start(k));
                    array[index + k] = swapped ? Long.reverseBytes(bits) : bits;
                }
            }
            case FLOAT -> {
                float[] array = (float[]) target;
                for (int k = 0; k < count; k++) {
                    int bits = getInt(positions.start(k));
                    array[index + k] = Float.intBitsToFloat(swapped ? Integer.reverseBytes(bits) : bits);
                }
            }
            case DOUBLE -> {
                double[] array = (double[]) target;
                for (int k = 0; k < count; k++) {
                    long bits = getLong(positions.start(k));
                    array[index + k] = Double.longBitsToDouble(swapped ? Long.reverseBytes(bits) : bits);
                }
            }
            case BOOLEAN -> throw noBooleans();
        }
    }

    private static IllegalArgumentException noBooleans() {
        return new IllegalArgumentException("files carry no Java booleans");
    }
}
