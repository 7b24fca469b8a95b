/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/synonym.h"

#include <stddef.h>
#include <string.h>

#include "base/nearest.h"
#include "base/plain.h"

int tc_synonym_find(const tc_synonyms *table, const char *text, const char **nearest)
{
    char plain[64];
    if (nearest)
        *nearest = NULL;
    if (!tc_plain_text(text, plain, sizeof plain))
        return -1;
    tc_plain_lower(plain);
    tc_nearest search;
    tc_nearest_start(&search, plain, true);
    for (int i = 0; i < table->count; i++) {
        const char *const *row = table->names + (size_t)i * (size_t)table->width;
        for (int k = 0; k < table->width && row[k]; k++)
            if (strcmp(row[k], plain) == 0)
                return i;
        for (int k = 0; k < table->offered; k++)
            tc_nearest_offer(&search, row[k]);
    }
    if (nearest)
        *nearest = search.best;
    return -1;
}
