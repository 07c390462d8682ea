package io.github.npymap;

import io.github.npymap.internal.array.Elements;
import io.github.npymap.internal.array.Layout;
import io.github.npymap.internal.array.Requirements;
import io.github.npymap.internal.array.TextElements;
import io.github.npymap.internal.array.UnsupportedAccess;
import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.Mapping;
import io.github.npymap.types.Complex;
import io.github.npymap.types.DType;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.TextType;
import io.github.npymap.types.TimeType;
import java.math.BigInteger;
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
public abstract sealed class ArrayValues extends ArrayElements permits ArrayTransfers {
    /** The type of the parts of complex numbers, else {@code null}. */
    final NumberType part;

    ArrayValues(Mapping mapping, DType type, Layout layout, boolean writable) {
        super(mapping, type, layout, writable);
        part = type instanceof NumberType number && number.kind().isComplex() ? partOf(number) : null;
    }

    /** An integer or bool, exactly; what {@code getLong} gives, and of uint64 also what exceeds a {@code long}. */
    public final BigInteger getBigInteger(long... index) {
        requireInteger("getBigInteger", "get");
        return Elements.getBigInteger(mapping, (NumberType) type, position(index));
    }

    /**
     * {@code a[i] = value} for integers; the way to assign a uint64 that exceeds a {@code long}.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public final void setBigInteger(long i, BigInteger value) {
        requireWritable();
        requireInteger("setBigInteger", "set");
        Elements.setBigInteger(mapping, (NumberType) type, position(i), value);
    }

    /** Assigns the element at one index for each axis; see {@link #setBigInteger(long, BigInteger)}. */
    public final void setBigInteger(long[] index, BigInteger value) {
        requireWritable();
        requireInteger("setBigInteger", "set");
        Elements.setBigInteger(mapping, (NumberType) type, position(index), value);
    }

    /** A complex number; a real number has the imaginary part 0. Parts that are long doubles are rounded. */
    public final Complex getComplex(long... index) {
        if (part == null) {
            if (!JavaType.DOUBLE.reads(type)) {
                throw UnsupportedAccess.of("getComplex", type, UnsupportedAccess.remedy("get", type));
            }
            return new Complex(getDouble(index), 0);
        }
        long position = position(index);
        return new Complex(
                Elements.getDouble(mapping, part, position),
                Elements.getDouble(mapping, part, position + part.itemsize()));
    }

    /** {@code a[i] = value} for a complex array; the parts of complex64 are rounded. */
    public final void setComplex(long i, Complex value) {
        requireComplex();
        putComplex(position(i), value);
    }

    /** Assigns the element at one index for each axis; see {@link #setComplex(long, Complex)}. */
    public final void setComplex(long[] index, Complex value) {
        requireComplex();
        putComplex(position(index), value);
    }

    /**
     * A text without the zeros that fill it up, as in NumPy. A byte of {@code S} becomes the character with its number,
     * which is right for ASCII and ISO 8859-1, and loses nothing; {@link #getString(Charset, long...)} decodes others.
     *
     * @throws java.io.UncheckedIOException if the file holds what is no code point; {@link #getCodePoints} reads it
     */
    public final String getString(long... index) {
        TextType text = TextElements.require("getString", "get", type);
        return TextElements.string(text, elementBytes(position(index)), 0);
    }

    /** {@code a[i].decode(charset)} for bytes, {@code S}. */
    public final String getString(Charset charset, long... index) {
        TextType text = TextElements.require("getString", "get", type);
        return TextElements.string(text, charset, elementBytes(position(index)));
    }

    /**
     * {@code a[i] = value} for a text; bytes of {@code S} take characters up to U+00FF.
     *
     * @throws IllegalArgumentException if it is too long, where NumPy would cut it off, or does not fit bytes
     */
    public final void setString(long i, String value) {
        requireWritable();
        TextType text = TextElements.require("setString", "set", type);
        putBytes(position(i), TextElements.bytes(text, value));
    }

    /** Assigns the element at one index for each axis; see {@link #setString(long, String)}. */
    public final void setString(long[] index, String value) {
        requireWritable();
        TextType text = TextElements.require("setString", "set", type);
        putBytes(position(index), TextElements.bytes(text, value));
    }

    /**
     * The code points of a text without the zeros that fill it up. Unlike a Java string this keeps pairs of lone
     * surrogates apart, and numbers that are no code points.
     */
    public final int[] getCodePoints(long... index) {
        TextType text = TextElements.require("getCodePoints", "get", type);
        return text.toCodePoints(elementBytes(position(index)), 0);
    }

    /**
     * The bytes of an element of any type as they are in the file; of {@code S} without the zeros that fill it up, which
     * is what {@code a[i]} is in NumPy.
     */
    public final byte[] getBytes(long... index) {
        byte[] bytes = elementBytes(position(index));
        boolean filledUp = type instanceof TextType text && text.kind() == TextType.Kind.BYTES;
        return filledUp ? TextElements.trimmed(bytes, 0, bytes.length) : bytes;
    }

    /**
     * Assigns the bytes of an element of any type as they shall be in the file, filled up with zeros.
     *
     * @throws IllegalArgumentException if they are more than the item size
     */
    public final void setBytes(long i, byte[] value) {
        requireWritable();
        putBytes(position(i), TextElements.filled(type, value));
    }

    /** Assigns the element at one index for each axis; see {@link #setBytes(long, byte[])}. */
    public final void setBytes(long[] index, byte[] value) {
        requireWritable();
        putBytes(position(index), TextElements.filled(type, value));
    }

    /** {@code np.isnat(a[i])}: whether a datetime64 or timedelta64 is not a time. */
    public final boolean isNaT(long... index) {
        if (!(type instanceof TimeType)) {
            throw UnsupportedAccess.of("isNaT", type, UnsupportedAccess.remedy("get", type));
        }
        return getLong(index) == TimeType.NAT;
    }

    /**
     * A datetime64 taken as UTC; {@code getLong} gives the count of steps.
     *
     * @throws DateTimeException for {@link TimeType#NAT}, and for what is beyond the range of {@link LocalDateTime}
     * @throws ArithmeticException if it is no whole number of nanoseconds
     */
    public final Instant getInstant(long... index) {
        return timeType("getInstant", "get", TimeType.Kind.DATETIME).toInstant(getLong(index));
    }

    /**
     * {@code a[i] = value} for a datetime64.
     *
     * @throws ArithmeticException if it is no whole number of steps
     */
    public final void setInstant(long i, Instant value) {
        setLong(i, timeType("setInstant", "set", TimeType.Kind.DATETIME).toCount(value));
    }

    /** Assigns the element at one index for each axis; see {@link #setInstant(long, Instant)}. */
    public final void setInstant(long[] index, Instant value) {
        setLong(index, timeType("setInstant", "set", TimeType.Kind.DATETIME).toCount(value));
    }

    /** A datetime64 as date and time of day, {@code a[i].item()}; throws as {@link #getInstant} does. */
    public final LocalDateTime getLocalDateTime(long... index) {
        return timeType("getLocalDateTime", "get", TimeType.Kind.DATETIME).toLocalDateTime(getLong(index));
    }

    /** {@code a[i] = value}; throws as {@link #setInstant(long, Instant)} does. */
    public final void setLocalDateTime(long i, LocalDateTime value) {
        setLong(i, timeType("setLocalDateTime", "set", TimeType.Kind.DATETIME).toCount(value));
    }

    /** Assigns the element at one index for each axis; see {@link #setLocalDateTime(long, LocalDateTime)}. */
    public final void setLocalDateTime(long[] index, LocalDateTime value) {
        setLong(
                index,
                timeType("setLocalDateTime", "set", TimeType.Kind.DATETIME).toCount(value));
    }

    /**
     * A timedelta64, {@code a[i].item()}.
     *
     * @throws DateTimeException for {@link TimeType#NAT}, and for what is beyond the range of {@link Duration}
     * @throws ArithmeticException if it is no whole number of nanoseconds
     */
    public final Duration getDuration(long... index) {
        return timeType("getDuration", "get", TimeType.Kind.TIMEDELTA).toDuration(getLong(index));
    }

    /** {@code a[i] = value} for a timedelta64; throws as {@link #setInstant(long, Instant)} does. */
    public final void setDuration(long i, Duration value) {
        setLong(i, timeType("setDuration", "set", TimeType.Kind.TIMEDELTA).toCount(value));
    }

    /** Assigns the element at one index for each axis; see {@link #setDuration(long, Duration)}. */
    public final void setDuration(long[] index, Duration value) {
        setLong(index, timeType("setDuration", "set", TimeType.Kind.TIMEDELTA).toCount(value));
    }

    private static NumberType partOf(NumberType complex) {
        NumberKind kind = switch (complex.kind()) {
            case COMPLEX64 -> NumberKind.FLOAT32;
            case COMPLEX128 -> NumberKind.FLOAT64;
            default -> NumberKind.LONGDOUBLE;
        };
        return new NumberType(kind, complex.order());
    }

    private void requireComplex() {
        requireWritable();
        if (part == null) {
            throw UnsupportedAccess.of("setComplex", type, UnsupportedAccess.remedy("set", type));
        }
    }

    private void requireInteger(String method, String verb) {
        boolean integer =
                type instanceof NumberType number && (number.kind().isInteger() || number.kind() == NumberKind.BOOL);
        if (!integer) {
            throw UnsupportedAccess.of(method, type, UnsupportedAccess.remedy(verb, type));
        }
    }

    private void putComplex(long position, Complex value) {
        setPart(position, value.real());
        setPart(position + part.itemsize(), value.imag());
    }

    private void setPart(long position, double value) {
        if (part.kind() == NumberKind.FLOAT32) {
            Elements.setFloat(mapping, part, position, (float) value);
        } else {
            Elements.setDouble(mapping, part, position, value);
        }
    }

    private byte[] elementBytes(long position) {
        byte[] bytes = new byte[type.itemsize()];
        if (bytes.length > 0) {
            mapping.read(position, Carrier.BYTES, bytes, 0, bytes.length);
        } else {
            Requirements.requireOpen(mapping);
        }
        return bytes;
    }

    private void putBytes(long position, byte[] bytes) {
        if (bytes.length > 0) {
            mapping.write(position, Carrier.BYTES, bytes, 0, bytes.length);
        } else {
            Requirements.requireOpen(mapping);
        }
    }

    private TimeType timeType(String method, String verb, TimeType.Kind kind) {
        if (type instanceof TimeType time && time.kind() == kind && UnsupportedAccess.hasJavaTime(time)) {
            return time;
        }
        throw UnsupportedAccess.of(method, type, UnsupportedAccess.remedy(verb, type));
    }
}
