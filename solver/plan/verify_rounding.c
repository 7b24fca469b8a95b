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

static double worth_of(const tc_rounding *r, int source, int project)
{
    const tc_source *from = &r->problem->sources[source];
    const tc_project *to = &r->problem->projects[project];
    return tc_problem_exchange(r->problem, r->pollutant, from->area, from->basin,
                               to->area, to->basin);
}

/* What unused grains that the project could have are worth to it. */
static double unused_for(const tc_rounding *r, int project)
{
    const int count = r->problem->source_count;
    double sum = 0.0;
    memset(r->tally, 0, (size_t)count * sizeof *r->tally);
    for (int s = 0; s < count; s++) {
        if (!tc_verify_may_serve(r->problem, s, project, r->pollutant))
            continue;
        if (tc_is_pooled(r->problem, s, project))
            r->tally[r->pool[s]] += unused(r, s);
        else
            sum += worth_of(r, s, project) * (double)unused(r, s);
    }
    for (int s = 0; s < count; s++)
        if (r->tally[s] > 0)
            sum += worth_of(r, s, project) *
                   (double)(r->tally[s] < r->left[s] ? r->tally[s] : r->left[s]);
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

/* With other exchange factors each draw is rounded up, and what a project cannot use of
 * its last one lies unused: less than a grain of emission, and one for the rounding. */
static double odd_grains(const tc_rounding *r)
{
    double sum = 0.0;
    for (int j = 0; j < r->problem->project_count; j++)
        if (r->given_up[j * TC_POLLUTANTS + r->pollutant] > 0)
            sum += r->problem->projects[j].ratio[r->pollutant] + 1.0;
    return sum;
}

static void check_given_up(const tc_rounding *r, int j, double odd)
{
    const tc_project *project = &r->problem->projects[j];
    const int at = j * TC_POLLUTANTS + r->pollutant;
    const double ratio = project->ratio[r->pollutant];
    const double next = ceil(ratio * (double)(r->plan->emission[at] + 1) - 1e-3);
    const double wanted = next - (double)r->plan->credit[at];
    const double there =
        unused_for(r, j) + (r->mixed ? -odd : (double)held_by_later(r, j));
    if (!(ratio > 0.0) || there >= wanted)
        tc_verify_fault(
            r->verdict, "%s：项目 %s 少核定 %lld 个最小单位，而还有 %.0f 个可供它使用",
            "%s: project %s was approved %lld grains too few, while %.0f could serve it",
            tc_pollutants[r->pollutant].id, project->id, (long long)r->given_up[at],
            fmax(0.0, there));
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
    const double odd = odd_grains(r);
    for (int j = 0; j < r->problem->project_count; j++) {
        const int at = j * TC_POLLUTANTS + r->pollutant;
        if (r->given_up[at] > 0)
            check_given_up(r, j, odd);
        if (r->own_surplus[at] < 0 && !r->mixed)
            check_own(r, j);
    }
}
