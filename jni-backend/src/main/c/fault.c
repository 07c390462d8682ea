#include "fault.h"
#include "watch.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>

struct guard {
    sigjmp_buf resume;
    volatile uintptr_t address;
};

/*
 * The guard of the work that this thread is doing. Volatile, as for all the compiler can see nobody reads it between
 * the two assignments around the work: it would drop both.
 */
#if defined(__GLIBC__)
/* Memory that is there from the start: a handler must not be the one to allocate it. */
#define IN_HANDLER __attribute__((tls_model("initial-exec")))
#else
#define IN_HANDLER
#endif
static __thread struct guard *volatile active IN_HANDLER;

static struct sigaction previous;

/* Nothing that the work accesses may move past this. */
#define BARRIER() __asm__ volatile("" ::: "memory")

/*
 * The C library's own sigaction. The one that libjsig puts before it would let HotSpot have the signal first, which
 * leaves Java code without a value and without a word; it gets whatever is not ours from us.
 */
static int set_action(int signal, const struct sigaction *action, struct sigaction *old) {
#if defined(__GLIBC__)
    void *library = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
    if (library != NULL) {
        int (*own)(int, const struct sigaction *, struct sigaction *);
        *(void **) &own = dlsym(library, "sigaction");
        int result = own != NULL ? own(signal, action, old) : sigaction(signal, action, old);
        dlclose(library);
        return result;
    }
#endif
    return sigaction(signal, action, old);
}

static void pass_on(int signal, siginfo_t *info, void *context) {
    if (previous.sa_flags & SA_SIGINFO) {
        previous.sa_sigaction(signal, info, context);
    } else if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN) {
        previous.sa_handler(signal);
    } else {
        /* The access happens again, and ends the process as it would have without us. */
        set_action(signal, &previous, NULL);
    }
}

/* Leaves the handler, and the work. */
static void resume(struct guard *guard, const siginfo_t *info, const ucontext_t *interrupted) {
    active = NULL;
    guard->address = (uintptr_t) info->si_addr;
    /* Whoever had the signal before us, and passed it on, may have had it blocked: the next one would end the process. */
    pthread_sigmask(SIG_SETMASK, &interrupted->uc_sigmask, NULL);
    siglongjmp(guard->resume, 1);
}

static void on_fault(int signal, siginfo_t *info, void *context) {
    struct guard *guard = active;
    uintptr_t address = (uintptr_t) info->si_addr;
    /* A code of 0 or less is a signal that another process sent. */
    if (guard != NULL && info->si_code > 0) {
        resume(guard, info, context);
    } else if (info->si_code != BUS_ADRERR || !watch_replace(address)) {
        pass_on(signal, info, context);
    }
}

int fault_install(void) {
    struct sigaction action = {0};
    action.sa_sigaction = on_fault;
    /* SA_ONSTACK: JVM threads bring a stack for signals. SA_NODEFER: the handler is left by a jump, and saving the
       signal mask for it at every call would cost two system calls; so the signal is not blocked in the first place. */
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    /* Asked for beforehand: another thread may have the signal before the call that installs ours has returned. That
       call tells it once more, should it have changed in between. */
    if (set_action(SIGBUS, NULL, &previous) != 0) {
        return -errno;
    }
    return set_action(SIGBUS, &action, &previous) != 0 ? -errno : 0;
}

uintptr_t fault_guarded(void (*work)(void *), void *task) {
    struct guard guard = {.address = 0};
    if (sigsetjmp(guard.resume, 0) != 0) {
        return guard.address;
    }
    active = &guard;
    BARRIER();
    work(task);
    BARRIER();
    active = NULL;
    return 0;
}
