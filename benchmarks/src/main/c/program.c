/*
 * The reference as a program of its own: reads commands, one a line, and answers each with one line.
 *
 *   hello              ok COMPILER
 *   open PATH          ok
 *   positions PATH     ok                  int64: a count, as many rows, as many columns
 *   run WORK           ok NANOSECONDS COUNT CHECKSUM, or: cannot REASON
 *   close              ok
 *
 * With the arguments "get PATH I J" it prints one element, and that is all.
 */
#define _GNU_SOURCE
#include "reference.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define OPENS 400
#define BLOCK (8 << 20)

struct work {
    struct matrix m;
    char path[4096];
    int64_t count;
    int64_t *positions;
    int64_t *flat;
    void *out;
    size_t out_size;
};

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t) t.tv_sec * 1000000000 + t.tv_nsec;
}

/* Memory that stays from one run to the next, as the arrays of the other contenders do. */
static void *out_of(struct work *w, size_t size) {
    if (size > w->out_size) {
        free(w->out);
        if (posix_memalign(&w->out, 64, size) != 0) {
            fprintf(stderr, "no memory for %zu bytes\n", size);
            exit(1);
        }
        memset(w->out, 0, size);
        w->out_size = size;
    }
    return w->out;
}

static int read_positions(struct work *w, const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return -errno;
    }
    int64_t count = 0;
    int complete = fread(&count, sizeof(count), 1, file) == 1;
    size_t size = complete ? (size_t) count * sizeof(int64_t) : 0;
    free(w->positions);
    free(w->flat);
    w->positions = malloc(2 * size);
    w->flat = malloc(size);
    complete = complete && w->positions != NULL && w->flat != NULL && fread(w->positions, 2 * size, 1, file) == 1;
    fclose(file);
    if (!complete) {
        return -EIO;
    }
    w->count = count;
    for (int64_t k = 0; k < count; k++) {
        w->flat[k] = w->positions[k] * w->m.columns + w->positions[count + k];
    }
    return 0;
}

/* One number that depends on what was copied. */
static double glance(const struct matrix *m, const void *out, int64_t size) {
    int64_t at[3] = {0, size / 2, size - 1};
    double sum = 0;
    for (int k = 0; k < 3; k++) {
        sum += m->kind == FLOAT32 ? (double) ((const float *) out)[at[k]] : ((const double *) out)[at[k]];
    }
    return sum;
}

static double sum_block(const struct matrix *m, const void *data, int64_t size) {
    return m->kind == FLOAT32 ? sum_f4(data, size) : sum_f8(data, size);
}

/* By read() or, where the file system can, past the page cache; NaN where it cannot. */
static double sum_by_read(const struct work *w, int flags) {
    int fd = open(w->path, O_RDONLY | O_CLOEXEC | flags);
    void *block = NULL;
    if (fd < 0 || posix_memalign(&block, 4096, BLOCK) != 0) {
        if (fd >= 0) {
            close(fd);
        }
        return __builtin_nan("");
    }
    const struct matrix *m = &w->m;
    int64_t skip = (int64_t) ((const char *) m->data - (const char *) m->map);
    double sum = 0;
    ssize_t length;
    while ((length = read(fd, block, BLOCK)) > 0) {
        int64_t from = skip < length ? skip : length;
        sum += sum_block(m, (const char *) block + from, (length - from) / m->itemsize);
        skip -= from;
    }
    free(block);
    close(fd);
    return length < 0 ? __builtin_nan("") : sum;
}

/* Asks for the page of each element first, and then reads them. */
static double gather_advised(struct work *w, void *out) {
    size_t page = (size_t) sysconf(_SC_PAGESIZE);
    const struct matrix *m = &w->m;
    madvise((void *) m->map, m->length, MADV_RANDOM);
    for (int64_t k = 0; k < w->count; k++) {
        uintptr_t at = (uintptr_t) m->data + (uintptr_t) (w->flat[k] * m->itemsize);
        madvise((void *) (at & ~(page - 1)), page, MADV_WILLNEED);
    }
    matrix_gather(m, w->flat, w->count, out);
    return glance(m, out, w->count);
}

static double open_and_close(struct work *w, int64_t *nanoseconds) {
    double sum = 0;
    *nanoseconds = 0;
    for (int k = 0; k < OPENS; k++) {
        struct matrix m;
        int64_t start = now();
        if (matrix_read(&m, w->path) != 0) {
            return __builtin_nan("");
        }
        sum += matrix_first(&m);
        *nanoseconds += now() - start;
        matrix_close(&m);
    }
    return sum / OPENS;
}

static void answer(int64_t nanoseconds, int64_t count, double checksum) {
    printf("ok %lld %lld %.17g\n", (long long) nanoseconds, (long long) count, checksum);
}

static void run(struct work *w, const char *name) {
    const struct matrix *m = &w->m;
    int64_t size = m->size;
    int64_t outsize = m->kind == FLOAT32 ? 4 : 8;
    int64_t count = size;
    int64_t nanoseconds = 0;
    double checksum = 0;
    int is_number = m->kind == FLOAT64 || m->kind == FLOAT32;
    int64_t start = now();

    if (strcmp(name, "open") == 0) {
        checksum = open_and_close(w, &nanoseconds);
        count = OPENS;
    } else if (strcmp(name, "rows") == 0) {
        void *row = out_of(w, (size_t) (m->columns * 8));
        count = m->rows;
        start = now();
        checksum = matrix_rows(m, row);
        nanoseconds = now() - start;
    } else if (!is_number) {
        printf("cannot not for this type\n");
        return;
    } else if (strcmp(name, "sum") == 0) {
        checksum = sum_block(m, m->data, size);
        nanoseconds = now() - start;
    } else if (strcmp(name, "loop") == 0) {
        checksum = matrix_loop(m);
        nanoseconds = now() - start;
    } else if (strcmp(name, "scan") == 0) {
        madvise((void *) m->map, m->length, MADV_SEQUENTIAL);
        checksum = sum_block(m, m->data, size);
        nanoseconds = now() - start;
    } else if (strcmp(name, "scan-read") == 0 || strcmp(name, "scan-direct") == 0) {
        checksum = sum_by_read(w, strcmp(name, "scan-read") == 0 ? 0 : O_DIRECT);
        if (checksum != checksum) {
            printf("cannot %s\n", strerror(errno));
            return;
        }
        nanoseconds = now() - start;
    } else if (strcmp(name, "pick") == 0) {
        count = w->count;
        checksum = matrix_pick(m, w->positions, w->positions + count, count);
        nanoseconds = now() - start;
    } else if (strcmp(name, "gather") == 0 || strcmp(name, "gather-advised") == 0) {
        count = w->count;
        void *out = out_of(w, (size_t) (count * outsize));
        start = now();
        if (strcmp(name, "gather") == 0) {
            matrix_gather(m, w->flat, count, out);
        } else {
            gather_advised(w, out);
        }
        nanoseconds = now() - start;
        checksum = glance(m, out, count);
    } else if (strcmp(name, "gather-rows") == 0) {
        count = w->count;
        size_t length = (size_t) (m->columns * m->itemsize);
        char *out = out_of(w, (size_t) count * length);
        start = now();
        for (int64_t k = 0; k < count; k++) {
            memcpy(out + (size_t) k * length, (const char *) m->data + (size_t) w->positions[k] * length, length);
        }
        nanoseconds = now() - start;
        checksum = glance(m, out, count * m->columns);
    } else if (strcmp(name, "columns") == 0) {
        count = w->count;
        void *out = out_of(w, (size_t) (m->rows * outsize));
        start = now();
        checksum = matrix_columns(m, w->positions + count, count, out);
        nanoseconds = now() - start;
    } else {
        printf("cannot unknown work\n");
        return;
    }
    answer(nanoseconds, count, checksum);
}

static void reply(int failure) {
    if (failure == 0) {
        printf("ok\n");
    } else {
        printf("cannot %s\n", strerror(-failure));
    }
}

/* The whole program for one element. */
static int print_element(const char *path, int64_t i, int64_t j) {
    struct matrix m;
    if (matrix_read(&m, path) != 0) {
        return 1;
    }
    printf("%.17g\n", matrix_pick(&m, &i, &j, 1));
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 5 && strcmp(argv[1], "get") == 0) {
        return print_element(argv[2], atoll(argv[3]), atoll(argv[4]));
    }
    static struct work w;
    char line[sizeof(w.path) + 16];
    while (fgets(line, sizeof(line), stdin) != NULL) {
        line[strcspn(line, "\n")] = 0;
        char *argument = strchr(line, ' ');
        if (argument != NULL) {
            *argument++ = 0;
        }
        if (strcmp(line, "hello") == 0) {
            printf("ok gcc %s -O3 -march=native -ffast-math\n", __VERSION__);
        } else if (strcmp(line, "open") == 0 && argument != NULL) {
            snprintf(w.path, sizeof(w.path), "%s", argument);
            reply(matrix_read(&w.m, argument));
        } else if (strcmp(line, "positions") == 0 && argument != NULL) {
            reply(read_positions(&w, argument));
        } else if (strcmp(line, "run") == 0 && argument != NULL) {
            run(&w, argument);
        } else if (strcmp(line, "close") == 0) {
            matrix_close(&w.m);
            reply(0);
        } else {
            printf("cannot unknown command\n");
        }
        fflush(stdout);
    }
    return 0;
}
