/* What a failure means, for Java, which knows no numbers of errno. */
#include "export.h"

#include <errno.h>
#include <string.h>

/* Ordinals of io.github.npymap.jni.SystemFailure.Kind. */
enum { KIND_OTHER, KIND_NO_FILE, KIND_DENIED, KIND_NOT_A_FILE, KIND_TOO_SHORT, KIND_NO_MEMORY, KIND_NO_ROOM, KIND_UNSUPPORTED, KIND_NOT_MAPPABLE, KIND_NO_DESCRIPTORS };

NPYMAP_EXPORT int32_t npymap_failure_kind(int32_t failure) {
    switch (failure) {
        case ENOENT:
        case ENOTDIR:
            return KIND_NO_FILE;
        case EACCES:
        case EPERM:
        case EROFS:
            return KIND_DENIED;
        case EISDIR:
        case ENXIO:
        case FAILURE_NOT_A_FILE:
            return KIND_NOT_A_FILE;
        case ENODEV:
            return KIND_NOT_MAPPABLE;
        case FAILURE_TOO_SHORT:
            return KIND_TOO_SHORT;
        case ENOMEM:
        case EAGAIN: /* of mmap, in a process that locks whatever it maps */
            return KIND_NO_MEMORY;
        case EMFILE:
        case ENFILE:
            return KIND_NO_DESCRIPTORS;
        case ENOSPC:
        case EDQUOT:
            return KIND_NO_ROOM;
        case EOPNOTSUPP:
        case EINVAL:
        case ENOSYS:
        case FAILURE_NO_ANSWER:
            return KIND_UNSUPPORTED;
        default:
            return KIND_OTHER;
    }
}

/* The system's own words, as many as fit, with a terminating NUL. */
NPYMAP_EXPORT void npymap_failure_text(int32_t failure, char *text, int32_t size) {
    if (size <= 0) {
        return;
    }
#if defined(__GLIBC__)
    /* The variant that _GNU_SOURCE selects may leave the buffer alone. */
    char *words = strerror_r(failure, text, (size_t) size);
    if (words != text) {
        strncpy(text, words, (size_t) size - 1);
    }
#else
    text[0] = '\0';
    (void) !strerror_r(failure, text, (size_t) size);
#endif
    text[size - 1] = '\0';
}
