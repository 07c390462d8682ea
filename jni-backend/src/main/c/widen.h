/* Copying elements to a Java type that is wider than theirs, where NumPy's safe casting allows it. */
#ifndef NPYMAP_WIDEN_H
#define NPYMAP_WIDEN_H

#include "export.h"

/* Ordinals of io.github.npymap.types.JavaType. */
enum { TARGET_BOOLEAN, TARGET_BYTE, TARGET_SHORT, TARGET_INT, TARGET_LONG, TARGET_FLOAT, TARGET_DOUBLE, TARGETS };

/* Adjacent elements to adjacent elements. */
typedef void widening(char *to, const char *from, size_t count);

#endif
