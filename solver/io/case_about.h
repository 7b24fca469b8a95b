/* case_about.h — which case a JSON answer is about. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_CASE_ABOUT_H
#define TC_IO_CASE_ABOUT_H

#include "domain/problem.h"
#include "io/json_tree.h"

/* Add "case": its name, decision date and grain, and whether projects are illustrative,
 * with the note that says so; and "ledger", where it was loaded with one: its name, the
 * hash, date and number of its last booking. */
void tc_case_about_add(const tc_problem *problem, tc_json_out *root);

#endif
