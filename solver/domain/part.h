/* part.h — the parts in which two cases differ, as somebody would change them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_PART_H
#define TC_DOMAIN_PART_H

#include "domain/frame.h"

/* In the order in which they are changed one after the other. */
typedef enum tc_part_kind {
    TC_PART_SOURCE,     /* one source: there or not, tonnes, dates, place */
    TC_PART_RESERVE,    /* entries of reserve */
    TC_PART_CAPS,       /* entries of export_cap */
    TC_PART_EXCHANGE,   /* exchange.csv */
    TC_PART_AREAS,      /* what kind of area one is */
    TC_PART_DATE,       /* the decision date */
    TC_PART_RATIOS,     /* entries of ratios */
    TC_PART_RULE_SETS,  /* rule sets and how their switches stand */
    TC_PART_ATTAINMENT, /* attainment.csv */
    TC_PART_PROJECT,    /* one project: there or not, all that was filed of it */
    TC_PART_LOCK,       /* one project, in or out by hand */
    TC_PART_POLICY,     /* the goals and their order */
    TC_PARTS
} tc_part_kind;

typedef struct tc_part {
    tc_part_kind kind;
    int item; /* a source, or a project of PROJECT and LOCK, by its number in the frame;
                 else -1 */
} tc_part;

/* source, reserve, export-cap …: as files name them. */
const char *tc_part_word(tc_part_kind kind);

/* List the parts that differ, in order. What decides nothing (names, notes, references)
 * is no difference.
 * Errors   NULL when memory runs out. Owns: the arena. */
TC_CHECKED tc_part *tc_parts_list(const tc_frame *frame, tc_arena *arena, int *count,
                                  tc_error *error);

#endif
