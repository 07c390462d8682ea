package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.StructType;
import io.github.npymap.types.StructType.Field;
import io.github.npymap.types.TextType;
import java.io.PrintWriter;
import java.math.BigDecimal;

/**
 * Elements in JSON's terms, an axis as a list: numbers with the digits that NumPy prints, complex ones as their two
 * parts, structures as objects. What JSON has no number for is a string: {@code "nan"}, {@code "inf"}, times.
 */
final class JsonElements {

    private final PrintWriter out;

    private JsonElements(PrintWriter out) {
        this.out = out;
    }

    /** Ends a line with the elements as its member "data", one after the other: all at once may not fit into memory. */
    static void print(JsonLine start, NpyArray array, PrintWriter out) {
        out.print(start.upTo("data"));
        new JsonElements(out).print(array);
        out.println('}');
    }

    private void print(NpyArray array) {
        if (array.ndim() > 0) {
            axis(array);
        } else if (array.dtype() instanceof StructType struct) {
            fields(array, struct);
        } else if (array.dtype() instanceof NumberType number && number.kind().isComplex()) {
            out.print('[');
            print(array.real());
            out.print(',');
            print(array.imag());
            out.print(']');
        } else {
            out.print(JsonLine.text(element(array)));
        }
    }

    private void axis(NpyArray array) {
        out.print('[');
        for (long i = 0; i < array.shape().get(0); i++) {
            if (i > 0) {
                out.print(',');
            }
            print(array.at(i));
        }
        out.print(']');
    }

    private void fields(NpyArray array, StructType struct) {
        String separator = "{";
        for (Field field : struct.fields()) {
            out.print(separator + JsonLine.text(field.name()) + ":");
            print(array.field(field.name()));
            separator = ",";
        }
        out.print(struct.fields().isEmpty() ? "{}" : "}");
    }

    private static Object element(NpyArray array) {
        DType dtype = array.dtype();
        if (dtype instanceof TextType) {
            return array.getString();
        }
        byte[] bytes = new byte[dtype.itemsize()];
        array.readBytes(0, bytes, 0, 1);
        String text = ElementFormat.of(dtype).format(bytes, 0);
        if (!(dtype instanceof NumberType number)) {
            return text;
        }
        return number.kind() == NumberKind.BOOL ? (Object) text.equals("True") : number(text);
    }

    /** A number by its digits, or the name of what is none. */
    static Object number(String text) {
        return Character.isLetter(text.charAt(text.length() - 1)) ? text : new BigDecimal(text);
    }
}
