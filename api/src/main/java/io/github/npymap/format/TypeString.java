package io.github.npymap.format;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.github.npymap.DType;
import io.github.npymap.NumberKind;
import io.github.npymap.NumberType;
import io.github.npymap.TextType;
import io.github.npymap.VoidType;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * NumPy's type strings: a byte order, a letter and a size ({@code <f8}), a letter alone ({@code d}), or a name
 * ({@code float64}). Sizes that depend on the machine are those of 64-bit Linux and macOS.
 */
final class TypeString {

    /** Names and one-letter codes, by what they stand for. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("b1", "? bool bool_"),
            Map.entry("i1", "b byte int8"),
            Map.entry("i2", "h short int16"),
            Map.entry("i4", "i intc int32"),
            Map.entry("i8", "l q p n int int_ long longlong intp int64"),
            Map.entry("u1", "B ubyte uint8"),
            Map.entry("u2", "H ushort uint16"),
            Map.entry("u4", "I uintc uint32"),
            Map.entry("u8", "L Q P N uint ulong ulonglong uintp uint64"),
            Map.entry("f2", "e half float16"),
            Map.entry("f4", "f single float32"),
            Map.entry("f8", "d double float float64"),
            Map.entry("f16", "g longdouble float128"),
            Map.entry("c8", "F csingle complex64"),
            Map.entry("c16", "D cdouble complex complex128"),
            Map.entry("c32", "G clongdouble complex256"),
            Map.entry("S0", "S a bytes bytes_"),
            Map.entry("S1", "c"),
            Map.entry("U0", "U str str_ unicode"),
            Map.entry("V0", "V void"),
            Map.entry("O", "object object_"));

    private static final Map<String, String> SHORT = invert(ALIASES);

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
        String code = marked && body.length() > 1 ? body : SHORT.getOrDefault(body, body);
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

    private static Map<String, String> invert(Map<String, String> aliases) {
        Map<String, String> inverted = new java.util.HashMap<>();
        aliases.forEach((code, names) -> {
            for (String name : names.split(" ")) {
                inverted.put(name, code);
            }
        });
        return Map.copyOf(inverted);
    }
}
