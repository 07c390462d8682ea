package io.github.npymap.spi;

import io.github.npymap.types.DType;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.TimeType;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The Java arrays that elements are copied to and from as they are in the file: those of {@code float} for float32,
 * of {@code short} for float16, of {@code long}, two an element, for a long double.
 *
 * @param type of the arrays' components
 * @param order of the bytes of a component in the file
 */
public record Carrier(JavaType type, ByteOrder order) {
    /** For bytes, which have no order. */
    public static final Carrier BYTES = new Carrier(JavaType.BYTE, ByteOrder.nativeOrder());

    private static final Carrier[] NATIVE = all(ByteOrder.nativeOrder());
    private static final Carrier[] SWAPPED =
            all(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);

    /** @throws IllegalArgumentException for {@code boolean}, of whose arrays no bytes are in a file */
    public Carrier {
        if (type == JavaType.BOOLEAN) {
            throw new IllegalArgumentException("a boolean[] cannot hold elements as they are in a file");
        }
    }

    private static Carrier[] all(ByteOrder order) {
        return Arrays.stream(JavaType.values())
                .map(type -> type == JavaType.BOOLEAN ? null : new Carrier(type, order))
                .toArray(Carrier[]::new);
    }

    /** The one for elements of a type; that for bytes where these are neither numbers nor times. */
    public static Carrier of(DType type) {
        if (type instanceof NumberType number) {
            return of(JavaType.carrier(type), number.order());
        }
        return type instanceof TimeType time ? of(JavaType.carrier(type), time.order()) : BYTES;
    }

    /** The one of a type and an order; makes none anew. */
    @SuppressWarnings("EnumOrdinal") // of the enumeration that the array is made of
    public static Carrier of(JavaType type, ByteOrder order) {
        Carrier made = (order == ByteOrder.nativeOrder() ? NATIVE : SWAPPED)[type.ordinal()];
        return made == null ? new Carrier(type, order) : made;
    }

    /** Whether the bytes of a component are reversed on the way. */
    public boolean isSwapped() {
        return order != ByteOrder.nativeOrder();
    }

    /** Bytes of a component. */
    public int size() {
        return type.size();
    }

    /** The binary logarithm of {@link #size}. */
    public int sizeShift() {
        return Integer.numberOfTrailingZeros(type.size());
    }
}
