/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/interrupt.h"

#include <signal.h>
#include <stddef.h>

enum { SIGNALS = 2 };

static const int numbers[SIGNALS] = {SIGINT, SIGTERM};

/* A handler can reach nothing else: the one variable of the program outside functions. */
static volatile sig_atomic_t asked;

static void note(int number)
{
    (void)number;
    asked = 1;
}

void tc_interrupt_watch(void)
{
    for (int k = 0; k < SIGNALS; k++) {
        struct sigaction before,
            now = {.sa_handler = note, .sa_flags = (int)SA_RESETHAND};
        (void)sigemptyset(&now.sa_mask);
        if (sigaction(numbers[k], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            (void)sigaction(numbers[k], &now, NULL);
    }
}

void tc_interrupt_leave(void)
{
    for (int k = 0; k < SIGNALS; k++) {
        struct sigaction before, now = {.sa_handler = SIG_DFL};
        (void)sigemptyset(&now.sa_mask);
        if (sigaction(numbers[k], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            (void)sigaction(numbers[k], &now, NULL);
    }
}

bool tc_interrupt_asked(void *unused)
{
    (void)unused;
    return asked != 0;
}
