/* case_writer.h — a case in memory as the folder that loads as the same case. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_CASE_WRITER_H
#define TC_TESTS_CASE_WRITER_H

#include "domain/problem.h"

/* Write case.json, areas.csv, sources.csv, projects.csv and, where the case has lines of
 * exchange or locks, exchange.csv and locks.csv into an existing folder. Numbers read
 * back bit-equal. Names and ids are written as they are, and so may need no quotes. Every
 * project carries its own ratios; rules of ratios and reserve, industries and notes are
 * not written.
 * Errors   False when the system refuses; errno tells. Needs no Criterion. */
bool case_write(const tc_problem *problem, const char *folder);

#endif
