/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/certify.h"

#include <math.h>
#include <stddef.h>

#include "base/alloc.h"
#include "base/fault.h"

/* What double precision leaves of sums that cancel. Ten times larger, and a gap could
 * hide behind prices that are large and bring nothing; ten times smaller, and an exact
 * answer with such prices would be refused. */
static const double ROUNDING = 1e-14;

/* A sum, and the sum of its absolute terms, by which rounding is judged. */
typedef struct sum {
    double value, size;
} sum;

typedef struct judge {
    const tc_linear *lp;
    const tc_basic_solution *solution;
    tc_certificate *found;
    double *cost;    /* columns */
    sum *activity;   /* rows: A x */
    double *largest; /* rows: the largest coefficient; 1 in an empty row */
    double most_cost, most_price;
    sum primal, dual;
    double passing; /* sum of |c_j x_j| and |pi_i a_ij x_j|, of which most cancels */
} judge;

/* fmax would pass over what is not a number. */
static void keep_worst(double *worst, double part)
{
    if (!(part <= *worst))
        *worst = isnan(part) ? INFINITY : part;
}

static double ratio(double part, double size)
{
    return part == 0.0 ? 0.0 : fabs(part) / size;
}

static double finite_size(double limit)
{
    return isfinite(limit) ? fabs(limit) : 0.0;
}

static void add(sum *s, double term)
{
    s->value += term;
    s->size += fabs(term);
}

/* One value within its limits, with its price: size and price_size are what they are
 * measured by. */
static void judge_pair(judge *q, double value, double size, double low, double high,
                       double price, double price_size)
{
    const double passed = fmax(fmax(low - value, value - high), 0.0);
    const double nearest = value < low ? low : high;
    keep_worst(&q->found->primal_absolute, isnan(value) ? INFINITY : passed);
    keep_worst(&q->found->primal,
               isnan(value) ? INFINITY : ratio(passed, fmax(size, finite_size(nearest))));
    if (price == 0.0)
        return;
    const double paid = price > 0.0 ? high : low;
    const double part = ratio(price, price_size);
    if (!isfinite(paid)) {
        keep_worst(&q->found->dual, part);
        return;
    }
    const double apart = ratio(paid - value, fmax(size, fabs(paid)));
    keep_worst(&q->found->slackness, apart < part ? apart : part);
    add(&q->dual, price * paid);
}

static void judge_columns(judge *q)
{
    const tc_linear *lp = q->lp;
    for (int j = 0; j < lp->columns; j++) {
        const double x = q->solution->x[j];
        double own = 0.0;
        const double price =
            q->cost[j] - tc_linear_price(lp, j, q->solution->multiplier, &own);
        const double size = fmax(fmax(own, fabs(q->cost[j])), q->most_cost);
        add(&q->primal, q->cost[j] * x);
        q->passing += (own + fabs(q->cost[j])) * fabs(x);
        judge_pair(q, x, fmax(1.0, fabs(x)), lp->low[j], lp->high[j], price, size);
        keep_worst(&q->found->claims, ratio(q->solution->reduced_cost[j] - price, size));
    }
}

static void judge_rows(judge *q)
{
    const tc_linear *lp = q->lp;
    const double price_size = fmax(q->most_cost, q->most_price);
    for (int i = 0; i < lp->rows; i++) {
        const double size = fmax(q->activity[i].size, q->largest[i]);
        judge_pair(q, q->activity[i].value, size, lp->row_low[i], lp->row_high[i],
                   q->solution->multiplier[i], price_size / q->largest[i]);
        keep_worst(&q->found->claims,
                   ratio(q->solution->activity[i] - q->activity[i].value, size));
    }
}

/* A x with its sizes, costs in full, and the measures of all costs and prices. */
static void prepare(judge *q, const tc_objective *objective)
{
    const tc_linear *lp = q->lp;
    for (int k = 0; k < objective->count; k++)
        q->cost[objective->column[k]] += objective->value[k];
    for (int j = 0; j < lp->columns; j++) {
        q->most_cost = fmax(q->most_cost, fabs(q->cost[j]));
        for (int k = lp->start[j]; k < lp->start[j + 1]; k++) {
            const int i = lp->index[k];
            add(&q->activity[i], lp->value[k] * q->solution->x[j]);
            q->largest[i] = fmax(q->largest[i], fabs(lp->value[k]));
        }
    }
    for (int i = 0; i < lp->rows; i++) {
        if (q->largest[i] == 0.0)
            q->largest[i] = 1.0;
        q->most_price =
            fmax(q->most_price, fabs(q->solution->multiplier[i]) * q->largest[i]);
    }
}

static void weigh(judge *q)
{
    tc_certificate *found = q->found;
    const double size = fmax(fmax(q->primal.size, q->dual.size), q->most_cost);
    found->value = q->primal.value;
    const double gap = q->dual.value - q->primal.value;
    const bool rounding = fabs(gap) <= ROUNDING * q->passing;
    keep_worst(&found->gap, rounding ? 0.0 : ratio(gap, size));
    keep_worst(&found->claims, ratio(q->solution->value - q->primal.value, size));
}

tc_code tc_certify(const tc_linear *lp, const tc_objective *objective,
                   const tc_basic_solution *solution, tc_certificate *certificate,
                   tc_error *error)
{
    tc_certificate found = {0};
    judge q = {.lp = lp, .solution = solution, .found = &found};
    q.cost = tc_mem_new((size_t)lp->columns, sizeof *q.cost);
    q.activity = tc_mem_new((size_t)lp->rows, sizeof *q.activity);
    q.largest = tc_mem_new((size_t)lp->rows, sizeof *q.largest);
    const bool room = q.cost && q.activity && q.largest;
    if (room) {
        prepare(&q, objective);
        judge_columns(&q);
        judge_rows(&q);
        weigh(&q);
        *certificate = found;
    }
    tc_mem_drop(q.cost);
    tc_mem_drop(q.activity);
    tc_mem_drop(q.largest);
    return room ? TC_OK
                : tc_fail(
                      error, TC_ERR_MEMORY, NULL, "核验线性规划的解时内存不足",
                      "memory ran out while an answer of the linear program was checked");
}

tc_code tc_certificate_accept(const tc_certificate *certificate, double tolerance,
                              tc_error *error)
{
    const struct {
        double size;
        const char *zh, *en;
    } parts[] = {
        {certificate->primal, "越过限值", "a limit is passed"},
        {certificate->dual, "价格符号相反", "a price has the wrong sign"},
        {certificate->slackness, "限值有余而价格不为零", "a slack limit has a price"},
        {certificate->gap, "原始值与对偶值不等", "value and dual value differ"},
        {certificate->claims, "解的各部分不一致", "the answer contradicts itself"},
    };
    size_t worst = 0;
    for (size_t k = 1; k < sizeof parts / sizeof *parts; k++)
        if (parts[k].size > parts[worst].size)
            worst = k;
    if (parts[worst].size <= tolerance)
        return TC_OK;
    return tc_fail(error, TC_ERR_SOLVER, NULL,
                   "求解器的解未通过核验：%s%.0s（相对误差 %.2g）",
                   "the solver's answer failed its check: %.0s%s (relative error %.2g)",
                   parts[worst].zh, parts[worst].en, parts[worst].size);
}
