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

/*
 * One function body for wide and narrow vectors; the loader picks what the processor has. Only where the linker knows
 * such functions (ELF with glibc) and the compiler knows these names.
 */
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__) && __GNUC__ >= 12
#define FOR_EVERY_VECTOR_SIZE __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EVERY_VECTOR_SIZE
#endif

#define ALWAYS_INLINE static inline __attribute__((always_inline))

#endif
