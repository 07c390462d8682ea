/** Python literals: a parser with bounds, and {@code repr}. */
package io.github.npymap.internal.python;
