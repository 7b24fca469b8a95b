/* verify_prices.h — sparse vectors over the levels, compared in strict order. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_VERIFY_PRICES_H
#define TC_PLAN_VERIFY_PRICES_H

#include "domain/plan.h"

/* factor times the multipliers of a price; price NULL: factor at one level alone. */
typedef struct tc_term {
    const tc_price *price;
    double factor;
    int level; /* of a term without a price */
} tc_term;

enum { TC_TERMS = 2 * TC_POLLUTANTS + 6 };

/* The sum of a few terms. */
typedef struct tc_vector {
    tc_term term[TC_TERMS];
    int count;
} tc_vector;

/* Add a term; terms with factor 0, or without a price, are left out. */
void tc_vector_add(tc_vector *vector, const tc_price *price, double factor);
void tc_vector_add_at(tc_vector *vector, int level, double factor);

/* The sign of the first level at which the vector is not 0 beyond rounding, and its value
 * there in *value (0 where it is 0 throughout). NULL is allowed. */
int tc_vector_sign(const tc_vector *vector, int level_count, double *value);

/* sum[i] += factor * vector[i]. */
void tc_vector_sum(const tc_vector *vector, double factor, double *sum);

#endif
