/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/verify_prices.h"

#include <math.h>
#include <stddef.h>

/* Relative to the sizes of the terms: GLPK's multipliers are good to about 1e-12. Ten
 * times larger, and tonnes that differ in worth by a billionth would be taken for equal;
 * ten times smaller, and equal ones for different. */
static const double TOLERANCE = 1e-10;

void tc_vector_add(tc_vector *vector, const tc_price *price, double factor)
{
    if (price && factor != 0.0)
        vector->term[vector->count++] =
            (tc_term){.price = price, .factor = factor, .level = -1};
}

void tc_vector_add_at(tc_vector *vector, int level, double factor)
{
    if (factor != 0.0)
        vector->term[vector->count++] = (tc_term){.factor = factor, .level = level};
}

/* The value of a term at a level >= where its cursor stands; moves the cursor. */
static double value_at(const tc_term *term, int *cursor, int level)
{
    if (!term->price)
        return term->level == level ? term->factor : 0.0;
    while (*cursor < term->price->count && term->price->level[*cursor] < level)
        (*cursor)++;
    const bool here =
        *cursor < term->price->count && term->price->level[*cursor] == level;
    return here ? term->factor * term->price->value[*cursor] : 0.0;
}

/* The next level >= from at which some term has a value; level_count if none. */
static int next_level(const tc_vector *vector, const int *cursor, int from,
                      int level_count)
{
    int next = level_count;
    for (int i = 0; i < vector->count; i++) {
        const tc_term *term = &vector->term[i];
        int level = level_count;
        if (!term->price)
            level = term->level >= from ? term->level : level_count;
        else
            for (int k = cursor[i]; k < term->price->count; k++)
                if (term->price->level[k] >= from) {
                    level = term->price->level[k];
                    break;
                }
        next = level < next ? level : next;
    }
    return next;
}

int tc_vector_sign(const tc_vector *vector, int level_count, double *value)
{
    int cursor[TC_TERMS] = {0};
    for (int at = 0; (at = next_level(vector, cursor, at, level_count)) < level_count;
         at++) {
        double sum = 0.0, size = 0.0;
        for (int i = 0; i < vector->count; i++) {
            const tc_term *term = &vector->term[i];
            const double part = value_at(term, &cursor[i], at);
            sum += part;
            size += fabs(part);
        }
        if (fabs(sum) <= TOLERANCE * size)
            continue;
        if (value)
            *value = sum;
        return sum > 0.0 ? 1 : -1;
    }
    if (value)
        *value = 0.0;
    return 0;
}

void tc_vector_sum(const tc_vector *vector, double factor, double *sum)
{
    for (int i = 0; i < vector->count; i++) {
        const tc_term *term = &vector->term[i];
        if (!term->price)
            sum[term->level] += factor * term->factor;
        else
            for (int k = 0; k < term->price->count; k++)
                sum[term->price->level[k]] +=
                    factor * term->factor * term->price->value[k];
    }
}
