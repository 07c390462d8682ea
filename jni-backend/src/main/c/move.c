#include "elements.h"
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

/* No page is smaller. */
enum { PAGE = 4096 };

static const char *next_page(const char *at) {
    return (const char *) (((uintptr_t) at & ~(uintptr_t) (PAGE - 1)) + PAGE);
}

void move_touch(const char *memory, size_t length, size_t known) {
    const char *end = memory + length;
    const char *at = memory;
    for (; at < end; at = next_page(at)) {
        (void) *(const volatile char *) at;
    }
    /* To wait for one line of every page takes as long as to copy a few pages. */
    end = memory + known;
    for (const char *stop = at + length; at < end && at < stop; at = next_page(at)) {
        ASK_FOR(at);
    }
}
