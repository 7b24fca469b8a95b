/* derive.h — what follows from a record and the rules: supply, ratio, need. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_DERIVE_H
#define TC_DOMAIN_DERIVE_H

#include "domain/problem.h"
#include "domain/rule_book.h"

/* What a source supplies of tonnes that are verified, if held_back (0..1) of them is
 * kept: with a ledger of no more than it has recognised and not cut, and without what it
 * has booked away (u). Units t/a, grains of grain_digits. Source: model.md §1. */
double tc_source_left(const tc_source *source, int pollutant, double tonnes,
                      double held_back, int grain_digits);

/* Fill source->supply: max(0, realisation q (1 - reserve) - u); exactly q where all of it
 * counts; 0 when retired or expired at the decision date. reserve NULL: nothing is held
 * back. problem: the decision date and the grain. Source: model.md §1. */
void tc_source_derive(tc_source *source, const tc_problem *problem,
                      const tc_rule_book *reserve);

/* Fill project->ratio, ratio_from and need = r d, and keep what was filed. own holds the
 * project's own ratios, negative where the rule decides; 1 where no rule matches. Source:
 * model.md §1. */
void tc_project_derive(tc_project *project, const double own[TC_POLLUTANTS],
                       const tc_rule_book *ratios);

#endif
