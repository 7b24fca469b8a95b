/* flow_network.h — can shares be served? METHOD.md §1 for one pollutant as a network in
 * whole numbers: source, pool, gate, project. GLPK finds the greatest flow. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_FLOW_NETWORK_H
#define TC_TESTS_FLOW_NETWORK_H

#include <stdint.h>

#include "domain/problem.h"

/* The tightest cut: what is asked beyond it, and what of the supplies can come there. All
 * is served where supply reaches demand. In units. */
typedef struct flow_cut {
    int64_t demand, supply;
    bool served; /* all that is asked */
} flow_cut;

/* The greatest flow for these shares, which ask for nothing that is refused. Supplies and
 * needs count this many times. All amounts, of them and of what may leave, must be whole
 * numbers of 1 / unit t/a, and small; if not, the test fails.
 *
 * Shape    share, own project_count; own is 0 but for local key projects.
 * Needs    exchange factors 0 and 1, no restrictions, no own sources. */
flow_cut flow_network_cut(const tc_problem *problem, int pollutant, const double *share,
                          const double *own, double unit, int64_t supplies,
                          int64_t needs);

#endif
