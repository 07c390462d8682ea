/* Surviving pages that have vanished: the file was truncated, or its device failed, while it was mapped. */
#ifndef NPYMAP_FAULT_H
#define NPYMAP_FAULT_H

#include "export.h"

/* Takes the signal over, once, from whoever has it: the JVM. Returns 0 or -errno. */
int fault_install(void);

/*
 * Runs work(task), which must hold nothing that needs to be released. Returns 0, or the address that could not be
 * accessed; the work has then been left in the middle.
 */
uintptr_t fault_guarded(void (*work)(void *), void *task);

#endif
