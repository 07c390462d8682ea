package io.github.npymap.support;

import io.github.npymap.NpyArray;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import io.github.npymap.types.StructType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How the elements of a flat array lie in memory: none of it may be seen in their values. */
public enum Placement {
    /** Side by side, where they belong. */
    PLAIN {
        @Override
        public NpyArray place(Maker maker, DType type, int count) throws IOException {
            return maker.make(type, Shape.of(count));
        }
    },
    /** Side by side, from an odd byte on. */
    ODD {
        @Override
        public NpyArray place(Maker maker, DType type, int count) throws IOException {
            NpyArray bytes = maker.make(DType.UINT8, Shape.of(1 + (long) count * type.itemsize()));
            return bytes.slice("1:").viewAs(type);
        }
    },
    /** In structures without padding, at every alignment. */
    PACKED {
        @Override
        public NpyArray place(Maker maker, DType type, int count) throws IOException {
            StructType.Field before = new StructType.Field("before", Optional.empty(), 0, DType.INT8, Shape.of());
            StructType.Field field = new StructType.Field("x", Optional.empty(), 1, type, Shape.of());
            DType packed = new StructType(List.of(before, field), type.itemsize() + 2);
            return maker.make(packed, Shape.of(count)).field("x");
        }
    },
    /** From the last to the first. */
    BACKWARDS {
        @Override
        public NpyArray place(Maker maker, DType type, int count) throws IOException {
            return maker.make(type, Shape.of(count)).slice("::-1");
        }
    },
    /** With another element after each. */
    SPREAD {
        @Override
        public NpyArray place(Maker maker, DType type, int count) throws IOException {
            return maker.make(type, Shape.of(count, 2)).slice(":, 0");
        }
    };

    /** Makes an array of zeros. */
    public interface Maker {
        NpyArray make(DType type, Shape shape) throws IOException;
    }

    public abstract NpyArray place(Maker maker, DType type, int count) throws IOException;
}
