/** The elements of arrays: layouts, moves, conversions in bulk. Uses mappings, and nothing that opens files. */
package io.github.npymap.internal.array;
