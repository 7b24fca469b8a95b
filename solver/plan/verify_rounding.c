/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/verify_rounding.h"

#include <math.h>
#include <string.h>

#include "plan/verify_fault.h"

static tc_grains unused(const tc_rounding *r, int source)
{
    const double supply = r->problem->sources[source].supply[r->pollutant] *
                          pow(10.0, r->problem->grain_digits);
    return (tc_grains)floor(supply + 1e-3) -
           r->used[source * TC_POLLUTANTS + r->pollutant];
}

/* Unused grains that the project could have. */
static tc_grains unused_for(const tc_rounding *r, int project)
{
    const int count = r->problem->source_count;
    tc_grains sum = 0;
    memset(r->tally, 0, (size_t)count * sizeof *r->tally);
    for (int s = 0; s < count; s++) {
        if (!tc_verify_may_serve(r->problem, s, project, r->pollutant))
            continue;
        if (tc_is_pooled(r->problem, s, project))
            r->tally[r->pool[s]] += unused(r, s);
        else
            sum += unused(r, s);
    }
    for (int s = 0; s < count; s++)
        sum += r->tally[s] < r->left[s] ? r->tally[s] : r->left[s];
    return sum;
}

/* Grains that went to projects that come later, and could have gone to this one. */
static tc_grains held_by_later(const tc_rounding *r, int project)
{
    tc_grains sum = 0;
    for (int k = 0; k < r->plan->credit_count; k++) {
        const tc_credit *c = &r->plan->credits[k];
        if (c->pollutant == r->pollutant && r->place[c->project] > r->place[project] &&
            (tc_is_pooled(r->problem, c->source, c->project) ||
             !tc_is_pooled(r->problem, c->source, project)) &&
            tc_verify_may_serve(r->problem, c->source, project, r->pollutant))
            sum += c->grains;
    }
    return sum;
}

static void check_given_up(const tc_rounding *r, int j)
{
    const tc_project *project = &r->problem->projects[j];
    const int at = j * TC_POLLUTANTS + r->pollutant;
    const double next =
        project->ratio[r->pollutant] * (double)(r->plan->emission[at] + 1);
    const tc_grains wanted = (tc_grains)ceil(next - 1e-3) - r->plan->credit[at];
    const tc_grains there = unused_for(r, j) + held_by_later(r, j);
    if (there >= wanted)
        tc_verify_fault(
            r->verdict, "%s：项目 %s 少核定 %lld 个最小单位，而还有 %lld 个可供它使用",
            "%s: project %s was approved %lld grains too few, while %lld could serve it",
            tc_pollutants[r->pollutant].id, project->id, (long long)r->given_up[at],
            (long long)there);
}

/* Could the two lines exchange their sources, so that j gets one from home? */
static bool can_exchange(const tc_rounding *r, const tc_credit *mine,
                         const tc_credit *other)
{
    const int p = r->pollutant, j = mine->project, k = other->project;
    const bool takes_home = !tc_is_pooled(r->problem, other->source, k);
    return other->pollutant == p && k != j &&
           !tc_is_pooled(r->problem, other->source, j) &&
           tc_verify_may_serve(r->problem, other->source, j, p) &&
           tc_verify_may_serve(r->problem, mine->source, k, p) &&
           (!takes_home || r->own_surplus[k * TC_POLLUTANTS + p] > 0);
}

static void check_own(const tc_rounding *r, int j)
{
    for (int m = 0; m < r->plan->credit_count; m++) {
        const tc_credit *mine = &r->plan->credits[m];
        if (mine->project != j || mine->pollutant != r->pollutant ||
            !tc_is_pooled(r->problem, mine->source, j))
            continue;
        for (int k = 0; k < r->plan->credit_count; k++) {
            const tc_credit *other = &r->plan->credits[k];
            if (!can_exchange(r, mine, other))
                continue;
            tc_verify_fault(r->verdict,
                            "项目 %s 的 %s 属地抵扣不足，而 %s 的本区域削减量给了 %s",
                            "project %s: %s from its own area is short, while %s at home "
                            "serves %s",
                            r->problem->projects[j].id, tc_pollutants[r->pollutant].id,
                            r->problem->sources[other->source].id,
                            r->problem->projects[other->project].id);
            return;
        }
    }
}

void tc_verify_rounding(const tc_rounding *r)
{
    for (int j = 0; j < r->problem->project_count; j++) {
        const int at = j * TC_POLLUTANTS + r->pollutant;
        if (r->given_up[at] > 0)
            check_given_up(r, j);
        if (r->own_surplus[at] < 0)
            check_own(r, j);
    }
}
