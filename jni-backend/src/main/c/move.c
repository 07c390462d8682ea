#include "move.h"
#include "elements.h"

#include <string.h>

#define MOVES(NAME, BITS, CHANGE)                                                                                     \
    FOR_EVERY_VECTOR_SIZE                                                                                             \
    static void dense_##NAME(char *to, const char *from, size_t count) {                                              \
        loose##BITS *target = (loose##BITS *) to;                                                                     \
        const loose##BITS *source = (const loose##BITS *) from;                                                       \
        for (size_t k = 0; k < count; k++) {                                                                          \
            target[k] = CHANGE(source[k]);                                                                            \
        }                                                                                                             \
    }                                                                                                                 \
    static void in_##NAME(char *buffer, const char *memory, int64_t stride, size_t count) {                           \
        loose##BITS *target = (loose##BITS *) buffer;                                                                 \
        for (size_t k = 0; k < count; k++) {                                                                          \
            target[k] = CHANGE(*(const loose##BITS *) (memory + stride * (int64_t) k));                               \
        }                                                                                                             \
    }                                                                                                                 \
    static void out_##NAME(char *memory, const char *buffer, int64_t stride, size_t count) {                          \
        const loose##BITS *source = (const loose##BITS *) buffer;                                                     \
        for (size_t k = 0; k < count; k++) {                                                                          \
            *(loose##BITS *) (memory + stride * (int64_t) k) = CHANGE(source[k]);                                     \
        }                                                                                                             \
    }                                                                                                                 \
    static void gathered_##NAME(                                                                                      \
            char *buffer, const char *memory, int64_t stride, const int64_t *positions, size_t count, size_t known) { \
        loose##BITS *target = (loose##BITS *) buffer;                                                                 \
        size_t k = 0;                                                                                                 \
        for (; k < count && k + AHEAD < known; k++) {                                                                 \
            __builtin_prefetch(memory + stride * positions[k + AHEAD]);                                               \
            target[k] = CHANGE(*(const loose##BITS *) (memory + stride * positions[k]));                              \
        }                                                                                                             \
        for (; k < count; k++) {                                                                                      \
            target[k] = CHANGE(*(const loose##BITS *) (memory + stride * positions[k]));                              \
        }                                                                                                             \
    }

MOVES(1, 8, KEEP)
MOVES(2, 16, KEEP)
MOVES(4, 32, KEEP)
MOVES(8, 64, KEEP)
MOVES(2_swapped, 16, __builtin_bswap16)
MOVES(4_swapped, 32, __builtin_bswap32)
MOVES(8_swapped, 64, __builtin_bswap64)

struct moves {
    void (*dense)(char *, const char *, size_t);
    void (*in)(char *, const char *, int64_t, size_t);
    void (*out)(char *, const char *, int64_t, size_t);
    void (*gathered)(char *, const char *, int64_t, const int64_t *, size_t, size_t);
};

#define ENTRY(NAME) {dense_##NAME, in_##NAME, out_##NAME, gathered_##NAME}

/* By the logarithm of the size, and the order. */
static const struct moves moves[4][2] = {
        {ENTRY(1), ENTRY(1)},
        {ENTRY(2), ENTRY(2_swapped)},
        {ENTRY(4), ENTRY(4_swapped)},
        {ENTRY(8), ENTRY(8_swapped)},
};

static const struct moves *moves_of(struct layout layout) {
    return &moves[__builtin_ctz((unsigned) layout.size)][layout.swapped];
}

void move_dense(char *to, const char *from, struct layout layout, size_t count) {
    if (layout.swapped) {
        moves_of(layout)->dense(to, from, count);
    } else {
        memcpy(to, from, count * (size_t) layout.size);
    }
}

void move_in(char *buffer, const char *memory, int64_t stride, struct layout layout, size_t count) {
    if (stride == layout.size) {
        move_dense(buffer, memory, layout, count);
    } else {
        moves_of(layout)->in(buffer, memory, stride, count);
    }
}

void move_out(char *memory, const char *buffer, int64_t stride, struct layout layout, size_t count) {
    if (stride == layout.size) {
        move_dense(memory, buffer, layout, count);
    } else {
        moves_of(layout)->out(memory, buffer, stride, count);
    }
}

void move_gathered(char *buffer, const char *memory, int64_t stride, const int64_t *positions, size_t count,
        size_t known, struct layout layout) {
    moves_of(layout)->gathered(buffer, memory, stride, positions, count, known);
}

void move_gathered_runs(char *buffer, const char *memory, int64_t stride, const int64_t *positions, size_t count,
        size_t known, size_t run, struct layout layout) {
    size_t bytes = run * (size_t) layout.size;
    size_t ahead = (AHEAD * CACHE_LINE + bytes - 1) / bytes;
    for (size_t k = 0; k < count; k++) {
        if (k + ahead < known) {
            const char *next = memory + stride * positions[k + ahead];
            for (size_t line = 0; line < bytes; line += CACHE_LINE) {
                __builtin_prefetch(next + line);
            }
        }
        move_dense(buffer + k * bytes, memory + stride * positions[k], layout, run);
    }
}
