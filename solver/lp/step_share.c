/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/step.h"

#include <math.h>
#include <string.h>

/* A share's search may take such a part of what a goal's may, and a few programs. */
enum { SHARES_IN_GOAL = 50, NODES_LEAST = 20 };
/* A seed of more leaves costs each share more than it saves. */
enum { SEED_MOST = 64 };

/* Shares have a part of the programs of a goal each, and all of them together as many. */
long tc_step_share_nodes(const tc_driver *d)
{
    const long most = tc_step_nodes(d) / SHARES_IN_GOAL + NODES_LEAST;
    const long left = d->share_nodes > 1 ? d->share_nodes : 1;
    return most < left ? most : left;
}

/* No time to look at a share: it can be anything up to 1, unless it is 1 already. */
void tc_step_skip_share(tc_driver *d, tc_search step)
{
    step.bound = 1.0;
    step.root = -1;
    tc_step_record(d, step);
    d->w.stopped = d->w.stopped || step.value < 1.0 - TC_WHOLE_TOLERANCE;
}

/* Whole projects that two best plans decide differently are tied: both plans reach the
 * same goals, with the same projects that came before. */
static void note_ties(tc_driver *d)
{
    const tc_whole *w = &d->w;
    for (int j = 0; j < w->box.count; j++) {
        if (w->box.least[j] > 0.0 && tc_whole_is_approved(w, w->best, j) !=
                                         tc_whole_is_approved(w, d->best_before, j))
            d->tied[j] = true;
    }
}

static void keep_best(tc_driver *d)
{
    memcpy(d->best_before, d->w.best,
           (size_t)d->w.net.lp.columns * sizeof *d->best_before);
}

/* Look for a plan as good that decides the project the other way. */
static tc_code try_other_end(tc_driver *d, int j, tc_error *error)
{
    tc_whole *w = &d->w;
    tc_step_start_clock(d, TC_STEP_PART_OF_SHARE);
    const tc_whole_mark before = tc_whole_mark_proof(w);
    const bool stopped = w->stopped;
    const tc_whole_aim aim = {.goal = &d->guide,
                              .any = true,
                              .most_nodes = tc_step_share_nodes(d) / 4 + 1,
                              .approve = -1};
    tc_whole_found found = {.value = -INFINITY};
    tc_box_save(&w->box, w->between_limits);
    if (tc_whole_is_approved(w, w->best, j))
        tc_box_refuse(&w->box, j);
    else
        tc_box_approve(&w->box, j);
    const tc_code code = tc_whole_search(w, &aim, &found, error);
    tc_box_restore(&w->box, w->between_limits);
    tc_whole_forget(w, before);
    w->stopped = stopped; /* what is not found in this time is not called a tie */
    d->share_nodes -= found.nodes;
    if (code == TC_OK && isfinite(found.value))
        note_ties(d);
    return code;
}

tc_code tc_step_find_ties(tc_driver *d, tc_error *error)
{
    tc_whole *w = &d->w;
    const size_t size = (size_t)w->net.lp.columns * sizeof *w->best;
    tc_code code = TC_OK;
    keep_best(d);
    for (int k = 0; code == TC_OK && k < w->box.count; k++) {
        const int j = d->order[k];
        if (!tc_box_is_open(&w->box, j) || d->tied[j] || w->asked ||
            tc_whole_clock() > d->give_up_s)
            continue;
        code = try_other_end(d, j, error);
        memcpy(w->best, d->best_before, size);
    }
    return code;
}

tc_code tc_step_try(tc_driver *d, int goal, int j, tc_error *error)
{
    tc_whole *w = &d->w;
    const double started = tc_whole_clock();
    if (w->asked || started > d->end_s) {
        tc_step_skip_share(
            d, (tc_search){.kind = TC_LEVEL_SHARE, .goal = goal, .project = j});
        tc_box_refuse(&w->box, j);
        return TC_OK;
    }
    tc_step_start_clock(d, TC_STEP_PART_OF_SHARE);
    const tc_whole_aim aim = {.goal = &d->guide,
                              .any = true,
                              .most_nodes = tc_step_share_nodes(d),
                              .approve = j,
                              .seeded = w->seed_open <= SEED_MOST};
    tc_whole_found found = {.value = -INFINITY};
    const tc_code code = tc_whole_search(w, &aim, &found, error);
    if (code != TC_OK)
        return code;
    d->share_nodes -= found.nodes;
    if (isfinite(found.value)) {
        tc_box_approve(&w->box, j);
        return TC_OK;
    }
    tc_step_record(d, (tc_search){TC_LEVEL_SHARE, goal, j, 0.0, found.bound, found.nodes,
                                  tc_whole_clock() - started, found.root});
    tc_box_refuse(&w->box, j);
    return TC_OK;
}
