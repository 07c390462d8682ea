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
 * Lost ranges of a mapping. Each is a mapping of its own to the system, and of those there is a limit, at which the
 * process would end; after this many, all that is behind a page goes with it.
 */
enum { LOST_RANGES = 64 };

/* Whole pages without a gap. The start is 0 until the end is known; both only move away from each other. */
struct lost_range {
    _Atomic int64_t start;
    _Atomic int64_t end;
};

/*
 * A mapping. The handler reads it while others may be changing it: the version is odd meanwhile, and another one
 * afterwards. Java reads the count and the lost ranges, at any time: ranges are used again, and never freed.
 */
struct range {
    /* How many of the lost ranges are in use. */
    _Atomic int64_t lost_count;
    /* The last one is what is behind a page. */
    struct lost_range lost[LOST_RANGES + 1];
    _Atomic uint64_t version;
    _Atomic uintptr_t start;
    _Atomic uintptr_t end;
    _Atomic int protection;
    struct range *next_free;
};

enum { RANGES = 64 };

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
    int64_t lost = atomic_exchange(&range->lost_count, 0);
    for (int64_t k = 0; k < lost; k++) {
        atomic_store(&range->lost[k].start, 0);
        atomic_store(&range->lost[k].end, 0);
    }
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

/*
 * Watches a range. Returns the address of a word that is 0 until an access misses one of its pages: then the number of
 * lost ranges, which follow, each as a start (0: not known yet) and an end.
 */
NPYMAP_EXPORT int64_t npymap_watch(int64_t address, int64_t length, int32_t mode) {
    struct range *range = length > 0 ? take() : NULL;
    if (range == NULL) {
        return (int64_t) (intptr_t) &unwatched.lost_count;
    }
    struct pages pages = pages_around(address, length);
    uintptr_t start = (uintptr_t) pages.start;
    set(range, start, start + pages.length, mode == MODE_READ ? PROT_READ : PROT_READ | PROT_WRITE);
    return (int64_t) (intptr_t) &range->lost_count;
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

/* Whether the page belongs to the lost range, which grows by it if it is next to it. */
static int joins(struct lost_range *lost, int64_t start, int64_t end) {
    int64_t first = atomic_load(&lost->start);
    int64_t last = atomic_load(&lost->end);
    if (first == 0 || end < first || start > last) {
        return 0;
    }
    /* A failure: another page has joined it there, so that this one is not at the border, but may be inside. */
    return (start >= first && end <= last)
        || (start == last && atomic_compare_exchange_strong(&lost->end, &last, end))
        || (end == first && atomic_compare_exchange_strong(&lost->start, &first, start));
}

/* Notes that from this page on to the end nothing is there. Another thread may be noting the same of another page. */
static void note_rest(struct range *range, int64_t start, int64_t end) {
    struct lost_range *rest = &range->lost[LOST_RANGES];
    atomic_store(&rest->end, end);
    int64_t first = atomic_load(&rest->start);
    while ((first == 0 || start < first) && !atomic_compare_exchange_weak(&rest->start, &first, start)) {
    }
    atomic_store(&range->lost_count, LOST_RANGES + 1);
}

/* Notes a page. Returns the end of what is lost with it. */
static int64_t note(struct range *range, int64_t start, int64_t end) {
    int64_t count = atomic_load(&range->lost_count);
    for (int64_t k = 0; k < count; k++) {
        if (joins(&range->lost[k], start, end)) {
            return end;
        }
    }
    while (count < LOST_RANGES) {
        if (atomic_compare_exchange_weak(&range->lost_count, &count, count + 1)) {
            atomic_store(&range->lost[count].end, end);
            atomic_store(&range->lost[count].start, start);
            return end;
        }
    }
    int64_t behind = (int64_t) atomic_load(&range->end);
    note_rest(range, start, behind);
    return behind;
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
    /* First the note: an access that reaches the zeros must find it as well. */
    uintptr_t end = (uintptr_t) note(range, (int64_t) start, (int64_t) (start + page_size()));
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
