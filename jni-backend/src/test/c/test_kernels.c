/*
 * The kernels of every variant that this processor has, against loops over bytes: elements of every size, in both orders,
 * with strides of both signs, from any address, in counts around every border. What is right to the last bit is the
 * business of the tests in Java; here it is memory that is watched.
 */
#include "check.h"
#include "fake_jvm.h"
#include "io_github_npymap_jni_Kernels.h"
#include "reduce.h"
#include "variant.h"
#include "widen.h"

#include <string.h>

static const size_t counts[] = {0, 1, 2, 7, 8, 9, 31, 64, 127, 128, 129, 1000, 2048, 8193, 40000};
enum { COUNTS = sizeof counts / sizeof *counts };

/* Strides from which on memory is asked for ahead, and counts around how far. */
static const int64_t long_strides[] = {512, -512, 800, -800};
enum { LONG_STRIDES = sizeof long_strides / sizeof *long_strides };
static const size_t counts_ahead[] = {63, 64, 65, 127, 128, 129, 1025};
enum { COUNTS_AHEAD = sizeof counts_ahead / sizeof *counts_ahead };

static void copy_element(char *to, const char *from, int size, int swapped) {
    for (int k = 0; k < size; k++) {
        to[k] = from[swapped ? size - 1 - k : k];
    }
}

/* The first byte that a strided range needs, and how many it spans. */
static size_t span(size_t count, int64_t stride, int size) {
    uint64_t step = (uint64_t) (stride < 0 ? -stride : stride);
    return count == 0 ? 0 : (count - 1) * step + (size_t) size;
}

static void test_strided(int size, int swapped, int64_t stride, size_t count) {
    JNIEnv *env = fake_environment();
    size_t length = span(count, stride, size);
    char *memory = bytes(length);
    char *first = memory + (stride < 0 && count > 0 ? length - (size_t) size : 0);
    size_t width = (size_t) size;
    /* Elements before and behind, which have to stay. */
    size_t held = (count + 3) * width;
    char *elements = bytes(held);
    char *expected = bytes(held);
    for (size_t k = 0; k < count; k++) {
        copy_element(expected + (k + 2) * width, first + (int64_t) k * stride, size, swapped);
    }
    jobject array = fake_array(elements, held);
    Java_io_github_npymap_jni_Kernels_read(
            env, NULL, (jlong) first, stride, size, (jboolean) swapped, array, 2, (jint) count);
    CHECK(fake_thrown() == 0 && memcmp(elements, expected, held) == 0);
    memset(memory, 0, length);
    Java_io_github_npymap_jni_Kernels_write(
            env, NULL, (jlong) first, stride, size, (jboolean) swapped, array, 2, (jint) count);
    CHECK(fake_thrown() == 0);
    for (size_t k = 0; k < (stride == 0 ? 0 : count); k++) {
        char element[8];
        copy_element(element, first + (int64_t) k * stride, size, swapped);
        CHECK(memcmp(element, elements + (k + 2) * width, width) == 0);
    }
    fake_free(array);
    free(elements);
    free(expected);
    free(memory);
}

static size_t drawn(uint32_t *state, size_t bound) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state % bound;
}

/* Counts and strides by chance. The seed is told before, as a sanitizer ends the program without a word of ours. */
static void test_drawn_strides(uint32_t seed) {
    enum { ROUNDS = 200, MOST_BYTES = 1 << 20 };
    printf("kernels: strides drawn from seed %u\n", seed);
    fflush(stdout);
    for (int round = 0; round < ROUNDS; round++) {
        int size = 1 << drawn(&seed, 4);
        int swapped = (int) drawn(&seed, 2);
        size_t count = 1 + drawn(&seed, (size_t) 16 << drawn(&seed, 8));
        int64_t stride = size + (int64_t) drawn(&seed, MOST_BYTES / count);
        test_strided(size, swapped, drawn(&seed, 2) ? stride : -stride, count);
    }
}

static void test_gather(int size, int swapped, size_t run, size_t count) {
    JNIEnv *env = fake_environment();
    size_t width = (size_t) size * run;
    size_t rows = 1000;
    int64_t stride = (int64_t) width + 3;
    size_t length = span(rows, stride, (int) width);
    char *memory = bytes(length);
    jlong *positions = malloc((count + 1) * sizeof(jlong));
    CHECK(positions != NULL);
    for (size_t k = 0; k <= count; k++) {
        positions[k] = (jlong) (k * 7919 % rows);
    }
    size_t held = (count * run + 1) * (size_t) size;
    char *elements = bytes(held);
    jobject target = fake_array(elements, held);
    jobject indices = fake_array(positions, (count + 1) * sizeof(jlong));
    Java_io_github_npymap_jni_Kernels_gather(env, NULL, (jlong) memory, stride, indices, 1, (jint) count, (jint) run,
            size, (jboolean) swapped, target, 1);
    CHECK(fake_thrown() == 0);
    /* Every byte has been written. */
    CHECK(Java_io_github_npymap_jni_Kernels_isResident(env, NULL, (jlong) memory));
    for (size_t k = 0; k < count; k++) {
        for (size_t j = 0; j < run; j++) {
            char element[8];
            copy_element(element, memory + stride * positions[k + 1] + j * (size_t) size, size, swapped);
            CHECK(memcmp(elements + (1 + k * run + j) * (size_t) size, element, (size_t) size) == 0);
        }
    }
    fake_free(target);
    fake_free(indices);
    free(elements);
    free(positions);
    free(memory);
}

/* From any address, and to the last byte of what there is. */
static void test_load(size_t length) {
    char *memory = bytes(length);
    for (size_t start = 0; start <= length && start < 3; start++) {
        Java_io_github_npymap_jni_Kernels_load(
                fake_environment(), NULL, (jlong) (memory + start), (jlong) (length - start));
        CHECK(fake_thrown() == 0);
    }
    free(memory);
}

static const int kind_sizes[KINDS] = {
        [KIND_BOOL] = 1,
        [KIND_INT8] = 1,
        [KIND_INT16] = 2,
        [KIND_INT32] = 4,
        [KIND_INT64] = 8,
        [KIND_UINT8] = 1,
        [KIND_UINT16] = 2,
        [KIND_UINT32] = 4,
        [KIND_UINT64] = 8,
        [KIND_FLOAT16] = 2,
        [KIND_FLOAT32] = 4,
        [KIND_FLOAT64] = 8,
};

static const int target_sizes[TARGETS] = {1, 2, 4, 8, 4, 8};

static int is_floating(int kind) {
    return kind >= KIND_FLOAT16;
}

/* The bits of 3 in every kind. */
static void put_three(char *to, int kind, int swapped) {
    static const uint64_t floating[] = {0x4200, 0x40400000, 0x4008000000000000};
    uint64_t bits = kind == KIND_BOOL ? 1 : is_floating(kind) ? floating[kind - KIND_FLOAT16] : 3;
    char native[8];
    memcpy(native, &bits, sizeof bits);
    copy_element(to, native, kind_sizes[kind], swapped);
}

static char *threes(int kind, int swapped, size_t count) {
    char *memory = bytes(count * (size_t) kind_sizes[kind]);
    for (size_t k = 0; k < count; k++) {
        put_three(memory + k * (size_t) kind_sizes[kind], kind, swapped);
    }
    return memory;
}

static double number(const char *element, int target) {
    union {
        char bytes[8];
        int8_t truth;
        int16_t number16;
        int32_t number32;
        int64_t number64;
        float single;
        double number;
    } value;
    memcpy(value.bytes, element, (size_t) target_sizes[target]);
    switch (target) {
        case TARGET_BOOLEAN:
            return value.truth;
        case TARGET_SHORT:
            return value.number16;
        case TARGET_INT:
            return value.number32;
        case TARGET_LONG:
            return (double) value.number64;
        case TARGET_FLOAT:
            return (double) value.single;
        default:
            return value.number;
    }
}

static int test_converting(int kind, int swapped, int target, size_t count) {
    JNIEnv *env = fake_environment();
    size_t width = (size_t) target_sizes[target];
    char *memory = threes(kind, swapped, count);
    char *elements = bytes((count + 1) * width);
    jobject array = fake_array(elements, (count + 1) * width);
    int size = kind_sizes[kind];
    int known = 0;
    for (int backwards = 0; backwards < 2; backwards++) {
        char *first = memory + (backwards && count > 0 ? (count - 1) * (size_t) size : 0);
        known = Java_io_github_npymap_jni_Kernels_readConverted(env, NULL, (jlong) first, backwards ? -size : size, kind,
                size, (jboolean) swapped, target, (jint) width, array, 1, (jint) count);
        for (size_t k = 1; known && k <= count; k++) {
            CHECK(number(elements + k * width, target) == (kind == KIND_BOOL ? 1 : 3));
        }
    }
    CHECK(fake_thrown() == 0);
    fake_free(array);
    free(elements);
    free(memory);
    return known;
}

static void test_reducing(int kind, int swapped, size_t count) {
    JNIEnv *env = fake_environment();
    char *memory = threes(kind, swapped, count);
    double three = kind == KIND_BOOL ? 1 : 3;
    for (int reduction = 0; reduction < REDUCTIONS; reduction++) {
        double expected = reduction == REDUCTION_SUM ? three * (double) count : three;
        if (is_floating(kind)) {
            CHECK(Java_io_github_npymap_jni_Kernels_reduceFloating(
                          env, NULL, reduction, kind, (jboolean) swapped, (jlong) memory, (jint) count)
                    == expected);
        } else {
            jlong result[2] = {-1, -1};
            jobject array = fake_array(result, sizeof result);
            Java_io_github_npymap_jni_Kernels_reduceInteger(
                    env, NULL, reduction, kind, (jboolean) swapped, (jlong) memory, (jint) count, array);
            CHECK(result[0] == (jlong) expected && result[1] == 0);
            fake_free(array);
        }
    }
    free(memory);
}

static void test_variant(void) {
    static const int64_t strides[] = {0, 1, -1, 2, 3, -8, 8, 16, 24, -40};
    for (int swapped = 0; swapped < 2; swapped++) {
        for (int size = 1; size <= 8; size *= 2) {
            for (size_t n = 0; n < COUNTS_AHEAD; n++) {
                for (size_t s = 0; s < LONG_STRIDES; s++) {
                    test_strided(size, swapped, long_strides[s], counts_ahead[n]);
                }
            }
            for (size_t n = 0; n < COUNTS; n++) {
                for (size_t s = 0; s < sizeof strides / sizeof *strides; s++) {
                    /* Elements that overlap are nobody's. */
                    int64_t stride = strides[s];
                    if (stride == 0 || stride >= size || stride <= -size) {
                        test_strided(size, swapped, stride, counts[n]);
                    }
                }
                for (size_t run = 1; run <= 1001; run = run * 10 + 1) {
                    if (counts[n] * run <= 1 << 18) {
                        test_gather(size, swapped, run, counts[n]);
                    }
                }
            }
        }
        int conversions = 0;
        for (size_t n = 0; n < COUNTS; n++) {
            test_load(counts[n]);
        }
        for (int kind = 0; kind < KINDS; kind++) {
            for (size_t n = 0; n < COUNTS; n++) {
                for (int target = 0; target < TARGETS; target++) {
                    conversions += test_converting(kind, swapped, target, counts[n]);
                }
                if (counts[n] > 0) {
                    test_reducing(kind, swapped, counts[n]);
                }
            }
        }
        CHECK(conversions > 30 * COUNTS);
    }
}

void test_kernels(void) {
    int tested = 0;
    for (int number = 0; number < 3; number++) {
        if (variant_choose(number)) {
            test_variant();
            test_drawn_strides((uint32_t) number + 1);
            tested++;
        }
    }
    printf("kernels: %d variants\n", tested);
}
