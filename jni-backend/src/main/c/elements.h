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

enum { CACHE_LINE = 64 };

/* Asks for a line, but into the second cache only: there is room for more that are on their way. */
#define ASK_FOR(address) __builtin_prefetch(address, 0, 2)

/*
 * How far ahead of its use memory is asked for by whoever goes through it from front to end, how much at a time, and
 * what has to lie before him that it pays.
 */
enum { SCAN_AHEAD = 4096, SCAN_PIECE = 2048, SCAN_WORTH = 16384 };

/*
 * Asks for what a scan will come to when it has done about a page: processors foresee where it goes, but stop at the
 * end of a page of theirs. What lies behind the end of a mapping may be asked for too: nobody answers.
 */
ALWAYS_INLINE void ask_ahead(const char *memory, size_t bytes) {
    uintptr_t ahead = (uintptr_t) memory + SCAN_AHEAD;
    for (uintptr_t line = ahead; line < ahead + bytes; line += CACHE_LINE) {
        ASK_FOR((const char *) line);
    }
}

/* for k from 0 to before count, as a loop over pieces and one over the elements of a piece, which compilers vectorise. */
#define SCAN(k, count, memory, size)                                                                                  \
    for (size_t k = 0, piece_end = 0; k < (count);)                                                                   \
        for (piece_end = ask_for_next(k, count, memory, size); k < piece_end; k++)

/* Whether so many elements lie before a scan that asking ahead pays. */
ALWAYS_INLINE int is_long_scan(size_t count, size_t size) {
    return count >= SCAN_WORTH / size;
}

/* Asks ahead for as much as a piece that starts with element k has, and returns where the piece ends. */
ALWAYS_INLINE size_t ask_for_next(size_t k, size_t count, const char *memory, size_t size) {
    size_t left = count - k;
    if (is_long_scan(count, size)) {
        ask_ahead(memory + k * size, SCAN_PIECE);
    }
    return k + (left < SCAN_PIECE / size ? left : SCAN_PIECE / size);
}

#endif
