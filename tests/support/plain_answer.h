/* plain_answer.h — the plain model of a case, solved goal by goal in two ways. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_PLAIN_ANSWER_H
#define TC_TESTS_PLAIN_ANSWER_H

#include "support/plain_model.h"

typedef enum plain_method {
    PLAIN_BY_FACES, /* tc_lexico: each goal leaves its best face */
    PLAIN_BY_ROWS   /* GLPK itself: each goal leaves a row, value >= best - 1e-9 */
} plain_method;

typedef struct plain_answer {
    tc_arena arena;
    bool feasible;            /* required projects can all be served */
    double *smallest, *total; /* goal_count; 0 where the goal has none */
    double *share, *own;      /* project_count */
    double *course;           /* every value in strict order; course_count */
    int course_count;
} plain_answer;

/* A failure of the solver fails the test. Owns: plain_answer_free. */
plain_answer plain_answer_find(const tc_problem *problem, plain_method method);

/* What is decided of whole projects, bit j of approved: at least its least share, else 0.
 * not feasible also where a goal falls short of the answer to beat (NULL: none), in
 * strict order, by more than 1e-6: then the rest is not worked out. Owns:
 * plain_answer_free. */
plain_answer plain_answer_held(const tc_problem *problem, unsigned approved,
                               const plain_answer *beat);
void plain_answer_free(plain_answer *answer);

#endif
