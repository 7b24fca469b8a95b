/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/supply_site.h"
#include "explain/attempt.h"
#include "explain/suggest_additions.h"
#include "explain/suggest_parts.h"

/* More supply may also raise what goals before the tiers reach: so often it is looked at
 * how far. */
enum { ROUNDS_MOST = 32 };

/* What a guarantee that was computed may lack of itself; ten times as much would leave
 * out a grain of the largest needs. */
static const double GUARANTEE_ROOM = 1e-10;

typedef struct covering {
    tc_suggesting *s;
    tc_tier_supply *supply;
    bool *named, *cover; /* project_count: of the tiers or required; of those, the ones
                            that supply can serve */
    bool *before;        /* scratch: those that goals may put before them too */
    tc_additions additions;
    int room; /* of additions.changes */
} covering;

/* ---- who is to be served ----------------------------------------------------------- */

static tc_code name_projects(covering *c, int tiers)
{
    const tc_problem *problem = c->s->problem;
    const size_t projects = (size_t)problem->project_count;
    bool *refused = tc_mem_new(projects, sizeof *refused);
    bool *beyond = tc_mem_new(projects, sizeof *beyond);
    tc_code code = refused && beyond ? TC_OK : tc_no_memory(c->s->error);
    for (int j = 0; code == TC_OK && j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        c->supply->named += project->tier <= tiers;
        c->named[j] = project->tier <= tiers || project->must_serve;
        refused[j] = c->named[j] && !project->zoning_ok;
        beyond[j] = c->named[j] && project->zoning_ok && !tc_supply_helps(problem, j);
        c->cover[j] = c->named[j] && !refused[j] && !beyond[j];
        c->supply->able += c->cover[j];
        c->supply->served += c->cover[j] && tc_inquiry_serves(c->s->inquiry, j);
    }
    if (code == TC_OK)
        code = tc_suggest_list(c->s, refused, &c->supply->refused);
    if (code == TC_OK)
        code = tc_suggest_list(c->s, beyond, &c->supply->beyond);
    tc_mem_drop(refused);
    tc_mem_drop(beyond);
    return code;
}

/* The place of a tier's goal among the goals; after all of them where it has none. */
static int rank_of_tier(const tc_problem *problem, int tier)
{
    int g = 0;
    while (g < problem->goal_count &&
           (problem->goals[g].kind != TC_GOAL_TIER || problem->goals[g].tier != tier))
        g++;
    return g;
}

static int rank_of(const tc_problem *problem, tc_goal_kind kind)
{
    int g = 0;
    while (g < problem->goal_count && problem->goals[g].kind != kind)
        g++;
    return g;
}

/* The place of the last of the goals that ask for the projects to be served. */
static int last_rank(const covering *c)
{
    const tc_problem *problem = c->s->problem;
    int last = 0;
    for (int j = 0; j < problem->project_count; j++) {
        const int rank = rank_of_tier(problem, problem->projects[j].tier);
        last = c->cover[j] && rank > last ? rank : last;
    }
    return last;
}

/* The goal that looks at own areas, where it comes before the tiers; -1. */
static int guarantee_goal(const covering *c)
{
    const int goal = rank_of(c->s->problem, TC_GOAL_GUARANTEE_LOCAL);
    return goal < last_rank(c) ? goal : -1;
}

/* Add those whom goals may put before the projects to be served; their guarantee in full.
 * Where all that is at its best, no goal has anything left to ask that could take tonnes
 * from them. */
static double put_before(covering *c)
{
    const tc_problem *problem = c->s->problem;
    const int last = last_rank(c);
    const bool guarantee = rank_of(problem, TC_GOAL_GUARANTEE_LOCAL) < last;
    double full = 0.0;
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        const bool first = (guarantee && project->local_key) ||
                           last == problem->goal_count ||
                           rank_of_tier(problem, project->tier) < last;
        c->before[j] =
            c->cover[j] || (first && project->zoning_ok && tc_supply_helps(problem, j));
        if (c->before[j] && guarantee && project->local_key)
            full += project->weight;
    }
    return full;
}

/* ---- the program ------------------------------------------------------------------- */

/* These projects are required, and nobody else is; who is neither one of them nor a local
 * key project asks for nothing. */
static int require(const covering *c, const bool *required)
{
    const tc_problem *problem = c->s->problem;
    int count = 0;
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        if (required[j] != project->must_serve)
            c->additions.changes[count++] =
                (tc_change){.kind = required[j] ? TC_CHANGE_REQUIRE : TC_CHANGE_RELEASE,
                            .project = j};
        if (!required[j] && !project->local_key)
            c->additions.changes[count++] =
                (tc_change){.kind = TC_CHANGE_REFUSE, .project = j};
    }
    return count;
}

static tc_code find_lacks(covering *c, const bool *required, const tc_supply_terms *terms,
                          tc_least_supply *least)
{
    tc_problem *changed = NULL;
    tc_arena *arena = &c->s->suggestion->arena;
    tc_code code = tc_change_apply(c->s->problem, c->additions.changes,
                                   require(c, required), &changed, c->s->error);
    if (code != TC_OK)
        return code;
    code = tc_least_supply_find(changed, terms, arena, least, c->s->error);
    tc_problem_free(changed);
    if (code != TC_OK)
        return code;
    c->additions.lacks = least->lacks;
    c->additions.count = least->count;
    if (c->additions.count <= c->room)
        return TC_OK;
    c->room = c->additions.count;
    c->additions.changes =
        tc_arena_take(arena, (size_t)c->room, sizeof *c->additions.changes);
    return c->additions.changes ? TC_OK : tc_no_memory(c->s->error);
}

/* ---- where goals put others before them -------------------------------------------- */

/* Can their own areas cover those who are to be covered there? */
static bool can_ask(const covering *c, const tc_supply_terms *terms)
{
    const tc_problem *problem = c->s->problem;
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        if (!c->before[j] ||
            !(terms->at_home || (terms->guarantee > 0.0 && project->local_key)))
            continue;
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (project->need[p] > 0.0 &&
                !(tc_supply_site_home(problem, j, p).worth > 0.0))
                return false;
    }
    return true;
}

/* With less than the most that could be asked for, one after the other. */
static tc_code find_more(covering *c, bool *all)
{
    const tc_problem *problem = c->s->problem;
    const double full = put_before(c);
    const tc_supply_terms terms = {.guarantee = full,
                                   .at_home = rank_of(problem, TC_GOAL_KEEP_LOCAL) <
                                              last_rank(c)};
    tc_least_supply most;
    if (!can_ask(c, &terms))
        return TC_OK;
    tc_code code = find_lacks(c, c->before, &terms, &most);
    if (code == TC_OK)
        code = tc_additions_serve(&c->additions, all, NULL);
    if (code == TC_OK && *all)
        code = tc_additions_lessen(&c->additions);
    if (code == TC_OK && *all)
        code = tc_additions_raise(&c->additions, all);
    return code;
}

/* ---- the whole --------------------------------------------------------------------- */

/* Those outside the tiers who are served now, and not with the additions. */
static tc_code list_lost(covering *c)
{
    tc_replay replay;
    bool holds = false;
    tc_code code = tc_attempt_replay(c->s->inquiry, c->additions.changes,
                                     tc_additions_changes(&c->additions), &replay, &holds,
                                     c->s->error);
    if (code != TC_OK)
        return code;
    for (int j = 0; j < c->s->problem->project_count; j++)
        c->before[j] =
            holds && tc_inquiry_serves(c->s->inquiry, j) && !tc_replay_serves(&replay, j);
    tc_replay_free(&replay);
    return tc_suggest_list(c->s, c->before, &c->supply->lost);
}

static tc_code keep(covering *c)
{
    tc_addition *additions = tc_arena_take(&c->s->suggestion->arena,
                                           (size_t)c->additions.count, sizeof *additions);
    if (!additions)
        return tc_no_memory(c->s->error);
    for (int k = 0; k < c->additions.count; k++)
        if (c->additions.lacks[k].grains > 0)
            additions[c->supply->count++] =
                (tc_addition){tc_additions_change(c->s->problem, &c->additions.lacks[k]),
                              c->additions.lacks[k].grains};
    c->supply->additions = additions;
    c->supply->found = true;
    return list_lost(c);
}

/* What is proved of all additions. A plan that may not be the best proves no guarantee.
 */
static void note_least(covering *c, const tc_least_supply *least)
{
    tc_grains sum = 0;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        sum += c->supply->least[p] = least->least[p];
    c->supply->least_in_all =
        c->s->suggestion->status == TC_PLAN_OPTIMAL ? least->total : sum;
}

/* The least supply with the guarantee of the case as it is, which more supply does not
 * lower; where it raises it, with what it then is. */
static tc_code find_least(covering *c, bool *all)
{
    double reached = tc_goal_reached(tc_inquiry_plan(c->s->inquiry), c->additions.goal);
    double asked = -1.0;
    tc_code code = TC_OK;
    for (int round = 0; code == TC_OK && !*all && round < ROUNDS_MOST; round++) {
        tc_least_supply least;
        if (!(reached > asked))
            break;
        asked = reached;
        const tc_supply_terms terms = {.guarantee = asked * (1.0 - GUARANTEE_ROOM)};
        code = find_lacks(c, c->cover, &terms, &least);
        if (code == TC_OK && round == 0)
            note_least(c, &least);
        if (code == TC_OK)
            code = tc_additions_serve(&c->additions, all, &reached);
    }
    return code == TC_OK && !*all ? tc_additions_raise(&c->additions, all) : code;
}

static tc_code find_supply(covering *c)
{
    bool all = false;
    c->additions.goal = guarantee_goal(c);
    if (c->supply->served == c->supply->able &&
        c->s->suggestion->status != TC_PLAN_INFEASIBLE) {
        c->supply->found = c->supply->settled = true;
        return TC_OK;
    }
    tc_code code = find_least(c, &all);
    if (code == TC_OK && !all)
        code = find_more(c, &all);
    if (code == TC_OK && all)
        code = tc_additions_lower(&c->additions, c->supply->least_in_all,
                                  &c->supply->settled);
    return code == TC_OK && all ? keep(c) : code;
}

tc_code tc_suggest_supply(tc_suggesting *s, int tiers)
{
    const size_t projects = (size_t)s->problem->project_count;
    covering c = {.s = s, .supply = &s->suggestion->supply, .room = 2 * (int)projects};
    c.supply->tiers = tiers;
    c.named = tc_mem_new(projects, sizeof *c.named);
    c.cover = tc_mem_new(projects, sizeof *c.cover);
    c.before = tc_mem_new(projects, sizeof *c.before);
    c.additions.changes =
        tc_arena_take(&s->suggestion->arena, 2 * projects, sizeof *c.additions.changes);
    c.additions.inquiry = s->inquiry;
    c.additions.cover = c.cover;
    c.additions.error = s->error;
    tc_code code = c.named && c.cover && c.before && c.additions.changes
                       ? name_projects(&c, tiers)
                       : tc_no_memory(s->error);
    if (code == TC_OK)
        code = find_supply(&c);
    tc_mem_drop(c.named);
    tc_mem_drop(c.cover);
    tc_mem_drop(c.before);
    return code;
}
