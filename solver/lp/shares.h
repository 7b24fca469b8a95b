/* shares.h — decide a case: the shares of all projects, with multipliers as proof. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARES_H
#define TC_LP_SHARES_H

#include "domain/plan.h"
#include "lp/lexico.h"
#include "lp/network.h"

/* What was decided of whole projects.
 * Shape    project_count each. */
typedef struct tc_decisions {
    bool *approved; /* at least the least share; else none */
    bool *tied;     /* only the order of acceptance decided */
} tc_decisions;

/* Can all required projects be served? If not, the plan's status is TC_PLAN_INFEASIBLE,
 * and its conflict is set. Errors: TC_ERR_MEMORY, TC_ERR_SOLVER. */
TC_CHECKED tc_code tc_shares_require(const tc_problem *problem, tc_plan *plan,
                                     tc_error *error);

/* Fill the plan's status, conflict, shares, levels, prices, ties and pivots. The plan's
 * arena holds them. noise: see tc_simplex_set_noise.
 *
 * decisions: of whole projects; NULL: they count as divisible.
 *
 * Errors   TC_ERR_MEMORY, TC_ERR_SOLVER. Source: METHOD.md §3. */
TC_CHECKED tc_code tc_shares_find(const tc_problem *problem,
                                  const tc_decisions *decisions, double noise,
                                  tc_plan *plan, tc_error *error);

/* The same shares in less time: nobody looks who was in a tie, and no tie is set. */
TC_CHECKED tc_code tc_shares_find_fast(const tc_problem *problem,
                                       const tc_decisions *decisions, double noise,
                                       tc_plan *plan, tc_error *error);

/* As tc_shares_find_fast, of divisible projects, but the first goal begins at a basis of
 * tc_shares_find_basis of a like case: with other amounts and the same matrix a few
 * pivots are left of many. The shares are the same but for rounding.
 * Errors   TC_ERR_MEMORY, TC_ERR_SOLVER. Source: METHOD.md §5. */
TC_CHECKED tc_code tc_shares_find_from(const tc_problem *problem, const tc_basis *from,
                                       tc_plan *plan, tc_error *error);

/* The basis at which tc_shares_find_fast ends. It stays as it is where the required
 * projects cannot all be served.
 * Errors   TC_ERR_MEMORY, TC_ERR_SOLVER. Owns: tc_basis_free. */
TC_CHECKED tc_code tc_shares_find_basis(const tc_problem *problem, tc_basis *basis,
                                        tc_error *error);

/* Work through the goals before a goal and write the program of that goal's total, with
 * what they have fixed, to a file. decisions: as of tc_shares_find.
 * Errors   TC_ERR_USAGE: the required projects cannot all be served; as
 *          tc_simplex_write. */
TC_CHECKED tc_code tc_shares_export(const tc_problem *problem,
                                    const tc_decisions *decisions, int goal,
                                    tc_lp_format format, const char *path,
                                    tc_error *error);

#endif
