/* Ranges of addresses, widened or narrowed to whole pages. */
#ifndef NPYMAP_PAGES_H
#define NPYMAP_PAGES_H

#include "export.h"
#include <sys/mman.h>
#include <unistd.h>

static inline uintptr_t page_size(void) {
    return (uintptr_t) sysconf(_SC_PAGESIZE);
}

static inline uintptr_t page_floor(uintptr_t address) {
    return address & ~(page_size() - 1);
}

static inline uintptr_t page_ceiling(uintptr_t address) {
    return page_floor(address + page_size() - 1);
}

struct pages {
    void *start;
    size_t length;
};

/* All pages that the range touches. A mapping starts on a page, so these are never someone else's. */
static inline struct pages pages_around(int64_t address, int64_t length) {
    uintptr_t start = page_floor((uintptr_t) address);
    uintptr_t end = page_ceiling((uintptr_t) address + (uintptr_t) length);
    return (struct pages) {(void *) start, end - start};
}

/* The pages that lie wholly in the range: all that may be taken away. */
static inline struct pages pages_within(int64_t address, int64_t length) {
    uintptr_t start = page_ceiling((uintptr_t) address);
    uintptr_t end = page_floor((uintptr_t) address + (uintptr_t) length);
    return (struct pages) {(void *) start, end > start ? end - start : 0};
}

/* Whether the page is in memory. True as well where the system does not tell: see answers_truly in advice.c. */
static inline int is_resident(int64_t address) {
    unsigned char state = 1;
    struct pages page = pages_around(address, 1);
    return mincore(page.start, page.length, (void *) &state) != 0 || (state & 1) != 0;
}

#endif
