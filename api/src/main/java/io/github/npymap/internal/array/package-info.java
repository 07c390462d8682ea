/** The elements of arrays: layouts, moves, reductions, conversions in bulk. Uses mappings, and nothing that opens files. */
package io.github.npymap.internal.array;
