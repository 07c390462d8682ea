#include "fake_jvm.h"

#include "check.h"

#include <stdarg.h>
#include <string.h>

struct array {
    char *elements;
    size_t bytes;
    int held;
};

static jlong thrown;
static jlong constructed;

jobject fake_array(void *elements, size_t bytes) {
    struct array *array = malloc(sizeof *array);
    CHECK(array != NULL);
    *array = (struct array) {elements, bytes, 0};
    return (jobject) array;
}

void fake_free(jobject object) {
    struct array *array = (struct array *) object;
    CHECK(!array->held);
    free(array);
}

jlong fake_thrown(void) {
    jlong result = thrown;
    thrown = 0;
    return result;
}

static void *hold(JNIEnv *env, jarray object, jboolean *copied) {
    (void) env;
    struct array *array = (struct array *) object;
    CHECK(copied == NULL && !array->held);
    array->held = 1;
    return array->elements;
}

static void let_go(JNIEnv *env, jarray object, void *elements, jint mode) {
    (void) env;
    struct array *array = (struct array *) object;
    CHECK(array->held && elements == array->elements && (mode == 0 || mode == JNI_ABORT));
    array->held = 0;
}

static char *region(jlongArray object, jsize start, jsize count) {
    struct array *array = (struct array *) object;
    CHECK(start >= 0 && count >= 0 && ((size_t) start + (size_t) count) * sizeof(jlong) <= array->bytes);
    return array->elements + (size_t) start * sizeof(jlong);
}

static void get_longs(JNIEnv *env, jlongArray object, jsize start, jsize count, jlong *to) {
    (void) env;
    memcpy(to, region(object, start, count), (size_t) count * sizeof(jlong));
}

static void set_longs(JNIEnv *env, jlongArray object, jsize start, jsize count, const jlong *from) {
    (void) env;
    memcpy(region(object, start, count), from, (size_t) count * sizeof(jlong));
}

static jclass find_class(JNIEnv *env, const char *name) {
    (void) env;
    CHECK(strcmp(name, "io/github/npymap/jni/PageFault") == 0);
    return (jclass) &thrown;
}

static jmethodID get_method(JNIEnv *env, jclass type, const char *name, const char *signature) {
    (void) env;
    CHECK(type == (jclass) &thrown && strcmp(name, "<init>") == 0 && strcmp(signature, "(J)V") == 0);
    return (jmethodID) &thrown;
}

static jobject new_object(JNIEnv *env, jclass type, jmethodID constructor, ...) {
    (void) env;
    CHECK(type == (jclass) &thrown && constructor == (jmethodID) &thrown);
    va_list arguments;
    va_start(arguments, constructor);
    constructed = va_arg(arguments, jlong);
    va_end(arguments);
    return (jobject) &constructed;
}

static jint throw_it(JNIEnv *env, jthrowable throwable) {
    (void) env;
    CHECK(throwable == (jthrowable) &constructed);
    thrown = constructed;
    return 0;
}

JNIEnv *fake_environment(void) {
    static struct JNINativeInterface_ functions;
    static JNIEnv environment = &functions;
    functions.GetPrimitiveArrayCritical = hold;
    functions.ReleasePrimitiveArrayCritical = let_go;
    functions.GetLongArrayRegion = get_longs;
    functions.SetLongArrayRegion = set_longs;
    functions.FindClass = find_class;
    functions.GetMethodID = get_method;
    functions.NewObject = new_object;
    functions.Throw = throw_it;
    return &environment;
}
