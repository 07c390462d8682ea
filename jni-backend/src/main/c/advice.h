/* Asking for pages ahead of time. */
#ifndef NPYMAP_ADVICE_H
#define NPYMAP_ADVICE_H

#include "export.h"

/*
 * Asks for ranges of the same length that start at the addresses, until so many bytes have been asked for, which are taken
 * from *most; those of all pages count. The addresses are sorted. Returns 0 or -errno.
 */
int32_t advice_ask_for_all(int64_t *starts, size_t count, int64_t length, size_t *most);

#endif
