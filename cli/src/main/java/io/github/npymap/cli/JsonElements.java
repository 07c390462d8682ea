package io.github.npymap.cli;

import io.github.npymap.DType;
import io.github.npymap.NpyArray;
import io.github.npymap.NumberKind;
import io.github.npymap.NumberType;
import io.github.npymap.StructType;
import io.github.npymap.StructType.Field;
import io.github.npymap.TextType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Elements in JSON's terms, an axis as a list: numbers with the digits that NumPy prints, complex ones as their two
 * parts, structures as objects. What JSON has no number for is a string: {@code "nan"}, {@code "inf"}, times.
 */
final class JsonElements {

    private JsonElements() {}

    static Object of(NpyArray array) {
        if (array.ndim() > 0) {
            List<Object> items = new ArrayList<>();
            for (long i = 0; i < array.shape().get(0); i++) {
                items.add(of(array.at(i)));
            }
            return items;
        }
        DType dtype = array.dtype();
        if (dtype instanceof StructType struct) {
            JsonLine object = new JsonLine();
            for (Field field : struct.fields()) {
                object.with(field.name(), of(array.field(field.name())));
            }
            return object;
        }
        if (dtype instanceof NumberType number && number.kind().isComplex()) {
            return List.of(of(array.real()), of(array.imag()));
        }
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
