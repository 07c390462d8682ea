#define VARIANT variant_avx2

#include "variant.h"

#if NPYMAP_X86_VARIANTS
#pragma GCC target("avx2,f16c,bmi,bmi2,lzcnt,popcnt")
#include "variant.inc"
#endif
