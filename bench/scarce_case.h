/* scarce_case.h — a made case of whole projects for which there is not enough. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BENCH_SCARCE_CASE_H
#define TC_BENCH_SCARCE_CASE_H

#include <stdint.h>

#include "domain/problem.h"

/* Projects of all tiers, most of them in the lower ones and nine in ten indivisible; air,
 * water or both, with amounts of a long tail; of each pollutant about two fifths of what
 * they need. A third as many sources. Owns: made_case_free. */
tc_problem *scarce_case(uint64_t seed, int projects, int areas);

#endif
