/* Mapping, advice, storage, and surviving pages that have vanished. */
#include "advice.h"
#include "check.h"
#include "fake_jvm.h"
#include "fault.h"
#include "io_github_npymap_jni_Kernels.h"
#include "move.h"
#include "pages.h"
#include "system.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#if defined(__linux__)
#include <sys/xattr.h>
#endif

enum { LENGTH = 100000 };

static char path[4096];

static void in_directory(const char *directory, const char *name) {
    CHECK(snprintf(path, sizeof path, "%s/%s", directory, name) < (int) sizeof path);
}

static void write_file(size_t length) {
    char *content = bytes(length);
    int descriptor = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0600);
    CHECK(descriptor >= 0 && write(descriptor, content, length) == (ssize_t) length && close(descriptor) == 0);
    free(content);
}

static int64_t map_file(int32_t mode, int64_t offset, int64_t length) {
    int32_t descriptor = npymap_open(path, mode);
    CHECK(descriptor >= 0);
    int64_t address = npymap_map(descriptor, mode, offset, length);
    CHECK(npymap_close(descriptor) == 0);
    return address;
}

/* A private mapping has pages of its own, and cannot be had twice; under an emulator, as sanitize.sh tells, none can. */
static void test_duplicate(int32_t mode, int64_t address, int64_t length) {
    int64_t second = npymap_duplicate(address, length);
    CHECK(mode == MODE_COPY_ON_WRITE ? second < 0 : second > 0 || getenv("NPYMAP_EMULATED") != NULL);
    if (second > 0) {
        CHECK(memcmp((void *) second, (void *) address, (size_t) length) == 0);
        CHECK(npymap_unmap(second, length) == 0);
    }
}

/* Of what there is room for; a range that is asked for twice counts once. */
static void test_prefetch_all(int64_t address, int64_t length) {
    int64_t page = npymap_page_size();
    int64_t starts[] = {address + length - 1, address, address + length / 2, address, address + length / 3};
    size_t most = 1 << 20;
    CHECK(advice_ask_for_all(starts, 5, 1, &most) == 0);
    CHECK(most < 1 << 20 && most >= (1 << 20) - 4 * (size_t) page);
    most = (size_t) page;
    CHECK(advice_ask_for_all(starts, 5, 1, &most) == 0 && most == 0);
    jlong positions[] = {length - 1, 0, length / 2, 0, length / 3};
    jobject array = fake_array((char *) positions, sizeof positions);
    for (jlong room = 0; room <= 5 * page; room += page) {
        CHECK(Java_io_github_npymap_jni_Kernels_prefetch(fake_environment(), NULL, address, 1, array, 1, 4, 1, room) == 0);
    }
    fake_free(array);
}

static void test_mapping(void) {
    char *content = bytes(LENGTH);
    write_file(LENGTH);
    for (int32_t mode = MODE_READ; mode <= MODE_COPY_ON_WRITE; mode++) {
        for (int64_t offset = 0; offset < LENGTH; offset += 4999) {
            int64_t length = LENGTH - offset;
            int64_t address = map_file(mode, offset, length);
            CHECK(address > 0 && memcmp((void *) address, content + offset, (size_t) length) == 0);
            for (int32_t advice = ADVICE_NORMAL; advice <= ADVICE_DONT_NEED; advice++) {
                CHECK(npymap_advise(address + 7, length - 7, advice) == 0);
            }
            CHECK(npymap_prefetch(address, length) == 0);
            test_prefetch_all(address, length);
            int64_t resident = npymap_residency(path, address, length);
            CHECK(resident >= 0 && resident <= length / npymap_page_size() + 2);
            CHECK(mode != MODE_READ_WRITE || npymap_flush(address, length) == 0);
            CHECK(npymap_evict(path, offset, address, length) == 0);
            CHECK(memcmp((void *) address, content + offset, (size_t) length) == 0);
            test_duplicate(mode, address, length);
            CHECK(npymap_retire(address, length, mode) == 0);
            CHECK(*(char *) address == 0 && *(char *) (address + length - 1) == 0);
            CHECK(npymap_unmap(address, length) == 0);
        }
    }
    free(content);
}

/* The owner, the group 65534 and the mask may read; group and others nothing. Not every file system has such lists. */
static void test_access(const char *directory) {
    static const unsigned char list[] = {2, 0, 0, 0,                         /* version */
                                         1, 0, 6, 0, 255, 255, 255, 255,     /* owner */
                                         4, 0, 0, 0, 255, 255, 255, 255,     /* group */
                                         8, 0, 4, 0, 254, 255, 0, 0,         /* group 65534 */
                                         16, 0, 4, 0, 255, 255, 255, 255,    /* mask */
                                         32, 0, 0, 0, 255, 255, 255, 255};   /* others */
    char other[4096];
    in_directory(directory, "without");
    memcpy(other, path, sizeof other);
    write_file(1);
    in_directory(directory, "with");
    write_file(1);
#if defined(__linux__)
    struct stat status;
    CHECK(npymap_copy_access(path, other) == 0);
    if (setxattr(path, "system.posix_acl_access", list, sizeof list, 0) == 0) {
        unsigned char copy[sizeof list];
        CHECK(npymap_copy_access(path, other) == 0);
        CHECK(getxattr(other, "system.posix_acl_access", copy, sizeof copy) == sizeof copy);
        CHECK(memcmp(copy, list, sizeof list) == 0 && stat(other, &status) == 0 && (status.st_mode & 0777) == 0640);
        CHECK(removexattr(path, "system.posix_acl_access") == 0);
        CHECK(npymap_copy_access(path, other) == 0);
        CHECK(getxattr(other, "system.posix_acl_access", copy, sizeof copy) < 0 && errno == ENODATA);
    }
#else
    CHECK(npymap_copy_access(path, other) == -EOPNOTSUPP);
#endif
    (void) list;
    in_directory(directory, "nothing");
    CHECK(npymap_copy_access(path, other) < 0);
}

static void test_refusals(const char *directory) {
    CHECK(map_file(MODE_READ, 0, LENGTH + 1) == -FAILURE_TOO_SHORT);
    CHECK(map_file(MODE_READ, LENGTH, 1) == -FAILURE_TOO_SHORT);
    CHECK(npymap_open(directory, MODE_READ) == -FAILURE_NOT_A_FILE);
    CHECK(npymap_open("/dev/zero", MODE_READ) == -FAILURE_NOT_A_FILE);
    in_directory(directory, "pipe");
    CHECK(mkfifo(path, 0600) == 0);
    CHECK(npymap_open(path, MODE_READ) == -FAILURE_NOT_A_FILE);
    CHECK(npymap_evict(path, 0, npymap_page_size(), 1) == -FAILURE_NOT_A_FILE);
    in_directory(directory, "nothing");
    CHECK(npymap_open(path, MODE_READ_WRITE) == -ENOENT);
    CHECK(npymap_reserve(-1, 1) == -EBADF);
    CHECK(npymap_evict(path, 0, npymap_page_size(), 1) == -ENOENT);
    for (int32_t failure = 0; failure < 200; failure++) {
        for (int32_t size = 0; size < 20; size++) {
            char *text = malloc((size_t) size + 1);
            CHECK(text != NULL);
            npymap_failure_text(failure, text, size);
            CHECK(size == 0 || strlen(text) < (size_t) size);
            free(text);
        }
        CHECK(npymap_failure_kind(failure) >= 0);
    }
}

static void test_reserving(const char *directory) {
    in_directory(directory, "grown");
    write_file(10);
    int32_t descriptor = npymap_open(path, MODE_READ_WRITE);
    for (int round = 0; round < 2; round++) {
        CHECK(npymap_reserve(descriptor, 70000) == 0 && npymap_size(descriptor) == 70000);
    }
    char end[20];
    CHECK(npymap_read(descriptor, end, 20, 69990) == 10 && end[9] == 0);
    CHECK(npymap_read(descriptor, end, 20, 70000) == 0);
    CHECK(npymap_sync(descriptor) == 0 && npymap_close(descriptor) == 0);
    CHECK(npymap_size(descriptor) == -EBADF);
}

static volatile sig_atomic_t passed_on;

static void host_handler(int signal) {
    (void) signal;
    /* One is expected. What nobody has made good happens again, for ever. */
    if (++passed_on > 1) {
        static const char text[] = "a page is gone, and nobody put zeros in its place\n";
        (void) !write(STDERR_FILENO, text, sizeof text - 1);
        _exit(1);
    }
}

static void touch(void *address) {
    move_touch(address, LENGTH, LENGTH);
}

/* Whoever had the signal before keeps those that are not ours. */
static void test_faults(const char *directory) {
    struct sigaction host = {0};
    host.sa_handler = host_handler;
    CHECK(sigaction(SIGBUS, &host, NULL) == 0);
    CHECK(JNI_OnLoad(NULL, NULL) == JNI_VERSION_1_8);
    in_directory(directory, "cut");
    for (int round = 0; round < 100; round++) {
        write_file(LENGTH);
        int64_t address = map_file(MODE_READ_WRITE, 0, LENGTH);
        CHECK(address > 0 && fault_guarded(touch, (void *) address) == 0);
        CHECK(truncate(path, 20000) == 0);
        uintptr_t gone = fault_guarded(touch, (void *) address);
        CHECK(gone == page_ceiling((uintptr_t) address + 20000));
        char *elements = bytes(LENGTH);
        jobject array = fake_array(elements, LENGTH);
        JNIEnv *env = fake_environment();
        Java_io_github_npymap_jni_Kernels_read(env, NULL, address, 1, 1, 0, array, 0, LENGTH);
        CHECK(fake_thrown() == (jlong) gone);
        Java_io_github_npymap_jni_Kernels_read(env, NULL, address, 2, 1, 0, array, 0, LENGTH / 2);
        CHECK((uintptr_t) fake_thrown() >= gone);
        Java_io_github_npymap_jni_Kernels_write(env, NULL, address, 1, 1, 0, array, 0, LENGTH);
        CHECK(fake_thrown() == (jlong) gone);
        CHECK(Java_io_github_npymap_jni_Kernels_readConverted(
                env, NULL, address, 1, 1, 1, 0, 1, 2, array, 0, LENGTH / 2));
        CHECK(fake_thrown() == (jlong) gone);
        Java_io_github_npymap_jni_Kernels_reduceFloating(env, NULL, 0, 11, 0, address, LENGTH / 8);
        CHECK((uintptr_t) fake_thrown() >= gone);
        /* Nothing of a fault is left behind. */
        Java_io_github_npymap_jni_Kernels_read(env, NULL, address, 1, 1, 0, array, 0, 20000);
        CHECK(fake_thrown() == 0);
        fake_free(array);
        free(elements);
        CHECK(npymap_unmap(address, LENGTH) == 0);
    }
    CHECK(passed_on == 0);
    CHECK(raise(SIGBUS) == 0 && passed_on == 1);
}

/* Whether the k-th lost range, from 0 on, has these pages, of the size of the first parameter. */
static int is_lost(const volatile int64_t *lost, int64_t page, int64_t k, int64_t address, int64_t first, int64_t last) {
    return lost[1 + 2 * k] == address + first * page && lost[2 + 2 * k] == address + (last + 1) * page;
}

/* Where pages are gone, an access without a guard finds zeros, and lost ranges that have these pages and no others. */
static void test_vanishing(int32_t mode) {
    enum { PAGES = 300, RANGES = 64 };
    int64_t page = npymap_page_size();
    int64_t length = PAGES * page - 5;
    write_file((size_t) length);
    int64_t address = map_file(mode, 0, length);
    CHECK(address > 0);
    const volatile int64_t *lost = (const volatile int64_t *) npymap_watch(address, length, mode);
    volatile char *memory = (volatile char *) address;
    CHECK(memory[page] != 0 && memory[50 * page + 3] != 0 && lost[0] == 0);
    CHECK(truncate(path, page) == 0);
    CHECK(memory[50 * page + 3] == 0 && lost[0] == 1 && is_lost(lost, page, 0, address, 50, 50));
    CHECK(memory[10 * page] == 0 && lost[0] == 2 && is_lost(lost, page, 1, address, 10, 10));
    /* Pages beside a lost one join it, on either side; what has been missed once is not missed again. */
    for (int64_t k = 51; k < 100; k++) {
        CHECK(memory[k * page + 7] == 0 && memory[(k - 2) * page] == 0);
    }
    CHECK(memory[49 * page - 1] == 0 && lost[0] == 2 && is_lost(lost, page, 0, address, 48, 99));
    /* The file is there again: nothing else is lost. */
    CHECK(truncate(path, length) == 0);
    CHECK(memory[20 * page] == 0 && memory[150 * page] == 0 && lost[0] == 2);
    CHECK(truncate(path, page) == 0);
    /* So many apart that the last of them go together with all behind them. */
    for (int64_t k = PAGES - 1; lost[0] < RANGES; k -= 2) {
        CHECK(memory[k * page + 7] == 0);
    }
    CHECK(is_lost(lost, page, 0, address, 48, 99) && is_lost(lost, page, 2, address, PAGES - 1, PAGES - 1));
    CHECK(memory[5 * page] == 0 && lost[0] == RANGES + 1 && is_lost(lost, page, RANGES, address, 5, PAGES - 1));
    CHECK(memory[3 * page] == 0 && lost[0] == RANGES + 1 && is_lost(lost, page, RANGES, address, 3, PAGES - 1));
    for (int64_t k = PAGES - 1; k > 0; k--) {
        CHECK(memory[k * page + 7] == 0);
        if (mode != MODE_READ) {
            memory[k * page + 7] = 1;
        }
    }
    CHECK(memory[0] != 0 && is_lost(lost, page, RANGES, address, 1, PAGES - 1));
    npymap_unwatch((int64_t) lost);
    for (int k = 0; k < 3 + 2 * RANGES; k++) {
        CHECK(lost[k] == 0);
    }
    CHECK(npymap_unmap(address, length) == 0);
}

/* More than are allocated at once. The addresses of all but the first are nobody's. */
static void test_many_watched(void) {
    enum { WATCHES = 2500 };
    static int64_t watches[WATCHES];
    for (int round = 0; round < 3; round++) {
        write_file(LENGTH);
        int64_t address = map_file(MODE_READ, 0, LENGTH);
        CHECK(address > 0);
        for (int k = 0; k < WATCHES; k++) {
            watches[k] = npymap_watch(k == 0 ? address : k * npymap_page_size(), k == 0 ? LENGTH : 1, MODE_READ);
            CHECK(k == 0 || watches[k] != watches[k - 1]);
        }
        CHECK(truncate(path, 0) == 0);
        CHECK(*(volatile char *) (address + LENGTH - 1) == 0);
        for (int k = 0; k < WATCHES; k++) {
            CHECK((*(const volatile int64_t *) watches[k] != 0) == (k == 0));
            npymap_unwatch(watches[k]);
        }
        CHECK(npymap_unmap(address, LENGTH) == 0);
    }
    int64_t nothing = npymap_watch(0, 0, MODE_READ);
    npymap_unwatch(nothing);
    CHECK(npymap_watch(0, 0, MODE_READ) == nothing);
}

static void test_watching(const char *directory) {
    in_directory(directory, "watched");
    for (int32_t mode = MODE_READ; mode <= MODE_COPY_ON_WRITE; mode++) {
        test_vanishing(mode);
    }
    test_many_watched();
    CHECK(passed_on == 1);
}

void test_system(const char *directory) {
    in_directory(directory, "data");
    test_mapping();
    test_refusals(directory);
    test_reserving(directory);
    test_access(directory);
    test_faults(directory);
    test_watching(directory);
    puts("mapping, storage, faults, lost pages");
}
