package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import io.github.npymap.internal.python.PythonRepr;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Shape;
import io.github.npymap.types.StructType;
import io.github.npymap.types.TextType;
import io.github.npymap.types.TimeType;
import io.github.npymap.types.VoidType;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** Elements as NumPy's {@code str} writes them; texts in quotes, as NumPy prints them in arrays. */
interface ElementFormat {

    /**
     * @param bytes elements as they are in the file
     * @param at where the one begins
     */
    String format(byte[] bytes, int at);

    static ElementFormat of(DType dtype) {
        if (dtype instanceof NumberType number) {
            return number(number);
        }
        if (dtype instanceof TextType text) {
            return text.kind() == TextType.Kind.BYTES
                    ? (bytes, at) -> PythonRepr.of(withoutZeros(bytes, at, text.length()))
                    : (bytes, at) -> PythonRepr.of(text.toCodePoints(bytes, at));
        }
        if (dtype instanceof TimeType time) {
            return (bytes, at) -> TimeText.of(time, Bits.read(bytes, at, Long.BYTES, time.order()));
        }
        return dtype instanceof StructType struct
                ? new StructFormat(struct)
                : (bytes, at) -> hexadecimal(bytes, at, ((VoidType) dtype).itemsize());
    }

    private static ElementFormat number(NumberType type) {
        ByteOrder order = type.order();
        int width = type.itemsize();
        return switch (type.kind()) {
            case BOOL -> (bytes, at) -> bytes[at] == 0 ? "False" : "True";
            case INT8, INT16, INT32, INT64 -> (bytes, at) -> Long.toString(Bits.read(bytes, at, width, order));
            case UINT8, UINT16, UINT32 -> {
                long mask = -1L >>> (Long.SIZE - width * Byte.SIZE);
                yield (bytes, at) -> Long.toString(Bits.read(bytes, at, width, order) & mask);
            }
            case UINT64 -> (bytes, at) -> Long.toUnsignedString(Bits.read(bytes, at, width, order));
            case FLOAT16, BFLOAT16, FLOAT8_E4M3FN, FLOAT8_E5M2 -> small(type);
            case FLOAT32 -> (bytes, at) -> FloatText.of(Float.intBitsToFloat((int) Bits.read(bytes, at, width, order)));
            case FLOAT64 -> (bytes, at) -> FloatText.of(Double.longBitsToDouble(Bits.read(bytes, at, width, order)));
            case LONGDOUBLE ->
                (bytes, at) -> LongDoubleBits.read(bytes, at, order).toString();
            case COMPLEX64 -> complex(new NumberType(NumberKind.FLOAT32, order));
            case COMPLEX128 -> complex(new NumberType(NumberKind.FLOAT64, order));
            case CLONGDOUBLE -> complex(new NumberType(NumberKind.LONGDOUBLE, order));
        };
    }

    private static ElementFormat small(NumberType type) {
        int width = type.itemsize();
        NpyArray one = NpyArray.zeros(type, Shape.of());
        NpyArray bits = one.viewAs(new NumberType(width == 1 ? NumberKind.INT8 : NumberKind.INT16, type.order()));
        IntToDoubleFunction decode = number -> {
            bits.setLong(new long[0], width == 1 ? (byte) number : (short) number);
            return one.getDouble();
        };
        int signBit = 1 << (width * Byte.SIZE - 1);
        return (bytes, at) -> FloatText.small(
                (int) Bits.read(bytes, at, width, type.order()) & (signBit | (signBit - 1)), signBit, decode);
    }

    private static ElementFormat complex(NumberType part) {
        ElementFormat format = number(part);
        return (bytes, at) -> {
            String real = withoutPoint(format.format(bytes, at));
            String imaginary = withoutPoint(format.format(bytes, at + part.itemsize())) + "j";
            return real.equals("0") ? imaginary : "(" + real + (imaginary.startsWith("-") ? "" : "+") + imaginary + ")";
        };
    }

    private static String withoutPoint(String number) {
        return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
    }

    private static byte[] withoutZeros(byte[] bytes, int at, int length) {
        int end = at + length;
        while (end > at && bytes[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOfRange(bytes, at, end);
    }

    private static String hexadecimal(byte[] bytes, int at, int length) {
        StringBuilder text = new StringBuilder("b'");
        for (int k = at; k < at + length; k++) {
            text.append(String.format(Locale.ROOT, "\\x%02X", bytes[k]));
        }
        return text.append('\'').toString();
    }
}
