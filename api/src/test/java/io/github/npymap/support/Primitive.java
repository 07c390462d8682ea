package io.github.npymap.support;

import io.github.npymap.NpyArray;
import io.github.npymap.types.NumberKind;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The methods of an array for one Java type, by a common name; which of them are legal is written out here. */
public enum Primitive {
    BOOLEAN(boolean.class, "Boolean"),
    BYTE(byte.class, "Byte"),
    SHORT(short.class, "Short"),
    INT(int.class, "Int"),
    LONG(long.class, "Long"),
    FLOAT(float.class, "Float"),
    DOUBLE(double.class, "Double");

    private static final Map<String, MethodHandle> HANDLES = new ConcurrentHashMap<>();

    private final Class<?> type;
    private final Class<?> arrayType;
    public final String suffix;

    Primitive(Class<?> type, String suffix) {
        this.type = type;
        this.arrayType = type.arrayType();
        this.suffix = suffix;
    }

    /** The types that hold every value, the narrowest first: {@code np.can_cast(kind, type, 'safe')}. */
    public static Set<Primitive> readersOf(NumberKind kind) {
        return switch (kind) {
            case BOOL -> Set.of(values());
            case INT8 -> Set.of(BYTE, SHORT, INT, LONG, FLOAT, DOUBLE);
            case UINT8, INT16 -> Set.of(SHORT, INT, LONG, FLOAT, DOUBLE);
            case UINT16 -> Set.of(INT, LONG, FLOAT, DOUBLE);
            case INT32 -> Set.of(INT, LONG, DOUBLE);
            case UINT32, INT64 -> Set.of(LONG, DOUBLE);
            case UINT64, FLOAT64 -> Set.of(DOUBLE);
            case FLOAT16, FLOAT32 -> Set.of(FLOAT, DOUBLE);
            default -> Set.of();
        };
    }

    public static Set<Primitive> writersOf(NumberKind kind) {
        return switch (kind) {
            case BOOL -> Set.of(BOOLEAN);
            case FLOAT16 -> Set.of(BOOLEAN, BYTE, FLOAT);
            case FLOAT32 -> Set.of(BOOLEAN, BYTE, SHORT, FLOAT);
            case FLOAT64 -> Set.of(values());
            default -> Set.of(BOOLEAN, BYTE, SHORT, INT, LONG);
        };
    }

    public String javaName() {
        return type.getName();
    }

    public boolean hasAccessors() {
        return this != BYTE && this != SHORT;
    }

    /** The number as this type has it. */
    public Object of(Number number) {
        return switch (this) {
            case BOOLEAN -> number.doubleValue() != 0;
            case BYTE -> number.byteValue();
            case SHORT -> number.shortValue();
            case INT -> number.intValue();
            case LONG -> number.longValue();
            case FLOAT -> number.floatValue();
            case DOUBLE -> number.doubleValue();
        };
    }

    /** Whether the number comes back from this type as it was. */
    boolean holds(Number number) {
        if (this == BOOLEAN) {
            return number.doubleValue() == 0 || number.doubleValue() == 1;
        }
        if (number instanceof BigInteger integer) {
            return this != FLOAT
                    && this != DOUBLE
                    && integer.equals(BigInteger.valueOf(((Number) of(number)).longValue()));
        }
        double value = number.doubleValue();
        return Double.compare(((Number) of(number)).doubleValue(), value) == 0;
    }

    public Object newArray(int length) {
        return Array.newInstance(type, length);
    }

    Object array(Number... numbers) {
        Object array = newArray(numbers.length);
        for (int k = 0; k < numbers.length; k++) {
            Array.set(array, k, of(numbers[k]));
        }
        return array;
    }

    public Object get(NpyArray array, long... index) {
        return call("get" + suffix, type, new Class<?>[] {long[].class}, array, index);
    }

    public Object get1(NpyArray array, long i) {
        return call("get" + suffix, type, new Class<?>[] {long.class}, array, i);
    }

    public void set(NpyArray array, Object value, long... index) {
        call("set" + suffix, void.class, new Class<?>[] {long[].class, type}, array, index, value);
    }

    public void set1(NpyArray array, Object value, long i) {
        call("set" + suffix, void.class, new Class<?>[] {long.class, type}, array, i, value);
    }

    public void read(NpyArray array, Object target) {
        call("read", void.class, new Class<?>[] {arrayType}, array, target);
    }

    public void read(NpyArray array, long from, Object target, int index, int count) {
        call("read", void.class, part(), array, from, target, index, count);
    }

    public void write(NpyArray array, Object source) {
        call("write", void.class, new Class<?>[] {arrayType}, array, source);
    }

    public void write(NpyArray array, long from, Object source, int index, int count) {
        call("write", void.class, part(), array, from, source, index, count);
    }

    public Object toArray(NpyArray array) {
        return call("to" + suffix + "Array", arrayType, new Class<?>[0], array);
    }

    public void gather(NpyArray array, long[] flatIndices, Object target) {
        call("gather", void.class, new Class<?>[] {long[].class, arrayType}, array, flatIndices, target);
    }

    public void gatherRows(NpyArray array, long[] rows, Object target) {
        call("gatherRows", void.class, new Class<?>[] {long[].class, arrayType}, array, rows, target);
    }

    private Class<?>[] part() {
        return new Class<?>[] {long.class, arrayType, int.class, int.class};
    }

    private static Object call(String name, Class<?> result, Class<?>[] parameters, Object... arguments) {
        MethodType methodType = MethodType.methodType(result, parameters);
        MethodHandle handle = HANDLES.computeIfAbsent(name + methodType, key -> find(name, methodType));
        try {
            return handle.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static MethodHandle find(String name, MethodType methodType) {
        try {
            return MethodHandles.lookup()
                    .findVirtual(NpyArray.class, name, methodType)
                    .asFixedArity();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
