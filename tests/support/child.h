/* child.h — run a program and wait for it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_CHILD_H
#define TC_TESTS_CHILD_H

/* Run argv[0] (looked for in PATH; argv ends with NULL) with no input, standard output
 * and standard error in two files. The exit status, or 128 + the signal that ended it;
 * -1 where it cannot be run at all. Needs no Criterion. */
int child_run(const char *const *argv, const char *out, const char *err);

#endif
