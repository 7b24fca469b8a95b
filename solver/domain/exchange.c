/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/exchange.h"

static int given(int field)
{
    return field != TC_PATTERN_ANY;
}

tc_pattern tc_exchange_pattern(const tc_exchange *line)
{
    return (tc_pattern){{line->from_area, line->to_area, line->from_basin, line->to_basin,
                         line->pollutant}};
}

static bool matches(int asked, int actual)
{
    return asked == TC_PATTERN_ANY || asked == actual;
}

/* The same as tc_pattern_find, for a problem that has no index. */
static int find_in_list(const tc_problem *problem, const tc_pattern *what)
{
    int best = -1;
    int most = -1;
    for (int i = 0; i < problem->exchange_count; i++) {
        const tc_pattern line = tc_exchange_pattern(&problem->exchange[i]);
        int fields = 0;
        bool fits = true;
        for (int f = 0; f < TC_PATTERN_FIELDS; f++) {
            fits = fits && matches(line.field[f], what->field[f]);
            fields += given(line.field[f]);
        }
        if (fits && fields > most) {
            best = i;
            most = fields;
        }
    }
    return best;
}

double tc_problem_exchange(const tc_problem *problem, int pollutant, int from_area,
                           int from_basin, int to_area, int to_basin)
{
    const tc_pattern what = {{from_area, to_area, from_basin, to_basin, pollutant}};
    const int found = problem->exchange_index
                          ? tc_pattern_find(problem->exchange_index, &what)
                          : find_in_list(problem, &what);
    if (found >= 0)
        return problem->exchange[found].factor;
    const bool same_basin = from_basin >= 0 && (from_basin == to_basin ||
                                                (problem->wide_basins && to_basin >= 0));
    return !tc_pollutants[pollutant].water || same_basin ? 1.0 : 0.0;
}

double tc_problem_export_cap(const tc_problem *problem, int pollutant, int area)
{
    double share = 1.0;
    int most = -1;
    for (int i = 0; i < problem->export_cap.count; i++) {
        const tc_rule *rule = &problem->export_cap.list[i];
        const int fields = given(rule->pollutant) + given(rule->area);
        if (fields > most && matches(rule->pollutant, pollutant) &&
            matches(rule->area, area)) {
            share = rule->value;
            most = fields;
        }
    }
    return share;
}

double tc_problem_export_share(const tc_problem *problem, int pollutant, int area)
{
    double share = problem->export_share && area >= 0
                       ? problem->export_share[area * TC_POLLUTANTS + pollutant]
                       : tc_problem_export_cap(problem, pollutant, area);
    if (problem->kept_share && area >= 0) {
        const double left = 1.0 - problem->kept_share[area * TC_POLLUTANTS + pollutant];
        share = left < share ? left : share;
    }
    return share;
}
