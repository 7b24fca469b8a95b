/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/frame.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/name_index.h"

/* The name of record k of a case. */
typedef const char *name_of(const tc_problem *problem, int k);

static const char *area_name(const tc_problem *problem, int k)
{
    return problem->areas[k].id;
}

static const char *source_name(const tc_problem *problem, int k)
{
    return problem->sources[k].id;
}

static const char *project_name(const tc_problem *problem, int k)
{
    return problem->projects[k].id;
}

static const char *basin_name(const tc_problem *problem, int k)
{
    return problem->basins[k];
}

static bool take(tc_frame *frame, const int counts[2], tc_frame_names *names)
{
    const size_t all = (size_t)counts[0] + (size_t)counts[1];
    for (int c = 0; c < 2; c++) {
        names->of_case[c] = tc_arena_take(&frame->arena, (size_t)counts[c], sizeof(int));
        names->in_case[c] = tc_arena_take(&frame->arena, all, sizeof(int));
        if (!names->of_case[c] || !names->in_case[c])
            return false;
        memset(names->in_case[c], 0xFF, all * sizeof(int));
    }
    return true;
}

/* Number the records of both cases. */
static bool number(tc_frame *frame, const int counts[2], name_of *name,
                   tc_frame_names *names)
{
    tc_name_index seen = {0};
    bool room = take(frame, counts, names);
    for (int c = 0; c < 2; c++)
        for (int k = 0; room && k < counts[c]; k++) {
            const char *text = name(frame->cases[c], k);
            const int *known = tc_name_index_find(&seen, text);
            const int at = known ? *known : names->count++;
            room = known || tc_name_index_add(&seen, text, at);
            names->of_case[c][k] = at;
            names->in_case[c][at] = k;
        }
    tc_name_index_free(&seen);
    return room;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int place_of(const char *const *list, int count, const char *name)
{
    int at = 0;
    while (at < count && strcmp(list[at], name) != 0)
        at++;
    return at;
}

/* Basins keep their order by name, as cases have them. */
static bool sort_basins(tc_frame *frame)
{
    tc_frame_names *names = &frame->basins;
    const char **list = tc_arena_take(&frame->arena, (size_t)names->count, sizeof *list);
    if (!list)
        return false;
    for (int c = 0; c < 2; c++)
        for (int k = 0; k < frame->cases[c]->basin_count; k++)
            list[names->of_case[c][k]] = frame->cases[c]->basins[k];
    if (names->count > 0)
        qsort(list, (size_t)names->count, sizeof *list, by_text);
    for (int c = 0; c < 2; c++) {
        for (int at = 0; at < names->count; at++)
            names->in_case[c][at] = -1;
        for (int k = 0; k < frame->cases[c]->basin_count; k++) {
            const int at = place_of(list, names->count, frame->cases[c]->basins[k]);
            names->of_case[c][k] = at;
            names->in_case[c][at] = k;
        }
    }
    frame->basin_names = list;
    return true;
}

tc_code tc_frame_make(const tc_problem *before, const tc_problem *after, tc_frame *frame,
                      tc_error *error)
{
    const int areas[] = {before->area_count, after->area_count};
    const int basins[] = {before->basin_count, after->basin_count};
    const int sources[] = {before->source_count, after->source_count};
    const int projects[] = {before->project_count, after->project_count};
    frame->cases[0] = before;
    frame->cases[1] = after;
    const bool room = number(frame, areas, area_name, &frame->areas) &&
                      number(frame, basins, basin_name, &frame->basins) &&
                      number(frame, sources, source_name, &frame->sources) &&
                      number(frame, projects, project_name, &frame->projects) &&
                      sort_basins(frame);
    return room ? TC_OK : tc_no_memory(error);
}

void tc_frame_free(tc_frame *frame)
{
    tc_arena_free(&frame->arena);
    *frame = (tc_frame){.cases = {NULL}};
}

const tc_source *tc_frame_source(const tc_frame *frame, int source, int side)
{
    const int at = frame->sources.in_case[side][source];
    return at < 0 ? NULL : &frame->cases[side]->sources[at];
}

const tc_project *tc_frame_project(const tc_frame *frame, int project, int side)
{
    const int at = frame->projects.in_case[side][project];
    return at < 0 ? NULL : &frame->cases[side]->projects[at];
}

const tc_source *tc_frame_any_source(const tc_frame *frame, int source)
{
    const tc_source *found = tc_frame_source(frame, source, 1);
    return found ? found : tc_frame_source(frame, source, 0);
}

const tc_project *tc_frame_any_project(const tc_frame *frame, int project)
{
    const tc_project *found = tc_frame_project(frame, project, 1);
    return found ? found : tc_frame_project(frame, project, 0);
}
