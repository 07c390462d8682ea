/*
 * The kernels for one kind of processor. Their source is the same, in the .inc files, compiled once for what every
 * processor of the platform has and once for each set of vector instructions that some have. Results do not differ.
 */
#ifndef NPYMAP_VARIANT_H
#define NPYMAP_VARIANT_H

#include "move.h"
#include "reduce.h"
#include "widen.h"

struct variant {
    /* By the logarithm of the size, and whether the order is the other one. */
    const struct moves (*moves)[2];
    floating_reduction *const (*floating)[KINDS][2];
    integer_reduction *const (*integer)[KINDS][2];
    widening *const (*widenings)[TARGETS];
};

/* Others than the baseline only where the compiler can make them, and ask the processor for all that they need. */
#if defined(__x86_64__) && defined(__GNUC__) && __GNUC__ >= 11 && !defined(__clang__)
#define NPYMAP_X86_VARIANTS 1
#else
#define NPYMAP_X86_VARIANTS 0
#endif

extern const struct variant variant_baseline;
#if NPYMAP_X86_VARIANTS
extern const struct variant variant_avx2;
extern const struct variant variant_avx512;
#endif

/* The variant in use: the best for this processor, unless one was chosen. */
const struct variant *variant(void);

/* Chooses a variant, 0 for the baseline, and returns whether this processor has it. For tests. */
int variant_choose(int32_t number);

#endif
