package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.spi.Carrier;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.Positions;
import io.github.npymap.spi.ReferenceKernels;
import io.github.npymap.spi.Widening;
import io.github.npymap.types.JavaType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Reduction;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The C kernels against their definition in Java: those for this processor. */
class KernelsTest {
    /** Room for a chunk of the widest elements, and for a thousand of them that lie a thousand bytes apart. */
    private static final int LENGTH = (1 << 20) + 64;

    /** Around the widths of vectors, of blocks and of their pairs. */
    private static final int[] COUNTS = {
        1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 127, 128, 129, 255, 256, 257, 383, 384, 385, 640, 1000, 4097,
        65407, 65535, 65536
    };

    /** Strides from which on memory is asked for ahead, and counts around how far. */
    private static final long[] LONG_STRIDES = {512, -512, 800, -800};

    private static final int[] COUNTS_AHEAD = {63, 64, 65, 127, 128, 129, 1025};

    /** Rounds of what is drawn by chance, each from a seed of its own: its number. */
    private static final int SEEDS = 60;

    private static final List<ByteOrder> ORDERS = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);

    @TempDir
    Path directory;

    private Mapping mapping;

    @BeforeEach
    void map() throws Exception {
        mapping = Mappings.map(Mappings.sparse(directory.resolve("data"), LENGTH), Mode.READ_WRITE);
    }

    @AfterEach
    void close() {
        if (mapping != null) {
            mapping.close();
        }
    }

    @Test
    void haveNoVariantsButThree() {
        assertThat(Kernels.chooseVariant(-1)).isFalse();
        assertThat(Kernels.chooseVariant(3)).isFalse();
    }

    static Stream<NumberType> floatingTypes() {
        return types(NumberKind.FLOAT16, NumberKind.FLOAT32, NumberKind.FLOAT64);
    }

    static Stream<NumberType> integerTypes() {
        return types(Stream.of(NumberKind.values())
                .filter(kind -> kind.isInteger() || kind == NumberKind.BOOL)
                .toArray(NumberKind[]::new));
    }

    private static Stream<NumberType> types(NumberKind... kinds) {
        return Stream.of(kinds)
                .flatMap(kind -> ORDERS.stream().map(order -> new NumberType(kind, order)))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("floatingTypes")
    void reduceFloatingNumbersToTheLastBit(NumberType type) {
        Random random = new Random(type.hashCode());
        for (int count : COUNTS) {
            for (int offset : new int[] {0, 1, 24, 63}) {
                fill(type, offset, count, () -> random.nextGaussian() * Math.pow(2, random.nextInt(20) - 10));
                compareFloating(type, offset, count);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("floatingTypes")
    void reduceBitsThatMayMeanAnything(NumberType type) {
        Random random = new Random(type.hashCode());
        byte[] bytes = new byte[LENGTH];
        for (int round = 0; round < 50; round++) {
            random.nextBytes(bytes);
            mapping.write(0, Carrier.of(JavaType.ofArray(bytes), type.order()), bytes, 0, LENGTH);
            compareFloating(type, random.nextInt(64), 1 + random.nextInt(300));
        }
        compareFloating(type, 0, ReferenceKernels.CHUNK);
    }

    @ParameterizedTest
    @MethodSource("floatingTypes")
    void treatNaNsInfinitiesAndZerosAsJavaDoes(NumberType type) {
        double[] specials = {
            Double.NaN, 0.0, -0.0, 1, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0x1p-24, -0x1p-24, 65504
        };
        Random random = new Random(1);
        for (int round = 0; round < 400; round++) {
            int first = round % specials.length;
            int kinds = 1 + random.nextInt(3);
            int count = 1 + random.nextInt(300);
            fill(type, 0, count, () -> specials[(first + random.nextInt(kinds)) % specials.length]);
            compareFloating(type, 0, count);
        }
    }

    @Test
    void convertEveryFloat16() {
        NumberType float16 = new NumberType(NumberKind.FLOAT16, ByteOrder.nativeOrder());
        short[] halves = new short[1 << 16];
        IntStream.range(0, 1 << 16).forEach(bits -> halves[bits] = (short) bits);
        mapping.write(0, Carrier.of(JavaType.ofArray(halves), ByteOrder.nativeOrder()), halves, 0, halves.length);
        for (int bits = 0; bits < 1 << 16; bits++) {
            compareFloating(float16, bits * 2L, 1);
        }
    }

    @ParameterizedTest
    @MethodSource("integerTypes")
    void reduceIntegersExactly(NumberType type) {
        Random random = new Random(type.hashCode());
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        mapping.write(0, Carrier.of(JavaType.ofArray(bytes), type.order()), bytes, 0, LENGTH);
        for (int count : COUNTS) {
            compareInteger(type, 0, count);
            compareInteger(type, 1 + random.nextInt(63), count);
        }
    }

    @ParameterizedTest
    @MethodSource("integerTypes")
    void reduceTheExtremesOfIntegers(NumberType type) {
        for (int bits : new int[] {0x00, 0x7f, 0x80, 0xff}) {
            byte[] bytes = new byte[LENGTH];
            Arrays.fill(bytes, (byte) 0xff);
            int highest = type.order() == ByteOrder.BIG_ENDIAN ? 0 : type.itemsize() - 1;
            for (int k = highest; k < LENGTH; k += type.itemsize()) {
                bytes[k] = (byte) bits;
            }
            mapping.write(0, Carrier.of(JavaType.ofArray(bytes), type.order()), bytes, 0, LENGTH);
            compareInteger(type, 0, ReferenceKernels.CHUNK);
        }
    }

    static Stream<Arguments> arrays() {
        return Stream.of(byte.class, short.class, int.class, long.class, float.class, double.class)
                .flatMap(type -> ORDERS.stream().map(order -> Arguments.of(type, order)));
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void readAndWriteElementsAtAnyStride(Class<?> type, ByteOrder order) throws Exception {
        Random random = new Random(2);
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        mapping.write(0, Carrier.of(JavaType.ofArray(bytes), order), bytes, 0, LENGTH);
        ByteBuffer expected = ByteBuffer.wrap(bytes).order(order);
        int size = size(type);
        for (int count : new int[] {0, 1, 5, 15, 16, 17, 100, 2047, 2048, 2049, 9000}) {
            for (long stride : new long[] {size, -size, 0, 1, 3, 24, -31, LENGTH / 10_000}) {
                long offset = stride < 0 ? LENGTH - 8 : random.nextInt(8);
                readAndWrite(expected, type, offset, stride, count, "");
            }
        }
        for (int count : COUNTS_AHEAD) {
            for (long stride : LONG_STRIDES) {
                long offset = stride < 0 ? LENGTH - 8 : random.nextInt(8);
                readAndWrite(expected, type, offset, stride, count, "");
            }
        }
        assertFileHolds(expected);
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void readAndWriteElementsOfRandomCountsAndStrides(Class<?> type, ByteOrder order) throws Exception {
        byte[] bytes = new byte[LENGTH];
        new Random(5).nextBytes(bytes);
        mapping.write(0, Carrier.of(JavaType.ofArray(bytes), order), bytes, 0, LENGTH);
        ByteBuffer expected = ByteBuffer.wrap(bytes).order(order);
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int count = randomCount(random);
            long stride = randomStride(random, count);
            readAndWrite(expected, type, randomOffset(random, stride, count), stride, count, ", seed " + seed);
        }
        assertFileHolds(expected);
    }

    /** Compares elements with those expected, whose order is theirs, and adds 1 to each in both. */
    private void readAndWrite(ByteBuffer expected, Class<?> type, long offset, long stride, int count, String origin) {
        Object target = Array.newInstance(type, count + 3);
        // The elements before and behind stay as they are.
        long[] wanted = new long[count + 3];
        for (int k = 0; k < count; k++) {
            wanted[2 + k] = bits(expected, type, (int) (offset + stride * k));
        }
        mapping.readStrided(offset, stride, Carrier.of(JavaType.ofArray(target), expected.order()), target, 2, count);
        assertThat(bits(target))
                .as("%d %s, %s, %d bytes apart%s", count, type, expected.order(), stride, origin)
                .isEqualTo(wanted);
        // Where elements overlap, the file would hold whichever came last.
        if (Math.abs(stride) >= size(target.getClass().componentType())) {
            for (int k = 0; k < count; k++) {
                setBits(target, 2 + k, wanted[2 + k] + 1);
                put(expected, type, (int) (offset + stride * k), wanted[2 + k] + 1);
            }
            mapping.writeStrided(
                    offset, stride, Carrier.of(JavaType.ofArray(target), expected.order()), target, 2, count);
        }
    }

    private void assertFileHolds(ByteBuffer expected) throws IOException {
        mapping.flush(0, LENGTH);
        assertThat(Files.readAllBytes(directory.resolve("data"))).isEqualTo(expected.array());
    }

    private static int randomCount(Random random) {
        return 1 + random.nextInt(16 << random.nextInt(8));
    }

    /** One that leaves room for so many elements, as often long as short. */
    private static long randomStride(Random random, int count) {
        int bound = (LENGTH - 64) / count;
        int stride = random.nextInt(random.nextBoolean() ? bound : Math.min(bound, 64));
        return random.nextBoolean() ? stride : -stride;
    }

    private static long randomOffset(Random random, long stride, int count) {
        return random.nextInt(56) + (stride < 0 ? -stride * (count - 1) : 0);
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void gatherRunsFromAnywhere(Class<?> type, ByteOrder order) {
        Random random = new Random(3);
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        mapping.write(0, Carrier.of(JavaType.ofArray(bytes), order), bytes, 0, LENGTH);
        ByteBuffer expected = ByteBuffer.wrap(bytes).order(order);
        int size = size(type);
        for (int run : new int[] {0, 1, 2, 3, 17, 768, 8192, 8193, 16384, 65536, 65537}) {
            for (int count : new int[] {0, 1, 15, 16, 33, 1023, 1024, 1025, 5000}) {
                if ((long) run * count > 200_000 || (long) run * size > LENGTH / 2) {
                    continue;
                }
                long stride = random.nextInt(2) == 0 ? 8 : 5;
                long offset = random.nextInt(100);
                long bound = (LENGTH - offset - (long) run * size) / stride;
                long[] positions = random.longs(count + 3L, 0, bound).toArray();
                Object target = Array.newInstance(type, count * run + 3);
                mapping.gather(
                        new Positions(offset, stride, positions, 3, count),
                        run,
                        Carrier.of(JavaType.ofArray(target), order),
                        target,
                        2);
                for (int k = 0; k < count * run; k++) {
                    long position = offset + stride * positions[3 + k / run] + (long) k % run * size;
                    assertThat(bits(target, 2 + k)).isEqualTo(bits(expected, type, (int) position));
                }
                assertThat(bits(target, 1)).isZero();
                assertThat(bits(target, count * run + 2)).isZero();
            }
        }
    }

    static Stream<Arguments> conversions() {
        return Stream.concat(floatingTypes(), integerTypes())
                .flatMap(type -> Stream.of(boolean.class, short.class, int.class, long.class, float.class, double.class)
                        .filter(java -> isWidened(type.kind(), java))
                        .map(java -> Arguments.of(type, java)));
    }

    private static boolean isWidened(NumberKind kind, Class<?> java) {
        boolean isInteger = !kind.isFloating();
        int bytes = kind.itemsize();
        if (java == boolean.class) {
            return kind == NumberKind.BOOL;
        } else if (java == float.class) {
            return bytes <= 2;
        } else if (java == double.class) {
            return kind != NumberKind.FLOAT64;
        }
        int javaBytes = java == short.class ? 2 : java == int.class ? 4 : 8;
        return isInteger && bytes < javaBytes;
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void convertBitsThatMayMeanAnything(NumberType type, Class<?> java) {
        Random random = new Random(type.hashCode());
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        mapping.write(0, Carrier.of(JavaType.ofArray(bytes), type.order()), bytes, 0, LENGTH);
        for (int count : new int[] {0, 1, 7, 8, 9, 16, 31, 33, 127, 128, 129, 1024, 1025, 4097, 40_000}) {
            int size = type.itemsize();
            for (long stride : new long[] {size, 1, 0, -size, 13, -24}) {
                long offset = stride < 0 ? LENGTH - 64 + random.nextInt(32) : random.nextInt(32);
                compareConverted(type, java, offset, stride, count, "");
            }
        }
        for (int count : COUNTS_AHEAD) {
            for (long stride : LONG_STRIDES) {
                long offset = stride < 0 ? LENGTH - 64 + random.nextInt(32) : random.nextInt(32);
                compareConverted(type, java, offset, stride, count, "");
            }
        }
        for (int seed = 0; seed < SEEDS; seed++) {
            Random drawn = new Random(seed);
            int count = randomCount(drawn);
            long stride = randomStride(drawn, count);
            compareConverted(type, java, randomOffset(drawn, stride, count), stride, count, ", seed " + seed);
        }
    }

    private void compareConverted(NumberType type, Class<?> java, long offset, long stride, int count, String origin) {
        Object expected = Array.newInstance(java, count + 3);
        Object actual = Array.newInstance(java, count + 3);
        Widening widening = Widening.of(type, JavaType.ofArray(actual));
        new ByElement(mapping).readConverted(offset, stride, widening, expected, 2, count);
        mapping.readConverted(offset, stride, widening, actual, 2, count);
        assertThat(bits(actual))
                .as("%d %s, %d bytes apart, to %s%s", count, type, stride, java, origin)
                .isEqualTo(bits(expected));
    }

    @Test
    void convertEveryFloat16ToDoubleAndFloat() {
        NumberType float16 = new NumberType(NumberKind.FLOAT16, ByteOrder.nativeOrder());
        short[] halves = new short[1 << 16];
        IntStream.range(0, 1 << 16).forEach(bits -> halves[bits] = (short) bits);
        mapping.write(0, Carrier.of(JavaType.ofArray(halves), ByteOrder.nativeOrder()), halves, 0, halves.length);
        compareConverted(float16, float.class, 0, 2, 1 << 16, "");
        compareConverted(float16, double.class, 0, 2, 1 << 16, "");
    }

    @Test
    void gatherMoreThanTheCachesHold() {
        Random random = new Random(4);
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        mapping.write(0, Carrier.of(JavaType.ofArray(bytes), ByteOrder.nativeOrder()), bytes, 0, LENGTH);
        for (int run : new int[] {61, 64, 65, 100, 767, 3072, 100_000}) {
            int count = (3 << 20) / run;
            long[] positions = random.longs(count, 0, LENGTH - run).toArray();
            byte[] target = new byte[count * run + 9];
            for (int index = 0; index < 9; index += 4) {
                mapping.gather(
                        new Positions(0, 1, positions, 0, count),
                        run,
                        Carrier.of(JavaType.ofArray(target), ByteOrder.nativeOrder()),
                        target,
                        index);
                for (int k = 0; k < count; k++) {
                    int start = (int) positions[k];
                    assertThat(Arrays.equals(target, index + k * run, index + (k + 1) * run, bytes, start, start + run))
                            .as("run %d of %d bytes", k, run)
                            .isTrue();
                }
            }
        }
    }

    private void compareFloating(NumberType type, long offset, int count) {
        for (Reduction reduction : Reduction.values()) {
            Double expected = ReferenceKernels.reduceFloating(mapping, reduction, type, offset, count);
            assertThat(mapping.reduceFloating(reduction, type, offset, count))
                    .as("%s of %d %s from byte %d", reduction, count, type, offset)
                    .isEqualTo(expected);
        }
    }

    private void compareInteger(NumberType type, long offset, int count) {
        for (Reduction reduction : Reduction.values()) {
            long[] expected = new long[2];
            long[] actual = new long[2];
            ReferenceKernels.reduceInteger(mapping, reduction, type, offset, count, expected);
            mapping.reduceInteger(reduction, type, offset, count, actual);
            assertThat(actual)
                    .as("%s of %d %s from byte %d", reduction, count, type, offset)
                    .isEqualTo(expected);
        }
    }

    private void fill(NumberType type, int offset, int count, DoubleSupplier values) {
        for (int k = 0; k < count; k++) {
            double value = values.getAsDouble();
            long at = offset + (long) k * type.itemsize();
            switch (type.kind()) {
                case FLOAT16 ->
                    mapping.write(
                            at,
                            Carrier.of(JavaType.ofArray(new short[] {float16((float) value)}), type.order()),
                            new short[] {float16((float) value)},
                            0,
                            1);
                case FLOAT32 ->
                    mapping.write(
                            at,
                            Carrier.of(JavaType.ofArray(new float[] {(float) value}), type.order()),
                            new float[] {(float) value},
                            0,
                            1);
                default ->
                    mapping.write(
                            at,
                            Carrier.of(JavaType.ofArray(new double[] {value}), type.order()),
                            new double[] {value},
                            0,
                            1);
            }
        }
    }

    /** Rounds towards zero, which is good enough to make numbers of. */
    private static short float16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        }
        float magnitude = Math.abs(value);
        if (magnitude >= 65536) {
            return (short) (sign | 0x7c00);
        } else if (magnitude < 0x1p-14f) {
            return (short) (sign | (int) (magnitude * 0x1p24f));
        }
        return (short) (sign | (Float.floatToRawIntBits(magnitude) >> 13) - (112 << 10));
    }

    private static int size(Class<?> type) {
        return JavaType.ofArray(Array.newInstance(type, 0)).size();
    }

    private static long[] bits(Object array) {
        return IntStream.range(0, Array.getLength(array))
                .mapToLong(k -> bits(array, k))
                .toArray();
    }

    private static long bits(Object array, int k) {
        if (array instanceof float[] floats) {
            return Float.floatToRawIntBits(floats[k]);
        } else if (array instanceof double[] doubles) {
            return Double.doubleToRawLongBits(doubles[k]);
        } else if (array instanceof boolean[] booleans) {
            return booleans[k] ? 1 : 0;
        }
        return Array.getLong(array, k);
    }

    private static void setBits(Object array, int k, long bits) {
        switch (size(array.getClass().componentType())) {
            case 1 -> ((byte[]) array)[k] = (byte) bits;
            case 2 -> ((short[]) array)[k] = (short) bits;
            case 4 -> {
                if (array instanceof float[] floats) {
                    floats[k] = Float.intBitsToFloat((int) bits);
                } else {
                    ((int[]) array)[k] = (int) bits;
                }
            }
            default -> {
                if (array instanceof double[] doubles) {
                    doubles[k] = Double.longBitsToDouble(bits);
                } else {
                    ((long[]) array)[k] = bits;
                }
            }
        }
    }

    private static long bits(ByteBuffer buffer, Class<?> type, int at) {
        return switch (size(type)) {
            case 1 -> buffer.get(at);
            case 2 -> buffer.getShort(at);
            case 4 -> buffer.getInt(at);
            default -> buffer.getLong(at);
        };
    }

    private static void put(ByteBuffer buffer, Class<?> type, int at, long bits) {
        switch (size(type)) {
            case 1 -> buffer.put(at, (byte) bits);
            case 2 -> buffer.putShort(at, (short) bits);
            case 4 -> buffer.putInt(at, (int) bits);
            default -> buffer.putLong(at, bits);
        }
    }
}
