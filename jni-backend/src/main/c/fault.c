#include "fault.h"

#include <errno.h>
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

static void pass_on(int signal, siginfo_t *info, void *context) {
    if (previous.sa_flags & SA_SIGINFO) {
        previous.sa_sigaction(signal, info, context);
    } else if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN) {
        previous.sa_handler(signal);
    } else {
        /* The access happens again, and ends the process as it would have without us. */
        sigaction(signal, &previous, NULL);
    }
}

static void on_fault(int signal, siginfo_t *info, void *context) {
    struct guard *guard = active;
    /* A code of 0 or less is a signal that another process sent. */
    if (guard == NULL || info->si_code <= 0) {
        pass_on(signal, info, context);
        return;
    }
    active = NULL;
    guard->address = (uintptr_t) info->si_addr;
    siglongjmp(guard->resume, 1);
}

int fault_install(void) {
    struct sigaction action = {0};
    action.sa_sigaction = on_fault;
    /* SA_ONSTACK: JVM threads bring a stack for signals. SA_NODEFER: the handler is left by a jump, and saving the
       signal mask for it at every call would cost two system calls; so the signal is not blocked in the first place. */
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    return sigaction(SIGBUS, &action, &previous) != 0 ? -errno : 0;
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
