/* case_folder.h — the case that a command works on. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_CASE_FOLDER_H
#define TC_CLI_CASE_FOLDER_H

#include "cli/request.h"

/* Load the case that the first operand names, with the ledger that --ledger names as it
 * stands, and say its faults, with --json on standard output where they are errors. Gives
 * the exit code; *problem is set with TC_EXIT_DONE, and then the caller's. */
int tc_case_open(const tc_request *request, tc_problem **problem);

/* Load the case of a plan as it was solved: with the ledger as it stood then, if the plan
 * cites one. Gives the exit code, as tc_case_open. */
int tc_case_open_of_plan(const tc_request *request, const char *folder,
                         const char *plan_folder, tc_problem **problem);

/* The same of any folder, with what is booked in a ledger (NULL: without). */
int tc_case_open_with(const tc_request *request, const char *folder,
                      const tc_booked *booked, tc_problem **problem);

/* Refuse to write at path, file or folder, where that is the case's folder or inside it,
 * whatever links lead there. Gives the exit code. */
int tc_case_guard(const tc_request *request, const char *path);
int tc_case_guard_at(const tc_request *request, const char *folder, const char *path);

/* What a folder is called, without the path to it: "yuncheng-2022". */
void tc_folder_name(const char *folder, char *name, size_t size);

#endif
