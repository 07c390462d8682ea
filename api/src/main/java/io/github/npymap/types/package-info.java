/**
 * Values that know nothing of files: the {@link io.github.npymap.types.DType dtypes}, shapes, orders, modes, kernel advice,
 * results.
 */
package io.github.npymap.types;
