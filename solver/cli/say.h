/* say.h — what the user is told: answers on standard output, talk on standard error. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_SAY_H
#define TC_CLI_SAY_H

#include "cli/request.h"

/* zh or en, as the user wants. */
const char *tc_in_language(const tc_request *request, const char *zh, const char *en);

/* A line of talk on standard error; nothing with --quiet. */
void tc_say(const tc_request *request, const char *zh, const char *en, ...)
    TC_PRINTF(2, 4) TC_PRINTF(3, 4);

/* Say how the command was used wrongly, and where help is. Gives TC_EXIT_INPUT. */
int tc_say_usage(const tc_request *request, const char *zh, const char *en, ...)
    TC_PRINTF(2, 4) TC_PRINTF(3, 4);

/* Say an error, with --json as JSON on standard output. folder (NULL allowed) is where
 * its file lies. Gives the exit code for it. */
int tc_say_error(const tc_request *request, const char *folder, const tc_error *error);

/* Say every fault with its line of the file, then how many there are. With --quiet no
 * warnings and no count; with --json nothing. */
void tc_say_faults(const tc_request *request, const char *folder,
                   const tc_faults *faults);

/* Print the faults as JSON on standard output. */
int tc_answer_faults(const tc_request *request, const tc_faults *faults);

/* Write a text to standard output. TC_EXIT_DONE, also where nobody reads any more, or
 * TC_EXIT_MACHINE after saying why it cannot be written. */
int tc_answer(const tc_request *request, const char *text);

/* Write a text that was made with that code, and free it; or say why it was not. folder:
 * as for tc_say_error. */
int tc_answer_made(const tc_request *request, const char *folder, tc_code code,
                   char *text, const tc_error *error);

#endif
