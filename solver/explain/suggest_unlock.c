/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/supply_site.h"
#include "explain/attempt.h"
#include "explain/curve.h"
#include "explain/suggest_parts.h"

/* Whole grains may ask for a little more than the shares say: an event is looked for in
 * plans up to so many grains from there. */
enum { STEPS_MOST = 24 };

/* Shares this close are the same, as on the curve. */
static const double SAME = 1e-7;

/* Who is served with so much more; NULL: there is no plan that passes its check. */
typedef struct sight {
    tc_grains at;
    const bool *served;
} sight;

typedef struct unlocking {
    tc_suggesting *s;
    tc_unlock *unlock;
    tc_line line;
    sight *seen; /* of scratch */
    int seen_count, seen_room;
    tc_arena scratch;
} unlocking;

/* ---- which pools ------------------------------------------------------------------- */

/* How much the project lacks the pollutant: not at all, beside others, or alone. Where
 * enough of everything is left, it may want more of anything. */
typedef enum lacking { LACKS_NONE, LACKS_MORE, LACKS_ALONE } lacking;

static lacking lacking_of(const tc_suggesting *s, int project, int pollutant)
{
    const tc_reason *reason = &tc_inquiry_plan(s->inquiry)->reasons[project];
    const tc_project *about = &s->problem->projects[project];
    const unsigned bit = 1U << pollutant;
    if (!about->zoning_ok || !(about->need[pollutant] > 0.0) ||
        tc_inquiry_serves(s->inquiry, project) ||
        (reason->pollutants != 0 && !(reason->pollutants & bit)))
        return LACKS_NONE;
    return reason->pollutants == bit ? LACKS_ALONE : LACKS_MORE;
}

/* More supply where it counts most for the project. */
static bool window_of(const tc_problem *problem, int project, int pollutant,
                      tc_change *window)
{
    const tc_supply_site site = tc_supply_site_of(problem, project, pollutant);
    *window = (tc_change){.kind = TC_CHANGE_ADD_SUPPLY,
                          .pollutant = pollutant,
                          .area = site.area,
                          .basin = site.basin,
                          .day = problem->projects[project].start};
    return site.worth > 0.0;
}

/* Is this the window of a project for which others are too late, or elsewhere? A curve
 * for it alone says something only where this pollutant alone can serve it. */
static bool is_narrow(const tc_suggesting *s, int project, const tc_change *window)
{
    const tc_reason_kind kind = tc_inquiry_plan(s->inquiry)->reasons[project].kind;
    return kind == TC_REASON_TOO_EARLY || window->area >= 0;
}

/* Windows in one place are one, from the day on which the first project starts; those of
 * projects that start before all sources stay apart. */
static void add_window(tc_unlock *unlocks, int *count, const tc_change *window,
                       bool early)
{
    for (int k = 0; k < *count; k++) {
        tc_unlock *one = &unlocks[k];
        if (one->window.pollutant != window->pollutant ||
            one->window.area != window->area || one->window.basin != window->basin ||
            one->early != early)
            continue;
        if (window->day < one->window.day)
            one->window.day = window->day;
        return;
    }
    unlocks[(*count)++] = (tc_unlock){.window = *window, .early = early};
}

static tc_code list_windows(tc_suggesting *s, tc_unlock **unlocks, int *count)
{
    const tc_problem *problem = s->problem;
    const size_t room = (size_t)problem->project_count * TC_POLLUTANTS;
    tc_unlock *made = tc_arena_take(&s->suggestion->arena, room, sizeof *made);
    if (!made)
        return tc_no_memory(s->error);
    tc_change window;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        for (int j = 0; j < problem->project_count; j++) {
            const lacking how = lacking_of(s, j, p);
            if (how == LACKS_NONE || !window_of(problem, j, p, &window) ||
                (how == LACKS_MORE && is_narrow(s, j, &window)))
                continue;
            const tc_reason *reason = &tc_inquiry_plan(s->inquiry)->reasons[j];
            add_window(made, count, &window, reason->kind == TC_REASON_TOO_EARLY);
        }
    *unlocks = made;
    return TC_OK;
}

/* ---- plans on the way -------------------------------------------------------------- */

static tc_code look(unlocking *u, tc_grains at, sight *found)
{
    const int projects = u->s->problem->project_count;
    tc_change change;
    tc_replay replay;
    bool holds = false;
    bool *served = tc_arena_take(&u->scratch, (size_t)projects, sizeof *served);
    if (!served)
        return tc_no_memory(u->s->error);
    tc_line_at(&u->line, at, &change);
    const tc_code code =
        tc_attempt_replay(u->s->inquiry, &change, 1, &replay, &holds, u->s->error);
    if (code != TC_OK)
        return code;
    for (int j = 0; holds && j < projects; j++)
        served[j] = tc_replay_serves(&replay, j);
    tc_replay_free(&replay);
    *found = (sight){at, holds ? served : NULL};
    return TC_OK;
}

/* Remembered: projects that come together are seen in the same plans. */
static tc_code see(unlocking *u, tc_grains at, const bool **served)
{
    for (int k = 0; k < u->seen_count; k++)
        if (u->seen[k].at == at) {
            *served = u->seen[k].served;
            return TC_OK;
        }
    if (u->seen_count == u->seen_room) {
        const int room = 2 * u->seen_room + 16;
        sight *more = tc_arena_take(&u->scratch, (size_t)room, sizeof *more);
        if (!more)
            return tc_no_memory(u->s->error);
        for (int k = 0; k < u->seen_count; k++)
            more[k] = u->seen[k];
        u->seen = more;
        u->seen_room = room;
    }
    sight found;
    const tc_code code = look(u, at, &found);
    if (code != TC_OK)
        return code;
    u->seen[u->seen_count++] = found;
    *served = found.served;
    return TC_OK;
}

static tc_code is_so(unlocking *u, tc_grains at, const tc_unlock_event *event, bool *so)
{
    const bool *served = NULL;
    const tc_code code = see(u, at, &served);
    *so = code == TC_OK && served && served[event->project] == event->served;
    return code;
}

/* The amount from which on plans say what the shares say, at or near it. */
static tc_code settle(unlocking *u, tc_unlock_event *event)
{
    tc_grains at = event->at;
    bool so = false, before = true;
    tc_code code = is_so(u, at, event, &so);
    for (int k = 0; code == TC_OK && !so && k < STEPS_MOST && at < u->unlock->most; k++)
        code = is_so(u, ++at, event, &so);
    for (int k = 0; code == TC_OK && so && before && k < STEPS_MOST && at > 0; k++) {
        code = is_so(u, at - 1, event, &before);
        at -= before;
    }
    event->exact = code == TC_OK && so && !before;
    if (event->exact)
        event->at = at;
    return code;
}

/* ---- what happens ------------------------------------------------------------------ */

/* Does the project come to be fully served, or cease to be, between two points? */
static bool changes_between(const tc_curve_point *a, const tc_curve_point *b, int project,
                            tc_unlock_event *event)
{
    const bool was = tc_share_is_full(a->share[project]);
    const bool is = tc_share_is_full(b->share[project]);
    *event =
        (tc_unlock_event){.at = is ? b->at : a->at + 1, .project = project, .served = is};
    return was != is;
}

static tc_code add_events(unlocking *u, const tc_curve *curve)
{
    const int projects = u->s->problem->project_count;
    int count = 0;
    tc_unlock_event event;
    for (int k = 0; k + 1 < curve->count; k++)
        for (int j = 0; j < projects; j++)
            count += changes_between(&curve->points[k], &curve->points[k + 1], j, &event);
    tc_unlock_event *events =
        tc_arena_take(&u->s->suggestion->arena, (size_t)count, sizeof *events);
    if (!events)
        return tc_no_memory(u->s->error);
    u->unlock->events = events;
    tc_code code = TC_OK;
    for (int k = 0; k + 1 < curve->count; k++)
        for (int j = 0; code == TC_OK && j < projects; j++) {
            if (!changes_between(&curve->points[k], &curve->points[k + 1], j, &event))
                continue;
            code = settle(u, &event);
            int at = u->unlock->event_count++;
            for (; at > 0 && events[at - 1].at > event.at; at--)
                events[at] = events[at - 1];
            events[at] = event;
        }
    return code;
}

static bool same(const tc_suggesting *s, const tc_curve_point *a, const tc_curve_point *b)
{
    for (int j = 0; j < s->problem->project_count; j++)
        if (!(fabs(a->share[j] - b->share[j]) <= SAME))
            return false;
    return true;
}

/* Copy the points, and note from where on nothing changes. */
static tc_code keep_points(unlocking *u, const tc_curve *curve)
{
    const size_t projects = (size_t)u->s->problem->project_count;
    tc_arena *arena = &u->s->suggestion->arena;
    tc_unlock *unlock = u->unlock;
    tc_unlock_point *points = tc_arena_take(arena, (size_t)curve->count, sizeof *points);
    if (!points)
        return tc_no_memory(u->s->error);
    unlock->proved = true;
    for (int k = 0; k < curve->count; k++) {
        const tc_curve_point *from = &curve->points[k];
        double *share = tc_arena_take(arena, projects, sizeof *share);
        if (!share)
            return tc_no_memory(u->s->error);
        for (size_t j = 0; j < projects; j++)
            share[j] = from->share[j];
        points[k] = (tc_unlock_point){from->at, share, from->proved};
        unlock->proved = unlock->proved && (from->proved || k + 1 == curve->count);
        if (k > 0 && !same(u->s, from - 1, from))
            unlock->last = from->at;
    }
    unlock->points = points;
    unlock->point_count = curve->count;
    return TC_OK;
}

/* Who could use it and is not served even at most, and what each of them lacks. */
static tc_code note_left(unlocking *u)
{
    const tc_problem *problem = u->s->problem;
    const tc_change *window = &u->unlock->window;
    tc_change change;
    tc_replay replay;
    bool holds = false;
    tc_line_at(&u->line, u->unlock->most, &change);
    const tc_code code =
        tc_attempt_replay(u->s->inquiry, &change, 1, &replay, &holds, u->s->error);
    for (int j = 0; code == TC_OK && holds && j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        if (!project->zoning_ok || !(project->need[window->pollutant] > 0.0) ||
            project->start < window->day || tc_replay_serves(&replay, j) ||
            !(tc_supply_worth(problem, j, window->pollutant, window->area,
                              window->basin) > 0.0))
            continue;
        u->unlock->left++;
        for (int p = 0; p < TC_POLLUTANTS; p++)
            u->unlock->stops[p] += (int)(replay.plan->reasons[j].pollutants >> p & 1U);
    }
    tc_replay_free(&replay);
    return code;
}

/* A step on which shares are found, but no plan passes its check, ends the curve. */
static tc_code follow(unlocking *u)
{
    tc_curve curve;
    tc_error found = {.code = TC_OK};
    const tc_change *window = &u->unlock->window;
    u->unlock->most = tc_supply_plenty(u->s->problem, window->pollutant, window->area,
                                       window->basin, window->day);
    tc_code code = tc_curve_follow(u->s->inquiry, &u->line, u->unlock->most,
                                   TC_CURVE_TO_THE_END, &curve, &found);
    if (code != TC_OK)
        return tc_attempt_pass(code, &found, u->s->error);
    code = keep_points(u, &curve);
    if (code == TC_OK)
        code = add_events(u, &curve);
    tc_curve_free(&curve);
    return code == TC_OK ? note_left(u) : code;
}

tc_code tc_suggest_unlocks(tc_suggesting *s)
{
    tc_unlock *unlocks = NULL;
    int count = 0;
    tc_code code = list_windows(s, &unlocks, &count);
    for (int k = 0; code == TC_OK && k < count; k++) {
        unlocking u = {.s = s, .unlock = &unlocks[k]};
        u.line = (tc_line){
            .count = 1, .part = {unlocks[k].window}, .step = {tc_grain_of(s->problem)}};
        code = follow(&u);
        tc_arena_free(&u.scratch);
    }
    s->suggestion->unlocks = unlocks;
    s->suggestion->unlock_count = count;
    return code;
}
