/* options.h — the command line, read by the tables of tc_option; and the help. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_OPTIONS_H
#define TC_CLI_OPTIONS_H

#include "cli/request.h"

/* --lang anywhere on the line, then LC_ALL, LC_MESSAGES, LANG: the first that names
 * Chinese or English; Chinese where none does. Needed before anything can be said. */
tc_language tc_language_wanted(int argc, char **argv);

/* Read the options up to the command into the request. The index of the command in argv,
 * argc where there is none, -1 after a fault, which was said. */
int tc_options_before_command(int argc, char **argv, tc_request *request);

/* Read the options and operands of request->command; argv[0] is its name. False after a
 * fault, which was said. With --help nothing else is asked for. */
bool tc_options_of_command(int argc, char **argv, tc_request *request);

/* Print the help of a command, or of the program; gives the exit code. */
int tc_help_print(const tc_request *request, const tc_command *const *commands,
                  int count);

#endif
