/* The life of a mapping: map, retire, unmap. */
#include "export.h"
#include "pages.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif

NPYMAP_EXPORT int64_t npymap_page_size(void) {
    return (int64_t) page_size();
}

/* Looks at the size of a mapping's file first: beyond the end of the file there would be signals instead of bytes. */
static int64_t map_descriptor(int descriptor, int32_t mode, int64_t offset, int64_t length) {
    struct stat status;
    if (fstat(descriptor, &status) != 0) {
        return -errno;
    }
    if (status.st_size < offset + length) {
        return -FAILURE_TOO_SHORT;
    }
    int64_t lead = offset % npymap_page_size();
    int protection = mode == MODE_READ ? PROT_READ : PROT_READ | PROT_WRITE;
    /* Private pages are not counted in advance: a file larger than memory and swap can still be mapped, as it is mostly
       read. Running out of memory is then the process's risk when it changes more than there is room for. */
    int flags = mode == MODE_COPY_ON_WRITE ? MAP_PRIVATE | MAP_NORESERVE : MAP_SHARED;
    char *start = mmap(NULL, (size_t) (lead + length), protection, flags, descriptor, (off_t) (offset - lead));
    if (start == MAP_FAILED && errno == ENODEV && mode == MODE_READ) {
        /* Some file systems share no pages. Private ones that nobody writes are the file's all the same. */
        start = mmap(NULL, (size_t) (lead + length), protection, MAP_PRIVATE, descriptor, (off_t) (offset - lead));
    }
    return start == MAP_FAILED ? -errno : (int64_t) (intptr_t) (start + lead);
}

/*
 * A page that nobody uses. At the limit of mappings the system refuses to put one in the place of another, too, and with
 * that to close a file under whoever is reading it. So a mapping is held in reserve, and given back when it is needed. It
 * is shared memory: private pages the system would join to others, and then they are no mapping of their own.
 */
static void *reserve = MAP_FAILED;
static pthread_mutex_t reserve_mutex = PTHREAD_MUTEX_INITIALIZER;

static void make_reserve(void) {
    if (reserve == MAP_FAILED) {
        reserve = mmap(NULL, page_size(), PROT_NONE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    }
}

static int keep_reserve(void) {
    pthread_mutex_lock(&reserve_mutex);
    make_reserve();
    int kept = reserve != MAP_FAILED;
    pthread_mutex_unlock(&reserve_mutex);
    return kept;
}

/* Maps length > 0 bytes of an open file from any offset, and returns the address of the first of them. */
NPYMAP_EXPORT int64_t npymap_map(int32_t descriptor, int32_t mode, int64_t offset, int64_t length) {
    return keep_reserve() ? map_descriptor(descriptor, mode, offset, length) : -ENOMEM;
}

static int32_t replace(struct pages pages, int32_t mode) {
    /* Without a writer, no write access: strict overcommit counts memory that could be written. */
    int protection = mode == MODE_READ ? PROT_READ : PROT_READ | PROT_WRITE;
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED;
    return mmap(pages.start, pages.length, protection, flags, -1, 0) == MAP_FAILED ? -errno : 0;
}

/* The same with the mapping in reserve, which nobody else takes in between. */
static int32_t replace_by_reserve(struct pages pages, int32_t mode) {
    pthread_mutex_lock(&reserve_mutex);
    if (reserve != MAP_FAILED && munmap(reserve, page_size()) == 0) {
        reserve = MAP_FAILED;
    }
    int32_t result = replace(pages, mode);
    make_reserve();
    pthread_mutex_unlock(&reserve_mutex);
    return result;
}

/*
 * Puts empty memory in the place of the file, in one step: whoever accesses the range meanwhile finds either the file
 * or zeros. The file and its pages are let go of, and only the addresses stay taken.
 */
NPYMAP_EXPORT int32_t npymap_retire(int64_t address, int64_t length, int32_t mode) {
    struct pages pages = pages_around(address, length);
    int32_t result = replace(pages, mode);
    if (result == -ENOMEM) {
        result = replace_by_reserve(pages, mode);
    } else if (result == -EAGAIN && munlock(pages.start, pages.length) == 0) {
        /* In a process that locks whatever it maps, the limit would have to do for both at a time. */
        result = replace(pages, mode);
    }
    return result;
}

/*
 * Maps the same pages of the file a second time, whatever is at its path by now. Not those of a private mapping, which
 * has pages of its own.
 */
NPYMAP_EXPORT int64_t npymap_duplicate(int64_t address, int64_t length) {
#if defined(MREMAP_MAYMOVE)
    struct pages pages = pages_around(address, length);
    /* Nothing is moved where the old size is 0. */
    char *start = mremap(pages.start, 0, pages.length, MREMAP_MAYMOVE);
    return start == MAP_FAILED ? -errno : (int64_t) (intptr_t) start + (address - (int64_t) (intptr_t) pages.start);
#else
    (void) address, (void) length;
    return -ENOTSUP;
#endif
}

/* Gives the addresses back. Any later access to them harms the process. */
NPYMAP_EXPORT int32_t npymap_unmap(int64_t address, int64_t length) {
    struct pages pages = pages_around(address, length);
    return munmap(pages.start, pages.length) != 0 ? -errno : 0;
}
