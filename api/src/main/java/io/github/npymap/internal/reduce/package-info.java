/** Reductions: one pass over a view, and an accumulator class for each result. Uses mappings and layouts. */
package io.github.npymap.internal.reduce;
