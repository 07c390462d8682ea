#include "elements.h"
#include "reduce.h"

#include <math.h>
#include <string.h>

/* The eight lanes of a block, in as many registers as the processor needs for them. */
typedef double lanes __attribute__((vector_size(64)));
typedef double loose_lanes __attribute__((vector_size(64), aligned(1), may_alias));

enum { LANES = 8 };

/* Lanes that a short block leaves out get zeros, which change nothing: a lane starts at +0 and cannot become -0. */
ALWAYS_INLINE double sum_block(const char *doubles, size_t count) {
    lanes sum = {0};
    size_t k = 0;
    for (; k + LANES <= count; k += LANES) {
        sum += *(const loose_lanes *) (doubles + k * sizeof(double));
    }
    if (k < count) {
        lanes rest = {0};
        memcpy(&rest, doubles + k * sizeof(double), (count - k) * sizeof(double));
        sum += rest;
    }
    return ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]));
}

ALWAYS_INLINE double sum_pairs(double *sums, size_t count) {
    while (count > 1) {
        size_t half = (count + 1) / 2;
        for (size_t k = 0; k < count - half; k++) {
            sums[k] += sums[k + half];
        }
        count = half;
    }
    return sums[0];
}

ALWAYS_INLINE double from_bits64(uint64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

ALWAYS_INLINE double from_bits32(uint32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return (double) value;
}

/* Exact, and without branches, so that it is done for a whole vector at once. */
ALWAYS_INLINE double from_bits16(uint16_t half) {
    uint32_t sign = (uint32_t) (half & 0x8000) << 16;
    uint32_t exponent = half & 0x7c00;
    uint32_t fraction = half & 0x03ff;
    /* The difference of the exponents' biases is 112; infinity and NaN have the highest exponent of all. */
    uint32_t rebias = exponent == 0x7c00 ? 224u << 23 : 112u << 23;
    uint32_t normal = (((uint32_t) half & 0x7fff) << 13) + rebias;
    float tiny = (float) (int32_t) fraction * 0x1p-24f;
    uint32_t subnormal;
    memcpy(&subnormal, &tiny, sizeof subnormal);
    return from_bits32(sign | (exponent == 0 ? subnormal : normal));
}

/* What is not a double yet is made one block by block. */
#define SUM(NAME, BITS, CHANGE)                                                                                       \
    ALWAYS_INLINE double convert_and_sum_##NAME(const loose##BITS *elements, size_t count) {                          \
        double block[BLOCK];                                                                                          \
        for (size_t k = 0; k < count; k++) {                                                                          \
            block[k] = from_bits##BITS(CHANGE(elements[k]));                                                          \
        }                                                                                                             \
        return sum_block((const char *) block, count);                                                                \
    }                                                                                                                 \
    FOR_EVERY_VECTOR_SIZE                                                                                             \
    static double sum_##NAME(const char *memory, size_t count) {                                                      \
        const loose##BITS *elements = (const loose##BITS *) memory;                                                   \
        double sums[CHUNK / BLOCK];                                                                                   \
        size_t blocks = 0;                                                                                            \
        for (; count >= BLOCK; count -= BLOCK, elements += BLOCK) {                                                   \
            sums[blocks++] = convert_and_sum_##NAME(elements, BLOCK);                                                 \
        }                                                                                                             \
        if (count > 0) {                                                                                              \
            sums[blocks++] = convert_and_sum_##NAME(elements, count);                                                 \
        }                                                                                                             \
        return sum_pairs(sums, blocks);                                                                               \
    }

SUM(float16, 16, KEEP)
SUM(float32, 32, KEEP)
SUM(swapped_float16, 16, __builtin_bswap16)
SUM(swapped_float32, 32, __builtin_bswap32)
SUM(swapped_float64, 64, __builtin_bswap64)

FOR_EVERY_VECTOR_SIZE
static double sum_float64(const char *memory, size_t count) {
    double sums[CHUNK / BLOCK];
    size_t blocks = 0;
    for (; count >= BLOCK; count -= BLOCK, memory += BLOCK * sizeof(double)) {
        sums[blocks++] = sum_block(memory, BLOCK);
    }
    if (count > 0) {
        sums[blocks++] = sum_block(memory, count);
    }
    return sum_pairs(sums, blocks);
}

#define LOWER(a, b) ((a) < (b) ? (a) : (b))
#define HIGHER(a, b) ((a) > (b) ? (a) : (b))

/*
 * The smallest or largest. Numbers are in the order of their bits, read as sign and magnitude, with -0 below 0 as
 * Math.min has it, and NaNs beyond the infinities: comparing integers does it all, at any width.
 */
#define EXTREME(NAME, BITS, INFINITE, CHANGE, BETTER, WORST)                                                          \
    FOR_EVERY_VECTOR_SIZE                                                                                             \
    static double NAME(const char *memory, size_t count) {                                                            \
        const loose##BITS *elements = (const loose##BITS *) memory;                                                   \
        int##BITS##_t best = WORST;                                                                                   \
        int##BITS##_t largest = 0;                                                                                    \
        for (size_t k = 0; k < count; k++) {                                                                          \
            int##BITS##_t bits = (int##BITS##_t) CHANGE(elements[k]);                                                 \
            int##BITS##_t magnitude = bits & INT##BITS##_MAX;                                                         \
            int##BITS##_t key = bits < 0 ? (int##BITS##_t) ~magnitude : magnitude;                                    \
            best = BETTER(key, best);                                                                                 \
            largest = HIGHER(magnitude, largest);                                                                     \
        }                                                                                                             \
        if (largest > INFINITE) {                                                                                     \
            return NAN;                                                                                               \
        }                                                                                                             \
        return from_bits##BITS((uint##BITS##_t) (best < 0 ? ~best | INT##BITS##_MIN : best));                         \
    }

#define EXTREMES(NAME, BITS, INFINITE, CHANGE)                                                                        \
    EXTREME(min_##NAME, BITS, INFINITE, CHANGE, LOWER, INT##BITS##_MAX)                                               \
    EXTREME(max_##NAME, BITS, INFINITE, CHANGE, HIGHER, INT##BITS##_MIN)

EXTREMES(float16, 16, 0x7c00, KEEP)
EXTREMES(float32, 32, 0x7f800000, KEEP)
EXTREMES(float64, 64, 0x7ff0000000000000, KEEP)
EXTREMES(swapped_float16, 16, 0x7c00, __builtin_bswap16)
EXTREMES(swapped_float32, 32, 0x7f800000, __builtin_bswap32)
EXTREMES(swapped_float64, 64, 0x7ff0000000000000, __builtin_bswap64)

#define ROW(REDUCTION)                                                                                                \
    {                                                                                                                 \
        [KIND_FLOAT16] = {REDUCTION##_float16, REDUCTION##_swapped_float16},                                          \
        [KIND_FLOAT32] = {REDUCTION##_float32, REDUCTION##_swapped_float32},                                          \
        [KIND_FLOAT64] = {REDUCTION##_float64, REDUCTION##_swapped_float64},                                          \
    }

static floating_reduction *const reductions[REDUCTIONS][KINDS][2] = {
        [REDUCTION_SUM] = ROW(sum),
        [REDUCTION_MIN] = ROW(min),
        [REDUCTION_MAX] = ROW(max),
};

floating_reduction *reduce_floating(int32_t reduction, int32_t kind, int32_t swapped) {
    return reductions[reduction][kind][swapped];
}
