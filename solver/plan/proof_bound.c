/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/proof_bound.h"

#include <math.h>
#include <string.h>

#include "base/fault.h"
#include "plan/verify_search.h"

/* A bound that is this near to the value, relative to 1 or the value, is the value. */
static const double GAP = 1e-7;

/* A search whose fixings are not all proved is the solver's word as a whole: it carries
 * no tree, and its fixings no prices. */
static tc_code doubt(const tc_prover *prover, tc_search *searches, tc_plan *plan,
                     tc_error *error)
{
    tc_fixing *fixings =
        tc_arena_take(&plan->arena, (size_t)plan->fixing_count, sizeof *fixings);
    if (!fixings)
        return tc_no_memory(error);
    for (int k = 0; k < plan->fixing_count; k++) {
        fixings[k] = plan->fixings[k];
        if (prover->doubtful[fixings[k].search])
            fixings[k].set = -1;
    }
    for (int k = 0; k < plan->search_count; k++)
        if (prover->doubtful[k])
            searches[k].root = -1;
    plan->fixings = fixings;
    return TC_OK;
}

/* Take what is proved for what is stated; the best is reached where the two meet. */
static tc_code publish(const tc_prover *prover, tc_plan *plan, tc_error *error)
{
    tc_search *searches =
        tc_arena_take(&plan->arena, (size_t)plan->search_count, sizeof *searches);
    if (!searches)
        return tc_no_memory(error);
    plan->status = TC_PLAN_OPTIMAL;
    for (int k = 0; k < plan->search_count; k++) {
        tc_search *search = &searches[k];
        *search = plan->searches[k];
        const double slack = GAP * fmax(1.0, fabs(search->value));
        if (isfinite(
                prover->proved[k])) /* the search's own gives goals before more room */
            search->bound = fmax(prover->proved[k], search->value);
        if (search->bound <= search->value + slack)
            search->bound = search->value;
        else
            plan->status = TC_PLAN_BOUNDED;
    }
    if (plan->status == TC_PLAN_OPTIMAL)
        plan->stopped = false; /* what was cut short was done already */
    plan->searches = searches;
    return doubt(prover, searches, plan, error);
}

tc_code tc_proof_bound(const tc_problem *problem, tc_plan *plan, tc_error *error)
{
    tc_prover prover;
    tc_verdict verdict = {.verified = false};
    tc_code code = tc_prover_open(problem, plan, &prover, error);
    if (code == TC_OK) {
        tc_prover_walk(&prover, TC_WALK_MEASURES, &verdict);
        code = verdict.faults == 0
                   ? publish(&prover, plan, error)
                   : tc_fail(error, TC_ERR_SOLVER, NULL, "求解器的证明有误：%s%.0s",
                             "the solver's proof is wrong: %.0s%s", verdict.message,
                             verdict.message_en);
    }
    tc_prover_close(&prover);
    return code;
}
