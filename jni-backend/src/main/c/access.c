/* What protects a file beyond its mode: the POSIX access control list. */
#include "export.h"

#include <errno.h>

#if defined(__linux__)
#include <stdlib.h>
#include <sys/xattr.h>

/* The attribute by which the kernel shows the list, in the form in which it takes it: no library is needed. */
static const char list_name[] = "system.posix_acl_access";

/* What removexattr and getxattr report of a file without a list, and of a file system without lists. */
static int is_none(int failure) {
    return failure == ENODATA || failure == EOPNOTSUPP;
}

static int32_t copy_list(const char *from, const char *to, size_t size) {
    void *list = malloc(size);
    if (list == NULL) {
        return -ENOMEM;
    }
    ssize_t read = getxattr(from, list_name, list, size);
    int32_t result = read < 0 || setxattr(to, list_name, list, (size_t) read, 0) != 0 ? -errno : 0;
    free(list);
    return result;
}
#endif

/* Gives a file the access control list of another, or none, as the other has none; its mode becomes that of the list. */
NPYMAP_EXPORT int32_t npymap_copy_access(const char *from, const char *to) {
#if defined(__linux__)
    ssize_t size = getxattr(from, list_name, NULL, 0);
    if (size > 0) {
        return copy_list(from, to, (size_t) size);
    }
    if (size < 0 && !is_none(errno)) {
        return -errno;
    }
    /* A new file may have inherited one from its folder. */
    return removexattr(to, list_name) != 0 && !is_none(errno) ? -errno : 0;
#else
    (void) from;
    (void) to;
    return -EOPNOTSUPP;
#endif
}
