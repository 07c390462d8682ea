package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.support.Placement;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A contract on arrays of certain types: how their elements are made and refused. */
abstract class TypedContract extends ArrayContract {
    final NpyArray placed(Placement placement, DType type, int count) throws IOException {
        return placement.place(this::zeros, type, count);
    }

    static List<DType> bothOrders(String descr) {
        return Stream.of(Npy.dtype(descr), Npy.dtype(descr).bigEndian())
                .distinct()
                .toList();
    }

    /** The bytes of an element, given by the words it is made of; bytes of a number in big-endian order. */
    static byte[] element(DType type, String bigEndianHex) {
        byte[] bytes = hex(bigEndianHex);
        if (((NumberType) type).order() == ByteOrder.LITTLE_ENDIAN) {
            reverse(bytes);
        }
        return bytes;
    }

    static void reverse(byte[] bytes) {
        for (int k = 0; k < bytes.length / 2; k++) {
            byte swapped = bytes[k];
            bytes[k] = bytes[bytes.length - 1 - k];
            bytes[bytes.length - 1 - k] = swapped;
        }
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    static void refused(Runnable call, String... words) {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(call::run)
                .withMessageContainingAll(words);
    }

    final NpyArray one(DType type) {
        try {
            return zeros(type, Shape.of(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
