/* An open file, by its descriptor. */
#include "export.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Opens a regular file, and returns its descriptor. */
NPYMAP_EXPORT int32_t npymap_open(const char *path, int32_t mode) {
    /* O_NONBLOCK: on a pipe, opening would wait for a writer before anyone could say that it is not a file. */
    int access = mode == MODE_READ_WRITE ? O_RDWR : O_RDONLY;
    int descriptor = open(path, access | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        return -errno;
    }
    struct stat status;
    int32_t failure = fstat(descriptor, &status) != 0 ? errno : S_ISREG(status.st_mode) ? 0 : FAILURE_NOT_A_FILE;
    if (failure != 0) {
        close(descriptor);
        return -failure;
    }
    return descriptor;
}

NPYMAP_EXPORT int64_t npymap_size(int32_t descriptor) {
    struct stat status;
    return fstat(descriptor, &status) != 0 ? -errno : (int64_t) status.st_size;
}

/* Returns how many bytes were read; 0 at the end of the file. */
NPYMAP_EXPORT int64_t npymap_read(int32_t descriptor, char *target, int32_t count, int64_t position) {
    ssize_t read;
    do {
        read = pread(descriptor, target, (size_t) count, (off_t) position);
    } while (read < 0 && errno == EINTR);
    return read < 0 ? -errno : (int64_t) read;
}

NPYMAP_EXPORT int32_t npymap_sync(int32_t descriptor) {
    return fsync(descriptor) != 0 ? -errno : 0;
}

NPYMAP_EXPORT int32_t npymap_close(int32_t descriptor) {
    return close(descriptor) != 0 ? -errno : 0;
}
