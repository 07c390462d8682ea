/* Making one number out of many. Results are those of io.github.npymap.spi.ReferenceKernels, sums to the last bit. */
#ifndef NPYMAP_REDUCE_H
#define NPYMAP_REDUCE_H

#include "export.h"

/* ReferenceKernels.CHUNK and BLOCK. */
enum { CHUNK = 65536, BLOCK = 128 };

/* Ordinals of io.github.npymap.spi.Reduction. */
enum { REDUCTION_SUM, REDUCTION_MIN, REDUCTION_MAX, REDUCTIONS };

/* Ordinals of io.github.npymap.NumberKind. */
enum {
    KIND_BOOL,
    KIND_INT8,
    KIND_INT16,
    KIND_INT32,
    KIND_INT64,
    KIND_UINT8,
    KIND_UINT16,
    KIND_UINT32,
    KIND_UINT64,
    KIND_FLOAT16,
    KIND_FLOAT32,
    KIND_FLOAT64,
    KINDS
};

__extension__ typedef __int128 int128;

/* Of 1 to CHUNK adjacent elements. */
typedef double floating_reduction(const char *memory, size_t count);
typedef int128 integer_reduction(const char *memory, size_t count);

#endif
