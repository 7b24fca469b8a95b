/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "explain/attempt.h"
#include "explain/suggest_parts.h"

/* Whether a project lacks a pollutant does not matter any more: as if there were enough
 * of it everywhere and always. That is the same as if nobody needed any: its rows are
 * then never binding, whatever the shares. */
static int with_plenty_of(const tc_problem *problem, int pollutant, tc_change *changes)
{
    int count = 0;
    for (int j = 0; j < problem->project_count; j++)
        if (problem->projects[j].need[pollutant] > 0.0)
            changes[count++] =
                (tc_change){.kind = TC_CHANGE_EMIT_LESS,
                            .project = j,
                            .pollutant = pollutant,
                            .amount = problem->projects[j].emission[pollutant]};
    return count;
}

/* What a plan credits of each pollutant, in tonnes of the sources. */
static void add_credits(const tc_plan *plan, tc_grains sum[TC_POLLUTANTS])
{
    for (int k = 0; k < plan->credit_count; k++)
        sum[plan->credits[k].pollutant] += plan->credits[k].grains;
}

typedef struct stranding {
    tc_suggesting *s;
    tc_change *changes; /* room for all needs */
    bool *flags;        /* scratch, project_count */
    tc_grains now[TC_POLLUTANTS];
} stranding;

/* How much of p is credited when no other pollutant is lacking. */
static tc_code note_stranded(stranding *t, int p)
{
    const tc_problem *problem = t->s->problem;
    tc_stranded *about = &t->s->suggestion->stranded[p];
    for (int s = 0; s < problem->source_count; s++)
        about->remaining +=
            tc_grains_down(problem->sources[s].supply[p], problem->grain_digits);
    about->remaining -= t->now[p];
    if (about->remaining <= 0)
        return TC_OK;
    int count = 0;
    for (int q = 0; q < TC_POLLUTANTS; q++)
        if (q != p)
            count += with_plenty_of(problem, q, t->changes + count);
    tc_grains then[TC_POLLUTANTS] = {0};
    tc_replay replay;
    bool holds = false;
    const tc_code code =
        tc_attempt_replay(t->s->inquiry, t->changes, count, &replay, &holds, t->s->error);
    if (code != TC_OK)
        return code;
    if (holds)
        add_credits(replay.plan, then);
    if (then[p] > t->now[p])
        about->stranded = then[p] - t->now[p];
    tc_replay_free(&replay);
    return TC_OK;
}

static tc_code list_turned(stranding *t, const tc_replay *replay, bool gained,
                           tc_project_list *list)
{
    for (int j = 0; j < t->s->problem->project_count; j++) {
        const bool was = tc_inquiry_serves(t->s->inquiry, j);
        t->flags[j] = was != gained && tc_replay_serves(replay, j) == gained;
    }
    return tc_suggest_list(t->s, t->flags, list);
}

/* How much more of it the projects would need then. */
static tc_grains wanted(const stranding *t, const tc_replay *replay, int q)
{
    const tc_problem *problem = t->s->problem;
    const tc_plan *plan = tc_inquiry_plan(t->s->inquiry);
    tc_grains more = 0;
    for (int j = 0; j < problem->project_count; j++)
        more += tc_grains_up(problem->projects[j].need[q] * replay->plan->share[j],
                             problem->grain_digits) -
                plan->credit[j * TC_POLLUTANTS + q];
    return more;
}

/* What comes of it if nobody lacks q. */
static tc_code note_missing(stranding *t, int q)
{
    tc_missing *about = &t->s->suggestion->missing[q];
    const int count = with_plenty_of(t->s->problem, q, t->changes);
    tc_grains then[TC_POLLUTANTS] = {0};
    tc_replay replay;
    bool holds = false;
    tc_code code =
        tc_attempt_replay(t->s->inquiry, t->changes, count, &replay, &holds, t->s->error);
    if (code != TC_OK)
        return code;
    if (holds) {
        add_credits(replay.plan, then);
        for (int p = 0; p < TC_POLLUTANTS; p++)
            about->freed[p] = p == q ? 0 : then[p] - t->now[p];
        for (int p = 0; p < TC_POLLUTANTS; p++)
            about->total += about->freed[p];
        about->asked = true;
        about->wanted = wanted(t, &replay, q);
        code = list_turned(t, &replay, true, &about->gained);
        if (code == TC_OK)
            code = list_turned(t, &replay, false, &about->lost);
    }
    tc_replay_free(&replay);
    return code;
}

static bool is_lacking(const tc_suggesting *s, int pollutant)
{
    const tc_plan *plan = tc_inquiry_plan(s->inquiry);
    for (int j = 0; j < s->problem->project_count; j++)
        if (s->problem->projects[j].zoning_ok && !tc_inquiry_serves(s->inquiry, j) &&
            s->problem->projects[j].need[pollutant] > 0.0 &&
            (plan->reasons[j].pollutants >> pollutant & 1U))
            return true;
    return false;
}

tc_code tc_suggest_stranded(tc_suggesting *s)
{
    const size_t projects = (size_t)s->problem->project_count;
    stranding t = {.s = s};
    t.changes = tc_mem_new(projects * TC_POLLUTANTS, sizeof *t.changes);
    t.flags = tc_mem_new(projects, sizeof *t.flags);
    tc_code code = t.changes && t.flags ? TC_OK : tc_no_memory(s->error);
    add_credits(tc_inquiry_plan(s->inquiry), t.now);
    for (int p = 0; code == TC_OK && p < TC_POLLUTANTS; p++)
        code = note_stranded(&t, p);
    for (int q = 0; code == TC_OK && q < TC_POLLUTANTS; q++)
        if (is_lacking(s, q))
            code = note_missing(&t, q);
    tc_mem_drop(t.changes);
    tc_mem_drop(t.flags);
    return code;
}
