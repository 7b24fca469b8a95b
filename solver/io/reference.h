/* reference.h — areas and basins by the names that the files give them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_REFERENCE_H
#define TC_IO_REFERENCE_H

#include "base/spot.h"
#include "io/loading.h"

/* Make an area known by its id and, where no other has it, by its name. False when memory
 * runs out. */
TC_CHECKED bool tc_area_index(tc_loading *loading, const tc_area *area, int number);

/* Find an area by its id, or by its name where only one has it. False, with a fault and
 * *area untouched, where there is none; also, without a fault, when areas are unknown. */
TC_CHECKED bool tc_area_find(const tc_loading *loading, const char *text,
                             const tc_spot *spot, int *area);

/* Find a basin of an area (-1: of any). As tc_area_find. */
TC_CHECKED bool tc_basin_find(const tc_loading *loading, const char *text, int area,
                              const tc_spot *spot, int *basin);

/* Find a project by its id. As tc_area_find, for projects; they were read before. */
TC_CHECKED bool tc_project_find(const tc_loading *loading, const char *text,
                                const tc_spot *spot, int *project);

/* Find a pollutant by its name. As tc_area_find. */
TC_CHECKED bool tc_pollutant_find(const char *text, const tc_spot *spot, int *pollutant);

/* Does the area list the basin? */
bool tc_area_has_basin(const tc_area *area, int basin);

/* A copy, in the problem's arena, of text without the spaces around it; "" when memory
 * runs out (noted in loading) or nothing is left. */
const char *tc_text_keep(tc_loading *loading, const char *text);

/* A copy without the spaces around it into out; false when it needs more than size. */
TC_CHECKED bool tc_text_trim(const char *text, char *out, size_t size);

/* Does the text hold control characters? lines: tabs and line ends do not count. */
bool tc_text_has_controls(const char *text, bool lines);

#endif
