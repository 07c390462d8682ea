#define VARIANT variant_avx512

#include "variant.h"

#if NPYMAP_X86_VARIANTS
#pragma GCC target("avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx2,f16c,bmi,bmi2,lzcnt,popcnt")
#include "variant.inc"
#endif
