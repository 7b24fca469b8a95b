/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/case_parts.h"

#include <stddef.h>

const char *const tc_case_parts[] = {
    "areas.csv", "attainment.csv", "case.json",   "exchange.csv",
    "locks.csv", "projects.csv",   "sources.csv", NULL};
