/* The ranges that are mapped, for the signal handler, which may neither allocate nor lock. */
#ifndef NPYMAP_WATCH_H
#define NPYMAP_WATCH_H

#include "export.h"

/*
 * Puts zeros in the place of a page that has vanished, if it belongs to a range that is watched, and notes that in the
 * range. For the signal handler. Returns whether the access can be repeated.
 */
int watch_replace(uintptr_t address);

#endif
