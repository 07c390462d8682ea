package io.github.npymap.types;

import io.github.npymap.internal.python.PythonRepr;
import io.github.npymap.types.StructType.Field;
import io.github.npymap.types.TimeType.Unit;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** From a type to text: the value of {@code descr} in a header, and the name that NumPy prints. */
public final class DescrWriter {

    private DescrWriter() {}

    /** The Python literal that NumPy writes into a header, {@code repr(dtype_to_descr(dtype))}. */
    public static String descr(DType dtype) {
        return dtype instanceof StructType struct ? fieldList(struct) : PythonRepr.of(typeString(dtype));
    }

    /** What {@code str(dtype)} is in NumPy on a little-endian machine. */
    public static String name(DType dtype) {
        if (dtype instanceof StructType struct) {
            return isPacked(struct) ? brief(struct) : layout(struct);
        }
        if (dtype instanceof NumberType number && number.order() == ByteOrder.LITTLE_ENDIAN) {
            return number.kind().numpyName();
        }
        if (dtype instanceof TimeType time && time.order() == ByteOrder.LITTLE_ENDIAN) {
            return time.kind().numpyName() + step(time);
        }
        return typeString(dtype);
    }

    /** NumPy's {@code dtype.str}, without quotes. */
    private static String typeString(DType dtype) {
        if (dtype instanceof NumberType number) {
            String size = "" + number.kind().typeChar() + number.itemsize();
            return (number.itemsize() == 1 ? "|" : mark(number.order())) + size;
        }
        if (dtype instanceof TextType text) {
            boolean bytes = text.kind() == TextType.Kind.BYTES;
            return (bytes ? "|" : mark(text.order())) + text.kind().typeChar() + text.length();
        }
        if (dtype instanceof TimeType time) {
            return mark(time.order()) + time.kind().typeChar() + time.itemsize() + step(time);
        }
        return "|V" + dtype.itemsize();
    }

    private static String mark(ByteOrder order) {
        return order == ByteOrder.LITTLE_ENDIAN ? "<" : ">";
    }

    private static String step(TimeType time) {
        String count = time.multiplier() == 1 ? "" : String.valueOf(time.multiplier());
        return time.unit() == Unit.GENERIC ? "" : "[" + count + time.unit().symbol() + "]";
    }

    /** The fields with the padding between and behind them spelled out. */
    private static String fieldList(StructType struct) {
        List<String> items = new ArrayList<>();
        int end = 0;
        for (Field field : struct.fields()) {
            addPadding(items, field.offset() - end);
            items.add(tuple(field, descr(field.dtype())));
            end = field.offset() + field.itemsize();
        }
        addPadding(items, struct.itemsize() - end);
        return "[" + String.join(", ", items) + "]";
    }

    private static void addPadding(List<String> items, int bytes) {
        if (bytes > 0) {
            items.add("('', " + descr(new VoidType(bytes)) + ")");
        }
    }

    private static String tuple(Field field, String type) {
        String name = PythonRepr.of(field.name());
        String titled = field.title()
                .map(title -> "(" + PythonRepr.of(title) + ", " + name + ")")
                .orElse(name);
        List<Shape> subarrays = field.subarrays();
        if (subarrays.isEmpty()) {
            return "(" + titled + ", " + type + ")";
        }
        return "(" + titled + ", " + nested(type, subarrays.subList(1, subarrays.size())) + ", " + subarrays.get(0)
                + ")";
    }

    /** Subarrays of subarrays of a type, the outermost of which comes first. */
    private static String nested(String type, List<Shape> subarrays) {
        String nested = type;
        for (int k = subarrays.size() - 1; k >= 0; k--) {
            nested = "(" + nested + ", " + subarrays.get(k) + ")";
        }
        return nested;
    }

    private static boolean isPacked(StructType struct) {
        int end = 0;
        for (Field field : struct.fields()) {
            if (field.offset() != end) {
                return false;
            }
            end += field.itemsize();
        }
        return end == struct.itemsize();
    }

    private static String brief(StructType struct) {
        return join(struct, field -> tuple(field, briefName(field.dtype())));
    }

    /** The dictionary that stands for a structure with padding where NumPy prints it; files never hold it. */
    private static String layout(StructType struct) {
        String titles = struct.fields().stream().allMatch(field -> field.title().isEmpty())
                ? ""
                : ", 'titles': "
                        + join(
                                struct,
                                field -> field.title().map(PythonRepr::of).orElse("None"));
        return "{'names': " + join(struct, field -> PythonRepr.of(field.name()))
                + ", 'formats': " + join(struct, DescrWriter::briefFormat)
                + ", 'offsets': " + join(struct, field -> String.valueOf(field.offset()))
                + titles + ", 'itemsize': " + struct.itemsize() + "}";
    }

    private static String briefFormat(Field field) {
        return nested(briefName(field.dtype()), field.subarrays());
    }

    /** A type inside a printed structure: no mark where bytes have no order, no length where it is 0. */
    private static String briefName(DType dtype) {
        if (dtype instanceof StructType) {
            return name(dtype);
        }
        if (dtype.equals(DType.BOOL)) {
            return "'?'";
        }
        String text = typeString(dtype);
        String marked = text.startsWith("|") ? text.substring(1) : text;
        return PythonRepr.of(dtype.itemsize() > 0 ? marked : marked.substring(0, marked.length() - 1));
    }

    private static String join(StructType struct, Function<Field, String> text) {
        return struct.fields().stream().map(text).collect(Collectors.joining(", ", "[", "]"));
    }
}
