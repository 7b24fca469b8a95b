/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/attainment.h"

#include "domain/problem.h"
#include "domain/synonym.h"

enum { NAMES_MOST = 6 };

/* In small letters, beside the name that files use, which comes first. */
static const char *const names[TC_INDICATORS][NAMES_MOST] = {
    {"PM2.5", "pm2.5", "pm25", "细颗粒物"},
    {"PM10", "pm10", "可吸入颗粒物"},
    {"SO2", "so2", "二氧化硫"},
    {"NO2", "no2", "二氧化氮"},
    {"O3", "o3", "臭氧"},
    {"COD", "cod", "codcr", "化学需氧量"},
    {"NH3-N", "nh3-n", "nh3n", "氨氮"},
    {"target PM", "target pm", "pm减排目标", "颗粒物减排目标"},
    {"target SO2", "target so2", "so2减排目标", "二氧化硫减排目标"},
    {"target NOx", "target nox", "nox减排目标", "氮氧化物减排目标"},
    {"target VOCs", "target vocs", "vocs减排目标", "挥发性有机物减排目标"},
    {"target COD", "target cod", "cod减排目标", "化学需氧量减排目标"},
    {"target NH3-N", "target nh3-n", "nh3-n减排目标", "氨氮减排目标"},
};

const char *tc_indicator_name(int indicator)
{
    return names[indicator][0];
}

int tc_indicator_named(const char *text, const char **nearest)
{
    static const tc_synonyms table = {&names[0][0], TC_INDICATORS, NAMES_MOST, 1};
    return tc_synonym_find(&table, text, nearest);
}

const tc_attainment *tc_attainment_find(const tc_problem *problem, tc_scope scope,
                                        int area, int basin, int indicator, int year)
{
    const int wanted_basin = scope == TC_SCOPE_BASIN ? basin : -1;
    const tc_attainment *found = NULL;
    for (int i = 0; i < problem->attainment_count; i++) {
        const tc_attainment *line = &problem->attainment[i];
        if (line->indicator != indicator || line->year != year ||
            line->basin != wanted_basin)
            continue;
        if (line->area < 0 && !found)
            found = line;
        if (line->area == area && area >= 0 && scope != TC_SCOPE_CITY)
            return line;
    }
    return found;
}
