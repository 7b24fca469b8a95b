/* quantity.h — read one number, amount or yes/no as people write it in a cell. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BASE_QUANTITY_H
#define TC_BASE_QUANTITY_H

#include <stdbool.h>

#include "base/spot.h"

/* All functions here read a NUL-terminated text with spaces around it and full-width
 * forms allowed, give the double nearest to the decimal that is written, whatever the
 * locale, and on a fault add it to spot->faults, return false and leave the output
 * untouched. */

/* An amount of a pollutant. */
typedef struct tc_quantity {
    double tonnes; /* t/a, 0 to 1e8 */
    int decimals;  /* how many decimals of a tonne are written */
    bool has_unit; /* a unit stands behind the number */
} tc_quantity;

/* What one number in a column means: its value times 10^shift is in t/a. */
typedef struct tc_unit {
    int shift; /* 0 tonnes, -3 kilograms, 4 ten thousand tonnes */
} tc_unit;

/* Recognise 吨, t, t/a, 吨/年, kg, 千克, 公斤, kg/a, 千克/年, 公斤/年, 万吨, 万吨/年. */
TC_CHECKED bool tc_unit_read(const char *text, tc_unit *unit);

/* Read a tonnage; a unit behind the number goes before the column's. Empty is 0. */
TC_CHECKED bool tc_quantity_read(const char *text, tc_unit column, const tc_spot *spot,
                                 tc_quantity *quantity);

/* What a field may hold. Both ends are allowed values. */
typedef struct tc_range {
    double low, high;
} tc_range;

TC_CHECKED bool tc_number_read(const char *text, tc_range range, const tc_spot *spot,
                               double *value);

/* A share from 0 to 1, also written as a percentage: "0.5", "50%". */
TC_CHECKED bool tc_share_read(const char *text, const tc_spot *spot, double *value);

TC_CHECKED bool tc_whole_read(const char *text, int low, int high, const tc_spot *spot,
                              int *value);

/* 是/否, 有/无, yes/no, y/n, true/false, 1/0. */
TC_CHECKED bool tc_yes_no_read(const char *text, const tc_spot *spot, bool *value);

#endif
