package io.github.npymap.types;

import java.nio.ByteOrder;
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
     * @param shape the axes of a subarray, {@code ()} where the field is a single element
     */
    public record Field(String name, Optional<String> title, int offset, DType dtype, Shape shape) {

        /** @throws IllegalArgumentException for a negative offset, or more than 2^31-1 bytes */
        public Field {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(title, "title");
            if (offset < 0) {
                throw new IllegalArgumentException("the offset of a field is 0 or more, not " + offset);
            }
            if (dtype.itemsize() > 0 && shape.size() > Integer.MAX_VALUE / dtype.itemsize()) {
                throw new IllegalArgumentException("the field '" + name + "' is larger than 2^31-1 bytes: " + shape
                        + " elements of " + dtype.itemsize());
            }
        }

        /** Bytes of the whole field, all elements of a subarray together. */
        public int itemsize() {
            return (int) (dtype.itemsize() * shape.size());
        }

        private Field withOrder(ByteOrder order) {
            return new Field(name, title, offset, dtype.withOrder(order), shape);
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
