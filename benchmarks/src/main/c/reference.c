/* What C makes of the same work: plain loops over one mmap, left to gcc -O3 -march=native -ffast-math. */
#define _GNU_SOURCE
#include "reference.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
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

int matrix_read(struct matrix *m, const char *path) {
    static const char *const descriptions[] = {"'<f8'", "'<f4'", "'>f8'", "'<f2'"};
    static const int itemsizes[] = {8, 4, 8, 2};
    int failure = matrix_open(m, path, 1);
    if (failure != 0) {
        return failure;
    }
    char header[1024] = {0};
    const char *text = (const char *) m->map + (((const unsigned char *) m->map)[6] == 1 ? 10 : 12);
    size_t length = (size_t) ((const char *) m->data - text);
    memcpy(header, text, length < sizeof(header) ? length : sizeof(header) - 1);
    const char *shape = strstr(header, "'shape': (");
    long long rows;
    long long columns;
    if (shape == NULL || strstr(header, "'fortran_order': False") == NULL
        || sscanf(shape, "'shape': (%lld, %lld)", &rows, &columns) != 2) {
        matrix_close(m);
        return -EINVAL;
    }
    for (int kind = FLOAT64; kind <= FLOAT16; kind++) {
        if (strstr(header, descriptions[kind]) != NULL) {
            m->kind = (enum kind) kind;
            m->itemsize = itemsizes[kind];
            m->rows = rows;
            m->columns = columns;
            m->size = rows * columns;
            return 0;
        }
    }
    matrix_close(m);
    return -EINVAL;
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

#define LOOPS(name, type) \
    static double loop_##name(const type *a, int64_t rows, int64_t columns) { \
        double sum = 0; \
        for (int64_t i = 0; i < rows; i++) { \
            for (int64_t j = 0; j < columns; j++) { \
                sum += (double) a[i * columns + j]; \
            } \
        } \
        return sum; \
    } \
    static double columns_##name( \
            const type *a, int64_t rows, int64_t stride, const int64_t *columns, int64_t count, type *out) { \
        double sum = 0; \
        for (int64_t k = 0; k < count; k++) { \
            for (int64_t i = 0; i < rows; i++) { \
                out[i] = a[i * stride + columns[k]]; \
            } \
            sum += (double) out[k % rows]; \
        } \
        return sum; \
    }

KERNELS(f8, double)
KERNELS(f4, float)
LOOPS(f8, double)
LOOPS(f4, float)

static double number(uint64_t big_endian) {
    uint64_t bits = __builtin_bswap64(big_endian);
    double value;
    memcpy(&value, &bits, sizeof(value));
    return value;
}

static double swap_rows(const struct matrix *m, double *row) {
    const uint64_t *a = m->data;
    double sum = 0;
    for (int64_t i = 0; i < m->rows; i++) {
        for (int64_t j = 0; j < m->columns; j++) {
            row[j] = number(a[i * m->columns + j]);
        }
        sum += row[i % m->columns];
    }
    return sum;
}

/* By its bits, which every compiler has; right for all numbers that are finite. */
static double half(uint16_t bits) {
    uint32_t wide = (uint32_t) (bits & 0x7fff) << 13;
    float magnitude;
    memcpy(&magnitude, &wide, sizeof(magnitude));
    magnitude *= 0x1p112f;
    return (double) (bits & 0x8000 ? -magnitude : magnitude);
}

static double widen_rows(const struct matrix *m, double *row) {
    const uint16_t *a = m->data;
    double sum = 0;
    for (int64_t i = 0; i < m->rows; i++) {
        for (int64_t j = 0; j < m->columns; j++) {
            row[j] = half(a[i * m->columns + j]);
        }
        sum += row[i % m->columns];
    }
    return sum;
}

double matrix_rows(const struct matrix *m, void *row) {
    switch (m->kind) {
        case FLOAT16:
            return widen_rows(m, row);
        case BIG_ENDIAN_FLOAT64:
            return swap_rows(m, row);
        case FLOAT32:
            return rows_f4(m->data, m->size, m->columns, row);
        default:
            return rows_f8(m->data, m->size, m->columns, row);
    }
}

double matrix_first(const struct matrix *m) {
    return m->kind == FLOAT32 ? (double) *(const float *) m->data : *(const double *) m->data;
}

double matrix_loop(const struct matrix *m) {
    return m->kind == FLOAT32 ? loop_f4(m->data, m->rows, m->columns) : loop_f8(m->data, m->rows, m->columns);
}

double matrix_pick(const struct matrix *m, const int64_t *rows, const int64_t *columns, int64_t count) {
    return m->kind == FLOAT32 ? pick_f4(m->data, m->columns, rows, columns, count)
                              : pick_f8(m->data, m->columns, rows, columns, count);
}

void matrix_gather(const struct matrix *m, const int64_t *indices, int64_t count, void *out) {
    if (m->kind == FLOAT32) {
        gather_f4(m->data, indices, count, out);
    } else {
        gather_f8(m->data, indices, count, out);
    }
}

double matrix_columns(const struct matrix *m, const int64_t *columns, int64_t count, void *out) {
    return m->kind == FLOAT32 ? columns_f4(m->data, m->rows, m->columns, columns, count, out)
                              : columns_f8(m->data, m->rows, m->columns, columns, count, out);
}
