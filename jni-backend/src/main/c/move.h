/* Moving elements between a mapping and a buffer: what can fault, and therefore touches nothing else. */
#ifndef NPYMAP_MOVE_H
#define NPYMAP_MOVE_H

#include "export.h"

/* How many elements ahead of their use memory is asked for, and at most how many runs. */
enum { AHEAD = 64 };

/* An element's bytes, 1, 2, 4 or 8, and whether they are in the other order than the processor's. */
struct layout {
    int32_t size;
    int32_t swapped;
};

/* What there is for elements of one layout. There are known ≥ count elements: those behind will be asked for next. */
struct moves {
    void (*dense)(char *to, const char *from, size_t count);
    void (*in)(char *buffer, const char *memory, int64_t stride, size_t count, size_t known);
    void (*out)(char *memory, const char *buffer, int64_t stride, size_t count);
    void (*gathered)(char *buffer, const char *memory, int64_t stride, const int64_t *positions, size_t count,
            size_t known);
    void (*runs)(char *buffer, const char *memory, int64_t stride, const int64_t *positions, size_t count,
            size_t known, size_t run, int past_caches);
};

/* Elements that are stride bytes apart, to a dense buffer. */
void move_in(char *buffer, const char *memory, int64_t stride, struct layout layout, size_t count, size_t known);

/* A dense buffer to elements that are stride bytes apart. */
void move_out(char *memory, const char *buffer, int64_t stride, struct layout layout, size_t count);

/* Elements at memory + stride * positions[k]. */
void move_gathered(char *buffer, const char *memory, int64_t stride, const int64_t *positions, size_t count,
        size_t known, struct layout layout);

/*
 * The same for runs of adjacent elements. Past the caches goes what is too much for them; a move_fence must follow
 * before anyone else may look.
 */
void move_gathered_runs(char *buffer, const char *memory, int64_t stride, const int64_t *positions, size_t count,
        size_t known, size_t run, struct layout layout, int past_caches);

void move_fence(void);

/*
 * Has every page of the range brought into memory. Of known bytes those behind the range will be touched next: what that
 * waits for is asked for already, unless it is on the disk.
 */
void move_touch(const char *memory, size_t length, size_t known);

#endif
