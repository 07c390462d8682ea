/* What concerns the disk: changes on their way to the file, and room for it. */
#include "export.h"
#include "pages.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

NPYMAP_EXPORT int32_t npymap_flush(int64_t address, int64_t length) {
    struct pages pages = pages_around(address, length);
    return msync(pages.start, pages.length, MS_SYNC) != 0 ? -errno : 0;
}

/* Not posix_fallocate: where the file system cannot reserve, glibc's writes a byte per block, and reads before. */
static int allocate(int descriptor, off_t from, off_t length) {
#if defined(__linux__)
    int result;
    do {
        result = fallocate(descriptor, 0, from, length - from);
    } while (result != 0 && errno == EINTR);
    return result != 0 ? errno : 0;
#else
    (void) descriptor, (void) from, (void) length;
    return EOPNOTSUPP;
#endif
}

static int write_zeros(int descriptor, off_t from, off_t length) {
    static const char zeros[1 << 16];
    for (off_t position = from; position < length;) {
        off_t left = length - position;
        ssize_t written = pwrite(descriptor, zeros, left < (off_t) sizeof zeros ? (size_t) left : sizeof zeros, position);
        if (written < 0 && errno != EINTR) {
            return errno;
        }
        position += written > 0 ? written : 0;
    }
    return 0;
}

/* Lengthens a file with zeros that have their place on the disk. If there is no room, it is as long as before. */
NPYMAP_EXPORT int32_t npymap_reserve(int32_t descriptor, int64_t length) {
    struct stat status;
    if (fstat(descriptor, &status) != 0) {
        return -errno;
    }
    off_t before = status.st_size;
    if (before >= length) {
        return 0;
    }
    int failure = allocate(descriptor, before, (off_t) length);
    if (failure == EOPNOTSUPP || failure == ENOSYS || failure == EINVAL) {
        failure = write_zeros(descriptor, before, (off_t) length);
    }
    if (failure != 0) {
        (void) !ftruncate(descriptor, before);
    }
    return -failure;
}
