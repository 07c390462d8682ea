/* As much of a JVM as the kernels call. Arrays are plain memory, so that the sanitizer watches over it. */
#ifndef NPYMAP_FAKE_JVM_H
#define NPYMAP_FAKE_JVM_H

#include <jni.h>
#include <stddef.h>

/* What an array is to C: a handle, and nothing that may be looked into. */
jobject fake_array(void *elements, size_t bytes);

void fake_free(jobject array);

/* An environment whose functions work on such arrays, and end the program when they are used wrongly. */
JNIEnv *fake_environment(void);

/* The address that the last exception was thrown for, and 0 if there was none; forgets it. */
jlong fake_thrown(void);

#endif
