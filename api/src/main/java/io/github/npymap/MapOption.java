package io.github.npymap;

import io.github.npymap.format.NpyHeader;
import io.github.npymap.types.Mode;
import java.util.Arrays;

/** What else opening an existing file may do. */
public sealed interface MapOption {
    /**
     * Lengthens a file that is shorter than its header says, with zeros that have their place on the disk, as NumPy's
     * mode {@code 'r+'} does unasked; without this such a file is refused. Only for {@link Mode#READ_WRITE}.
     */
    MapOption EXTEND = Extend.INSTANCE;

    /**
     * Accepts a header of up to so many characters, padding included: NumPy's {@code max_header_size}. Without this a
     * header of more than 10,000 characters is refused before it is read, as in NumPy. {@link Npy#create} and
     * {@link Npy#save(java.nio.file.Path, NpyArray, SaveOption...)} write longer ones for structured dtypes of
     * hundreds of fields, as NumPy does.
     *
     * @throws IllegalArgumentException if negative
     */
    static MaxHeaderSize maxHeaderSize(int characters) {
        return new MaxHeaderSize(characters);
    }

    /**
     * The longest header to accept; see {@link #maxHeaderSize}.
     *
     * @param characters of the header, padding included
     */
    record MaxHeaderSize(int characters) implements MapOption {
        /** NumPy's limit, 10,000 characters. */
        public static final MaxHeaderSize DEFAULT = new MaxHeaderSize(NpyHeader.DEFAULT_MAX_HEADER_SIZE);

        /**
         * @throws IllegalArgumentException if negative
         */
        public MaxHeaderSize {
            if (characters < 0) {
                throw new IllegalArgumentException("a limit is 0 or more, not " + characters);
            }
        }

        /** The last of the limits among some options, {@link #DEFAULT} if there is none. */
        static MaxHeaderSize of(MapOption... options) {
            return Arrays.stream(options)
                    .filter(MaxHeaderSize.class::isInstance)
                    .map(MaxHeaderSize.class::cast)
                    .reduce(DEFAULT, (earlier, later) -> later);
        }
    }

    /** The type of {@link #EXTEND}. */
    enum Extend implements MapOption {
        /** {@link MapOption#EXTEND}. */
        INSTANCE;

        /** The name of the constant that stands for it. */
        @Override
        public String toString() {
            return "EXTEND";
        }
    }
}
