/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <math.h>

#include "base/fault.h"
#include "explain/amounts.h"

/* Of a quotient of grains, so that a whole one stays what it is. */
#define NOISE 1e-6

/* ---- the changes ------------------------------------------------------------------- */

tc_change tc_amount_change(const tc_amounts *a, const tc_amount *one)
{
    const tc_problem *problem = a->e->problem;
    const double tonnes = (double)one->grains / pow(10.0, problem->grain_digits);
    if (a->kind == TC_WAY_EMISSION)
        return (tc_change){.kind = TC_CHANGE_EMIT_LESS,
                           .project = a->e->project,
                           .pollutant = one->pollutant,
                           .amount = tonnes};
    return (tc_change){.kind = TC_CHANGE_ADD_SUPPLY,
                       .pollutant = one->pollutant,
                       .area = one->site.area,
                       .basin = one->site.basin,
                       .day = problem->projects[a->e->project].start,
                       .amount = tonnes};
}

static int list_changes(const tc_amounts *a, tc_change changes[TC_POLLUTANTS])
{
    int count = 0;
    for (int k = 0; k < a->count; k++)
        if (a->list[k].grains > 0)
            changes[count++] = tc_amount_change(a, &a->list[k]);
    return count;
}

/* More supply is to serve the project without taking from any that its own goal or an
 * earlier one counts (model.md §7). */
static bool is_spared(const tc_amounts *a, int project)
{
    const tc_problem *problem = a->e->problem;
    const tc_project *about = &problem->projects[project];
    const int own = tc_goal_of_tier(problem, problem->projects[a->e->project].tier);
    if (project == a->e->project)
        return false;
    for (int g = 0; g <= own && g < problem->goal_count; g++)
        if (problem->goals[g].kind == TC_GOAL_GUARANTEE_LOCAL
                ? about->local_key
                : problem->goals[g].kind == TC_GOAL_TIER &&
                      problem->goals[g].tier == about->tier)
            return true;
    return about->must_serve;
}

static bool spares_all(const tc_amounts *a, const double *share)
{
    for (int j = 0; a->gently && j < a->e->problem->project_count; j++)
        if (share[j] < a->e->plan->share[j] - TC_SHARE_SAME && is_spared(a, j))
            return false;
    return true;
}

/* What was seen to serve last, for the way that it may become. */
static tc_code note_served(tc_amounts *a, const tc_replay *replay)
{
    tc_way *way = &a->seen;
    for (int k = 0; k < a->count; k++)
        a->seen_at[k] = a->list[k].grains;
    *way = (tc_way){.kind = a->kind,
                    .serves = true,
                    .spares = true,
                    .share = replay->plan->share[a->e->project]};
    const tc_code code = tc_falls_find(a->e, replay, a->e->project, &way->falls);
    for (int k = 0; code == TC_OK && k < way->falls.count; k++)
        way->spares = way->spares && !is_spared(a, way->falls.list[k].project);
    return code;
}

tc_code tc_amounts_serve(tc_amounts *a, bool *does)
{
    tc_change changes[TC_POLLUTANTS];
    tc_replay replay;
    tc_code code =
        tc_explaining_play(a->e, changes, list_changes(a, changes), &replay, does);
    *does = code == TC_OK && *does && tc_replay_serves(&replay, a->e->project) &&
            spares_all(a, replay.plan->share);
    if (*does)
        code = note_served(a, &replay);
    tc_replay_free(&replay);
    return code;
}

/* Credits of the pollutant that those hold who then get less. */
static tc_grains freed_by(const tc_amounts *a, const double *share, int pollutant)
{
    tc_grains sum = 0;
    for (int j = 0; j < a->e->problem->project_count; j++)
        if (share[j] < a->e->plan->share[j] - TC_SHARE_SAME)
            sum += a->e->plan->credit[j * TC_POLLUTANTS + pollutant];
    return sum;
}

tc_code tc_amounts_seem(const tc_amounts *a, const tc_amount *one, bool *does,
                        tc_grains *freed)
{
    tc_change changes[TC_POLLUTANTS];
    tc_answer answer;
    const tc_code code =
        tc_explaining_ask(a->e, changes, list_changes(a, changes), &answer, does);
    *does = code == TC_OK && *does && tc_share_is_full(answer.share[a->e->project]) &&
            spares_all(a, answer.share);
    if (*does && freed)
        *freed = freed_by(a, answer.share, one->pollutant);
    return code;
}

tc_code tc_amounts_rule_out(const tc_amounts *a, bool *proved)
{
    tc_change changes[TC_POLLUTANTS];
    return tc_explaining_rules_out(a->e, changes, list_changes(a, changes), proved);
}

/* The way with these amounts; where they serve, they were the last that were seen to. */
static tc_code keep(const tc_amounts *a, bool found, bool proved, tc_way *ways,
                    int *count)
{
    tc_way_part *parts = tc_arena_take(a->e->arena, (size_t)a->count, sizeof *parts);
    tc_way way = {.kind = a->kind};
    if (!parts)
        return tc_no_memory(a->e->error);
    if (found)
        way = a->seen;
    for (int k = 0; k < a->count; k++) {
        assert(!found || a->seen_at[k] == a->list[k].grains);
        if (a->list[k].grains > 0)
            parts[way.count++] =
                (tc_way_part){tc_amount_change(a, &a->list[k]), a->list[k].grains};
    }
    way.parts = parts;
    way.proved = proved;
    ways[(*count)++] = way;
    return TC_OK;
}

/* ---- several together -------------------------------------------------------------- */

/* Start from what is missing of those that stop the project, of all that it needs, or
 * from all that could help. */
static tc_code start_together(tc_amounts *a, bool *found)
{
    int stopping = 0;
    for (int k = 0; k < a->count; k++)
        stopping += a->list[k].stops;
    tc_code code = TC_OK;
    for (int stage = stopping > 1 ? 0 : 1; code == TC_OK && !*found && stage < 3;
         stage++) {
        for (int k = 0; k < a->count; k++) {
            tc_amount *one = &a->list[k];
            one->grains = stage == 2                 ? one->most
                          : stage == 1 || one->stops ? one->guess
                                                     : 0;
        }
        code = tc_amounts_seem(a, NULL, found, NULL);
    }
    return code;
}

static tc_code search_together(tc_amounts *a, tc_way *ways, int *count)
{
    bool found = false, proved = false;
    a->gently = a->kind == TC_WAY_SUPPLY;
    tc_code code = start_together(a, &found);
    if (code == TC_OK && !found && a->gently) {
        a->gently = false;
        code = start_together(a, &found);
    }
    if (code == TC_OK && found)
        code = tc_amounts_lessen(a, &found);
    else if (code == TC_OK)
        code = tc_amounts_rule_out(a, &proved);
    return code == TC_OK ? keep(a, found, proved, ways, count) : code;
}

/* ---- what there is to change ------------------------------------------------------- */

static void add_amount(tc_amounts *a, const tc_stop *stop)
{
    const tc_problem *problem = a->e->problem;
    const int p = stop->pollutant, at = a->e->project * TC_POLLUTANTS + p;
    const tc_project *about = &problem->projects[a->e->project];
    tc_amount one = {.pollutant = p, .stops = stop->stops, .counts = about->ratio[p]};
    if (a->kind == TC_WAY_EMISSION) {
        one.most = tc_grains_up(about->emission[p], problem->grain_digits);
    } else {
        one.site = tc_supply_site_of(problem, a->e->project, p);
        one.counts = one.site.worth;
        one.most = one.counts > 0.0
                       ? tc_supply_plenty(problem, p, one.site.area, one.site.basin, 0)
                       : 0;
    }
    if (one.most == 0)
        return;
    const tc_grains missing = stop->stops
                                  ? stop->missing
                                  : tc_grains_up(about->need[p], problem->grain_digits) -
                                        a->e->plan->credit[at];
    one.guess = (tc_grains)ceil((double)missing / one.counts - NOISE);
    one.guess = one.guess < one.most ? one.guess : one.most;
    a->list[a->count++] = one;
}

/* The amounts of each pollutant that stops the project, alone; that none is enough is
 * soonest seen where several stop it. */
static tc_code search_each(tc_amounts *a, int stopping, bool *any, tc_way *ways,
                           int *count)
{
    tc_code code = TC_OK;
    for (int k = 0; code == TC_OK && k < a->count; k++) {
        bool found = false, proved = false;
        if (!a->list[k].stops)
            continue;
        for (int i = 0; i < a->count; i++)
            a->list[i].grains = i == k ? a->list[i].most : 0;
        if (stopping > 1)
            code = tc_amounts_rule_out(a, &proved);
        a->gently = a->kind == TC_WAY_SUPPLY;
        if (code == TC_OK && !proved)
            code = tc_amount_alone(a, &a->list[k], &found, &proved);
        if (code == TC_OK && !found && !proved && a->gently) {
            a->gently = false;
            code = tc_amount_alone(a, &a->list[k], &found, &proved);
        }
        if (code == TC_OK)
            code = keep(a, found, proved, ways, count);
        *any = *any || found;
    }
    return code;
}

tc_code tc_ways_by_amount(const tc_explaining *e, tc_way_kind kind, const tc_stop *stops,
                          int stop_count, tc_way *ways, int *count)
{
    tc_amounts a = {.e = e, .kind = kind};
    bool any = false;
    int stopping = 0;
    for (int k = 0; k < stop_count; k++) {
        add_amount(&a, &stops[k]);
        stopping += stops[k].stops;
    }
    const tc_code code = search_each(&a, stopping, &any, ways, count);
    return code == TC_OK && !any && a.count > 0 ? search_together(&a, ways, count) : code;
}
