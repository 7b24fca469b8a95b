/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/step.h"

#include <math.h>
#include <string.h>

#include "lp/objective.h"

/* Programs that a search may take where no time limit rules, so that one case has one
 * plan, on a slow machine too: many in a small program, fewer in a large one, by rows
 * plus columns. Some ten seconds for a goal on a machine of 2020, and for all shares.
 */
static const double WORK_OF_GOAL = 1.5e7;
/* In the space of shares as many take the time of one. */
static const double PROGRAMS_BY_CUTS = 4.0;
enum { PARTS_IN_GOAL = 20, NODES_LEAST = 20, ROUNDS = 3 };

/* How much of the time that is left a step may take: later steps need theirs. */
static const double PART_OF_GOAL = 0.4;
/* What goals before have reached is held with this much room, relative, for the rounding
 * of the program. Ten times larger would be seen in a share. */
static const double HOLD_TOLERANCE = 1e-9;
/* A project is held at one end for good where the other misses the goal by more,
 * relative: a thousand times what the checker asks. */
static const double FIX_MARGIN = 1e-6;

static double value_of(const tc_driver *d, const tc_objective *goal)
{
    double sum = 0.0;
    for (int k = 0; k < goal->count; k++)
        sum += goal->value[k] * d->w.best[goal->column[k]];
    return sum;
}

/* There is room for as many searches as there can be. A tree that misses sets proves
 * nothing. */
void tc_step_record(tc_driver *d, tc_search search)
{
    if (d->w.sets_lost)
        search.root = -1;
    d->searches[d->search_count++] = search;
}

void tc_step_start_clock(tc_driver *d, double part)
{
    const double left = d->give_up_s - tc_whole_clock();
    d->w.deadline_s =
        isfinite(d->give_up_s) ? tc_whole_clock() + part * fmax(left, 0.0) : INFINITY;
}

long tc_step_nodes(const tc_driver *d)
{
    const tc_linear *lp = &d->w.net.lp;
    const double programs = d->w.cuts ? PROGRAMS_BY_CUTS : 1.0;
    const double nodes = programs * WORK_OF_GOAL / (double)(lp->rows + lp->columns);
    return (long)fmax(nodes, NODES_LEAST) * (isfinite(d->give_up_s) ? 1000 : 1);
}

static void fix(tc_driver *d, int project, bool approved, int set)
{
    if (!d->w.sets_lost)
        d->fixings[d->fixing_count++] =
            (tc_fixing){d->search_count - 1, project, approved, set};
    if (approved)
        tc_box_approve(&d->w.box, project);
    else
        tc_box_refuse(&d->w.box, project);
}

/* Projects whose other end the prices of the step's first program rule out. */
static void fix_by_root(tc_driver *d, double value)
{
    const tc_whole *w = &d->w;
    const double least = value - FIX_MARGIN * fmax(1.0, fabs(value));
    for (int j = 0; d->set_kept >= 0 && j < w->box.count; j++) {
        if (!tc_box_is_open(&w->box, j))
            continue;
        const double cost = d->cost_kept[j], share = d->share_kept[j];
        if (share <= TC_WHOLE_TOLERANCE && d->value_kept + cost * w->box.least[j] < least)
            fix(d, j, false, d->set_kept);
        else if (share >= 1.0 - TC_WHOLE_TOLERANCE && d->value_kept - cost < least)
            fix(d, j, true, d->set_kept);
    }
}

/* Projects that are at one end in every plan with the value that was found. */
static tc_code fix_for_good(tc_driver *d, const tc_whole_aim *aim,
                            const tc_whole_found *found, tc_error *error)
{
    tc_whole *w = &d->w;
    bool seen = false;
    const tc_search *step = &d->searches[d->search_count - 1];
    if (!found->complete)
        return TC_OK;
    const int total_of = step->kind == TC_LEVEL_TOTAL ? step->goal : -1;
    const tc_code code =
        tc_whole_survivors(w, aim->goal, total_of, found, d->ends, &seen, error);
    for (int j = 0; code == TC_OK && seen && j < w->box.count; j++) {
        if (d->ends[j] == TC_WHOLE_EITHER || !tc_box_is_open(&w->box, j))
            continue;
        fix(d, j, d->ends[j] == TC_WHOLE_APPROVED, -1);
    }
    return code;
}

/* Search a part of the box for better plans than the best; what it proves is not kept. */
static tc_code search_part(tc_driver *d, tc_whole_aim aim, tc_whole_found *found,
                           tc_error *error)
{
    tc_whole *w = &d->w;
    tc_whole_found part = {.value = found->value};
    const bool stopped = w->stopped;
    const tc_whole_mark before = tc_whole_mark_proof(w);
    aim.seeded = false;
    aim.most_nodes = tc_step_nodes(d) / PARTS_IN_GOAL + NODES_LEAST;
    const tc_code code = tc_whole_search(w, &aim, &part, error);
    w->stopped = stopped; /* it may well be cut short */
    tc_whole_forget(w, before);
    tc_box_restore(&w->box, w->between_limits);
    found->value = part.value;
    return code;
}

static void hold(tc_whole *w, int j)
{
    if (tc_whole_is_approved(w, w->best, j))
        tc_box_approve(&w->box, j);
    else
        tc_box_refuse(&w->box, j);
}

/* Plans that leave the goals before as they are: their projects are held as in the best
 * plan. */
static tc_code search_after(tc_driver *d, const tc_whole_aim *aim, tc_whole_found *found,
                            tc_error *error)
{
    tc_whole *w = &d->w;
    tc_box_save(&w->box, w->between_limits);
    for (int j = 0; j < w->box.count; j++)
        if (d->counted[j] && tc_box_is_open(&w->box, j))
            hold(w, j);
    return search_part(d, *aim, found, error);
}

/* Plans between the best one and the first program's point: where both agree, projects
 * are held. Again from each better plan that it finds. */
static tc_code search_between(tc_driver *d, const tc_whole_aim *aim,
                              tc_whole_found *found, tc_error *error)
{
    tc_whole *w = &d->w;
    double before = -INFINITY;
    tc_code code = TC_OK;
    while (code == TC_OK && found->value > before && !tc_whole_is_over(w)) {
        before = found->value;
        tc_box_save(&w->box, w->between_limits);
        for (int j = 0; j < w->box.count; j++) {
            const double end =
                tc_whole_is_approved(w, w->best, j) ? w->box.least[j] : 0.0;
            if (tc_box_is_open(&w->box, j) &&
                fabs(fmin(d->share_kept[j], w->box.least[j]) - end) <= TC_WHOLE_TOLERANCE)
                hold(w, j);
        }
        code = search_part(d, *aim, found, error);
    }
    return code;
}

/* Plans that differ from the best one in a window of the areas only, which moves over all
 * of them. */
static tc_code search_areas(tc_driver *d, const tc_whole_aim *aim, int window,
                            tc_whole_found *found, tc_error *error)
{
    tc_whole *w = &d->w;
    const int areas = w->problem->area_count;
    tc_code code = TC_OK;
    for (int first = 0;
         code == TC_OK && window > 0 && first < areas && !tc_whole_is_over(w);
         first += (window + 1) / 2) {
        tc_box_save(&w->box, w->between_limits);
        for (int j = 0; j < w->box.count; j++) {
            const int from = w->problem->projects[j].area - first;
            const bool inside = (from + areas) % areas < window;
            if (!inside && tc_box_is_open(&w->box, j))
                hold(w, j);
        }
        code = search_part(d, *aim, found, error);
    }
    return code;
}

static void keep_root(tc_driver *d)
{
    const tc_whole *w = &d->w;
    const size_t size = (size_t)w->box.count * sizeof(double);
    d->value_kept = w->root_value;
    d->set_kept = w->root_set;
    if (size == 0 || w->root_set < 0)
        return;
    memcpy(d->share_kept, w->root_share, size);
    memcpy(d->cost_kept, w->root_cost, size);
}

/* Partial searches for better plans, wider ones in later rounds. */
static tc_code look_around(tc_driver *d, const tc_whole_aim *aim, int round,
                           tc_whole_found *found, tc_error *error)
{
    const int window = (round + 2) * d->w.problem->area_count / (ROUNDS + 2);
    tc_code code = round == 0 ? search_after(d, aim, found, error) : TC_OK;
    if (code == TC_OK)
        code = search_between(d, aim, found, error);
    return code == TC_OK ? search_areas(d, aim, window, found, error) : code;
}

/* First the program and plans near it; where a gap is left, rounds of partial searches
 * and the search proper, which begins anew with what has been learnt and goes on longer
 * each time. */
static tc_code search_for(tc_driver *d, const tc_whole_aim *aim, tc_whole_found *found,
                          tc_error *error)
{
    tc_whole *w = &d->w;
    const bool stopped = w->stopped;
    const long before = w->solved;
    tc_whole_aim now = *aim;
    now.most_nodes = 1;
    now.seeded = false;
    w->root_set = -1;
    tc_code code = tc_whole_search(w, &now, found, error);
    keep_root(d);
    const tc_whole_found by_root = *found;
    const tc_whole_first known = {d->set_kept, d->value_kept};
    now.first = known.set >= 0 ? &known : NULL;
    const tc_whole_mark first = tc_whole_mark_proof(w);
    for (int round = 0; code == TC_OK && !found->complete && round < ROUNDS; round++) {
        w->stopped = stopped;
        code = look_around(d, aim, round, found, error);
        now.most_nodes = aim->most_nodes >> (2 * (ROUNDS - 1 - round));
        now.seeded = aim->seeded;
        tc_whole_forget(w, first);
        if (code == TC_OK)
            code = tc_whole_search(w, &now, found, error);
        if (tc_whole_is_over(w))
            break;
    }
    if (found->complete)
        w->stopped = stopped;           /* what was cut short on the way is made good */
    if (by_root.bound < found->bound) { /* leaves of the goal before know less */
        found->bound = fmax(by_root.bound, found->value);
        found->root = by_root.root;
    }
    found->nodes = w->solved - before;
    return code;
}

/* A step that makes an objective large. */
tc_code tc_step_take(tc_driver *d, tc_search step, const tc_objective *goal,
                     tc_error *error)
{
    const bool is_share = step.kind == TC_LEVEL_SHARE;
    const double started = tc_whole_clock();
    if (is_share && (d->w.asked || started > d->end_s)) {
        step.value = value_of(d, goal);
        tc_step_skip_share(d, step);
        return TC_OK;
    }
    tc_step_start_clock(d, is_share ? TC_STEP_PART_OF_SHARE : PART_OF_GOAL);
    const tc_whole_aim aim = {.goal = goal,
                              .unit = tc_objective_unit(&d->w.net, goal),
                              .most_nodes =
                                  is_share ? tc_step_share_nodes(d) : tc_step_nodes(d),
                              .approve = -1,
                              .seeded = !is_share};
    tc_whole_found found = {.value = value_of(d, goal)};
    const tc_code code = search_for(d, &aim, &found, error);
    if (code != TC_OK)
        return code;
    if (!is_share && aim.unit == 0.0) {
        const tc_code again = tc_step_exact(d, &step, &found.value, error);
        if (again != TC_OK)
            return again;
    }
    step.value = found.value;
    step.bound = fmax(found.bound, found.value);
    step.nodes = found.nodes;
    if (is_share)
        d->share_nodes -= found.nodes;
    step.root = found.root;
    step.seconds = tc_whole_clock() - started;
    tc_step_record(d, step);
    if (is_share)
        return TC_OK;
    const tc_code fixed = fix_for_good(d, &aim, &found, error);
    fix_by_root(d, found.value);
    return fixed;
}

double tc_step_held(double value)
{
    return value - HOLD_TOLERANCE * fmax(1.0, fabs(value));
}
