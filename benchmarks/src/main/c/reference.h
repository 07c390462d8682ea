#ifndef NPYMAP_REFERENCE_H
#define NPYMAP_REFERENCE_H

#include <stddef.h>
#include <stdint.h>

enum kind { FLOAT64, FLOAT32, BIG_ENDIAN_FLOAT64, FLOAT16 };

/* A .npy file in C order, mapped whole. */
struct matrix {
    const void *map;
    size_t length;
    const void *data;
    int64_t size;
    int itemsize;
    /* Known to matrix_read only. */
    enum kind kind;
    int64_t rows;
    int64_t columns;
};

/* These return 0, or -errno. */
int matrix_open(struct matrix *m, const char *path, int itemsize);
/* Reads type and shape from the header: two axes, and a type that has a kind. */
int matrix_read(struct matrix *m, const char *path);
int matrix_advise_random(const struct matrix *m);
int evict(const char *path);
int condition_memory(size_t bytes);

void matrix_close(struct matrix *m);

double matrix_first(const struct matrix *m);
double matrix_loop(const struct matrix *m);
double matrix_pick(const struct matrix *m, const int64_t *rows, const int64_t *columns, int64_t count);
void matrix_gather(const struct matrix *m, const int64_t *indices, int64_t count, void *out);

/* Copies each of the columns to the same place, and returns the sum of one element of each. */
double matrix_columns(const struct matrix *m, const int64_t *columns, int64_t count, void *out);

/* Copies each row to the same place, as float32 or else as float64, and returns the sum of one element of each. */
double matrix_rows(const struct matrix *m, void *row);

/* The fraction of the file that is in memory, or -errno. */
double resident(const char *path);

double sum_f8(const double *a, int64_t size);
double sum_f4(const float *a, int64_t size);

/* The sum of a[rows[k], columns[k]]. */
double pick_f8(const double *a, int64_t stride, const int64_t *rows, const int64_t *columns, int64_t count);
double pick_f4(const float *a, int64_t stride, const int64_t *rows, const int64_t *columns, int64_t count);

void gather_f8(const double *a, const int64_t *indices, int64_t count, double *out);
void gather_f4(const float *a, const int64_t *indices, int64_t count, float *out);

/* Copies each row to the same place, and returns the sum of one element of each. */
double rows_f8(const double *a, int64_t size, int64_t columns, double *row);
double rows_f4(const float *a, int64_t size, int64_t columns, float *row);

#endif
