/* A device that takes no changes: every fdatasync fails with the error whose number is in DEVICE_ERROR. */
#include <errno.h>
#include <stdlib.h>

int fdatasync(int file) {
    (void) file;
    errno = atoi(getenv("DEVICE_ERROR"));
    return -1;
}
