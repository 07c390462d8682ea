/* Loading and storing elements at any address and in either byte order. */
#ifndef NPYMAP_ELEMENTS_H
#define NPYMAP_ELEMENTS_H

#include "export.h"

/* Files need not align their elements, and the same bytes are read as more than one type. */
typedef uint8_t loose8 __attribute__((may_alias));
typedef uint16_t loose16 __attribute__((may_alias, aligned(1)));
typedef uint32_t loose32 __attribute__((may_alias, aligned(1)));
typedef uint64_t loose64 __attribute__((may_alias, aligned(1)));

static inline uint8_t swap8(uint8_t bits) {
    return bits;
}

static inline uint16_t swap16(uint16_t bits) {
    return __builtin_bswap16(bits);
}

static inline uint32_t swap32(uint32_t bits) {
    return __builtin_bswap32(bits);
}

static inline uint64_t swap64(uint64_t bits) {
    return __builtin_bswap64(bits);
}

#define KEEP(bits) (bits)

#if defined(__clang__)
#define UNROLL_NOTHING _Pragma("clang loop unroll(disable)")
#else
#define UNROLL_NOTHING _Pragma("GCC unroll 1")
#endif

#define ALWAYS_INLINE static inline __attribute__((always_inline))

#endif
