/* What C makes of the same work: plain loops over one mmap, left to gcc -O3 -march=native -ffast-math. */
#define _GNU_SOURCE
#include "reference.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int matrix_open(struct matrix *m, const char *path, int itemsize) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return -errno;
    }
    struct stat status;
    if (fstat(fd, &status) < 0) {
        int failure = -errno;
        close(fd);
        return failure;
    }
    void *map = mmap(NULL, (size_t) status.st_size, PROT_READ, MAP_SHARED, fd, 0);
    int failure = map == MAP_FAILED ? -errno : 0;
    close(fd);
    if (failure != 0) {
        return failure;
    }
    const unsigned char *bytes = map;
    size_t length = (size_t) status.st_size;
    if (length < 12 || memcmp(bytes, "\x93NUMPY", 6) != 0) {
        munmap(map, length);
        return -EINVAL;
    }
    size_t offset = bytes[6] == 1
            ? 10 + (bytes[8] | (size_t) bytes[9] << 8)
            : 12 + (bytes[8] | (size_t) bytes[9] << 8 | (size_t) bytes[10] << 16 | (size_t) bytes[11] << 24);
    if (offset > length) {
        munmap(map, length);
        return -EINVAL;
    }
    m->map = map;
    m->length = length;
    m->data = bytes + offset;
    m->size = (int64_t) ((length - offset) / (size_t) itemsize);
    m->itemsize = itemsize;
    return 0;
}

void matrix_close(struct matrix *m) {
    munmap((void *) m->map, m->length);
}

int matrix_advise_random(const struct matrix *m) {
    return madvise((void *) m->map, m->length, MADV_RANDOM) < 0 ? -errno : 0;
}

int evict(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return -errno;
    }
    int failure = fsync(fd) < 0 ? -errno : -posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    close(fd);
    return failure;
}

double resident(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return -errno;
    }
    struct stat status;
    if (fstat(fd, &status) < 0) {
        int failure = -errno;
        close(fd);
        return failure;
    }
    size_t length = (size_t) status.st_size;
    void *map = mmap(NULL, length, PROT_READ, MAP_SHARED, fd, 0);
    double answer = map == MAP_FAILED ? -errno : 0;
    close(fd);
    if (answer < 0) {
        return answer;
    }
    size_t page = (size_t) sysconf(_SC_PAGESIZE);
    size_t pages = (length + page - 1) / page;
    unsigned char *seen = malloc(pages);
    if (seen == NULL) {
        answer = -ENOMEM;
    } else if (mincore(map, length, seen) < 0) {
        answer = -errno;
    } else {
        size_t count = 0;
        for (size_t i = 0; i < pages; i++) {
            count += seen[i] & 1;
        }
        answer = (double) count / (double) pages;
    }
    free(seen);
    munmap(map, length);
    return answer;
}

int condition_memory(size_t bytes) {
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (memory == MAP_FAILED) {
        return -errno;
    }
    munmap(memory, bytes);
    return 0;
}

#define KERNELS(name, type) \
    double sum_##name(const type *a, int64_t size) { \
        double sum = 0; \
        for (int64_t i = 0; i < size; i++) { \
            sum += (double) a[i]; \
        } \
        return sum; \
    } \
    double pick_##name( \
            const type *a, int64_t stride, const int64_t *rows, const int64_t *columns, int64_t count) { \
        double sum = 0; \
        for (int64_t k = 0; k < count; k++) { \
            sum += (double) a[rows[k] * stride + columns[k]]; \
        } \
        return sum; \
    } \
    void gather_##name(const type *a, const int64_t *indices, int64_t count, type *out) { \
        for (int64_t k = 0; k < count; k++) { \
            out[k] = a[indices[k]]; \
        } \
    } \
    double rows_##name(const type *a, int64_t size, int64_t columns, type *row) { \
        double sum = 0; \
        for (int64_t i = 0, r = 0; i + columns <= size; i += columns, r++) { \
            memcpy(row, a + i, (size_t) columns * sizeof(type)); \
            sum += (double) row[r % columns]; \
        } \
        return sum; \
    }

KERNELS(f8, double)
KERNELS(f4, float)
