/* letter_book.h — a plan arranged for letters: who got what from whom, in lists. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LETTER_BOOK_H
#define TC_LETTER_BOOK_H

#include "domain/plan_sums.h"
#include "domain/standing.h"

/* A row of a table: of a project, a source or an area, and one pollutant. */
typedef struct tc_letter_row {
    int about, pollutant;
} tc_letter_row;

typedef struct tc_letter_rows {
    tc_letter_row *list;
    int count;
} tc_letter_rows;

/* Grains of one pollutant in one area: used there, sent away, come from elsewhere. */
typedef struct tc_area_balance {
    tc_grains supply, used_here, sent, received;
} tc_area_balance;

typedef struct tc_letter_book {
    const tc_problem *problem;
    const tc_plan *plan;
    tc_check_code check_code;
    tc_plan_sums sums;
    tc_standing *standings;   /* project_count */
    int *ranked;              /* project_count, as projects are shown */
    int *numbers;             /* TC_STANDING_NONE + 1: projects that came out so */
    int *credit_first;        /* project_count + 1: its credits in plan->credits */
    int *source_first;        /* project_count + 1: its sources in … */
    int *sources;             /* … here, each once, rising */
    tc_letter_rows granted;   /* by rank: what projects get, by pollutant */
    tc_letter_rows short_of;  /* by rank: projects not fully served or booked, once */
    tc_letter_rows supplied;  /* of sources, where they supply anything */
    tc_letter_rows balanced;  /* of areas, where anything is supplied or received */
    tc_area_balance *balance; /* area_count * TC_POLLUTANTS */
    tc_arena arena;
} tc_letter_book;

/* Errors   TC_ERR_MEMORY. Owns: tc_letter_book_free, also after an error; problem and
 *          plan must outlive it. */
TC_CHECKED tc_code tc_letter_book_make(const tc_problem *problem, const tc_plan *plan,
                                       tc_letter_book *book, tc_error *error);

/* Does the project emit anything that needs a quota? */
bool tc_letter_book_emits(const tc_letter_book *book, int project);

void tc_letter_book_free(tc_letter_book *book);

#endif
