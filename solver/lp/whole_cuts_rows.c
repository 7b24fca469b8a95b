/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "lp/whole_cuts_parts.h"

/* A total may miss what it is held at by this part of the largest that it can be, an own
 * share its share by as much: ten times rounding. */
static const double HELD_ROOM = 1e-11, WITHIN_ROOM = 1e-10;

static bool is_binding(const tc_whole_cuts *w, tc_cuts_kind kind, int index,
                       const tc_share_row *cut)
{
    for (int i = 0; i < w->boxed.size; i++) {
        const tc_cuts_row *row = &w->row[w->boxed.row[i].slot];
        if (row->kind == kind && row->index == index &&
            (kind != TC_CUTS_CUT || tc_share_row_same(&w->model, &row->cut, cut)))
            return true;
    }
    return false;
}

static void count_needs(tc_whole_cuts *w, const double *x)
{
    const tc_share_model *m = &w->model;
    double *anywhere = w->needs->anywhere, *at_home = w->needs->at_home;
    memset(anywhere, 0, sizeof(double) * (size_t)m->cells);
    memset(at_home, 0, sizeof(double) * (size_t)m->cells);
    for (int c = 0; c < m->columns; c++)
        for (int e = m->first_entry[c]; x[c] != 0.0 && e < m->first_entry[c + 1]; e++) {
            const double need = m->entry[e].need * x[c];
            const int cell = m->entry[e].cell;
            if (m->kind[c] != TC_SHARE_HOME)
                anywhere[cell] += m->kind[c] == TC_SHARE_OWN ? -need : need;
            if (m->kind[c] != TC_SHARE_POOL)
                at_home[cell] += need;
        }
}

/* What is available to a cut, t/a. */
static double available(const tc_whole_cuts *w, const tc_share_row *row)
{
    const tc_share_market *market = &w->model.market[row->market];
    const int first = row->top < 0 ? row->area : 0;
    const int end = row->top < 0 ? row->area + 1 : market->areas;
    double sum = 0.0;
    for (int a = first; a < end; a++) {
        const int cell = market->first_cell + a * market->blocks;
        const int reach = row->reach[a], later = reach > row->top ? reach : row->top;
        if (reach >= 0 && a > 0)
            sum += w->point.kept[cell + reach];
        if (later >= 0)
            sum += w->point.out[cell + later];
    }
    return sum;
}

static bool find_cut(tc_whole_cuts *w, const double *x, tc_boxed_row *out)
{
    const tc_share_model *m = &w->model;
    count_needs(w, x);
    tc_share_point_one(w->needs, &w->point);
    if (w->point.kind[0] != TC_SHARE_CUT)
        return false;
    const tc_share_exit found = tc_share_point_exit(w->needs, &w->point, 0);
    if (is_binding(w, TC_CUTS_CUT, -1, &found.row))
        return false;
    tc_cuts_row *row = &w->row[out->slot];
    int16_t *reach = &w->reach[(ptrdiff_t)out->slot * m->most_areas];
    memcpy(reach, found.row.reach,
           sizeof *reach * (size_t)m->market[found.row.market].areas);
    *row =
        (tc_cuts_row){TC_CUTS_CUT, found.row, -1, 1.0 / tc_share_row_unit(m, &found.row)};
    row->cut.reach = reach;
    out->rhs = available(w, &row->cut) * row->unit;
    for (int c = 0; c < m->columns; c++)
        out->entry[c] =
            tc_share_entry_of(m, &row->cut, c, (tc_share_kind)m->kind[c]) * row->unit;
    return true;
}

static bool find_within(tc_whole_cuts *w, const double *x, tc_boxed_row *out)
{
    const tc_share_model *m = &w->model;
    int worst = -1;
    double most = WITHIN_ROOM;
    for (int k = 0; k < m->own_count; k++) {
        const double over = x[m->own[k]] - x[m->partner[m->own[k]]];
        if (over > most && !is_binding(w, TC_CUTS_WITHIN, m->own[k], NULL)) {
            most = over;
            worst = m->own[k];
        }
    }
    if (worst < 0)
        return false;
    w->row[out->slot] =
        (tc_cuts_row){.kind = TC_CUTS_WITHIN, .index = worst, .unit = 1.0};
    memset(out->entry, 0, sizeof(double) * (size_t)m->columns);
    out->entry[worst] = 1.0;
    out->entry[m->partner[worst]] = -1.0;
    out->rhs = 0.0;
    return true;
}

static bool find_goal(tc_whole_cuts *w, const double *x, tc_boxed_row *out)
{
    const tc_share_model *m = &w->model;
    for (int g = 0; g < m->problem->goal_count; g++) {
        const tc_cuts_goal *goal = &w->goals[g];
        double total = 0.0;
        for (int c = 0; isfinite(goal->total) && c < m->columns; c++)
            total += goal->cost[c] * x[c];
        if (!isfinite(goal->total) ||
            total >= goal->total - HELD_ROOM * fmax(1.0, goal->largest) ||
            is_binding(w, TC_CUTS_GOAL, g, NULL))
            continue;
        tc_cuts_row *row = &w->row[out->slot];
        *row = (tc_cuts_row){.kind = TC_CUTS_GOAL, .index = g};
        row->unit = 1.0 / fmax(1.0, goal->largest);
        for (int c = 0; c < m->columns; c++)
            out->entry[c] = -goal->cost[c] * row->unit;
        out->rhs = -goal->total * row->unit;
        return true;
    }
    return false;
}

bool tc_whole_cuts_find(void *asked, const double *x, tc_boxed_row *row)
{
    tc_whole_cuts *w = asked;
    return find_goal(w, x, row) || find_within(w, x, row) || find_cut(w, x, row);
}
