/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pollutant_name.h"

#include <string.h>

#include "base/nearest.h"
#include "base/plain.h"
#include "domain/pollutant.h"

enum { NAMES_MOST = 5 };

/* In small letters, beside those of tc_pollutants. */
static const char *const names[TC_POLLUTANTS][NAMES_MOST] = {
    {"pm", "颗粒物", "烟粉尘"},
    {"so2", "二氧化硫"},
    {"nox", "氮氧化物"},
    {"vocs", "voc", "挥发性有机物"},
    {"cod", "化学需氧量", "codcr"},
    {"nh3-n", "氨氮", "nh3n", "nh3_n"},
};

static bool is_called(int pollutant, const char *plain)
{
    for (int k = 0; k < NAMES_MOST && names[pollutant][k]; k++)
        if (strcmp(names[pollutant][k], plain) == 0)
            return true;
    return false;
}

int tc_pollutant_named(const char *text, const char **nearest)
{
    char plain[64];
    if (nearest)
        *nearest = NULL;
    if (!tc_plain_text(text, plain, sizeof plain))
        return -1;
    tc_plain_lower(plain);
    tc_nearest search;
    tc_nearest_start(&search, plain, true);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        if (is_called(p, plain))
            return p;
        tc_nearest_offer(&search, tc_pollutants[p].id);
        tc_nearest_offer(&search, tc_pollutants[p].zh);
    }
    if (nearest)
        *nearest = search.best;
    return -1;
}
