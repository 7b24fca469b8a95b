/* nearest.h — "did you mean": the nearest of some names. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BASE_NEAREST_H
#define TC_BASE_NEAREST_H

#include <stdbool.h>
#include <stdint.h>

enum { TC_NEAREST_MOST = 48 }; /* characters; longer names are not compared */

/* A search. Start with tc_nearest_start, offer every name, then read best. */
typedef struct tc_nearest {
    const char *best; /* the nearest name so far, NULL when none is near */
    int distance;     /* edits between it and the text */
    int alike;        /* characters with which both begin */
    bool containing;  /* a name that contains the text, or the other way round, is near */
    int length;
    uint32_t points[TC_NEAREST_MOST];
} tc_nearest;

/* containing: see tc_nearest. */
void tc_nearest_start(tc_nearest *search, const char *text, bool containing);

/* Compare with one name, which must outlive the search. Letters of either case, and of
 * full width, are equal. Near is: one edit (insert, drop, change or swap of neighbours)
 * in names of 3 to 5 characters, two in 6 to 8, three in longer ones; in shorter ones
 * only case may differ. Of equally near names the one that begins like the text for
 * longer wins. */
void tc_nearest_offer(tc_nearest *search, const char *name);

#endif
