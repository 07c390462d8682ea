package io.github.npymap;

import io.github.npymap.internal.Unsigned;
import io.github.npymap.spi.Mapping;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;

/**
 * Element accessors for what has no primitive type in Java. All take one index for each axis, throw
 * {@link IndexOutOfBoundsException} for one that is not 0 ≤ i &lt; the axis' length,
 * {@link UnsupportedOperationException} where the array's type is another, and {@link IllegalStateException} once the
 * file is closed.
 */
abstract sealed class ValueAccess extends ElementAccess permits BulkAccess {

    ValueAccess(Mapping mapping, DType type, Layout layout, boolean writable) {
        super(mapping, type, layout, writable);
    }

    /** An integer or bool, exactly; what {@code getLong} gives, and of uint64 also what exceeds a {@code long}. */
    public final BigInteger getBigInteger(long... index) {
        if (type instanceof NumberType number && number.kind() == NumberKind.UINT64) {
            long bits = mapping.getLong(at(index));
            return Unsigned.toBigInteger(number.isSwapped() ? Long.reverseBytes(bits) : bits);
        }
        return BigInteger.valueOf(getLong(index));
    }

    /** A complex number; a real number has the imaginary part 0. Parts that are long doubles are rounded. */
    public final Complex getComplex(long... index) {
        NumberType part = partType();
        if (part == null) {
            return new Complex(getDouble(index), 0);
        }
        long position = at(index);
        return new Complex(
                Elements.getDouble(mapping, part, position),
                Elements.getDouble(mapping, part, position + part.itemsize()));
    }

    /** {@code a[i] = value} for a complex array; the parts of complex64 are rounded. */
    public final void setComplex(long i, Complex value) {
        setComplex(new long[] {i}, value);
    }

    /** Assigns the element at one index for each axis; see {@link #setComplex(long, Complex)}. */
    public final void setComplex(long[] index, Complex value) {
        requireWritable();
        NumberType part = partType();
        if (part == null) {
            throw Refusal.of("setComplex", type, "a real number's accessor");
        }
        long position = at(index);
        setPart(part, position, value.real());
        setPart(part, position + part.itemsize(), value.imag());
    }

    /**
     * A text without the zeros that fill it up, as in NumPy. A byte of {@code S} becomes the character with its number,
     * which is right for ASCII and ISO 8859-1, and loses nothing; {@link #getString(Charset, long...)} decodes others.
     *
     * @throws java.io.UncheckedIOException if the file holds what is no code point; {@link #getCodePoints} reads it
     */
    public final String getString(long... index) {
        TextType text = Texts.require("getString", type);
        return Texts.string(text, elementBytes(at(index)), 0);
    }

    /** {@code a[i].decode(charset)} for bytes, {@code S}. */
    public final String getString(Charset charset, long... index) {
        TextType text = Texts.require("getString", type);
        return Texts.string(text, charset, elementBytes(at(index)));
    }

    /**
     * {@code a[i] = value} for a text; bytes of {@code S} take characters up to U+00FF.
     *
     * @throws IllegalArgumentException if it is too long, where NumPy would cut it off, or does not fit bytes
     */
    public final void setString(long i, String value) {
        setString(new long[] {i}, value);
    }

    /** Assigns the element at one index for each axis; see {@link #setString(long, String)}. */
    public final void setString(long[] index, String value) {
        requireWritable();
        TextType text = Texts.require("setString", type);
        putBytes(at(index), Texts.bytes(text, value));
    }

    /**
     * The code points of a text without the zeros that fill it up. Unlike a Java string this keeps pairs of lone
     * surrogates apart, and numbers that are no code points.
     */
    public final int[] getCodePoints(long... index) {
        TextType text = Texts.require("getCodePoints", type);
        return Texts.codePoints(text, elementBytes(at(index)), 0);
    }

    /**
     * The bytes of an element of any type as they are in the file; of {@code S} without the zeros that fill it up, which
     * is what {@code a[i]} is in NumPy.
     */
    public final byte[] getBytes(long... index) {
        byte[] bytes = elementBytes(at(index));
        boolean filledUp = type instanceof TextType text && text.kind() == TextType.Kind.BYTES;
        return filledUp ? Texts.trimmed(bytes, 0, bytes.length) : bytes;
    }

    /**
     * Assigns the bytes of an element of any type as they shall be in the file, filled up with zeros.
     *
     * @throws IllegalArgumentException if they are more than the item size
     */
    public final void setBytes(long i, byte[] value) {
        setBytes(new long[] {i}, value);
    }

    /** Assigns the element at one index for each axis; see {@link #setBytes(long, byte[])}. */
    public final void setBytes(long[] index, byte[] value) {
        requireWritable();
        putBytes(at(index), Texts.filled(type, value));
    }

    /** {@code np.isnat(a[i])}: whether a datetime64 or timedelta64 is not a time. */
    public final boolean isNaT(long... index) {
        timeType("isNaT");
        return getLong(index) == TimeType.NAT;
    }

    /**
     * A datetime64 taken as UTC; {@code getLong} gives the count of steps.
     *
     * @throws DateTimeException for {@link TimeType#NAT}, and for what is beyond the range of {@link Instant}
     * @throws ArithmeticException if it is no whole number of nanoseconds
     */
    public final Instant getInstant(long... index) {
        return timeType("getInstant").toInstant(getLong(index));
    }

    /**
     * {@code a[i] = value} for a datetime64.
     *
     * @throws ArithmeticException if it is no whole number of steps
     */
    public final void setInstant(long i, Instant value) {
        setInstant(new long[] {i}, value);
    }

    /** Assigns the element at one index for each axis; see {@link #setInstant(long, Instant)}. */
    public final void setInstant(long[] index, Instant value) {
        setLong(index, timeType("setInstant").toCount(value));
    }

    /** A datetime64 as date and time of day, {@code a[i].item()}; throws as {@link #getInstant} does. */
    public final LocalDateTime getLocalDateTime(long... index) {
        return timeType("getLocalDateTime").toLocalDateTime(getLong(index));
    }

    /** {@code a[i] = value}; throws as {@link #setInstant(long, Instant)} does. */
    public final void setLocalDateTime(long i, LocalDateTime value) {
        setLocalDateTime(new long[] {i}, value);
    }

    /** Assigns the element at one index for each axis; see {@link #setLocalDateTime(long, LocalDateTime)}. */
    public final void setLocalDateTime(long[] index, LocalDateTime value) {
        setLong(index, timeType("setLocalDateTime").toCount(value));
    }

    /**
     * A timedelta64, {@code a[i].item()}.
     *
     * @throws DateTimeException for {@link TimeType#NAT}, and for what is beyond the range of {@link Duration}
     * @throws ArithmeticException if it is no whole number of nanoseconds
     */
    public final Duration getDuration(long... index) {
        return timeType("getDuration").toDuration(getLong(index));
    }

    /** {@code a[i] = value} for a timedelta64; throws as {@link #setInstant(long, Instant)} does. */
    public final void setDuration(long i, Duration value) {
        setDuration(new long[] {i}, value);
    }

    /** Assigns the element at one index for each axis; see {@link #setDuration(long, Duration)}. */
    public final void setDuration(long[] index, Duration value) {
        setLong(index, timeType("setDuration").toCount(value));
    }

    /** The type of the parts of complex numbers, else {@code null}. */
    final NumberType partType() {
        if (!(type instanceof NumberType number)) {
            return null;
        }
        return switch (number.kind()) {
            case COMPLEX64 -> new NumberType(NumberKind.FLOAT32, number.order());
            case COMPLEX128 -> new NumberType(NumberKind.FLOAT64, number.order());
            case CLONGDOUBLE -> new NumberType(NumberKind.LONGDOUBLE, number.order());
            default -> null;
        };
    }

    private void setPart(NumberType part, long position, double value) {
        if (part.kind() == NumberKind.FLOAT32) {
            Elements.setFloat(mapping, part, position, (float) value);
        } else {
            Elements.setDouble(mapping, part, position, value);
        }
    }

    private byte[] elementBytes(long position) {
        byte[] bytes = new byte[type.itemsize()];
        if (bytes.length > 0) {
            mapping.read(position, ByteOrder.nativeOrder(), bytes, 0, bytes.length);
        } else {
            Bulk.requireOpen(mapping);
        }
        return bytes;
    }

    private void putBytes(long position, byte[] bytes) {
        if (bytes.length > 0) {
            mapping.write(position, ByteOrder.nativeOrder(), bytes, 0, bytes.length);
        } else {
            Bulk.requireOpen(mapping);
        }
    }

    private TimeType timeType(String method) {
        if (type instanceof TimeType time) {
            return time;
        }
        throw Refusal.of(method, type, "an accessor for that type");
    }
}
