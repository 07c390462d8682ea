/* What concerns the disk: changes on their way to the file, and room for it. */
#include "export.h"
#include "pages.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

NPYMAP_EXPORT int32_t npymap_flush(int64_t address, int64_t length) {
    struct pages pages = pages_around(address, length);
    return msync(pages.start, pages.length, MS_SYNC) != 0 ? -errno : 0;
}

static int32_t reserve_descriptor(int descriptor, int64_t length) {
#if defined(__linux__)
    /* Not posix_fallocate: where the file system cannot reserve, glibc's writes into the file, a byte per block, and
       what it overwrites it reads before. The portable way in Java is no slower and races with nobody. */
    struct stat status;
    if (fstat(descriptor, &status) != 0) {
        return -errno;
    }
    if (status.st_size >= length) {
        return 0;
    }
    int result;
    do {
        result = fallocate(descriptor, 0, status.st_size, (off_t) length - status.st_size);
    } while (result != 0 && errno == EINTR);
    return result != 0 ? -errno : 0;
#else
    (void) descriptor;
    (void) length;
    return -EOPNOTSUPP;
#endif
}

/* Lengthens a file with zeros that have their place on the disk. */
NPYMAP_EXPORT int32_t npymap_reserve(const char *path, int64_t length) {
    int descriptor = open(path, O_RDWR | O_CLOEXEC);
    if (descriptor < 0) {
        return -errno;
    }
    int32_t result = reserve_descriptor(descriptor, length);
    close(descriptor);
    return result;
}
