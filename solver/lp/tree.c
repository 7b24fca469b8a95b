/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/alloc.h"
#include "lp/tree_nodes.h"

/* A value is no better than the best one unless by more than this, relative: what the
 * program's own rounding may pretend. Ten times larger would be seen in a share. */
static const double VALUE_TOLERANCE = 1e-8;
/* Values on a grid: a bound this near below the next multiple may be rounding of it. */
static const double GRID_TOLERANCE = 1e-6;

/* A bound that is below the wanted value by this, of a step of the grid or relative, is
 * clearly so. Prices that are not polished are good to 1e-9, times thousands of tonnes
 * and hundreds of columns. */
static const double CLEAR = 1e-3;

/* What a better point must reach. */
static double wanted(const tc_tree *t)
{
    const double value = t->found->value;
    if (!isfinite(value))
        return -INFINITY;
    const double step = t->aim->unit > 0.0 ? t->aim->unit * (1.0 - GRID_TOLERANCE)
                                           : VALUE_TOLERANCE * fmax(1.0, fabs(value));
    return value + fmax(step, t->w->options->gap * fabs(value));
}

/* Below this a node need not be solved to the end: its prices, which are then not
 * polished, leave nothing to doubt. */
static double cutoff(const tc_tree *t)
{
    const double unit = t->aim->unit;
    return wanted(t) - CLEAR * (unit > 0.0 ? unit : fmax(1.0, fabs(t->found->value)));
}

static double on_grid(const tc_tree *t, double bound)
{
    const double unit = t->aim->unit;
    return unit > 0.0 ? floor(bound / unit + GRID_TOLERANCE) * unit : bound;
}

static bool is_hopeless(const tc_tree *t, double bound)
{
    return !t->aim->any && bound < wanted(t);
}

/* Any point will do, and there is one. */
static bool is_done(const tc_tree *t)
{
    return t->aim->any && isfinite(t->found->value);
}

/* Projects that the node's prices hold at one end: the other end is a leaf of the same
 * prices. Returns the node that is left, in whose box they are held. */
static tc_code tighten(tc_tree *t, int *node, int set, double bound, tc_error *error)
{
    tc_whole *w = t->w;
    const double target = wanted(t);
    for (int j = 0; !t->aim->any && isfinite(target) && j < w->box.count; j++) {
        if (!tc_box_is_open(&w->box, j))
            continue;
        const int column = w->net.share_column[j];
        const double d = w->now.reduced_cost[column], share = w->now.x[column];
        const bool refuse = share <= TC_WHOLE_TOLERANCE &&
                            bound + d * w->box.least[j] < target - VALUE_TOLERANCE;
        const bool approve =
            share >= 1.0 - TC_WHOLE_TOLERANCE && bound - d < target - VALUE_TOLERANCE;
        if (!refuse && !approve)
            continue;
        const tc_code code = tc_tree_split(t, *node, j, error);
        if (code != TC_OK)
            return code;
        const tc_proof_node inner = w->nodes[*node];
        tc_tree_close(t, refuse ? inner.approved : inner.refused, set,
                      refuse ? bound + d * w->box.least[j] : bound - d);
        *node = refuse ? inner.refused : inner.approved;
        if (refuse)
            tc_box_refuse(&w->box, j);
        else
            tc_box_approve(&w->box, j);
    }
    return TC_OK;
}

/* The first project that is broken; -1: none is. */
static int first_broken(const tc_tree *t)
{
    const tc_whole *w = t->w;
    for (int j = 0; j < w->box.count; j++)
        if (tc_box_is_open(&w->box, j) && tc_whole_is_broken(w, w->now.x, j))
            return j;
    return -1;
}

/* A project whose share is not exactly at an end, where none is broken; or any that is
 * open: a point that does not confirm must be split somewhere. */
static int choose_any(const tc_tree *t)
{
    const tc_whole *w = t->w;
    int any = -1;
    double most = -1.0;
    for (int j = 0; j < w->box.count; j++) {
        if (!tc_box_is_open(&w->box, j))
            continue;
        const double share = w->now.x[w->net.share_column[j]];
        const double off = fmin(share, fabs(w->box.least[j] - share));
        if (off > most) {
            most = off;
            any = j;
        }
    }
    return any;
}

static void take_point(tc_tree *t, const double *point, double value)
{
    tc_whole *w = t->w;
    for (int k = 0; k < w->net.lp.columns; k++)
        w->best[k] = point[k];
    t->found->value = value;
}

static bool is_better(const tc_tree *t, double value)
{
    return !isfinite(t->found->value) || (!t->aim->any && value > t->found->value);
}

/* At the first node: plans near its point, and plans that add to the best one. */
static tc_code look_for_points(tc_tree *t, bool *confirmed, tc_error *error)
{
    tc_whole *w = t->w;
    double value = 0.0;
    tc_code code =
        tc_whole_dive(w, t->aim->goal, wanted(t), w->now.x, confirmed, &value, error);
    if (code == TC_OK && *confirmed && is_better(t, value))
        take_point(t, w->probe.x, value);
    if (code == TC_OK && !t->aim->any)
        code = tc_whole_extend(w, t->aim->goal, wanted(t), confirmed, &value, error);
    if (code == TC_OK && *confirmed && is_better(t, value))
        take_point(t, w->probe.x, value);
    return code;
}

/* A solved node: a better plan, a leaf, or two halves. */
static tc_code work_on(tc_tree *t, int node, int set, double bound, tc_error *error)
{
    tc_whole *w = t->w;
    bool confirmed = false;
    double value = 0.0;
    const bool first = w->parents[node] < 0 || (t->aim->approve >= 0 && t->fresh);
    int project = first_broken(t);
    tc_code code = TC_OK;
    t->fresh = false;
    if (project < 0) {
        code = tc_whole_confirm(w, t->aim->goal, w->now.x, &confirmed, &value, error);
        if (code != TC_OK)
            return code;
        if (confirmed && is_better(t, value))
            take_point(t, w->probe.x, value);
        project = confirmed ? -1 : choose_any(t);
    } else if (first) {
        code = look_for_points(t, &confirmed, error);
    }
    if (code != TC_OK)
        return code;
    const bool broken = first_broken(t) >= 0;
    if (broken && !is_hopeless(t, bound) && !is_done(t)) {
        code = tc_whole_choose(w, t->aim, wanted(t), w->now.value, &project, error);
        if (code != TC_OK)
            return code;
    }
    if (project < 0 || is_hopeless(t, bound) || is_done(t)) {
        tc_tree_close(t, node, set, bound);
        return TC_OK;
    }
    code = tighten(t, &node, set, bound, error);
    if (code != TC_OK)
        return code;
    if (!tc_box_is_open(&w->box, project)) /* a twin of one that was held */
        return tc_tree_await(t, node, set, bound, error);
    code = tc_tree_split(t, node, project, error);
    if (code == TC_OK)
        code = tc_tree_await(t, w->nodes[node].refused, set, bound, error);
    if (code == TC_OK)
        code = tc_tree_await(t, w->nodes[node].approved, set, bound, error);
    t->next = t->count - 1;
    return code;
}

/* What the first program says of each project. */
static void note_root(tc_tree *t, int set)
{
    tc_whole *w = t->w;
    w->root_value = w->now.value;
    w->root_set = set;
    for (int j = 0; j < w->box.count; j++) {
        w->root_share[j] = w->now.x[w->net.share_column[j]];
        w->root_cost[j] = w->now.reduced_cost[w->net.share_column[j]];
    }
}

static tc_code solve_node(tc_tree *t, const tc_waiting *it, tc_error *error)
{
    tc_whole *w = t->w;
    tc_bound_status status;
    tc_whole_enter(w, t->root_limits, it->node);
    tc_code code = tc_whole_solve(w, t->aim->goal, cutoff(t), &status, &w->now, error);
    if (code != TC_OK)
        return code;
    int set = -1;
    if (t->aim->any && status == TC_BOUND_SOLVED)
        set = it->set; /* prices of nothing say no more than those above */
    else if (status == TC_BOUND_SOLVED || status == TC_BOUND_BELOW)
        set = tc_whole_keep_set(w, w->now.multiplier, 1.0);
    else if (status == TC_BOUND_EMPTY)
        set = tc_whole_keep_set(w, w->now.multiplier, 0.0);
    if (set == TC_WHOLE_NO_MEMORY)
        return tc_whole_memory(error);
    if (w->parents[it->node] < 0 && status == TC_BOUND_SOLVED)
        note_root(t, set);
    if (status == TC_BOUND_EMPTY || status == TC_BOUND_CROSSED) {
        tc_tree_close(t, it->node, set, -INFINITY);
        return TC_OK;
    }
    if (status == TC_BOUND_UNKNOWN) { /* nothing is proved but what the node above says */
        t->found->complete = false;
        tc_tree_close(t, it->node, it->set, it->bound);
        return TC_OK;
    }
    const double bound = t->aim->any ? it->bound : fmin(w->now.value, it->bound);
    if (status == TC_BOUND_BELOW || is_hopeless(t, bound)) {
        tc_tree_close(t, it->node, set, bound);
        return TC_OK;
    }
    return work_on(t, it->node, set, bound, error);
}

/* Leaves that were not solved keep the bound of the node above. */
static void give_up(tc_tree *t)
{
    const bool done = is_done(t);
    for (int k = 0; k < t->count; k++) {
        const double bound = t->list[k].bound;
        tc_tree_close(t, t->list[k].node, t->list[k].set, bound);
        t->found->complete = t->found->complete && (done || is_hopeless(t, bound));
    }
    t->count = 0;
}

static tc_code grow(tc_tree *t, tc_error *error)
{
    tc_whole *w = t->w;
    const long before = w->solved;
    tc_code code = TC_OK;
    while (code == TC_OK && t->count > 0) {
        const bool enough = w->solved - before >= t->aim->most_nodes;
        if (is_done(t) || (w->solved > before && (enough || tc_whole_is_over(w))))
            break;
        const tc_waiting next = tc_tree_next(t);
        if (is_hopeless(t, next.bound))
            tc_tree_close(t, next.node, next.set, next.bound);
        else
            code = solve_node(t, &next, error);
    }
    t->found->nodes = w->solved - before;
    return code;
}

tc_code tc_whole_search(tc_whole *w, const tc_whole_aim *aim, tc_whole_found *found,
                        tc_error *error)
{
    const size_t limits = 2 * (size_t)w->box.count;
    tc_tree t = {.w = w,
                 .aim = aim,
                 .found = found,
                 .root_limits = tc_mem_new(limits, sizeof(double)),
                 .proved = -INFINITY,
                 .fresh = true,
                 .next = -1};
    const bool stopped = w->stopped;
    found->complete = true;
    found->root = tc_whole_add_node(w, -1);
    /* without any program solved, the objective alone bounds it: an empty set of prices
     */
    const int nothing = tc_whole_keep_set(w, NULL, 1.0);
    tc_code code = t.root_limits && found->root >= 0 && nothing >= 0
                       ? TC_OK
                       : tc_whole_memory(error);
    if (code == TC_OK) {
        tc_box_save(&w->box, t.root_limits);
        code = tc_tree_plant(&t, nothing, error);
    }
    if (code == TC_OK)
        code = grow(&t, error);
    if (code == TC_OK) {
        give_up(&t);
        found->bound = fmax(on_grid(&t, t.proved), found->value);
        w->stopped = stopped || !found->complete;
        tc_box_restore(&w->box, t.root_limits);
    }
    tc_mem_drop(t.root_limits);
    tc_mem_drop(t.list);
    return code;
}
