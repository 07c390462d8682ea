#include "variant.h"

static const struct variant *chosen;

#if NPYMAP_X86_VARIANTS
/* What variant_avx2.c is compiled for: virtual machines hide single features. */
static int has_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("f16c") && __builtin_cpu_supports("bmi")
            && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("lzcnt") && __builtin_cpu_supports("popcnt");
}

static int has_avx512(void) {
    return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
            && __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq")
            && __builtin_cpu_supports("avx512vl");
}
#endif

static const struct variant *find(int32_t number) {
#if NPYMAP_X86_VARIANTS
    __builtin_cpu_init();
    if (number == 2) {
        return has_avx512() ? &variant_avx512 : NULL;
    }
    if (number == 1) {
        return has_avx2() ? &variant_avx2 : NULL;
    }
#endif
    return number == 0 ? &variant_baseline : NULL;
}

__attribute__((constructor)) static void choose_best(void) {
    for (int32_t number = 2; !variant_choose(number); number--) {
    }
}

int variant_choose(int32_t number) {
    const struct variant *found = find(number);
    if (found != NULL) {
        __atomic_store_n(&chosen, found, __ATOMIC_RELAXED);
    }
    return found != NULL;
}

const struct variant *variant(void) {
    return __atomic_load_n(&chosen, __ATOMIC_RELAXED);
}
