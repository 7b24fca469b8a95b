/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/alloc.h"
#include "sweep/prim.h"

/* A rule that says less is not worth saying; a condition that adds less is left out; one
 * condition is taken for several that are this much better; rounding may cost this. */
static const double PHI_LEAST = 0.3, PHI_CONDITION = 0.02, PHI_SINGLE = 0.05,
                    PHI_ROUNDING = 0.005;
enum { ROWS_LEAST = 20, LOST_LEAST = 3, DECIMALS_MOST = 6 };

typedef struct finding {
    const tc_sample *sample;
    const unsigned char *lost;
    const bool *is_named;
} finding;

static bool holds(const tc_rule_condition *c, double value)
{
    if (c->steps)
        return !(c->has_low && value < c->low) && !(c->has_high && value > c->high);
    return !(c->has_low && value <= c->low) && !(c->has_high && value >= c->high);
}

static bool all_hold(const finding *f, const tc_edge_rule *rule, int except, int row)
{
    for (int k = 0; k < rule->condition_count; k++) {
        const tc_rule_condition *c = &rule->conditions[k];
        const size_t at = (size_t)c->axis * (size_t)f->sample->room + (size_t)row;
        if (k != except && !holds(c, f->sample->values[at]))
            return false;
    }
    return true;
}

/* Count the rule on all rows, but for one condition (-1: all of them). */
static double measure(const finding *f, tc_edge_rule *rule, int except)
{
    tc_match match = {.rows = f->sample->count};
    for (int row = 0; row < f->sample->count; row++) {
        const bool inside = all_hold(f, rule, except, row);
        match.lost += f->lost[row];
        match.inside += inside;
        match.inside_lost += inside && f->lost[row];
    }
    rule->rows = match.rows;
    rule->lost = match.lost;
    rule->inside = match.inside;
    rule->inside_lost = match.inside_lost;
    return tc_match_phi(&match);
}

/* The rows of a bin range as values: those at its ends where the axis has steps, else the
 * middle between its rows and the next. */
static tc_rule_condition condition_of(const finding *f, const tc_prim_range *range)
{
    const tc_sample_axis *axis = &f->sample->axes[range->axis];
    const size_t at = (size_t)range->axis * (size_t)f->sample->room;
    const double *values = f->sample->values + at;
    const int *order = f->sample->order + at;
    const int begin = axis->start[range->low], end = axis->start[range->high + 1];
    tc_rule_condition c = {.axis = range->axis, .steps = axis->steps};
    c.has_low = range->low > 0;
    c.has_high = range->high < axis->bins - 1;
    c.low = values[order[begin]];
    c.high = values[order[end - 1]];
    if (c.steps) { /* one value is said as one, whatever lies beside it */
        c.has_low = c.has_low || c.low == c.high;
        c.has_high = c.has_high || c.low == c.high;
        return c;
    }
    if (c.has_low)
        c.low = (c.low + values[order[begin - 1]]) / 2.0;
    if (c.has_high)
        c.high = (c.high + values[order[end]]) / 2.0;
    return c;
}

/* Move one end of a condition to where phi is largest among the rows of the bins on both
 * sides of it. mark: the rows at which the other conditions, and the other end, hold. */
static void sharpen(const finding *f, tc_edge_rule *rule, int k, bool low,
                    const unsigned char *mark)
{
    tc_rule_condition *c = &rule->conditions[k];
    const tc_sample *sample = f->sample;
    const size_t at = (size_t)c->axis * (size_t)sample->room;
    const double *values = sample->values + at;
    const int *order = sample->order + at, count = sample->count;
    const tc_sample_axis *axis = &sample->axes[c->axis];
    double *end = low ? &c->low : &c->high;
    int bin = 0;
    while (bin + 1 < axis->bins && values[order[axis->start[bin + 1]]] < *end)
        bin++;
    const int first = axis->start[bin];
    const int last = axis->start[bin + 2 < axis->bins ? bin + 2 : axis->bins];
    tc_match below = {.rows = count, .lost = (int)rule->lost}, all = below;
    for (int row = 0; row < count; row++) {
        all.inside += mark[row];
        all.inside_lost += mark[row] && f->lost[row];
    }
    double best = -1.0;
    for (int i = 0; i + 1 < last; i++) {
        const int row = order[i];
        below.inside += mark[row];
        below.inside_lost += mark[row] && f->lost[row];
        if (i < first || values[row] == values[order[i + 1]])
            continue;
        tc_match side = below;
        if (low) {
            side.inside = all.inside - below.inside;
            side.inside_lost = all.inside_lost - below.inside_lost;
        }
        const double phi = tc_match_phi(&side);
        if (phi > best) {
            best = phi;
            *end = (values[row] + values[order[i + 1]]) / 2.0;
        }
    }
}

/* As few decimals as the rule bears. */
static void round_end(const finding *f, tc_edge_rule *rule, double *end)
{
    const double exact = *end, phi = measure(f, rule, -1);
    double power = 1.0;
    for (int decimals = 0; decimals <= DECIMALS_MOST; decimals++, power *= 10.0) {
        *end = floor(exact * power + 0.5) / power;
        if (measure(f, rule, -1) >= phi - PHI_ROUNDING)
            return;
    }
    *end = exact;
}

static void place_ends(const finding *f, tc_edge_rule *rule, unsigned char *mark)
{
    for (int k = 0; k < rule->condition_count; k++) {
        tc_rule_condition *c = &rule->conditions[k];
        const size_t at = (size_t)c->axis * (size_t)f->sample->room;
        for (int side = 0; side < 2 && !c->steps; side++) {
            const bool low = side == 0;
            if (!(low ? c->has_low : c->has_high))
                continue;
            tc_rule_condition other = *c;
            other.has_low = other.has_low && !low;
            other.has_high = other.has_high && low;
            for (int row = 0; row < f->sample->count; row++)
                mark[row] = all_hold(f, rule, k, row) &&
                            holds(&other, f->sample->values[at + (size_t)row]);
            sharpen(f, rule, k, low, mark);
        }
    }
    for (int k = 0; k < rule->condition_count; k++) {
        tc_rule_condition *c = &rule->conditions[k];
        if (c->has_low && !c->steps)
            round_end(f, rule, &c->low);
        if (c->has_high && !c->steps)
            round_end(f, rule, &c->high);
    }
}

static void drop_weak(const finding *f, tc_edge_rule *rule)
{
    for (int k = rule->condition_count; k-- > 0 && rule->condition_count > 1;) {
        const double with = measure(f, rule, -1);
        if (measure(f, rule, k) < with - PHI_CONDITION)
            continue;
        rule->condition_count--;
        for (int next = k; next < rule->condition_count; next++)
            rule->conditions[next] = rule->conditions[next + 1];
    }
}

static tc_edge_rule rule_of(const finding *f, const tc_prim_box *box)
{
    tc_edge_rule rule = {.condition_count = box->count};
    for (int k = 0; k < box->count; k++)
        rule.conditions[k] = condition_of(f, &box->ranges[k]);
    drop_weak(f, &rule);
    (void)measure(f, &rule, -1);
    return rule;
}

static bool find(const finding *f, tc_edge_rule *rule)
{
    tc_prim_box single, box = {.count = 0};
    tc_prim_single(f->sample, f->lost, f->is_named, &single);
    if (single.phi < 1.0 - PHI_SINGLE && /* else no box can be so much better */
        !tc_prim_find(f->sample, f->lost, f->is_named, &box))
        return false;
    unsigned char *mark = tc_mem_new((size_t)f->sample->count, 1);
    if (!mark)
        return false;
    *rule = rule_of(f, box.phi > single.phi + PHI_SINGLE ? &box : &single);
    place_ends(f, rule, mark);
    const double phi = measure(f, rule, -1);
    const bool right = 2 * rule->inside_lost >= rule->inside; /* more often than not */
    if (phi < PHI_LEAST || !right || rule->inside_lost < LOST_LEAST)
        rule->condition_count = 0;
    tc_mem_drop(mark);
    return true;
}

bool tc_edge_rule_find(const tc_sample *sample, int project, const bool *is_named,
                       tc_edge_rule *rule)
{
    const float *share = sample->shares + (size_t)project * (size_t)sample->room;
    unsigned char *lost = tc_mem_new((size_t)sample->count, 1);
    if (!lost)
        return false;
    *rule = (tc_edge_rule){.rows = sample->count};
    for (int row = 0; row < sample->count; row++) {
        lost[row] = share[row] < 1.0F;
        rule->lost += lost[row];
    }
    const finding f = {sample, lost, is_named};
    const bool mixed = rule->lost >= LOST_LEAST && rule->lost < rule->rows;
    const bool ready = !mixed || rule->rows < ROWS_LEAST || find(&f, rule);
    tc_mem_drop(lost);
    return ready;
}
