package io.github.npymap.internal.descr;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.github.npymap.internal.python.LiteralException;
import io.github.npymap.internal.python.PythonRepr;
import io.github.npymap.types.DType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.TextType;
import io.github.npymap.types.VoidType;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * NumPy's type strings: a byte order, a letter and a size ({@code <f8}), a letter alone ({@code d}), or a name
 * ({@code float64}). Sizes that depend on the machine are those of 64-bit Linux and macOS.
 */
final class TypeString {

    /** Names and one-letter codes, and what they stand for. */
    private static final Map<String, String> ALIASES = aliases();

    private final String text;
    private final int position;

    private TypeString(String text, int position) {
        this.text = text;
        this.position = position;
    }

    /**
     * The type that the string names.
     *
     * @param position where the string stands, for the exception
     */
    static DType read(String text, int position) throws LiteralException {
        return new TypeString(text, position).read();
    }

    private DType read() throws LiteralException {
        boolean marked = !text.isEmpty() && "<>=|".indexOf(text.charAt(0)) >= 0;
        ByteOrder order = text.startsWith(">") ? BIG_ENDIAN : LITTLE_ENDIAN;
        String body = marked ? text.substring(1) : text;
        if (TimeString.matches(body)) {
            return TimeString.read(body, order, position);
        }
        // Names take no byte order: '<float64' is not understood.
        String code = marked && body.length() > 1 ? body : ALIASES.getOrDefault(body, body);
        if (code.isEmpty()) {
            throw notUnderstood("");
        }
        return typed(code.charAt(0), code.substring(1), order);
    }

    private DType typed(char letter, String digits, ByteOrder order) throws LiteralException {
        if (letter == 'O' && (digits.isEmpty() || digits.equals("4") || digits.equals("8"))) {
            throw new ObjectDTypeException(position, text);
        }
        int size = size(digits);
        return switch (letter) {
            case 'S', 'a' -> new TextType(TextType.Kind.BYTES, size, order);
            case 'U' -> {
                if (size > Integer.MAX_VALUE / TextType.Kind.UNICODE.unitSize()) {
                    throw notUnderstood("An item has at most 2^31-1 bytes, four for each character.");
                }
                yield new TextType(TextType.Kind.UNICODE, size, order);
            }
            case 'V' -> new VoidType(size);
            default -> new NumberType(number(letter, size), order);
        };
    }

    private NumberKind number(char letter, int size) throws LiteralException {
        for (NumberKind kind : NumberKind.values()) {
            if (kind.typeChar() == letter && kind.itemsize() == size) {
                return kind;
            }
        }
        throw notUnderstood("");
    }

    private int size(String digits) throws LiteralException {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw notUnderstood(text.indexOf(',') < 0 ? "" : "Write several fields as a list, [('f0', '<f8'), …].");
        }
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw notUnderstood("An item has at most 2^31-1 bytes.");
        }
    }

    private LiteralException notUnderstood(String remedy) {
        return new LiteralException(
                position, "a dtype such as '<f8', '|S5' or '<M8[ns]'", PythonRepr.abbreviated(text), remedy);
    }

    private static Map<String, String> aliases() {
        Map<String, String> aliases = new HashMap<>();
        alias(aliases, "b1", "?", "bool", "bool_");
        alias(aliases, "i1", "b", "byte", "int8");
        alias(aliases, "i2", "h", "short", "int16");
        alias(aliases, "i4", "i", "intc", "int32");
        alias(aliases, "i8", "l", "q", "p", "n", "int", "int_", "long", "longlong", "intp", "int64");
        alias(aliases, "u1", "B", "ubyte", "uint8");
        alias(aliases, "u2", "H", "ushort", "uint16");
        alias(aliases, "u4", "I", "uintc", "uint32");
        alias(aliases, "u8", "L", "Q", "P", "N", "uint", "ulong", "ulonglong", "uintp", "uint64");
        alias(aliases, "f2", "e", "half", "float16");
        alias(aliases, "f4", "f", "single", "float32");
        alias(aliases, "f8", "d", "double", "float", "float64");
        alias(aliases, "f16", "g", "longdouble", "float128");
        alias(aliases, "c8", "F", "csingle", "complex64");
        alias(aliases, "c16", "D", "cdouble", "complex", "complex128");
        alias(aliases, "c32", "G", "clongdouble", "complex256");
        alias(aliases, "S0", "S", "a", "bytes", "bytes_");
        alias(aliases, "S1", "c");
        alias(aliases, "U0", "U", "str", "str_", "unicode");
        alias(aliases, "V0", "V", "void");
        alias(aliases, "O", "object", "object_");
        return Map.copyOf(aliases);
    }

    private static void alias(Map<String, String> aliases, String code, String... names) {
        for (String name : names) {
            aliases.put(name, code);
        }
    }
}
