#include "move.h"
#include "variant.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

static const struct moves *moves_of(struct layout layout) {
    return &variant()->moves[__builtin_ctz((unsigned) layout.size)][layout.swapped];
}

void move_in(char *buffer, const char *memory, int64_t stride, struct layout layout, size_t count, size_t known) {
    if (stride == layout.size) {
        moves_of(layout)->dense(buffer, memory, count);
    } else {
        moves_of(layout)->in(buffer, memory, stride, count, known);
    }
}

void move_out(char *memory, const char *buffer, int64_t stride, struct layout layout, size_t count) {
    if (stride == layout.size) {
        moves_of(layout)->dense(memory, buffer, count);
    } else {
        moves_of(layout)->out(memory, buffer, stride, count);
    }
}

void move_gathered(char *buffer, const char *memory, int64_t stride, const int64_t *positions, size_t count,
        size_t known, struct layout layout) {
    moves_of(layout)->gathered(buffer, memory, stride, positions, count, known);
}

void move_gathered_runs(char *buffer, const char *memory, int64_t stride, const int64_t *positions, size_t count,
        size_t known, size_t run, struct layout layout, int past_caches) {
    moves_of(layout)->runs(buffer, memory, stride, positions, count, known, run, past_caches);
}

void move_fence(void) {
#if defined(__SSE2__)
    _mm_sfence();
#endif
}

void move_touch(const char *memory, size_t length) {
    /* No page is smaller. */
    const uintptr_t page = 4096;
    const char *end = memory + length;
    for (const char *at = memory; at < end; at = (const char *) (((uintptr_t) at & ~(page - 1)) + page)) {
        (void) *(const volatile char *) at;
    }
}
