/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/verify_first.h"

#include <math.h>

#include "plan/verify_fault.h"

static tc_grains rest_of(const tc_problem *problem, const tc_grains *used, int s, int p)
{
    const double supply =
        problem->sources[s].supply[p] * pow(10.0, problem->grain_digits);
    return (tc_grains)floor(supply + 1e-3) - used[s * TC_POLLUTANTS + p];
}

static double tonnes_of(const tc_problem *problem, tc_grains grains)
{
    return (double)grains * pow(10.0, -problem->grain_digits);
}

/* Source s is its owner's own, and something of p is left. */
static void check_owner(const tc_problem *problem, const tc_plan *plan, int s, int p,
                        tc_grains rest, tc_verdict *verdict)
{
    const int owner = problem->sources[s].owner;
    for (int k = 0; k < plan->credit_count; k++) {
        const tc_credit *c = &plan->credits[k];
        if (c->project == owner && c->pollutant == p &&
            problem->sources[c->source].owner != owner)
            tc_verify_fault(
                verdict, "%s 抵扣给 %s 的 %s，而该项目的自身置换源 %s 还剩 %.4f t/a",
                "%s serves %s in %s while its own source %s has %.4f t/a left",
                problem->sources[c->source].id, problem->projects[owner].id,
                tc_pollutants[p].id, problem->sources[s].id, tonnes_of(problem, rest));
    }
}

void tc_verify_own_first(const tc_problem *problem, const tc_plan *plan,
                         const tc_grains *used, const double *odd, tc_verdict *verdict)
{
    for (int s = 0; s < problem->source_count; s++) {
        const int owner = problem->sources[s].owner;
        for (int p = 0; p < TC_POLLUTANTS && owner >= 0; p++) {
            const tc_grains rest = rest_of(problem, used, s, p);
            if ((double)rest > odd[p] && tc_verify_may_serve(problem, s, owner, p))
                check_owner(problem, plan, s, p, rest, verdict);
        }
    }
}

static bool same_pool(const tc_source *a, const tc_source *b, int p)
{
    return a->area == b->area && a->basin == b->basin &&
           a->available_from == b->available_from && a->limits[p] == b->limits[p] &&
           a->owner == b->owner;
}

void tc_verify_permits_first(const tc_problem *problem, const tc_plan *plan,
                             const tc_grains *used, tc_verdict *verdict)
{
    for (int k = 0; k < plan->credit_count; k++) {
        const tc_credit *c = &plan->credits[k];
        const tc_source *source = &problem->sources[c->source];
        for (int s = 0; s < problem->source_count && !source->permit; s++) {
            const tc_source *other = &problem->sources[s];
            if (!other->permit || !same_pool(source, other, c->pollutant))
                continue;
            const tc_grains rest = rest_of(problem, used, s, c->pollutant);
            if (rest > 0)
                tc_verify_fault(
                    verdict,
                    "%s 未持排污许可证，抵扣了 %s，而同类的持证源 %s 还剩 %.4f t/a",
                    "%s, without a permit, serves in %s while %s, like it but with one, "
                    "has %.4f t/a left",
                    source->id, tc_pollutants[c->pollutant].id, other->id,
                    tonnes_of(problem, rest));
        }
    }
}
