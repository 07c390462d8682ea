/* The reference for Java to call: one call for a whole pass, so that the crossing does not show. */
#include "reference.h"

#include <errno.h>
#include <jni.h>
#include <stdlib.h>

#define EXPORT(type, name) JNIEXPORT type JNICALL Java_io_github_npymap_benchmarks_contender_Reference_##name
#define MATRIX(handle) ((struct matrix *) (intptr_t) (handle))

EXPORT(jlong, open)(JNIEnv *env, jclass ignored, jstring path, jint itemsize) {
    (void) ignored;
    struct matrix *m = malloc(sizeof(*m));
    const char *name = m == NULL ? NULL : (*env)->GetStringUTFChars(env, path, NULL);
    if (name == NULL) {
        free(m);
        return -ENOMEM;
    }
    int failure = matrix_open(m, name, itemsize);
    (*env)->ReleaseStringUTFChars(env, path, name);
    if (failure != 0) {
        free(m);
        return failure;
    }
    return (jlong) (intptr_t) m;
}

EXPORT(void, close)(JNIEnv *env, jclass ignored, jlong handle) {
    (void) env;
    (void) ignored;
    matrix_close(MATRIX(handle));
    free(MATRIX(handle));
}

EXPORT(jint, adviseRandom)(JNIEnv *env, jclass ignored, jlong handle) {
    (void) env;
    (void) ignored;
    return matrix_advise_random(MATRIX(handle));
}

EXPORT(jint, evict)(JNIEnv *env, jclass ignored, jstring path) {
    (void) ignored;
    const char *name = (*env)->GetStringUTFChars(env, path, NULL);
    if (name == NULL) {
        return -ENOMEM;
    }
    int failure = evict(name);
    (*env)->ReleaseStringUTFChars(env, path, name);
    return failure;
}

EXPORT(jdouble, resident)(JNIEnv *env, jclass ignored, jstring path) {
    (void) ignored;
    const char *name = (*env)->GetStringUTFChars(env, path, NULL);
    if (name == NULL) {
        return -ENOMEM;
    }
    double answer = resident(name);
    (*env)->ReleaseStringUTFChars(env, path, name);
    return answer;
}

EXPORT(jint, conditionMemory)(JNIEnv *env, jclass ignored, jlong bytes) {
    (void) env;
    (void) ignored;
    return condition_memory((size_t) bytes);
}

EXPORT(jdouble, sum)(JNIEnv *env, jclass ignored, jlong handle) {
    (void) env;
    (void) ignored;
    const struct matrix *m = MATRIX(handle);
    return m->itemsize == 8 ? sum_f8(m->data, m->size) : sum_f4(m->data, m->size);
}

EXPORT(jdouble, pick)(
        JNIEnv *env, jclass ignored, jlong handle, jlong stride, jlongArray row_array, jlongArray column_array) {
    (void) ignored;
    const struct matrix *m = MATRIX(handle);
    jsize count = (*env)->GetArrayLength(env, row_array);
    jlong *rows = (*env)->GetPrimitiveArrayCritical(env, row_array, NULL);
    jlong *columns = (*env)->GetPrimitiveArrayCritical(env, column_array, NULL);
    double sum = m->itemsize == 8
            ? pick_f8(m->data, stride, (const int64_t *) rows, (const int64_t *) columns, count)
            : pick_f4(m->data, stride, (const int64_t *) rows, (const int64_t *) columns, count);
    (*env)->ReleasePrimitiveArrayCritical(env, column_array, columns, JNI_ABORT);
    (*env)->ReleasePrimitiveArrayCritical(env, row_array, rows, JNI_ABORT);
    return sum;
}

EXPORT(void, gather)(JNIEnv *env, jclass ignored, jlong handle, jlongArray index_array, jarray out_array) {
    (void) ignored;
    const struct matrix *m = MATRIX(handle);
    jsize count = (*env)->GetArrayLength(env, index_array);
    jlong *indices = (*env)->GetPrimitiveArrayCritical(env, index_array, NULL);
    void *out = (*env)->GetPrimitiveArrayCritical(env, out_array, NULL);
    if (m->itemsize == 8) {
        gather_f8(m->data, (const int64_t *) indices, count, out);
    } else {
        gather_f4(m->data, (const int64_t *) indices, count, out);
    }
    (*env)->ReleasePrimitiveArrayCritical(env, out_array, out, 0);
    (*env)->ReleasePrimitiveArrayCritical(env, index_array, indices, JNI_ABORT);
}

EXPORT(jdouble, rows)(JNIEnv *env, jclass ignored, jlong handle, jarray row_array) {
    (void) ignored;
    const struct matrix *m = MATRIX(handle);
    jsize columns = (*env)->GetArrayLength(env, row_array);
    void *row = (*env)->GetPrimitiveArrayCritical(env, row_array, NULL);
    double sum = m->itemsize == 8 ? rows_f8(m->data, m->size, columns, row) : rows_f4(m->data, m->size, columns, row);
    (*env)->ReleasePrimitiveArrayCritical(env, row_array, row, 0);
    return sum;
}
