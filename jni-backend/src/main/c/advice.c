/* What we tell the system about the access to come, and what it tells us about memory. */
#include "advice.h"
#include "export.h"
#include "pages.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Indexed by ADVICE_…; madvise rather than posix_madvise, since glibc's POSIX_MADV_DONTNEED does nothing. */
static const int system_advice[] = {MADV_NORMAL, MADV_SEQUENTIAL, MADV_RANDOM, MADV_DONTNEED};

static int32_t tell(struct pages pages, int advice) {
    return pages.length != 0 && madvise(pages.start, pages.length, advice) != 0 ? -errno : 0;
}

NPYMAP_EXPORT int32_t npymap_advise(int64_t address, int64_t length, int32_t advice) {
    struct pages pages = advice == ADVICE_DONT_NEED ? pages_within(address, length) : pages_around(address, length);
    return tell(pages, system_advice[advice]);
}

/* At once the system takes as much as the device does, and forgets the rest without a word. */
enum { ASKED_AT_ONCE = 1 << 19 };

/* Of one range more is not asked for in all: by then the system would wait for the device. */
enum { ASKED_IN_ALL = 1 << 26 };

static int32_t ask_for(struct pages pages) {
    int32_t result = 0;
    for (size_t done = 0; done < pages.length && result == 0; done += ASKED_AT_ONCE) {
        size_t left = pages.length - done;
        struct pages piece = {(char *) pages.start + done, left < ASKED_AT_ONCE ? left : ASKED_AT_ONCE};
        result = tell(piece, MADV_WILLNEED);
    }
    return result;
}

NPYMAP_EXPORT int32_t npymap_prefetch(int64_t address, int64_t length) {
    return ask_for(pages_around(address, length < ASKED_IN_ALL ? length : ASKED_IN_ALL));
}

/*
 * Lets the system drop the pages of a file from memory. A page with changes that the disk does not have stays, so they
 * are written first; so does one that is mapped, so this mapping lets go of it; it comes back at the next access.
 */
NPYMAP_EXPORT int32_t npymap_evict(const char *path, int64_t offset, int64_t address, int64_t length) {
#if defined(POSIX_FADV_DONTNEED)
    struct pages pages = pages_around(address, length);
    /* Whatever has the name now: a pipe would make us wait. */
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        return -errno;
    }
    struct stat status;
    int32_t result = fstat(file, &status) != 0 ? -errno : S_ISREG(status.st_mode) ? 0 : -FAILURE_NOT_A_FILE;
    /* Where nothing can be written, nothing has to be. */
    if (result == 0 && fdatasync(file) != 0 && errno != EINVAL && errno != EROFS) {
        result = -errno;
    }
    if (result == 0) {
        result = tell(pages, MADV_DONTNEED);
    }
    if (result == 0) {
        off_t lead = (off_t) ((uintptr_t) address - (uintptr_t) pages.start);
        result = -posix_fadvise(file, (off_t) offset - lead, (off_t) pages.length, POSIX_FADV_DONTNEED);
    }
    close(file);
    return result;
#else
    (void) path, (void) offset, (void) address, (void) length;
    return -ENOTSUP;
#endif
}

static int ascending(const void *left, const void *right) {
    int64_t a = *(const int64_t *) left;
    int64_t b = *(const int64_t *) right;
    return (a > b) - (a < b);
}

/* Sorted, since one system call for pages side by side, or asked for twice, is cheaper than two. */
int32_t advice_ask_for_all(int64_t *starts, size_t count, int64_t length, size_t *most) {
    qsort(starts, count, sizeof(int64_t), ascending);
    for (size_t k = 0; k < count && *most > 0;) {
        struct pages pages = pages_around(starts[k], length);
        uintptr_t end = (uintptr_t) pages.start + pages.length;
        for (k++; k < count; k++) {
            struct pages next = pages_around(starts[k], length);
            if ((uintptr_t) next.start > end) {
                break;
            }
            end = (uintptr_t) next.start + next.length;
        }
        pages.length = end - (uintptr_t) pages.start;
        if (pages.length > *most) {
            pages.length = *most;
        }
        *most -= pages.length;
        int32_t result = ask_for(pages);
        if (result != 0) {
            return result;
        }
    }
    return 0;
}

/*
 * Linux tells which pages of a file are in memory only to those who may write it or own it, and answers "all" to
 * everyone else.
 */
static int answers_truly(const char *path) {
#if defined(__linux__)
    struct stat status;
    uid_t user = geteuid();
    return user == 0 || euidaccess(path, W_OK) == 0 || (stat(path, &status) == 0 && status.st_uid == user);
#else
    (void) path;
    return 1;
#endif
}

/* How many of the pages that the range touches are in memory. */
NPYMAP_EXPORT int64_t npymap_residency(const char *path, int64_t address, int64_t length) {
    if (!answers_truly(path)) {
        return -FAILURE_NO_ANSWER;
    }
    struct pages pages = pages_around(address, length);
    unsigned char states[4096];
    size_t step = sizeof(states) * page_size();
    int64_t resident = 0;
    for (size_t done = 0; done < pages.length; done += step) {
        size_t piece = pages.length - done < step ? pages.length - done : step;
        if (mincore((char *) pages.start + done, piece, (void *) states) != 0) {
            return -errno;
        }
        for (size_t k = 0; k < piece / page_size(); k++) {
            resident += states[k] & 1;
        }
    }
    return resident;
}
