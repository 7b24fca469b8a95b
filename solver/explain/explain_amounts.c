/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/fault.h"
#include "domain/supply_site.h"
#include "explain/explaining.h"
#include "explain/least.h"

/* Questions and plans may differ by what the arithmetic leaves, and whole grains may ask
 * for a little more than the shares say: by so many grains an amount is moved at most. */
enum { MOVES_MOST = 24 };
/* Of a quotient of grains, so that a whole one stays what it is. */
#define NOISE 1e-6

/* How much of one pollutant: less emission, or more supply. */
typedef struct amount {
    int pollutant;
    bool stops;
    tc_supply_site site; /* of supply */
    tc_grains grains;
    double counts;   /* credits that one grain of it stands for */
    tc_grains guess; /* what is missing now */
    tc_grains most;  /* more than this changes nothing */
} amount;

typedef struct amounts {
    const tc_explaining *e;
    tc_way_kind kind;
    bool gently; /* nothing may be taken from projects of its own or an earlier goal */
    amount list[TC_POLLUTANTS];
    int count;
} amounts;

/* ---- the changes ------------------------------------------------------------------- */

static tc_change change_of(const amounts *a, const amount *one)
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

static int list_changes(const amounts *a, tc_change changes[TC_POLLUTANTS])
{
    int count = 0;
    for (int k = 0; k < a->count; k++)
        if (a->list[k].grains > 0)
            changes[count++] = change_of(a, &a->list[k]);
    return count;
}

/* More supply is to serve the project without taking from any that its own goal or an
 * earlier one counts (model.md §7). */
static bool is_spared(const amounts *a, int project)
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

static bool spares_all(const amounts *a, const double *share)
{
    for (int j = 0; a->gently && j < a->e->problem->project_count; j++)
        if (share[j] < a->e->plan->share[j] - TC_SHARE_SAME && is_spared(a, j))
            return false;
    return true;
}

/* Is the project fully served with these amounts? freed (or NULL): grains of the
 * pollutant that others then give up. */
static tc_code try_it(const amounts *a, const amount *one, bool *does, tc_grains *freed)
{
    tc_change changes[TC_POLLUTANTS];
    tc_replay replay;
    tc_code code =
        tc_explaining_play(a->e, changes, list_changes(a, changes), &replay, does);
    *does = code == TC_OK && *does && tc_replay_serves(&replay, a->e->project) &&
            spares_all(a, replay.plan->share);
    if (*does && freed)
        for (int j = 0; j < a->e->problem->project_count; j++) {
            const int at = j * TC_POLLUTANTS + one->pollutant;
            if (replay.plan->share[j] < a->e->plan->share[j] - TC_SHARE_SAME)
                *freed += a->e->plan->credit[at];
        }
    tc_replay_free(&replay);
    return code;
}

static tc_code serves(const amounts *a, bool *does)
{
    return try_it(a, NULL, does, NULL);
}

/* The same, for searching: by the shares. */
static tc_code seems(const amounts *a, bool *does)
{
    tc_change changes[TC_POLLUTANTS];
    tc_answer answer;
    const tc_code code =
        tc_explaining_ask(a->e, changes, list_changes(a, changes), &answer, does);
    *does = code == TC_OK && *does && tc_share_is_full(answer.share[a->e->project]) &&
            spares_all(a, answer.share);
    return code;
}

static tc_code rules_out(const amounts *a, bool *proved)
{
    tc_change changes[TC_POLLUTANTS];
    return tc_explaining_rules_out(a->e, changes, list_changes(a, changes), proved);
}

/* The way with these amounts; replayed where they serve. */
static tc_code keep(const amounts *a, bool found, bool proved, tc_way *ways, int *count)
{
    tc_way_part *parts = tc_arena_take(a->e->arena, (size_t)a->count, sizeof *parts);
    int used = 0;
    if (!parts)
        return tc_no_memory(a->e->error);
    for (int k = 0; k < a->count; k++)
        if (a->list[k].grains > 0)
            parts[used++] = (tc_way_part){change_of(a, &a->list[k]), a->list[k].grains};
    tc_way way = {.kind = a->kind, .parts = parts, .count = used};
    const tc_code code = found ? tc_way_play(a->e, a->kind, parts, used, &way) : TC_OK;
    if (code != TC_OK)
        return code;
    way.proved = proved;
    way.spares = true;
    for (int k = 0; k < way.falls.count; k++)
        way.spares = way.spares && !is_spared(a, way.falls.list[k].project);
    ways[(*count)++] = way;
    return TC_OK;
}

/* ---- one amount -------------------------------------------------------------------- */

/* A grain less does not serve. Where it does, it is less. */
static tc_code lower(amounts *a, amount *one)
{
    bool does = true;
    tc_code code = TC_OK;
    while (code == TC_OK && does && one->grains > 0) {
        one->grains--;
        code = serves(a, &does);
    }
    one->grains += code == TC_OK && !does;
    return code;
}

/* The amount from about here on that was seen to serve, and a grain less not to. */
static tc_code settle(amounts *a, amount *one, bool *found)
{
    tc_code code = serves(a, found);
    if (code == TC_OK && *found)
        return lower(a, one);
    for (int move = 0;
         code == TC_OK && !*found && move < MOVES_MOST && one->grains < one->most;
         move++) {
        one->grains++;
        code = serves(a, found);
    }
    return code;
}

/* Between low, which does not serve, and high, which does, as far as shares tell. */
static tc_code halve(amounts *a, amount *one, tc_grains low, tc_grains high)
{
    tc_code code = TC_OK;
    while (code == TC_OK && high - low > 1) {
        bool does = false;
        one->grains = low + (high - low) / 2;
        code = seems(a, &does);
        if (does)
            high = one->grains;
        else
            low = one->grains;
    }
    one->grains = high;
    return code;
}

/* From what is missing on, twice as much each time, until it seems to serve. */
static tc_code reach(amounts *a, amount *one, tc_grains *low, bool *found)
{
    tc_code code = seems(a, found);
    while (code == TC_OK && !*found && one->grains < one->most) {
        *low = one->grains;
        one->grains = one->grains > one->most / 2 ? one->most : 2 * one->grains;
        code = seems(a, found);
    }
    return code;
}

/* Where all are divisible, shares bend at break points, and these can be followed: from
 * low on, which is not enough, to high. */
static tc_code follow(amounts *a, amount *one, tc_grains low, tc_grains high, bool *found,
                      bool *proved)
{
    tc_least least;
    one->grains = low;
    const tc_line line = {
        .count = 1, .part = {change_of(a, one)}, .step = {tc_grain_of(a->e->problem)}};
    const tc_code code = tc_least_find(a->e->inquiry, &line, high - low, a->e->project,
                                       &least, a->e->error);
    if (code != TC_OK)
        return code;
    *found = least.found;
    *proved = least.proved;
    one->grains = low + least.at;
    return TC_OK;
}

/* From low on, which is not enough, to an amount that is, or to the most. */
static tc_code search_up(amounts *a, amount *one, tc_grains low, bool *found)
{
    tc_code code = reach(a, one, &low, found);
    if (code == TC_OK && *found)
        code = halve(a, one, low, one->grains);
    return code == TC_OK && *found ? settle(a, one, found) : code;
}

static tc_code search_divisible(amounts *a, amount *one, bool *found, bool *proved)
{
    const tc_grains guess = one->grains;
    tc_grains low = guess;
    bool before = true, spares = true;
    tc_code code = follow(a, one, 0, guess, found, proved);
    if (code == TC_OK && !*found && guess < one->most) {
        before = *proved;
        one->grains = guess;
        code = reach(a, one, &low, found);
        if (code == TC_OK)
            code = follow(a, one, guess, one->grains, found, proved);
        *proved = *proved && before;
    }
    if (code == TC_OK && *found)
        code = serves(a, &spares);
    if (code == TC_OK && *found && !spares) { /* others give way up to here */
        *proved = false;
        code = search_up(a, one, one->grains, found);
    }
    return code;
}

/* Less than high by what others give up at it, and at least a grain. */
static tc_grains leap(const amount *one, tc_grains high, tc_grains freed)
{
    const tc_grains less = (tc_grains)((double)freed / one->counts);
    return less > 0 && less < high ? high - less : 1;
}

/* High serves. Most often what is missing is just enough; else others give way below, and
 * what they hold tells how much less will do. */
static tc_code search_down(amounts *a, amount *one, tc_grains high)
{
    enum { LEAPS_MOST = 3 };
    tc_grains low = 0;
    tc_code code = TC_OK;
    for (int k = 0; k < LEAPS_MOST && low == 0; k++) {
        tc_grains freed = 0;
        bool does = false;
        one->grains = high - 1;
        if (high > 1)
            code = try_it(a, one, &does, &freed);
        if (code != TC_OK || !does) {
            one->grains = high;
            return code;
        }
        one->grains = leap(one, high--, freed);
        code = serves(a, &does);
        if (code != TC_OK)
            return code;
        if (does)
            high = one->grains;
        else
            low = one->grains;
    }
    bool found = false;
    code = halve(a, one, low, high);
    return code == TC_OK ? settle(a, one, &found) : code;
}

static tc_code search_whole(amounts *a, amount *one, bool *found, bool *proved)
{
    const tc_grains guess = one->grains;
    tc_code code = serves(a, found);
    if (code == TC_OK && *found)
        code = search_down(a, one, guess);
    else if (code == TC_OK)
        code = search_up(a, one, guess, found);
    if (code != TC_OK)
        return code;
    one->grains -= *found;
    code = rules_out(a, proved);
    one->grains += *found;
    return code;
}

/* The smallest amount of this pollutant alone, or that none is enough. */
static tc_code search_alone(amounts *a, amount *one, bool *found, bool *proved)
{
    for (int k = 0; k < a->count; k++)
        a->list[k].grains = 0;
    one->grains = one->guess < 1 ? 1 : one->guess;
    *found = false;
    return tc_problem_is_whole(a->e->problem) ? search_whole(a, one, found, proved)
                                              : search_divisible(a, one, found, proved);
}

/* ---- several together -------------------------------------------------------------- */

/* As little of one as will do, the others as they are: that of now serves. */
static tc_code lessen(amounts *a, amount *one)
{
    const tc_grains high = one->grains;
    bool does = false;
    if (high == 0)
        return TC_OK;
    one->grains = 0;
    tc_code code = serves(a, &does);
    if (code != TC_OK || does)
        return code;
    one->grains = high - 1;
    code = seems(a, &does);
    if (code == TC_OK && does)
        code = halve(a, one, 0, one->grains);
    else
        one->grains = high;
    bool found = false;
    if (code == TC_OK)
        code = settle(a, one, &found);
    if (code == TC_OK && !found)
        one->grains = high;
    return code;
}

/* Those that do not stop the project first: of them nothing may be needed. */
static tc_code lessen_all(amounts *a)
{
    tc_code code = TC_OK;
    for (int round = 0; round < 2; round++)
        for (int k = a->count - 1; code == TC_OK && k >= 0; k--)
            if (a->list[k].stops == (round == 1))
                code = lessen(a, &a->list[k]);
    for (int k = 0; code == TC_OK && k < a->count; k++)
        if (a->list[k].grains > 0)
            code = lower(a, &a->list[k]);
    return code;
}

/* Start from what is missing of those that stop the project, of all that it needs, or
 * from all that could help. */
static tc_code start_together(amounts *a, bool *found)
{
    int stopping = 0;
    for (int k = 0; k < a->count; k++)
        stopping += a->list[k].stops;
    tc_code code = TC_OK;
    for (int stage = stopping > 1 ? 0 : 1; code == TC_OK && !*found && stage < 3;
         stage++) {
        for (int k = 0; k < a->count; k++) {
            amount *one = &a->list[k];
            one->grains = stage == 2                 ? one->most
                          : stage == 1 || one->stops ? one->guess
                                                     : 0;
        }
        code = serves(a, found);
    }
    return code;
}

static tc_code search_together(amounts *a, tc_way *ways, int *count)
{
    bool found = false, proved = false;
    a->gently = a->kind == TC_WAY_SUPPLY;
    tc_code code = start_together(a, &found);
    if (code == TC_OK && !found && a->gently) {
        a->gently = false;
        code = start_together(a, &found);
    }
    if (code == TC_OK && found)
        code = lessen_all(a);
    else if (code == TC_OK)
        code = rules_out(a, &proved);
    return code == TC_OK ? keep(a, found, proved, ways, count) : code;
}

/* ---- what there is to change ------------------------------------------------------- */

/* Supply of which all that could use it have enough. */
static tc_grains enough_for_all(const tc_problem *problem, const amount *one)
{
    tc_grains sum = 1;
    const int area = one->site.area;
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        const double worth =
            area < 0 ? tc_supply_site_of(problem, j, one->pollutant).worth
                     : tc_problem_exchange(problem, one->pollutant, area, one->site.basin,
                                           project->area, project->basin);
        if (project->zoning_ok && worth > 0.0)
            sum += tc_grains_up(project->need[one->pollutant] / worth,
                                problem->grain_digits);
    }
    return sum;
}

static void add_amount(amounts *a, const tc_stop *stop)
{
    const tc_problem *problem = a->e->problem;
    const int p = stop->pollutant, at = a->e->project * TC_POLLUTANTS + p;
    const tc_project *about = &problem->projects[a->e->project];
    amount one = {.pollutant = p, .stops = stop->stops, .counts = about->ratio[p]};
    if (a->kind == TC_WAY_EMISSION) {
        one.most = tc_grains_up(about->emission[p], problem->grain_digits);
    } else {
        one.site = tc_supply_site_of(problem, a->e->project, p);
        one.counts = one.site.worth;
        one.most = one.counts > 0.0 ? enough_for_all(problem, &one) : 0;
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
static tc_code search_each(amounts *a, int stopping, bool *any, tc_way *ways, int *count)
{
    tc_code code = TC_OK;
    for (int k = 0; code == TC_OK && k < a->count; k++) {
        bool found = false, proved = false;
        if (!a->list[k].stops)
            continue;
        for (int i = 0; i < a->count; i++)
            a->list[i].grains = i == k ? a->list[i].most : 0;
        if (stopping > 1)
            code = rules_out(a, &proved);
        a->gently = a->kind == TC_WAY_SUPPLY;
        if (code == TC_OK && !proved)
            code = search_alone(a, &a->list[k], &found, &proved);
        if (code == TC_OK && !found && !proved && a->gently) {
            a->gently = false;
            code = search_alone(a, &a->list[k], &found, &proved);
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
    amounts a = {.e = e, .kind = kind};
    bool any = false;
    int stopping = 0;
    for (int k = 0; k < stop_count; k++) {
        add_amount(&a, &stops[k]);
        stopping += stops[k].stops;
    }
    const tc_code code = search_each(&a, stopping, &any, ways, count);
    return code == TC_OK && !any && a.count > 0 ? search_together(&a, ways, count) : code;
}
