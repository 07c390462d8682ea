package io.github.npymap.types;

import io.github.npymap.NpyArray;

/**
 * What an application tells the system about the accesses to come. Each constant names a workload; a backend answers
 * whether it could pass the advice on, see {@link NpyArray#advise}. Advice reads nothing: {@link NpyArray#prefetch} and
 * {@link NpyArray#load} do.
 */
public enum Advice {
    /** Nothing special: the system reads ahead as it sees fit. What a new mapping has. */
    NORMAL,

    /** One pass from the first byte to the last: read far ahead, and let go of what was passed. */
    SEQUENTIAL,

    /**
     * Scattered elements or short rows of a file that is not in memory: read only the pages that are touched. On a
     * file that is in memory, or is going to be read whole, this costs more than it brings.
     */
    RANDOM,

    /**
     * This range is not needed again soon: give its memory back. The contents are unaffected. Refused on a
     * {@link Mode#COPY_ON_WRITE} mapping, whose changes live nowhere else.
     */
    DONT_NEED
}
