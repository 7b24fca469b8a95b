/* contingency_text.h — parts of the page about failing sources. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_REPORT_CONTINGENCY_TEXT_H
#define TC_REPORT_CONTINGENCY_TEXT_H

#include "domain/contingency.h"
#include "report/plan_text.h"

/* What is printed, and where to. */
typedef struct tc_contingency_page {
    tc_printing printing; /* without a plan */
    const tc_contingency *contingency;
} tc_contingency_page;

/* "NOx 12.0000, VOCs 3.0000" of those above 0; "-" of none. */
void tc_amounts_write(const tc_problem *problem, const tc_grains amounts[TC_POLLUTANTS],
                      tc_buffer *out);

/* A cell of that; memory that runs out fails the grid. */
void tc_amounts_cell(const tc_problem *problem, const tc_grains amounts[TC_POLLUTANTS],
                     tc_grid *grid);

/* "满足 → 未安排", with shares where it is partly served. */
void tc_shift_cell(const tc_printing *printing, const tc_shift *shift, tc_grid *grid);

/* Each loss a line; who loses cover and what would be decided then. */
void tc_losses_put(tc_contingency_page *page);
void tc_harm_put(tc_contingency_page *page);
void tc_pairs_put(tc_contingency_page *page);

#endif
