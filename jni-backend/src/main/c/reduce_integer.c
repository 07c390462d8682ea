#include "elements.h"
#include "reduce.h"

/* A chunk of 65536 elements of 16 bits fits 32 bits whatever they are, and one of 32 bits fits 64. */
#define SUM(NAME, TYPE, BITS, CHANGE, WIDE)                                                                           \
    FOR_EVERY_VECTOR_SIZE                                                                                             \
    static int128 sum_##NAME(const char *memory, size_t count) {                                                      \
        const loose##BITS *elements = (const loose##BITS *) memory;                                                   \
        WIDE sum = 0;                                                                                                 \
        for (size_t k = 0; k < count; k++) {                                                                          \
            sum += (WIDE) (TYPE) CHANGE(elements[k]);                                                                 \
        }                                                                                                             \
        return sum;                                                                                                   \
    }

/* Halves of 64 bits are added up apart: no carry is lost, and a vector holds as many as of any other element. */
#define SUM_HALVES(NAME, CHANGE, WIDE)                                                                                \
    FOR_EVERY_VECTOR_SIZE                                                                                             \
    static int128 sum_##NAME(const char *memory, size_t count) {                                                      \
        const loose64 *elements = (const loose64 *) memory;                                                           \
        uint64_t low = 0;                                                                                             \
        WIDE high = 0;                                                                                                \
        for (size_t k = 0; k < count; k++) {                                                                          \
            uint64_t bits = CHANGE(elements[k]);                                                                      \
            low += (uint32_t) bits;                                                                                   \
            high += (WIDE) bits >> 32;                                                                                \
        }                                                                                                             \
        return (int128) high * ((int128) 1 << 32) + (int128) low;                                                     \
    }

#define EXTREME(NAME, TYPE, BITS, CHANGE, BETTER)                                                                     \
    FOR_EVERY_VECTOR_SIZE                                                                                             \
    static int128 NAME(const char *memory, size_t count) {                                                            \
        const loose##BITS *elements = (const loose##BITS *) memory;                                                   \
        TYPE best = (TYPE) CHANGE(elements[0]);                                                                       \
        for (size_t k = 1; k < count; k++) {                                                                          \
            TYPE element = (TYPE) CHANGE(elements[k]);                                                                \
            best = element BETTER best ? element : best;                                                              \
        }                                                                                                             \
        return best;                                                                                                  \
    }

#define EXTREMES(NAME, TYPE, BITS, CHANGE)                                                                            \
    EXTREME(min_##NAME, TYPE, BITS, CHANGE, <)                                                                        \
    EXTREME(max_##NAME, TYPE, BITS, CHANGE, >)

/* NumPy takes any byte but 0 for true. */
#define TRUTH(bits) ((bits) != 0)

#define NARROW(NAME, TYPE, BITS, CHANGE, WIDE)                                                                        \
    SUM(NAME, TYPE, BITS, CHANGE, WIDE)                                                                               \
    EXTREMES(NAME, TYPE, BITS, CHANGE)

#define BOTH_ORDERS(NAME, TYPE, BITS, WIDE)                                                                           \
    NARROW(NAME, TYPE, BITS, KEEP, WIDE)                                                                              \
    NARROW(swapped_##NAME, TYPE, BITS, __builtin_bswap##BITS, WIDE)

NARROW(bool, uint8_t, 8, TRUTH, uint32_t)
NARROW(int8, int8_t, 8, KEEP, int32_t)
NARROW(uint8, uint8_t, 8, KEEP, uint32_t)
BOTH_ORDERS(int16, int16_t, 16, int32_t)
BOTH_ORDERS(uint16, uint16_t, 16, uint32_t)
BOTH_ORDERS(int32, int32_t, 32, int64_t)
BOTH_ORDERS(uint32, uint32_t, 32, uint64_t)

SUM_HALVES(int64, KEEP, int64_t)
SUM_HALVES(swapped_int64, __builtin_bswap64, int64_t)
SUM_HALVES(uint64, KEEP, uint64_t)
SUM_HALVES(swapped_uint64, __builtin_bswap64, uint64_t)
EXTREMES(int64, int64_t, 64, KEEP)
EXTREMES(swapped_int64, int64_t, 64, __builtin_bswap64)
EXTREMES(uint64, uint64_t, 64, KEEP)
EXTREMES(swapped_uint64, uint64_t, 64, __builtin_bswap64)

#define ONE(REDUCTION, NAME) {REDUCTION##_##NAME, REDUCTION##_##NAME}
#define TWO(REDUCTION, NAME) {REDUCTION##_##NAME, REDUCTION##_swapped_##NAME}
#define ROW(REDUCTION)                                                                                                \
    {                                                                                                                 \
        [KIND_BOOL] = ONE(REDUCTION, bool),                                                                           \
        [KIND_INT8] = ONE(REDUCTION, int8),                                                                           \
        [KIND_INT16] = TWO(REDUCTION, int16),                                                                         \
        [KIND_INT32] = TWO(REDUCTION, int32),                                                                         \
        [KIND_INT64] = TWO(REDUCTION, int64),                                                                         \
        [KIND_UINT8] = ONE(REDUCTION, uint8),                                                                         \
        [KIND_UINT16] = TWO(REDUCTION, uint16),                                                                       \
        [KIND_UINT32] = TWO(REDUCTION, uint32),                                                                       \
        [KIND_UINT64] = TWO(REDUCTION, uint64),                                                                       \
    }

static integer_reduction *const reductions[REDUCTIONS][KINDS][2] = {
        [REDUCTION_SUM] = ROW(sum),
        [REDUCTION_MIN] = ROW(min),
        [REDUCTION_MAX] = ROW(max),
};

integer_reduction *reduce_integer(int32_t reduction, int32_t kind, int32_t swapped) {
    return reductions[reduction][kind][swapped];
}
