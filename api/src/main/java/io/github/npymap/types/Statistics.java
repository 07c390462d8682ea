package io.github.npymap.types;

import java.util.Optional;

/**
 * What one pass over an array tells. Of integers the numbers are exact: {@link Long}, or {@link java.math.BigInteger}
 * beyond; of floating-point numbers they are {@link Double}.
 *
 * @param count elements
 * @param nanCount elements that are NaN; if there are any, min, max, sum and mean are NaN, as in NumPy
 * @param min the smallest; absent if there are no elements
 * @param max the largest; absent if there are no elements
 * @param sum the sum; 0 if there are no elements
 * @param mean sum divided by count; NaN if there are no elements
 */
public record Statistics(
        long count, long nanCount, Optional<Number> min, Optional<Number> max, Number sum, double mean) {}
