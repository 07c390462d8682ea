#include "watch.h"
#include "pages.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>

#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif

/*
 * A mapping. The handler reads it while others may be changing it: the version is odd meanwhile, and another one
 * afterwards. Java reads the first two words, at any time: ranges are used again, and never freed.
 */
struct range {
    /* The lowest address that was not there when it was accessed; 0 if there was none. */
    _Atomic int64_t lost;
    /* The end of the highest page that was not. */
    _Atomic int64_t lost_end;
    _Atomic uint64_t version;
    _Atomic uintptr_t start;
    _Atomic uintptr_t end;
    _Atomic int protection;
    /* How many times zeros were put in the place of pages. */
    _Atomic int replacements;
    struct range *next_free;
};

enum { RANGES = 1024 };

/*
 * Pages of a range that are replaced one by one. Each that lies apart is a mapping of its own to the system, and of those
 * there is a limit, at which the process would end; after this many, all that is behind a page goes with it.
 */
enum { SINGLE_PAGES = 64 };

struct chunk {
    struct range ranges[RANGES];
    struct chunk *older;
};

static struct chunk *_Atomic newest;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct range *free_ranges;

/* Stands for empty ranges, and for those that there was no memory to watch: what vanishes there is the JVM's to report. */
static struct range unwatched;

static void set(struct range *range, uintptr_t start, uintptr_t end, int protection) {
    atomic_fetch_add(&range->version, 1);
    atomic_store(&range->start, start);
    atomic_store(&range->end, end);
    atomic_store(&range->protection, protection);
    atomic_store(&range->lost, 0);
    atomic_store(&range->lost_end, 0);
    atomic_store(&range->replacements, 0);
    atomic_fetch_add(&range->version, 1);
}

static struct range *take(void) {
    pthread_mutex_lock(&mutex);
    if (free_ranges == NULL) {
        struct chunk *chunk = calloc(1, sizeof *chunk);
        if (chunk != NULL) {
            for (int k = 0; k < RANGES; k++) {
                chunk->ranges[k].next_free = free_ranges;
                free_ranges = &chunk->ranges[k];
            }
            chunk->older = atomic_load(&newest);
            atomic_store(&newest, chunk);
        }
    }
    struct range *range = free_ranges;
    if (range != NULL) {
        free_ranges = range->next_free;
    }
    pthread_mutex_unlock(&mutex);
    return range;
}

/* Watches a range. Returns the address of two words that are 0 until one of its pages is missed by an access. */
NPYMAP_EXPORT int64_t npymap_watch(int64_t address, int64_t length, int32_t mode) {
    struct range *range = length > 0 ? take() : NULL;
    if (range == NULL) {
        return (int64_t) (intptr_t) &unwatched.lost;
    }
    struct pages pages = pages_around(address, length);
    uintptr_t start = (uintptr_t) pages.start;
    set(range, start, start + pages.length, mode == MODE_READ ? PROT_READ : PROT_READ | PROT_WRITE);
    return (int64_t) (intptr_t) &range->lost;
}

/* Ends that, before the addresses become somebody else's. */
NPYMAP_EXPORT void npymap_unwatch(int64_t watch) {
    struct range *range = (struct range *) (intptr_t) watch;
    if (range == &unwatched) {
        return;
    }
    set(range, 0, 0, PROT_NONE);
    pthread_mutex_lock(&mutex);
    range->next_free = free_ranges;
    free_ranges = range;
    pthread_mutex_unlock(&mutex);
}

/* The end first: whoever finds that something is lost finds it, too. */
static void note(struct range *range, int64_t address, int64_t end) {
    int64_t highest = atomic_load(&range->lost_end);
    while (highest < end && !atomic_compare_exchange_weak(&range->lost_end, &highest, end)) {
    }
    int64_t lowest = atomic_load(&range->lost);
    while ((lowest == 0 || address < lowest) && !atomic_compare_exchange_weak(&range->lost, &lowest, address)) {
    }
}

/* Whether the page is in the range, which is in use then and does not change; its protection, too. */
static int holds(struct range *range, uintptr_t address, int *protection) {
    uint64_t version = atomic_load(&range->version);
    int inside = address >= atomic_load(&range->start) && address < atomic_load(&range->end);
    *protection = atomic_load(&range->protection);
    return inside && version % 2 == 0 && atomic_load(&range->version) == version;
}

static int replace(struct range *range, uintptr_t address, int protection) {
    int before = errno;
    uintptr_t start = page_floor(address);
    int single = atomic_fetch_add(&range->replacements, 1) < SINGLE_PAGES;
    uintptr_t end = single ? start + page_size() : atomic_load(&range->end);
    /* First the note: whoever finds zeros where the page was shall find it as well. */
    note(range, (int64_t) address, (int64_t) end);
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED;
    int replaced = mmap((void *) start, end - start, protection, flags, -1, 0) != MAP_FAILED;
    errno = before;
    return replaced;
}

int watch_replace(uintptr_t address) {
    int protection;
    for (struct chunk *chunk = atomic_load(&newest); chunk != NULL; chunk = chunk->older) {
        for (int k = 0; k < RANGES; k++) {
            if (holds(&chunk->ranges[k], address, &protection)) {
                return replace(&chunk->ranges[k], address, protection);
            }
        }
    }
    return 0;
}
