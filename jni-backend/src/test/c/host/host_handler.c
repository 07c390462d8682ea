/* A host application that wants to see the signal first, and passes it on: for SignalSpec, which compiles this. */
#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>

static struct sigaction before;
static volatile int seen;

static void on_signal(int signal, siginfo_t *info, void *context) {
    seen++;
    if (before.sa_flags & SA_SIGINFO) {
        before.sa_sigaction(signal, info, context);
    } else if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN) {
        before.sa_handler(signal);
    } else {
        sigaction(signal, &before, NULL);
    }
}

/* As most do it: the signal is blocked while the handler runs. */
int host_install(void) {
    struct sigaction action = {0};
    action.sa_sigaction = on_signal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    return sigaction(SIGBUS, &action, &before);
}

int host_seen(void) {
    return seen;
}
