/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain/approvals.h"

#include <math.h>

#include "base/fault.h"
#include "domain/order.h"
#include "explain/cover.h"
#include "lp/required.h"

static bool is_approval(const tc_plan *plan, int project)
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (plan->credit[project * TC_POLLUTANTS + p] > 0)
            return true;
    return false;
}

tc_code tc_approvals_list(const tc_problem *problem, const tc_plan *plan, tc_arena *arena,
                          tc_approvals *approvals, tc_error *error)
{
    const size_t projects = (size_t)problem->project_count;
    tc_approvals made = {.problem = problem, .plan = plan};
    int *rank = tc_arena_take(arena, projects, sizeof *rank);
    made.order = tc_arena_take(arena, projects, sizeof *made.order);
    if (!rank || !made.order)
        return tc_no_memory(error);
    tc_order_by_rank(problem, rank);
    for (int pass = 0; pass < 2; pass++)
        for (int k = 0; k < problem->project_count; k++)
            if (problem->projects[rank[k]].must_serve == (pass == 0) &&
                is_approval(plan, rank[k]))
                made.order[made.count++] = rank[k];
    *approvals = made;
    return TC_OK;
}

/* ---- which lose their cover -------------------------------------------------------- */

/* The pollutants that are short, each with what is covered so far. */
typedef struct testing {
    const tc_approvals *approvals;
    tc_cover cover[TC_POLLUTANTS];
    unsigned open; /* bit p: of these pollutants */
    tc_error *error;
} testing;

static tc_code open_short(testing *t, const tc_problem *changed, unsigned watched)
{
    const tc_grains *credit = t->approvals->plan->credit;
    tc_code code = TC_OK;
    for (int p = 0; code == TC_OK && p < TC_POLLUTANTS; p++) {
        tc_grains missing = 0;
        if (!(watched & 1U << p))
            continue;
        code = tc_cover_all(changed, p, credit, &missing, t->error);
        if (code == TC_OK && missing > 0) {
            code = tc_cover_open(changed, p, credit, &t->cover[p], t->error);
            t->open |= code == TC_OK ? 1U << p : 0U;
        }
    }
    return code;
}

/* Cover a project in all pollutants or in none. */
static tc_code cover(testing *t, int project, tc_uncovered *lacks, bool *covered)
{
    unsigned added = 0;
    tc_code code = TC_OK;
    *covered = true;
    for (int p = 0; code == TC_OK && p < TC_POLLUTANTS; p++) {
        if (!(t->open & 1U << p) ||
            t->approvals->plan->credit[project * TC_POLLUTANTS + p] == 0)
            continue;
        code = tc_cover_add(&t->cover[p], project, &lacks->missing[p], t->error);
        if (lacks->missing[p] > 0)
            *covered = false;
        else
            added |= 1U << p;
    }
    for (int p = 0; code == TC_OK && !*covered && p < TC_POLLUTANTS; p++)
        if (added & 1U << p)
            tc_cover_undo(&t->cover[p]);
    return code;
}

tc_code tc_approvals_test(const tc_approvals *approvals, const tc_problem *changed,
                          unsigned watched, tc_uncovered *uncovered, int *count,
                          tc_error *error)
{
    testing t = {.approvals = approvals, .error = error};
    tc_code code = open_short(&t, changed, watched);
    *count = 0;
    for (int k = 0; code == TC_OK && t.open && k < approvals->count; k++) {
        bool covered = true;
        tc_uncovered lacks = {.project = approvals->order[k]};
        code = cover(&t, lacks.project, &lacks, &covered);
        if (code == TC_OK && !covered)
            uncovered[(*count)++] = lacks;
    }
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (t.open & 1U << p)
            tc_cover_close(&t.cover[p]);
    return code;
}

/* ---- replayed ---------------------------------------------------------------------- */

/* Is this approval to be kept? */
static bool is_kept(const tc_approvals *approvals, const tc_uncovered *uncovered,
                    int count, int project)
{
    for (int k = 0; k < count; k++)
        if (uncovered[k].project == project)
            return false;
    return is_approval(approvals->plan, project);
}

/* It asks for what was approved, to the grain. Returns how many changes. */
static int ask_for_approved(const tc_approvals *approvals, int project,
                            tc_change *changes)
{
    const double grain = pow(10.0, -approvals->problem->grain_digits);
    int made = 0;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const double approved =
            (double)approvals->plan->emission[project * TC_POLLUTANTS + p] * grain;
        const double more = approvals->problem->projects[project].emission[p] - approved;
        if (more > 0.0)
            changes[made++] = (tc_change){.kind = TC_CHANGE_EMIT_LESS,
                                          .project = project,
                                          .pollutant = p,
                                          .amount = more};
    }
    changes[made++] = (tc_change){.kind = TC_CHANGE_REQUIRE, .project = project};
    return made;
}

int tc_approvals_require(const tc_approvals *approvals, const tc_uncovered *uncovered,
                         int count, tc_change *changes)
{
    int made = 0;
    for (int j = 0; j < approvals->problem->project_count; j++)
        if (is_kept(approvals, uncovered, count, j))
            made += ask_for_approved(approvals, j, changes + made);
        else
            changes[made++] = (tc_change){.kind = TC_CHANGE_REFUSE, .project = j};
    return made;
}

size_t tc_approvals_room(const tc_problem *problem)
{
    return (TC_POLLUTANTS + 1) * (size_t)problem->project_count;
}

static bool keeps_all(const tc_approvals *approvals, const tc_uncovered *uncovered,
                      int count, const tc_replay *replay)
{
    if (replay->plan->status == TC_PLAN_INFEASIBLE || !replay->verdict.verified)
        return false;
    for (int k = 0; k < approvals->count; k++) {
        const int j = approvals->order[k];
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (is_kept(approvals, uncovered, count, j) &&
                replay->plan->emission[j * TC_POLLUTANTS + p] !=
                    approvals->plan->emission[j * TC_POLLUTANTS + p])
                return false;
    }
    return true;
}

tc_code tc_approvals_replay(tc_inquiry *inquiry, const tc_approvals *approvals,
                            tc_change *changes, int made, const tc_uncovered *uncovered,
                            int count, bool *kept, tc_error *error)
{
    tc_error found = {.code = TC_OK};
    tc_replay replay;
    made += tc_approvals_require(approvals, uncovered, count, changes + made);
    tc_code code = tc_inquiry_replay(inquiry, changes, made, &replay, &found);
    *kept = false;
    if (code == TC_OK) {
        *kept = keeps_all(approvals, uncovered, count, &replay);
        tc_replay_free(&replay);
    }
    if (code == TC_ERR_SOLVER)
        return TC_OK;
    if (code != TC_OK && error)
        *error = found;
    return code;
}

tc_code tc_approvals_refute(tc_inquiry *inquiry, const tc_approvals *approvals,
                            tc_change *changes, int made, bool *lost, tc_error *error)
{
    tc_problem *changed = NULL;
    bool can = true;
    const int all = made + tc_approvals_require(approvals, NULL, 0, changes + made);
    tc_code code = tc_change_apply(approvals->problem, changes, all, &changed, error);
    if (code != TC_OK)
        return code;
    code = tc_required_ask(changed, &can, error);
    tc_problem_free(changed);
    *lost = !can;
    if (code != TC_OK || !can)
        return code;
    bool kept = false;
    code = tc_approvals_replay(inquiry, approvals, changes, made, NULL, 0, &kept, error);
    *lost = !kept;
    return code;
}
