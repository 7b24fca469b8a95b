/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "io/case_reader.h"

/* A millionth of a tonne is the finest grain: less is noise of the sum. */
static const double NOISE = 5e-7;

static double sum_of(const tc_problem *problem, int pollutant)
{
    double sum = 0.0;
    for (int s = 0; s < problem->source_count; s++)
        sum += problem->sources[s].quantity[pollutant];
    return sum;
}

void tc_stated_totals_check(const tc_loading *loading, tc_faults *faults)
{
    const tc_problem *problem = loading->problem;
    for (int k = 0; k < problem->stated_totals.count; k++) {
        const tc_rule *stated = &problem->stated_totals.list[k];
        const tc_place place = {TC_CASE_FILE, stated->line, stated->column};
        if (stated->pollutant < 0) {
            tc_fault_add(faults, TC_SEVERITY_ERROR, &place,
                         "stated_totals 的这一条没有写明是哪一种污染物",
                         "this entry of stated_totals does not say which pollutant");
            continue;
        }
        const double sum = sum_of(problem, stated->pollutant);
        if (fabs(sum - stated->value) > NOISE)
            tc_fault_add(faults, TC_SEVERITY_WARNING, &place,
                         "%s：公布的合计是 %.10g 吨/年，各削减源之和是 %.10g",
                         "%s: the stated total is %.10g t/a, the sources add up to %.10g",
                         tc_pollutants[stated->pollutant].id, stated->value, sum);
    }
}
