/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pollutant_name.h"

#include "domain/pollutant.h"
#include "domain/synonym.h"

enum { NAMES_MOST = 5 };

/* Those of tc_pollutants first. */
static const char *const names[TC_POLLUTANTS][NAMES_MOST] = {
    {"PM", "颗粒物", "pm", "烟粉尘"},
    {"SO2", "二氧化硫", "so2"},
    {"NOx", "氮氧化物", "nox"},
    {"VOCs", "挥发性有机物", "vocs", "voc"},
    {"COD", "化学需氧量", "cod", "codcr"},
    {"NH3-N", "氨氮", "nh3-n", "nh3n", "nh3_n"},
};

int tc_pollutant_named(const char *text, const char **nearest)
{
    static const tc_synonyms table = {&names[0][0], TC_POLLUTANTS, NAMES_MOST, 2};
    return tc_synonym_find(&table, text, nearest);
}
