/* interrupt.h — Ctrl-C: the first asks for the best answer so far, the second ends. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_INTERRUPT_H
#define TC_CLI_INTERRUPT_H

#include <stdbool.h>

/* From now on the first SIGINT or SIGTERM is kept in mind, and the next does what it
 * always did. Signals that the caller's caller has made the program ignore stay so. */
void tc_interrupt_watch(void);

/* Again as before. */
void tc_interrupt_leave(void);

/* Was there one? unused: for tc_solve_options. */
bool tc_interrupt_asked(void *unused);

#endif
