/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "lp/whole_parts.h"

enum { REFUSED, APPROVED };

/* A project's own falls count once both halves were seen so often; until then the halves
 * are tried out, of at most so many projects a node. */
enum { RELIABLE = 4, TRIALS = 8 };
/* Falls below this are as good as none: a product of two must still tell them apart. */
static const double LEAST_FALL = 1e-6;
/* A half without any point falls this far. */
static const double EMPTY_FALL = 1e6;

static double distance_of(const tc_whole *w, int project, int side)
{
    const double share = w->now.x[w->net.share_column[project]];
    return side == REFUSED ? share : w->box.least[project] - share;
}

/* What the program is expected to fall by in one half. */
static double expected(const tc_whole *w, int project, int side)
{
    const int seen = w->falls[side][project];
    const double rate = seen > 0 ? w->fall[side][project] / seen : 1.0;
    return rate * distance_of(w, project, side);
}

static double score_of(double refused, double approved)
{
    return fmax(refused, LEAST_FALL) * fmax(approved, LEAST_FALL);
}

/* Solve one half and see. */
static tc_code try_half(tc_whole *w, const tc_whole_aim *aim, double cutoff, double bound,
                        int project, int side, double *fall, tc_error *error)
{
    tc_box_save(&w->box, w->step_limits);
    if (side == REFUSED)
        tc_box_refuse(&w->box, project);
    else
        tc_box_approve(&w->box, project);
    tc_bound_status status;
    const tc_code code = tc_whole_solve(w, aim->goal, cutoff, &status, &w->probe, error);
    tc_box_restore(&w->box, w->step_limits);
    if (code != TC_OK)
        return code;
    *fall = EMPTY_FALL;
    if (status == TC_BOUND_SOLVED) {
        *fall = fmax(bound - w->probe.value, 0.0);
        w->fall[side][project] += *fall / fmax(distance_of(w, project, side), 1e-9);
        w->falls[side][project]++;
    } else if (status == TC_BOUND_UNKNOWN) {
        *fall = 0.0;
    }
    return TC_OK;
}

/* The broken project with the best expected score that is not in the list yet; -1. */
static int next_best(const tc_whole *w, const int *list, int count)
{
    int best = -1;
    double most = -1.0;
    for (int j = 0; j < w->box.count; j++) {
        if (!tc_box_is_open(&w->box, j) || !tc_whole_is_broken(w, w->now.x, j))
            continue;
        bool listed = false;
        for (int k = 0; k < count; k++)
            listed = listed || list[k] == j;
        const double score = score_of(expected(w, j, REFUSED), expected(w, j, APPROVED));
        if (!listed && score > most) {
            most = score;
            best = j;
        }
    }
    return best;
}

static bool is_reliable(const tc_whole *w, int project)
{
    return w->falls[REFUSED][project] >= RELIABLE &&
           w->falls[APPROVED][project] >= RELIABLE;
}

tc_code tc_whole_choose(tc_whole *w, const tc_whole_aim *aim, double cutoff, double bound,
                        int *project, tc_error *error)
{
    int list[TRIALS];
    int chosen = -1;
    double most = -1.0;
    for (int k = 0; k < TRIALS; k++) {
        const int j = next_best(w, list, k);
        if (j < 0)
            break;
        list[k] = j;
        double fall[2] = {expected(w, j, REFUSED), expected(w, j, APPROVED)};
        for (int side = REFUSED; !is_reliable(w, j) && side <= APPROVED; side++) {
            const tc_code code =
                try_half(w, aim, cutoff, bound, j, side, &fall[side], error);
            if (code != TC_OK)
                return code;
        }
        const double score = score_of(fall[REFUSED], fall[APPROVED]);
        if (score > most) {
            most = score;
            chosen = j;
        }
        if (is_reliable(w, j) && chosen == j) /* the rest are expected to do worse */
            break;
    }
    *project = chosen;
    return TC_OK;
}
