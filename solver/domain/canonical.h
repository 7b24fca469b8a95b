/* canonical.h — records in an order of their own, so that the order of rows in a file
 * changes nothing, to the byte. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_CANONICAL_H
#define TC_DOMAIN_CANONICAL_H

#include "domain/problem.h"

/* Sort by id; records of one id, which are errors, by line. */
void tc_canonical_sources(tc_source *sources, int count);
void tc_canonical_projects(tc_project *projects, int count);

/* Sort areas by id and basins by name; the areas' basins become the new numbers, rising.
 * Errors   TC_ERR_MEMORY; everything is then unchanged. Owns: the arena. */
TC_CHECKED tc_code tc_canonical_areas(tc_area *areas, int area_count, const char **basins,
                                      int basin_count, tc_arena *arena, tc_error *error);

#endif
