package io.github.npymap.types;

import io.github.npymap.spi.ReferenceKernels;

/** An operation that makes one number out of many. */
public enum Reduction {
    /** The sum; see {@link ReferenceKernels} for the order in which floating-point numbers are added. */
    SUM,
    /** The smallest; NaN if any element is NaN. */
    MIN,
    /** The largest; NaN if any element is NaN. */
    MAX
}
