/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/rule_change.h"

#include <string.h>

#include "base/fault.h"
#include "domain/standing.h"

const char *tc_rule_change_word(tc_rule_change_kind kind)
{
    static const char *const words[] = {"none",    "gains",  "loses",
                                        "cheaper", "dearer", "otherwise"};
    return words[kind];
}

static bool holds(const tc_ruling *list, int count, const tc_ruling *ruling)
{
    for (int r = 0; r < count; r++)
        if (tc_ruling_same(&list[r], ruling))
            return true;
    return false;
}

int tc_rule_change_rulings(const tc_ruled *of, const tc_ruled *other, int project,
                           tc_ruling out[TC_RULINGS_MOST])
{
    tc_ruling theirs[TC_RULINGS_MOST];
    const int their_count = tc_rulings_of(other->problem, project, theirs);
    const int count = tc_rulings_of(of->problem, project, out);
    int kept = 0;
    for (int r = 0; r < count; r++)
        if (!holds(theirs, their_count, &out[r]))
            out[kept++] = out[r];
    return kept;
}

/* In which way two amounts of one project differ, of the first pollutant that does. */
static int compare_grains(const tc_grains *before, const tc_grains *after)
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (before[p] != after[p])
            return after[p] > before[p] ? 1 : -1;
    return 0;
}

tc_rule_change_kind tc_rule_change_of(const tc_ruled *before, const tc_ruled *after,
                                      int project)
{
    const ptrdiff_t at = (ptrdiff_t)project * TC_POLLUTANTS;
    tc_ruling unused[TC_RULINGS_MOST];
    int more = compare_grains(before->plan->emission + at, after->plan->emission + at);
    if (more == 0) /* of one that emits nothing only the share tells */
        more = (after->plan->share[project] > before->plan->share[project] + 1e-9) -
               (after->plan->share[project] < before->plan->share[project] - 1e-9);
    if (more != 0)
        return more > 0 ? TC_RULE_CHANGE_GAINS : TC_RULE_CHANGE_LOSES;
    const int dearer =
        compare_grains(before->plan->credit + at, after->plan->credit + at);
    if (dearer != 0)
        return dearer > 0 ? TC_RULE_CHANGE_DEARER : TC_RULE_CHANGE_CHEAPER;
    return tc_rule_change_rulings(after, before, project, unused) > 0 ||
                   tc_rule_change_rulings(before, after, project, unused) > 0
               ? TC_RULE_CHANGE_OTHERWISE
               : TC_RULE_CHANGE_NONE;
}

tc_ruled_sums tc_ruled_sum(const tc_ruled *side)
{
    tc_ruled_sums sums = {.served = 0};
    for (int j = 0; j < side->problem->project_count; j++) {
        sums.served += tc_standing_of(side->problem, side->plan, j) == TC_STANDING_SERVED;
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            sums.emission[p] += side->plan->emission[j * TC_POLLUTANTS + p];
            sums.credit[p] += side->plan->credit[j * TC_POLLUTANTS + p];
        }
    }
    return sums;
}

tc_code tc_ruled_check(const tc_ruled *before, const tc_ruled *after, tc_error *error)
{
    const tc_problem *a = before->problem, *b = after->problem;
    bool same = a->project_count == b->project_count &&
                a->grain_digits == b->grain_digits &&
                before->plan->status != TC_PLAN_INFEASIBLE &&
                after->plan->status != TC_PLAN_INFEASIBLE;
    for (int j = 0; same && j < a->project_count; j++)
        same = strcmp(a->projects[j].id, b->projects[j].id) == 0;
    return same ? TC_OK
                : tc_fail(error, TC_ERR_USAGE, NULL, "两份方案不是同一个案例的",
                          "the two plans are not of the same case");
}
