package io.github.npymap.types;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A structure of named fields: NumPy's structured dtype, {@code [('x', '<f4'), ('y', '<i2', (3,))]}.
 *
 * @param fields the fields by ascending offset, not overlapping, every name and title used once; the padding between
 *     them is in the offsets only
 * @param itemsize bytes of the whole structure, the padding at its end included
 */
public record StructType(List<Field> fields, int itemsize) implements DType {

    /**
     * One field of a structure.
     *
     * @param name the field's name, by which NumPy's {@code a['name']} finds it
     * @param title a second name, which finds it as well
     * @param offset bytes from the start of the structure
     * @param dtype the type of the field, or of one element where it is a subarray
     * @param subarrays the axes of a subarray, of those of the subarrays that are its elements, and so on from the outermost
     *     to the innermost; none where the field is a single element. To NumPy {@code ('<f8', (5,)), (2,)} is not the type
     *     that {@code '<f8', (2, 5)} is, although their elements lie in the same places
     */
    public record Field(String name, Optional<String> title, int offset, DType dtype, List<Shape> subarrays) {

        /**
         * @throws IllegalArgumentException for a negative offset, or more than 2^31-1 bytes, or more than
         *     {@value Shape#MAX_AXES} axes
         */
        public Field {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(title, "title");
            // As in NumPy, a subarray without axes is its element.
            subarrays = subarrays.stream().filter(axes -> axes.ndim() > 0).toList();
            if (offset < 0) {
                throw new IllegalArgumentException("the offset of a field is 0 or more, not " + offset);
            }
            Shape shape = joined(subarrays);
            if (dtype.itemsize() > 0 && shape.size() > Integer.MAX_VALUE / dtype.itemsize()) {
                throw new IllegalArgumentException("the field '" + name + "' is larger than 2^31-1 bytes: " + shape
                        + " elements of " + dtype.itemsize());
            }
        }

        /**
         * A field that is a subarray of elements, or, without axes, a single one.
         *
         * @throws IllegalArgumentException for a negative offset, or more than 2^31-1 bytes
         */
        public Field(String name, Optional<String> title, int offset, DType dtype, Shape shape) {
            this(name, title, offset, dtype, List.of(shape));
        }

        /** All axes, outer ones first: those that {@code a[name]} has behind the array's own. */
        public Shape shape() {
            return joined(subarrays);
        }

        /** Bytes of the whole field, all elements of a subarray together. */
        public int itemsize() {
            long size = dtype.itemsize();
            for (Shape axes : subarrays) {
                size *= axes.size();
            }
            return (int) size;
        }

        private Field withOrder(ByteOrder order) {
            return new Field(name, title, offset, dtype.withOrder(order), subarrays);
        }

        private static Shape joined(List<Shape> subarrays) {
            return subarrays.size() == 1
                    ? subarrays.get(0)
                    : Shape.of(subarrays.stream()
                            .flatMapToLong(axes -> Arrays.stream(axes.toArray()))
                            .toArray());
        }
    }

    /** @throws IllegalArgumentException for fields that overlap or share a name, or reach beyond the item size */
    public StructType {
        fields = List.copyOf(fields);
        Set<String> names = new HashSet<>();
        long end = 0;
        for (Field field : fields) {
            boolean unused =
                    names.add(field.name) && field.title.map(names::add).orElse(true);
            if (!unused) {
                throw new IllegalArgumentException("two fields have the name or title '" + field.name + "'");
            }
            if (field.offset < end) {
                throw new IllegalArgumentException("the field '" + field.name + "' at offset " + field.offset
                        + " starts inside the one before it, which ends at " + end);
            }
            end = (long) field.offset + field.itemsize();
        }
        if (itemsize < end) {
            throw new IllegalArgumentException("an item size of " + itemsize + " does not hold fields up to " + end);
        }
    }

    /** The field with this name or title. */
    public Optional<Field> field(String nameOrTitle) {
        return fields.stream()
                .filter(field -> field.name.equals(nameOrTitle) || field.title.equals(Optional.of(nameOrTitle)))
                .findFirst();
    }

    @Override
    public String descr() {
        return DescrWriter.descr(this);
    }

    @Override
    public String toString() {
        return DescrWriter.name(this);
    }

    @Override
    public StructType withOrder(ByteOrder order) {
        return new StructType(
                fields.stream().map(field -> field.withOrder(order)).toList(), itemsize);
    }

    @Override
    public StructType bigEndian() {
        return withOrder(ByteOrder.BIG_ENDIAN);
    }

    @Override
    public StructType littleEndian() {
        return withOrder(ByteOrder.LITTLE_ENDIAN);
    }
}
