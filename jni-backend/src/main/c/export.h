/*
 * What every file of the library starts with.
 *
 * Functions that Java calls through JNA take and return int32_t and int64_t only, addresses included, and report a
 * failure as -errno: the result is the one place that no other thread can overwrite. A few failures that errno has no
 * number for are above its range.
 */
#ifndef NPYMAP_EXPORT_H
#define NPYMAP_EXPORT_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#if defined(__APPLE__) && !defined(_DARWIN_C_SOURCE)
#define _DARWIN_C_SOURCE
#endif

#include <stddef.h>
#include <stdint.h>

#define NPYMAP_EXPORT __attribute__((visibility("default")))

/* Ordinals of io.github.npymap.types.Mode. */
enum { MODE_READ, MODE_READ_WRITE, MODE_COPY_ON_WRITE };

/* Ordinals of io.github.npymap.types.Advice. */
enum { ADVICE_NORMAL, ADVICE_SEQUENTIAL, ADVICE_RANDOM, ADVICE_DONT_NEED };

/* Failures without an errno. */
enum { FAILURE_NOT_A_FILE = 1 << 16, FAILURE_TOO_SHORT, FAILURE_NO_ANSWER };

#endif
