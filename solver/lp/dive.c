/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "lp/whole_parts.h"

bool tc_whole_is_approved(const tc_whole *w, const double *point, int project)
{
    return point[w->net.share_column[project]] > 0.5 * w->box.least[project];
}

bool tc_whole_is_broken(const tc_whole *w, const double *point, int project)
{
    const double share = point[w->net.share_column[project]];
    return share > TC_WHOLE_TOLERANCE &&
           share < w->box.least[project] - TC_WHOLE_TOLERANCE;
}

/* Round the shares of a chain of twins, or of a project that has none. The program does
 * not know who came first: as many as its point approves are, the first ones. */
static void round_twins(tc_whole *w, const double *point, int first)
{
    int approved = 0;
    for (int j = first; j >= 0; j = w->box.after[j])
        approved += tc_box_is_open(&w->box, j) && tc_whole_is_approved(w, point, j);
    for (int j = first; j >= 0; j = w->box.after[j]) {
        if (!tc_box_is_open(&w->box, j))
            continue;
        if (approved-- > 0)
            tc_box_approve(&w->box, j);
        else
            tc_box_refuse(&w->box, j);
    }
}

/* The first twin of a project that is not decided yet. */
static int first_open_twin(const tc_whole *w, int project)
{
    int first = project;
    for (int j = w->box.before[project]; j >= 0 && tc_box_is_open(&w->box, j);
         j = w->box.before[j])
        first = j;
    return first;
}

tc_code tc_whole_confirm(tc_whole *w, const tc_objective *goal, const double *point,
                         bool *confirmed, double *value, tc_error *error)
{
    tc_box_save(&w->box, w->step_limits);
    for (int j = 0; j < w->box.count; j++)
        if (w->box.before[j] < 0)
            round_twins(w, point, j);
    tc_bound_status status;
    const tc_code code = tc_whole_solve(w, goal, -INFINITY, &status, &w->probe, error);
    tc_box_restore(&w->box, w->step_limits);
    *confirmed = code == TC_OK && status == TC_BOUND_SOLVED;
    if (*confirmed)
        *value = w->probe.value;
    return code;
}

/* The broken project that is most nearly served; -1 when none is. */
static int nearest_served(const tc_whole *w, const double *point)
{
    int nearest = -1;
    double most = 0.0;
    for (int j = 0; j < w->box.count; j++) {
        if (!tc_box_is_open(&w->box, j) || !tc_whole_is_broken(w, point, j))
            continue;
        const double served = point[w->net.share_column[j]] / w->box.least[j];
        if (served > most) {
            most = served;
            nearest = j;
        }
    }
    return nearest;
}

tc_code tc_whole_dive(tc_whole *w, const tc_objective *goal, double cutoff,
                      const double *point, bool *found, double *value, tc_error *error)
{
    *found = false;
    tc_box_save(&w->box, w->dive_limits);
    tc_code code = TC_OK;
    tc_bound_status status = TC_BOUND_SOLVED;
    for (int j; code == TC_OK && status == TC_BOUND_SOLVED &&
                (j = nearest_served(w, point)) >= 0;
         point = w->probe.x) {
        tc_box_save(&w->box, w->step_limits);
        j = first_open_twin(w, j);
        tc_box_approve(&w->box, j);
        code = tc_whole_solve(w, goal, cutoff, &status, &w->probe, error);
        if (code != TC_OK || status == TC_BOUND_SOLVED)
            continue;
        tc_box_restore(&w->box, w->step_limits);
        tc_box_refuse(&w->box, j);
        code = tc_whole_solve(w, goal, cutoff, &status, &w->probe, error);
    }
    if (code == TC_OK && status == TC_BOUND_SOLVED)
        code = tc_whole_confirm(w, goal, point, found, value, error);
    tc_box_restore(&w->box, w->dive_limits);
    return code;
}

tc_code tc_whole_extend(tc_whole *w, const tc_objective *goal, double cutoff, bool *found,
                        double *value, tc_error *error)
{
    *found = false;
    tc_box_save(&w->box, w->keep_limits);
    for (int j = 0; j < w->box.count; j++)
        if (tc_box_is_open(&w->box, j) && tc_whole_is_approved(w, w->best, j))
            tc_box_approve(&w->box, j);
    tc_bound_status status;
    tc_code code = tc_whole_solve(w, goal, cutoff, &status, &w->probe, error);
    if (code == TC_OK && status == TC_BOUND_SOLVED)
        code = tc_whole_dive(w, goal, cutoff, w->probe.x, found, value, error);
    tc_box_restore(&w->box, w->keep_limits);
    return code;
}
