/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/canonical.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

static int by_text(const char *x, const char *y, int x_line, int y_line)
{
    const int order = strcmp(x, y);
    return order ? order : (x_line > y_line) - (x_line < y_line);
}

static int by_source(const void *a, const void *b)
{
    const tc_source *x = a, *y = b;
    return by_text(x->id, y->id, x->line, y->line);
}

static int by_project(const void *a, const void *b)
{
    const tc_project *x = a, *y = b;
    return by_text(x->id, y->id, x->line, y->line);
}

static int by_area(const void *a, const void *b)
{
    const tc_area *x = a, *y = b;
    return strcmp(x->id, y->id);
}

void tc_canonical_sources(tc_source *sources, int count)
{
    if (count > 1)
        qsort(sources, (size_t)count, sizeof *sources, by_source);
}

void tc_canonical_projects(tc_project *projects, int count)
{
    if (count > 1)
        qsort(projects, (size_t)count, sizeof *projects, by_project);
}

typedef struct basin {
    const char *name;
    int number; /* before */
} basin;

static int by_name(const void *a, const void *b)
{
    const basin *x = a, *y = b;
    return by_text(x->name, y->name, x->number, y->number);
}

static int by_number(const void *a, const void *b)
{
    const int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

tc_code tc_canonical_areas(tc_area *areas, int area_count, const char **basins,
                           int basin_count, tc_arena *arena, tc_error *error)
{
    size_t used = 0;
    for (int a = 0; a < area_count; a++)
        used += (size_t)areas[a].basin_count;
    basin *sorted = tc_arena_take(arena, (size_t)basin_count, sizeof *sorted);
    int *number = tc_arena_take(arena, (size_t)basin_count, sizeof *number);
    int *renamed = tc_arena_take(arena, used, sizeof *renamed);
    if (!sorted || !number || !renamed)
        return tc_no_memory(error);
    for (int b = 0; b < basin_count; b++)
        sorted[b] = (basin){basins[b], b};
    if (basin_count > 1)
        qsort(sorted, (size_t)basin_count, sizeof *sorted, by_name);
    for (int b = 0; b < basin_count; b++) {
        basins[b] = sorted[b].name;
        number[sorted[b].number] = b;
    }
    for (int a = 0; a < area_count; a++) {
        const int count = areas[a].basin_count;
        for (int i = 0; i < count; i++)
            renamed[i] = number[areas[a].basins[i]];
        if (count > 1)
            qsort(renamed, (size_t)count, sizeof *renamed, by_number);
        areas[a].basins = renamed;
        renamed += count;
    }
    if (area_count > 1)
        qsort(areas, (size_t)area_count, sizeof *areas, by_area);
    return TC_OK;
}
