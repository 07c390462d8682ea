/** From the Python literals of a header to dtypes and shapes: NumPy's {@code descr_to_dtype}. */
package io.github.npymap.internal.descr;
