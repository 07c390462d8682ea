/* The functions that Java calls through JNA, which no header of the library declares: JNA has no use for one. */
#ifndef NPYMAP_SYSTEM_H
#define NPYMAP_SYSTEM_H

#include <stdint.h>

int64_t npymap_page_size(void);
int32_t npymap_open(const char *path, int32_t mode);
int64_t npymap_size(int32_t descriptor);
int64_t npymap_read(int32_t descriptor, char *target, int32_t count, int64_t position);
int32_t npymap_sync(int32_t descriptor);
int32_t npymap_close(int32_t descriptor);
int64_t npymap_map(int32_t descriptor, int32_t mode, int64_t offset, int64_t length);
int32_t npymap_retire(int64_t address, int64_t length, int32_t mode);
int64_t npymap_duplicate(int64_t address, int64_t length);
int32_t npymap_unmap(int64_t address, int64_t length);
int64_t npymap_watch(int64_t address, int64_t length, int32_t mode);
void npymap_unwatch(int64_t watch);
int32_t npymap_advise(int64_t address, int64_t length, int32_t advice);
int32_t npymap_prefetch(int64_t address, int64_t length);
int32_t npymap_evict(const char *path, int64_t offset, int64_t address, int64_t length);
int64_t npymap_residency(const char *path, int64_t address, int64_t length);
int32_t npymap_flush(int64_t address, int64_t length);
int32_t npymap_copy_access(const char *from, const char *to);
int32_t npymap_reserve(int32_t descriptor, int64_t length);
int32_t npymap_failure_kind(int32_t failure);
void npymap_failure_text(int32_t failure, char *text, int32_t size);

#endif
