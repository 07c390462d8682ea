#define VARIANT variant_baseline

#include "variant.inc"
