/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain/curve.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"

/* Shares this close are the same: what the paths of an inquiry may differ by. */
#define SAME 1e-7
/* A stretch is asked at 1/SPAN of its length from each end for the slopes there. */
enum { SPAN = 64, DEEPEST = 256 };

typedef struct following {
    tc_inquiry *inquiry;
    const tc_problem *problem;
    const tc_line *line;
    int until;
    bool divisible, concave, done; /* concave: law 2 holds */
    int asked;
    tc_curve *curve;
    tc_error *error;
} following;

void tc_line_at(const tc_line *line, tc_grains step, tc_change *changes)
{
    for (int k = 0; k < line->count; k++) {
        changes[k] = line->part[k];
        changes[k].amount += (double)step * line->step[k];
    }
}

double tc_grain_of(const tc_problem *problem)
{
    return 1.0 / pow(10.0, problem->grain_digits);
}

/* The shares at an amount: of the arena of the curve. */
static tc_code ask(following *f, tc_grains at, tc_curve_point *point)
{
    tc_change changes[TC_LINE_PARTS];
    tc_answer answer;
    tc_line_at(f->line, at, changes);
    f->asked++;
    const tc_code code =
        tc_inquiry_ask(f->inquiry, changes, f->line->count, &answer, f->error);
    if (code != TC_OK)
        return code;
    const size_t projects = (size_t)f->problem->project_count;
    double *share = tc_arena_take(&f->curve->arena, projects + 1, sizeof *share);
    if (!share)
        return tc_no_memory(f->error);
    memcpy(share, answer.share, projects * sizeof *share);
    *point = (tc_curve_point){.at = at, .share = share};
    return TC_OK;
}

/* Do the shares at m lie on the line through a and b? */
static bool on_line(const following *f, const tc_curve_point *a, const tc_curve_point *m,
                    const tc_curve_point *b)
{
    const double part = (double)(m->at - a->at) / (double)(b->at - a->at);
    for (int j = 0; j < f->problem->project_count; j++) {
        const double line = a->share[j] + part * (b->share[j] - a->share[j]);
        if (!(fabs(m->share[j] - line) <= SAME))
            return false;
    }
    return true;
}

/* Has the curve come to its end with its last point? */
static bool is_done(const following *f)
{
    const tc_curve *curve = f->curve;
    const tc_curve_point *last = &curve->points[curve->count - 1];
    if (f->until == TC_CURVE_FIRST_BREAK)
        return curve->count > 2 && !on_line(f, curve->points, last - 1, last);
    return f->until >= 0 && tc_share_is_full(last->share[f->until]);
}

static tc_code add(following *f, const tc_curve_point *point)
{
    tc_curve *curve = f->curve;
    if (curve->count == curve->room) {
        const int room = curve->room > 0 ? 2 * curve->room : 16;
        tc_curve_point *points =
            tc_arena_take(&curve->arena, (size_t)room, sizeof *points);
        if (!points)
            return tc_no_memory(f->error);
        if (curve->count > 0)
            memcpy(points, curve->points, (size_t)curve->count * sizeof *points);
        curve->points = points;
        curve->room = room;
    }
    curve->points[curve->count++] = *point;
    f->done = curve->ended = is_done(f);
    return TC_OK;
}

static bool same(const following *f, const tc_curve_point *a, const tc_curve_point *b)
{
    for (int j = 0; j < f->problem->project_count; j++)
        if (!(fabs(a->share[j] - b->share[j]) <= SAME))
            return false;
    return true;
}

/* Where the line from a through m and that from n through b meet, for the project whose
 * slopes differ most; in the middle where they do not meet inside. */
static tc_grains meeting(const following *f, const tc_curve_point *a,
                         const tc_curve_point *m, const tc_curve_point *n,
                         const tc_curve_point *b)
{
    const double near = (double)(m->at - a->at), far = (double)(b->at - n->at);
    const double length = (double)(b->at - a->at);
    double most = 0.0, place = -1.0;
    for (int j = 0; j < f->problem->project_count; j++) {
        const double left = (m->share[j] - a->share[j]) / near;
        const double right = (b->share[j] - n->share[j]) / far;
        if (!(fabs(left - right) > most))
            continue;
        most = fabs(left - right);
        place = (b->share[j] - a->share[j] - right * length) / (left - right);
    }
    if (!(place > 0.0 && place < length))
        place = length / 2.0;
    const tc_grains at = a->at + (tc_grains)floor(place);
    return at <= m->at ? m->at : at >= n->at ? n->at - 1 : at;
}

static tc_code cut(following *f, const tc_curve_point *a, const tc_curve_point *b,
                   int depth);

/* A stretch is settled: what is known of it goes to its first point. */
static tc_code settle(following *f, const tc_curve_point *b, bool proved)
{
    f->curve->points[f->curve->count - 1].proved = proved;
    return add(f, b);
}

/* Are the same whole projects approved? */
static bool same_approvals(const following *f, const tc_curve_point *a,
                           const tc_curve_point *b)
{
    for (int j = 0; !f->divisible && j < f->problem->project_count; j++)
        if (tc_project_least(&f->problem->projects[j]) > 0.0 &&
            (a->share[j] > SAME) != (b->share[j] > SAME))
            return false;
    return true;
}

/* Slopes find no jump: halve down to one, at which the approvals of a end. */
static tc_code cut_at_jump(following *f, const tc_curve_point *a, const tc_curve_point *b,
                           int depth)
{
    tc_curve_point left = *a, right = *b;
    tc_code code = TC_OK;
    while (code == TC_OK && right.at - left.at > 1) {
        tc_curve_point middle;
        code = ask(f, left.at + (right.at - left.at) / 2, &middle);
        if (code == TC_OK && same_approvals(f, a, &middle))
            left = middle;
        else if (code == TC_OK)
            right = middle;
    }
    if (code == TC_OK)
        code = cut(f, a, &left, depth);
    if (code == TC_OK && !f->done)
        code = settle(f, &right, true);
    return code == TC_OK && !f->done ? cut(f, &right, b, depth) : code;
}

/* Slopes at both ends tell where to cut. */
static tc_code cut_by_slopes(following *f, const tc_curve_point *a,
                             const tc_curve_point *b, int depth)
{
    const tc_grains step = (b->at - a->at) / SPAN > 0 ? (b->at - a->at) / SPAN : 1;
    tc_curve_point m, n, left, right;
    tc_code code = ask(f, a->at + step, &m);
    if (code == TC_OK)
        code = ask(f, b->at - step, &n);
    if (code != TC_OK)
        return code;
    if (on_line(f, a, &m, b) && on_line(f, a, &n, b))
        return settle(f, b, f->concave);
    /* every second cut halves, so that the search ends */
    const tc_grains at =
        depth % 2 == 0 ? a->at + (b->at - a->at) / 2 : meeting(f, a, &m, &n, b);
    code = ask(f, at, &left);
    if (code == TC_OK)
        code = ask(f, at + 1, &right);
    if (code == TC_OK)
        code = cut(f, a, &left, depth);
    if (code == TC_OK && !f->done)
        code = cut(f, &left, &right, depth);
    return code == TC_OK && !f->done ? cut(f, &right, b, depth) : code;
}

static tc_code cut_in_half(following *f, const tc_curve_point *a, const tc_curve_point *b,
                           int depth)
{
    tc_curve_point middle;
    tc_code code = ask(f, a->at + (b->at - a->at) / 2, &middle);
    if (code == TC_OK)
        code = cut(f, a, &middle, depth);
    return code == TC_OK && !f->done ? cut(f, &middle, b, depth) : code;
}

/* Everything between a, which is the last point, and b. */
static tc_code cut(following *f, const tc_curve_point *a, const tc_curve_point *b,
                   int depth)
{
    if (b->at == a->at)
        return TC_OK;
    if (b->at - a->at == 1 || same(f, a, b))
        return settle(f, b, true);
    if (f->line->questions > 0 && f->asked >= f->line->questions)
        return settle(f, b, false);
    if (!same_approvals(f, a, b))
        return cut_at_jump(f, a, b, depth);
    if (depth >= DEEPEST)
        return tc_fail(f->error, TC_ERR_SOLVER, NULL, "未能算出转折点",
                       "the break points could not be found");
    if (b->at - a->at < 4)
        return cut_in_half(f, a, b, depth + 1);
    return cut_by_slopes(f, a, b, depth + 1);
}

static bool is_of_supply(const tc_line *line)
{
    for (int k = 0; k < line->count; k++)
        if (line->step[k] != 0.0 && line->part[k].kind == TC_CHANGE_EMIT_LESS)
            return false;
    return true;
}

tc_code tc_curve_follow(tc_inquiry *inquiry, const tc_line *line, tc_grains most,
                        int until, tc_curve *curve, tc_error *error)
{
    tc_curve made = {.count = 0};
    const tc_problem *problem = tc_inquiry_problem(inquiry);
    following f = {.inquiry = inquiry,
                   .problem = problem,
                   .line = line,
                   .until = until,
                   .divisible = !tc_problem_is_whole(problem),
                   .curve = &made,
                   .error = error};
    f.concave = f.divisible && is_of_supply(line);
    tc_curve_point first, last;
    tc_code code = ask(&f, 0, &first);
    if (code == TC_OK)
        code = add(&f, &first);
    if (code == TC_OK && !f.done && most > 0) {
        code = ask(&f, most, &last);
        if (code == TC_OK)
            code = cut(&f, &first, &last, 0);
    }
    if (code == TC_OK)
        *curve = made;
    else
        tc_curve_free(&made);
    return code;
}

void tc_curve_free(tc_curve *curve)
{
    tc_arena_free(&curve->arena);
    *curve = (tc_curve){.count = 0};
}
