/** Numbers: the formats that Java lacks, conversions between all of them, 128-bit sums. */
package io.github.npymap.internal.number;
