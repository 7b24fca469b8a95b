/* marginal_text.h — the consultants' table: what a tonne more, and one less, is worth. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_REPORT_MARGINAL_TEXT_H
#define TC_REPORT_MARGINAL_TEXT_H

#include "domain/suggest.h"
#include "report/plan_text.h"

/* A row a pool: the change of each tier's sum per tonne to each side, and how far that
 * holds. */
void tc_marginals_put(tc_printing *printing, const tc_suggestion *suggestion);

#endif
