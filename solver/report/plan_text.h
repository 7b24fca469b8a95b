/* plan_text.h — the parts of the plan that a terminal shows; tc_plan_print joins them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_REPORT_PLAN_TEXT_H
#define TC_REPORT_PLAN_TEXT_H

#include "base/buffer.h"
#include "domain/percent.h"
#include "domain/plan.h"
#include "report/grid.h"

/* What is printed, in which language, where to. Memory that runs out fails the buffer. */
typedef struct tc_printing {
    const tc_problem *problem;
    const tc_plan *plan;
    tc_language language;
    tc_buffer *out;
} tc_printing;

/* zh or en, as the printing wants. */
const char *tc_printing_pick(const tc_printing *printing, const char *zh, const char *en);

/* A tonnage in grains with all its digits; "-" for none. */
typedef struct tc_tonnes {
    char text[32];
} tc_tonnes;

tc_tonnes tc_tonnes_of(const tc_problem *problem, tc_grains grains);

/* The share of a project; "-" for one that a ledger has decided. */
tc_percent tc_share_of(const tc_problem *problem, const tc_plan *plan, int project);

/* Append words with ", " between them, in indented lines of about 110 columns. */
void tc_words_put(tc_printing *printing, const char *const *words, int count);

/* How wide lines beside the tables of a plan may be. */
enum { TC_LINE_COLUMNS = 110 };

/* A sentence as lines of a grid, the first one behind lead, the others indented; a line
 * has that many columns at most. */
void tc_sentence_put(tc_grid *grid, const char *lead, const char *sentence, int columns);

/* Six decimals, those that say nothing left out; never a maximum that is not reached. */
void tc_value_write(double value, double most, char out[32]);

/* One goal, in the language of the printing; "" where there is nothing to say. bound, gap
 * and nodes are those of the searches over whole projects. */
enum { TC_GOAL_WORDS = 256 };
typedef struct tc_goal_cells {
    char number[16], title[TC_GOAL_WORDS], value[32];
    char bound[32], gap[16], nodes[32];
    char most[32], remark[TC_GOAL_WORDS];
} tc_goal_cells;

tc_goal_cells tc_goal_cells_of(const tc_printing *printing, int goal);

/* Fill the cells of the searches; below the table, in words, what is not proved. */
void tc_bound_cells(const tc_printing *printing, int goal, tc_goal_cells *cells);
void tc_bounds_put(tc_printing *printing);

/* The parts, in the order in which they are printed. Those behind tc_relaxed_put are for
 * plans that decide. */
void tc_heading_put(tc_printing *printing);
void tc_conflict_put(tc_printing *printing); /* of an infeasible plan, instead */
void tc_relaxed_put(tc_printing *printing);  /* of a bound, instead */
void tc_goals_put(tc_printing *printing);
void tc_projects_put(tc_printing *printing);
void tc_locks_put(tc_printing *printing); /* nothing where there are none */
void tc_pools_put(tc_printing *printing);

#endif
