/*
 * The natives of io.github.npymap.jni.Kernels. All have the same shape: a piece of work at a time is done between the
 * mapping and a buffer on the stack, under a guard; between pieces, elements go from the buffer to the array or back.
 * While the array is held, which may keep a garbage collector waiting, nothing is read but memory that is certainly
 * there; when a fault ends the work in the middle, nothing is held.
 */
#include "fault.h"
#include "io_github_npymap_jni_Kernels.h"
#include "move.h"
#include "reduce.h"

#include <jni.h>
#include <string.h>

/* Buffers that fit the nearest cache together. */
enum { BUFFER_BYTES = 16384, BUFFER_POSITIONS = 1024 };

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved) {
    (void) vm;
    (void) reserved;
    return fault_install() == 0 ? JNI_VERSION_1_8 : JNI_ERR;
}

static void throw_fault(JNIEnv *env, uintptr_t address) {
    jclass type = (*env)->FindClass(env, "io/github/npymap/jni/PageFault");
    if (type != NULL) {
        jmethodID constructor = (*env)->GetMethodID(env, type, "<init>", "(J)V");
        if (constructor != NULL) {
            jobject fault = (*env)->NewObject(env, type, constructor, (jlong) address);
            if (fault != NULL) {
                (*env)->Throw(env, fault);
            }
        }
    }
}

/* Runs the work, and returns whether it was done; if not, there is an exception to return to Java with. */
static int guarded(JNIEnv *env, void (*work)(void *), void *task) {
    uintptr_t address = fault_guarded(work, task);
    if (address != 0) {
        throw_fault(env, address);
    }
    return address == 0;
}

static int to_array(JNIEnv *env, jarray array, size_t start, const char *buffer, size_t bytes) {
    char *elements = (*env)->GetPrimitiveArrayCritical(env, array, NULL);
    if (elements == NULL) {
        return 0;
    }
    memcpy(elements + start, buffer, bytes);
    (*env)->ReleasePrimitiveArrayCritical(env, array, elements, 0);
    return 1;
}

static int from_array(JNIEnv *env, jarray array, size_t start, char *buffer, size_t bytes) {
    char *elements = (*env)->GetPrimitiveArrayCritical(env, array, NULL);
    if (elements == NULL) {
        return 0;
    }
    memcpy(buffer, elements + start, bytes);
    (*env)->ReleasePrimitiveArrayCritical(env, array, elements, JNI_ABORT);
    return 1;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

struct strided {
    char *memory;
    char *buffer;
    int64_t stride;
    size_t count;
    struct layout layout;
};

static void read_strided(void *argument) {
    const struct strided *task = argument;
    move_in(task->buffer, task->memory, task->stride, task->layout, task->count);
}

static void write_strided(void *argument) {
    const struct strided *task = argument;
    move_out(task->memory, task->buffer, task->stride, task->layout, task->count);
}

JNIEXPORT void JNICALL Java_io_github_npymap_jni_Kernels_read(JNIEnv *env, jclass type, jlong address, jlong stride,
        jint size, jboolean swapped, jobject target, jint index, jint count) {
    (void) type;
    char buffer[BUFFER_BYTES];
    size_t width = (size_t) size;
    size_t at = (size_t) index * width;
    struct strided task = {(char *) address, buffer, stride, 0, {size, swapped}};
    for (size_t left = (size_t) count; left > 0; left -= task.count) {
        task.count = least(left, BUFFER_BYTES / width);
        if (!guarded(env, read_strided, &task) || !to_array(env, target, at, buffer, task.count * width)) {
            return;
        }
        task.memory += stride * (int64_t) task.count;
        at += task.count * width;
    }
}

JNIEXPORT void JNICALL Java_io_github_npymap_jni_Kernels_write(JNIEnv *env, jclass type, jlong address, jlong stride,
        jint size, jboolean swapped, jobject source, jint index, jint count) {
    (void) type;
    char buffer[BUFFER_BYTES];
    size_t width = (size_t) size;
    size_t at = (size_t) index * width;
    struct strided task = {(char *) address, buffer, stride, 0, {size, swapped}};
    for (size_t left = (size_t) count; left > 0; left -= task.count) {
        task.count = least(left, BUFFER_BYTES / width);
        if (!from_array(env, source, at, buffer, task.count * width) || !guarded(env, write_strided, &task)) {
            return;
        }
        task.memory += stride * (int64_t) task.count;
        at += task.count * width;
    }
}

struct gathering {
    const char *memory;
    char *buffer;
    const int64_t *positions;
    int64_t stride;
    size_t count;
    size_t known;
    size_t run;
    struct layout layout;
};

static void gather(void *argument) {
    const struct gathering *task = argument;
    if (task->run == 1) {
        move_gathered(task->buffer, task->memory, task->stride, task->positions, task->count, task->known,
                task->layout);
    } else {
        move_gathered_runs(task->buffer, task->memory, task->stride, task->positions, task->count, task->known,
                task->run, task->layout);
    }
}

JNIEXPORT void JNICALL Java_io_github_npymap_jni_Kernels_gather(JNIEnv *env, jclass type, jlong address, jlong stride,
        jlongArray positions, jint from, jint count, jint run, jint size, jboolean swapped, jobject target,
        jint index) {
    (void) type;
    char buffer[BUFFER_BYTES];
    int64_t ahead[BUFFER_POSITIONS + AHEAD];
    size_t width = (size_t) size * (size_t) run;
    size_t at = (size_t) index * (size_t) size;
    size_t next = (size_t) from;
    struct gathering task = {(const char *) address, buffer, ahead, stride, 0, 0, (size_t) run, {size, swapped}};
    for (size_t left = (size_t) count; left > 0; left -= task.count) {
        task.count = least(left, least(BUFFER_BYTES / width, BUFFER_POSITIONS));
        task.known = least(left, task.count + AHEAD);
        if (!from_array(env, positions, next * sizeof(int64_t), (char *) ahead, task.known * sizeof(int64_t))
                || !guarded(env, gather, &task) || !to_array(env, target, at, buffer, task.count * width)) {
            return;
        }
        next += task.count;
        at += task.count * width;
    }
}

struct reducing {
    const char *memory;
    size_t count;
    floating_reduction *floating;
    double floating_result;
    integer_reduction *integer;
    int128 integer_result;
};

static void run_floating(void *argument) {
    struct reducing *task = argument;
    task->floating_result = task->floating(task->memory, task->count);
}

static void run_integer(void *argument) {
    struct reducing *task = argument;
    task->integer_result = task->integer(task->memory, task->count);
}

JNIEXPORT jdouble JNICALL Java_io_github_npymap_jni_Kernels_reduceFloating(
        JNIEnv *env, jclass type, jint reduction, jint kind, jboolean swapped, jlong address, jint count) {
    (void) type;
    struct reducing task = {.memory = (const char *) address, .count = (size_t) count};
    task.floating = reduce_floating(reduction, kind, swapped);
    guarded(env, run_floating, &task);
    return task.floating_result;
}

JNIEXPORT void JNICALL Java_io_github_npymap_jni_Kernels_reduceInteger(JNIEnv *env, jclass type, jint reduction,
        jint kind, jboolean swapped, jlong address, jint count, jlongArray result) {
    (void) type;
    struct reducing task = {.memory = (const char *) address, .count = (size_t) count};
    task.integer = reduce_integer(reduction, kind, swapped);
    if (guarded(env, run_integer, &task)) {
        jlong halves[2] = {(jlong) task.integer_result, (jlong) (task.integer_result >> 64)};
        (*env)->SetLongArrayRegion(env, result, 0, 2, halves);
    }
}
