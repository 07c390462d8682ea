/*
 * The natives of io.github.npymap.jni.Kernels. Work is done in pieces under a guard, and nothing that needs to be
 * released is held inside of it. Two ways lead to an array:
 *
 * - directly, for adjacent elements on their way in: nothing is faster. While an array is held, a garbage collector may
 *   have to wait; a piece takes some twenty microseconds, as its pages were brought into memory before;
 * - through a buffer on the stack, for scattered elements, each of which may be a page to wait for, and for all that
 *   goes to the file, since assigning to a page may have to wait until others have been written back.
 */
#include "advice.h"
#include "elements.h"
#include "fault.h"
#include "io_github_npymap_jni_Kernels.h"
#include "move.h"
#include "pages.h"
#include "reduce.h"
#include "variant.h"

#include <jni.h>
#include <string.h>

/* Buffers that fit the nearest cache together. */
enum { BUFFER_BYTES = 8192, BUFFER_POSITIONS = 1024 };

/* What is moved at once while an array is held. */
enum { HELD_BYTES = 1 << 18 };

/* More than this in one call would not be found in a core's own caches afterwards. */
enum { CACHED_BYTES = 1 << 21 };

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
    uintptr_t fault = fault_guarded(work, task);
    if (fault != 0) {
        throw_fault(env, fault);
    }
    return fault == 0;
}

/* The same while the array is held, whose elements the work finds in *elements. */
static int guarded_holding(JNIEnv *env, jarray array, size_t start, char **elements, void (*work)(void *), void *task) {
    char *held = (*env)->GetPrimitiveArrayCritical(env, array, NULL);
    if (held == NULL) {
        return 0;
    }
    *elements = held + start;
    uintptr_t fault = fault_guarded(work, task);
    (*env)->ReleasePrimitiveArrayCritical(env, array, held, 0);
    if (fault != 0) {
        throw_fault(env, fault);
    }
    return fault == 0;
}

static int to_array(JNIEnv *env, jarray array, size_t start, const char *buffer, size_t bytes) {
    char *held = (*env)->GetPrimitiveArrayCritical(env, array, NULL);
    if (held == NULL) {
        return 0;
    }
    memcpy(held + start, buffer, bytes);
    (*env)->ReleasePrimitiveArrayCritical(env, array, held, 0);
    return 1;
}

static int from_array(JNIEnv *env, jarray array, size_t start, char *buffer, size_t bytes) {
    char *held = (*env)->GetPrimitiveArrayCritical(env, array, NULL);
    if (held == NULL) {
        return 0;
    }
    memcpy(buffer, held + start, bytes);
    (*env)->ReleasePrimitiveArrayCritical(env, array, held, JNI_ABORT);
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
    size_t known;
    struct layout layout;
};

static void touch_dense(void *argument) {
    const struct strided *task = argument;
    size_t width = (size_t) task->layout.size;
    move_touch(task->memory, task->count * width, task->known * width);
}

static void read_strided(void *argument) {
    const struct strided *task = argument;
    move_in(task->buffer, task->memory, task->stride, task->layout, task->count, task->known);
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
    int dense = stride == size;
    struct strided task = {(char *) address, buffer, stride, 0, 0, {size, swapped}};
    for (size_t left = (size_t) count; left > 0; left -= task.count) {
        task.count = least(left, (dense ? HELD_BYTES : BUFFER_BYTES) / width);
        task.known = left;
        int done = dense ? guarded(env, touch_dense, &task)
                                && guarded_holding(env, target, at, &task.buffer, read_strided, &task)
                         : guarded(env, read_strided, &task) && to_array(env, target, at, buffer, task.count * width);
        if (!done) {
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
    struct strided task = {(char *) address, buffer, stride, 0, 0, {size, swapped}};
    for (size_t left = (size_t) count; left > 0; left -= task.count) {
        task.count = least(left, BUFFER_BYTES / width);
        if (!from_array(env, source, at, buffer, task.count * width) || !guarded(env, write_strided, &task)) {
            return;
        }
        task.memory += stride * (int64_t) task.count;
        at += task.count * width;
    }
}

struct converting {
    const char *memory;
    char *elements;
    size_t count;
    size_t known;
    size_t width;
    widening *widen;
};

static void touch_source(void *argument) {
    const struct converting *task = argument;
    move_touch(task->memory, task->count * task->width, task->known * task->width);
}

static void convert(void *argument) {
    const struct converting *task = argument;
    task->widen(task->elements, task->memory, task->count);
}

JNIEXPORT jboolean JNICALL Java_io_github_npymap_jni_Kernels_readConverted(JNIEnv *env, jclass type, jlong address,
        jlong stride, jint kind, jint size, jboolean swapped, jint java_type, jint java_size, jobject target, jint index,
        jint count) {
    (void) type;
    char buffer[BUFFER_BYTES];
    size_t width = (size_t) size;
    size_t target_width = (size_t) java_size;
    size_t at = (size_t) index * target_width;
    int dense = stride == size;
    struct strided reading = {(char *) address, buffer, stride, 0, 0, {size, 0}};
    struct converting task = {.memory = buffer, .width = width};
    task.widen = variant()->widenings[swapped ? KINDS + kind : kind][java_type];
    if (task.widen == NULL) {
        return JNI_FALSE;
    }
    for (size_t left = (size_t) count; left > 0; left -= task.count) {
        task.count = least(left, dense ? HELD_BYTES / target_width : BUFFER_BYTES / width);
        task.known = left;
        if (dense) {
            task.memory = reading.memory;
        }
        reading.count = task.count;
        reading.known = left;
        int done = dense ? guarded(env, touch_source, &task) : guarded(env, read_strided, &reading);
        if (!done || !guarded_holding(env, target, at, &task.elements, convert, &task)) {
            break;
        }
        reading.memory += stride * (int64_t) task.count;
        at += task.count * target_width;
    }
    return JNI_TRUE;
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
    int past_caches;
};

static void gather(void *argument) {
    const struct gathering *task = argument;
    move_gathered(
            task->buffer, task->memory, task->stride, task->positions, task->count, task->known, task->layout);
}

static void gather_runs(void *argument) {
    const struct gathering *task = argument;
    move_gathered_runs(task->buffer, task->memory, task->stride, task->positions, task->count, task->known, task->run,
            task->layout, task->past_caches);
    if (task->past_caches) {
        move_fence();
    }
}

static void touch_runs(void *argument) {
    const struct gathering *task = argument;
    size_t bytes = task->run * (size_t) task->layout.size;
    for (size_t k = 0; k < task->count; k++) {
        move_touch(task->memory + task->stride * task->positions[k], bytes, bytes);
    }
}

JNIEXPORT void JNICALL Java_io_github_npymap_jni_Kernels_gather(JNIEnv *env, jclass type, jlong address, jlong stride,
        jlongArray positions, jint from, jint count, jint run, jint size, jboolean swapped, jobject target,
        jint index) {
    (void) type;
    char buffer[BUFFER_BYTES];
    jlong ahead[BUFFER_POSITIONS + AHEAD];
    size_t width = (size_t) size * (size_t) run;
    size_t at = (size_t) index * (size_t) size;
    int dense = width >= CACHE_LINE;
    struct gathering task = {
            (const char *) address, buffer, (const int64_t *) ahead, stride, 0, 0, (size_t) run, {size, swapped}, 0};
    task.past_caches = dense && (size_t) count >= CACHED_BYTES / width;
    for (size_t left = (size_t) count; left > 0; left -= task.count) {
        task.count = least(left, least((dense ? HELD_BYTES : BUFFER_BYTES) / width, BUFFER_POSITIONS));
        task.known = least(left, task.count + AHEAD);
        (*env)->GetLongArrayRegion(env, positions, from, (jsize) task.known, ahead);
        void (*work)(void *) = run == 1 ? gather : gather_runs;
        int done = dense ? guarded(env, touch_runs, &task)
                                && guarded_holding(env, target, at, &task.buffer, work, &task)
                         : guarded(env, work, &task) && to_array(env, target, at, buffer, task.count * width);
        if (!done) {
            return;
        }
        from += (jint) task.count;
        at += task.count * width;
    }
}

JNIEXPORT jboolean JNICALL Java_io_github_npymap_jni_Kernels_isResident(JNIEnv *env, jclass type, jlong address) {
    (void) env;
    (void) type;
    return (jboolean) is_resident(address);
}

/* In pieces that fit on the stack: the first positions are asked for first, sorted among themselves. */
JNIEXPORT jint JNICALL Java_io_github_npymap_jni_Kernels_prefetch(JNIEnv *env, jclass type, jlong address, jlong stride,
        jlongArray positions, jint from, jint count, jlong length, jlong most) {
    (void) type;
    enum { PIECE = 4096 };
    jlong starts[PIECE];
    size_t rest = (size_t) most;
    /* Few ranges begin where a page does. */
    size_t each = page_ceiling((uintptr_t) length + page_size() - 1);
    jint result = 0;
    for (size_t left = (size_t) count; left > 0 && rest > 0 && result == 0;) {
        /* No more than there is room for, or it would be the lowest that are asked for, and not the first. */
        size_t piece = least(least(left, PIECE), rest < each ? 1 : rest / each);
        (*env)->GetLongArrayRegion(env, positions, from, (jsize) piece, starts);
        for (size_t k = 0; k < piece; k++) {
            starts[k] = address + stride * starts[k];
        }
        result = advice_ask_for_all((int64_t *) starts, piece, length, &rest);
        from += (jint) piece;
        left -= piece;
    }
    return result;
}

struct loading {
    const char *memory;
    size_t length;
};

static void touch_range(void *argument) {
    const struct loading *task = argument;
    move_touch(task->memory, task->length, task->length);
}

/* May take as long as the disk does: no array is held. */
JNIEXPORT void JNICALL Java_io_github_npymap_jni_Kernels_load(JNIEnv *env, jclass type, jlong address, jlong length) {
    (void) type;
    struct loading task = {(const char *) address, (size_t) length};
    guarded(env, touch_range, &task);
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
    task.floating = variant()->floating[reduction][kind][swapped];
    guarded(env, run_floating, &task);
    return task.floating_result;
}

JNIEXPORT void JNICALL Java_io_github_npymap_jni_Kernels_reduceInteger(JNIEnv *env, jclass type, jint reduction,
        jint kind, jboolean swapped, jlong address, jint count, jlongArray result) {
    (void) type;
    struct reducing task = {.memory = (const char *) address, .count = (size_t) count};
    task.integer = variant()->integer[reduction][kind][swapped];
    if (guarded(env, run_integer, &task)) {
        jlong halves[2] = {(jlong) task.integer_result, (jlong) (task.integer_result >> 64)};
        (*env)->SetLongArrayRegion(env, result, 0, 2, halves);
    }
}

JNIEXPORT jboolean JNICALL Java_io_github_npymap_jni_Kernels_chooseVariant(JNIEnv *env, jclass type, jint number) {
    (void) env;
    (void) type;
    return (jboolean) variant_choose(number);
}
