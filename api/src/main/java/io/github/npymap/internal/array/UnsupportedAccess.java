package io.github.npymap.internal.array;

import io.github.npymap.types.DType;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.StructType;
import io.github.npymap.types.TextType;
import io.github.npymap.types.TimeType;
import java.nio.ByteOrder;

/** The exceptions for accessors that do not fit a type: they name one that does. */
public final class UnsupportedAccess {
    private UnsupportedAccess() {}

    /**
     * An accessor for one of Java's primitive types.
     *
     * @param verb {@code get}, {@code read}, {@code set} or {@code write}: the first part of the method's name
     */
    public static UnsupportedOperationException of(String verb, JavaType java, DType type) {
        String method = isAccessor(verb) ? verb + java.accessorSuffix() : verb + "(" + java.javaName() + "[])";
        return of(method, type, remedy(verb, type));
    }

    /** A method with a name of its own. */
    public static UnsupportedOperationException of(String method, DType type, String remedy) {
        // The byte order of a number has nothing to do with it.
        String name = type instanceof NumberType number ? number.kind().numpyName() : type.toString();
        return new UnsupportedOperationException(method + " does not fit dtype " + name + "; use " + remedy);
    }

    /** The method, or methods, that fit a type instead; {@code verb} as in {@link #of(String, JavaType, DType)}. */
    public static String remedy(String verb, DType type) {
        if (type instanceof NumberType number) {
            return number.kind().isComplex() ? complex(verb) : primitive(verb, number.kind());
        }
        if (type instanceof TextType) {
            return isAccessor(verb) ? verb + "String" : verb + "(String[])";
        }
        if (type instanceof TimeType time) {
            return isAccessor(verb) ? time(verb, time) : verb + "(long[]) for the counts of steps";
        }
        if (type instanceof StructType) {
            return "field(name) for a view of one field, or " + verb + "Bytes";
        }
        return "viewAs for another type of these bytes, or " + verb + "Bytes";
    }

    /** Whether java.time has such times: not without a unit, nor lengths in months and years, which differ. */
    public static boolean hasJavaTime(TimeType time) {
        boolean calendar = time.unit() == TimeType.Unit.YEAR || time.unit() == TimeType.Unit.MONTH;
        return time.unit() != TimeType.Unit.GENERIC && (time.kind() == TimeType.Kind.DATETIME || !calendar);
    }

    private static String time(String verb, TimeType time) {
        String count = verb + "Long for the count of steps";
        if (!hasJavaTime(time)) {
            return count;
        }
        String exact =
                time.kind() == TimeType.Kind.DATETIME ? verb + "Instant, " + verb + "LocalDateTime" : verb + "Duration";
        return exact + ", or " + count;
    }

    /** What sums and the like take instead. */
    public static String reducible(DType type) {
        if (type instanceof NumberType) {
            return "real() and imag()";
        }
        if (type instanceof TimeType time) {
            return time.order() == ByteOrder.BIG_ENDIAN ? "viewAs(DType.INT64.bigEndian())" : "viewAs(DType.INT64)";
        }
        if (type instanceof StructType) {
            return "field(name) for a view of one field";
        }
        return type instanceof TextType ? "toStringArray" : "viewAs for another type of these bytes";
    }

    private static String complex(String verb) {
        return (isAccessor(verb) ? verb + "Complex, or " : "") + "real() or imag() for a view of one part";
    }

    private static String primitive(String verb, NumberKind kind) {
        // The one type that is wide enough to read a uint64 loses digits, and so is not taken for an assignment.
        JavaType fitting = !isReading(verb) && kind == NumberKind.UINT64 ? JavaType.LONG : JavaType.fitting(kind);
        // There are no scalar accessors for byte and short; int holds both.
        if (isAccessor(verb) && (fitting == JavaType.BYTE || fitting == JavaType.SHORT)) {
            fitting = JavaType.INT;
        }
        String method = isAccessor(verb) ? verb + fitting.accessorSuffix() : verb + "(" + fitting.javaName() + "[])";
        return verb.equals("get") && kind == NumberKind.UINT64 ? "getBigInteger, or " + method : method;
    }

    private static boolean isAccessor(String verb) {
        return verb.equals("get") || verb.equals("set");
    }

    private static boolean isReading(String verb) {
        return verb.equals("get") || verb.equals("read");
    }
}
