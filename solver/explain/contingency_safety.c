/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/serve.h"
#include "explain/contingency_parts.h"
#include "explain/cover.h"

/* A fixed amount of work: one case has one answer on every machine. */
enum { ROUNDS_MOST = 60 };

/* A plan of which no loss takes an approval stays possible where any one source gives
 * nothing: its approvals are covered without it. Pollutants are routed each by itself,
 * and so are parts of a pollutant's sources and projects between which nothing can flow.
 * So it stays possible where in each part one source gives nothing; and if the best plan
 * of that case is such a plan, it is the best of its kind. Where one source in a part is
 * not enough, more is held back than that proves. */
typedef struct saving {
    tc_examining *x;
    tc_arena arena;
    int *part; /* source * TC_POLLUTANTS + pollutant: the source that stands for it */
    tc_grains *held;    /* the same index */
    tc_change *changes; /* scratch */
    tc_replay replay;   /* the plan of this round */
    bool best;
} saving;

static int cell_of(int source, int pollutant)
{
    return source * TC_POLLUTANTS + pollutant;
}

/* ---- parts that have nothing to do with each other --------------------------------- */

static int part_of(const saving *s, int source, int pollutant)
{
    int top = source;
    while (s->part[cell_of(top, pollutant)] != top)
        top = s->part[cell_of(top, pollutant)];
    return top;
}

/* Sources that may serve one project are of one part. */
static void find_parts(saving *s)
{
    const tc_problem *problem = s->x->problem;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        for (int i = 0; i < problem->source_count; i++)
            s->part[cell_of(i, p)] = i;
        for (int j = 0; j < problem->project_count; j++)
            for (int i = 0, first = -1; i < problem->source_count; i++) {
                if (!tc_may_serve(problem, i, j, p))
                    continue;
                if (first >= 0)
                    s->part[cell_of(part_of(s, i, p), p)] = part_of(s, first, p);
                first = first < 0 ? i : first;
            }
    }
}

/* Is something of another source of the same part held back? */
static bool is_second(const saving *s, int source, int pollutant)
{
    for (int i = 0; i < s->x->problem->source_count; i++)
        if (i != source && s->held[cell_of(i, pollutant)] > 0 &&
            part_of(s, i, pollutant) == part_of(s, source, pollutant))
            return true;
    return false;
}

/* ---- rounds ------------------------------------------------------------------------ */

static int hold_back(const saving *s, tc_change *changes)
{
    const double grain = pow(10.0, -s->x->problem->grain_digits);
    int made = 0;
    for (int i = 0; i < s->x->problem->source_count; i++)
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (s->held[cell_of(i, p)] > 0)
                changes[made++] =
                    (tc_change){.kind = TC_CHANGE_LESS_SUPPLY,
                                .source = i,
                                .pollutant = p,
                                .amount = (double)s->held[cell_of(i, p)] * grain};
    return made;
}

static tc_code decide(saving *s)
{
    tc_examining *x = s->x;
    tc_replay_free(&s->replay);
    return tc_examine_replay(x, s->changes, hold_back(s, s->changes), &s->replay);
}

/* What the approvals of this round's plan lack of a pollutant without the source. */
static tc_code missing_without(saving *s, int source, int pollutant, tc_grains *missing)
{
    const tc_change lose = {.kind = TC_CHANGE_LOSE_SOURCE, .source = source};
    tc_examining *x = s->x;
    tc_problem *changed = NULL;
    tc_code code = tc_change_apply(x->problem, &lose, 1, &changed, x->error);
    if (code != TC_OK)
        return code;
    code = tc_cover_all(changed, pollutant, s->replay.plan->credit, missing, x->error);
    tc_problem_free(changed);
    return code;
}

/* Hold back more of the source whose loss would leave most missing. Of the first one of a
 * part all that it gives: less would have to grow until no more is approved. */
static void hold_more(saving *s, int source, int pollutant, tc_grains missing)
{
    const tc_grains all = tc_pipes_supply(s->x->problem, source, pollutant);
    tc_grains *held = &s->held[cell_of(source, pollutant)];
    const bool second = is_second(s, source, pollutant);
    s->best = s->best && !second;
    *held = second && *held + missing < all ? *held + missing : all;
}

static tc_code hold_for(saving *s, int pollutant, bool *safe)
{
    const tc_problem *problem = s->x->problem;
    tc_code code = TC_OK;
    tc_grains worst = 0;
    int at = -1;
    for (int i = 0; code == TC_OK && i < problem->source_count; i++) {
        const tc_grains supply = tc_pipes_supply(problem, i, pollutant);
        tc_grains missing = 0;
        if (supply == 0 || s->held[cell_of(i, pollutant)] >= supply)
            continue;
        code = missing_without(s, i, pollutant, &missing);
        if (missing > worst) {
            worst = missing;
            at = i;
        }
    }
    if (code == TC_OK && at >= 0) {
        hold_more(s, at, pollutant, worst);
        *safe = false;
    }
    return code;
}

static tc_code find_plan(saving *s, bool *safe)
{
    tc_code code = decide(s);
    *safe = false;
    for (int round = 0; code == TC_OK && round < ROUNDS_MOST; round++) {
        *safe = s->replay.plan && s->replay.plan->status != TC_PLAN_INFEASIBLE;
        if (!*safe)
            return TC_OK;
        for (int p = 0; code == TC_OK && p < TC_POLLUTANTS; p++)
            code = hold_for(s, p, safe);
        if (code != TC_OK || *safe)
            return code;
        code = decide(s);
    }
    return code;
}

/* What a county's key projects take from their own sources is no approval, and may be
 * more with a source than without it: where a goal looks at that, nothing is proved. */
static bool looks_at_own_area(const tc_problem *problem)
{
    for (int j = 0; j < problem->project_count; j++)
        if (problem->projects[j].local_key && problem->projects[j].zoning_ok)
            return tc_problem_has_goal(problem, TC_GOAL_GUARANTEE_LOCAL);
    return false;
}

/* ---- the whole --------------------------------------------------------------------- */

/* Its approvals are kept whichever source is gone. */
static tc_code replay_all(saving *s, bool *safe)
{
    tc_examining *x = s->x;
    tc_approvals approvals;
    tc_code code =
        tc_approvals_list(x->problem, s->replay.plan, &s->arena, &approvals, x->error);
    for (int i = 0; code == TC_OK && *safe && i < x->problem->source_count; i++) {
        x->changes[0] = (tc_change){.kind = TC_CHANGE_LOSE_SOURCE, .source = i};
        if (tc_supplied(x->problem, i))
            code = tc_approvals_replay(x->inquiry, &approvals, x->changes, 1, NULL, 0,
                                       safe, x->error);
    }
    return code;
}

static tc_code keep(saving *s)
{
    tc_examining *x = s->x;
    tc_safety *safety = &x->contingency->safety;
    const size_t cells = (size_t)x->problem->source_count * TC_POLLUTANTS;
    tc_held_back *holds = tc_arena_take(&x->contingency->arena, cells, sizeof *holds);
    if (!holds)
        return tc_no_memory(x->error);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        for (int i = 0; i < x->problem->source_count; i++)
            if (s->held[cell_of(i, p)] > 0)
                holds[safety->hold_count++] =
                    (tc_held_back){i, p, s->held[cell_of(i, p)]};
    safety->holds = holds;
    safety->found = true;
    safety->best =
        (s->best || safety->hold_count == 0) && s->replay.plan->status == TC_PLAN_OPTIMAL;
    return tc_examine_shifts(x, &s->replay, &safety->plan);
}

static tc_code find(saving *s)
{
    bool safe = false;
    find_parts(s);
    tc_code code = find_plan(s, &safe);
    if (code == TC_OK && safe)
        code = replay_all(s, &safe);
    if (code == TC_OK && safe)
        return keep(s);
    if (code == TC_OK)
        code = tc_examine_shifts(s->x, &s->replay, &s->x->contingency->safety.plan);
    return code;
}

tc_code tc_examine_safety(tc_examining *x)
{
    const size_t cells = (size_t)x->problem->source_count * TC_POLLUTANTS;
    saving s = {.x = x, .best = !looks_at_own_area(x->problem)};
    s.part = tc_arena_take(&s.arena, cells, sizeof *s.part);
    s.held = tc_arena_take(&s.arena, cells, sizeof *s.held);
    s.changes = tc_arena_take(&s.arena, cells, sizeof *s.changes);
    const tc_code code =
        s.part && s.held && s.changes ? find(&s) : tc_no_memory(x->error);
    tc_replay_free(&s.replay);
    tc_arena_free(&s.arena);
    return code;
}
