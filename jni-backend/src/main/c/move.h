/* Moving elements between a mapping and a buffer: what can fault, and therefore touches nothing else. */
#ifndef NPYMAP_MOVE_H
#define NPYMAP_MOVE_H

#include "export.h"

/* How far ahead of its use memory is asked for: in elements, or in the cache lines of whole runs. */
enum { AHEAD = 32, CACHE_LINE = 64 };

/* An element's bytes, 1, 2, 4 or 8, and whether they are in the other order than the processor's. */
struct layout {
    int32_t size;
    int32_t swapped;
};

/* Elements that are stride bytes apart, to a dense buffer. */
void move_in(char *buffer, const char *memory, int64_t stride, struct layout layout, size_t count);

/* A dense buffer to elements that are stride bytes apart. */
void move_out(char *memory, const char *buffer, int64_t stride, struct layout layout, size_t count);

/* A dense buffer to another. */
void move_dense(char *to, const char *from, struct layout layout, size_t count);

/* Elements at memory + stride * positions[k]. There are known ≥ count positions: those behind will be asked for next. */
void move_gathered(char *buffer, const char *memory, int64_t stride, const int64_t *positions, size_t count,
        size_t known, struct layout layout);

/* The same for runs of adjacent elements. */
void move_gathered_runs(char *buffer, const char *memory, int64_t stride, const int64_t *positions, size_t count,
        size_t known, size_t run, struct layout layout);

#endif
