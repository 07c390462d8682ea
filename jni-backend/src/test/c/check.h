/* Checks that end the program, and memory of which the sanitizer knows the borders. */
#ifndef NPYMAP_CHECK_H
#define NPYMAP_CHECK_H

#include "export.h"

#include <stdio.h>
#include <stdlib.h>

#define CHECK(condition)                                                                                              \
    do {                                                                                                              \
        if (!(condition)) {                                                                                           \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                                   \
            exit(1);                                                                                                  \
        }                                                                                                             \
    } while (0)

/* So many bytes and not one more, each of them another than its neighbours. */
static inline char *bytes(size_t count) {
    char *made = malloc(count == 0 ? 1 : count);
    CHECK(made != NULL);
    for (size_t k = 0; k < count; k++) {
        made[k] = (char) (k * 37 + k / 251 + 11);
    }
    return made;
}

void test_kernels(void);
void test_system(const char *directory);

#endif
