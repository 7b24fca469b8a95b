/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/reference.h"

#include <string.h>

#include "base/nearest.h"
#include "domain/pollutant_name.h"

enum { NAME_BYTES = 512 };

bool tc_text_trim(const char *text, char *out, size_t size)
{
    const char *start = NULL;
    size_t length = 0;
    tc_plain_trim(text, &start, &length);
    if (length >= size)
        return false;
    memcpy(out, start, length);
    out[length] = '\0';
    return true;
}

const char *tc_text_keep(tc_loading *loading, const char *text)
{
    const char *start = NULL;
    size_t length = 0;
    tc_plain_trim(text, &start, &length);
    if (length == 0)
        return "";
    const char *copy = tc_arena_text(&loading->problem->arena, start, length);
    if (!copy)
        loading->no_memory = true;
    return copy ? copy : "";
}

bool tc_text_has_controls(const char *text, bool lines)
{
    for (; *text; text++) {
        const bool allowed = lines && (*text == '\t' || *text == '\n' || *text == '\r');
        if (((unsigned char)*text < 0x20 && !allowed) || *text == 0x7F)
            return true;
    }
    return false;
}

bool tc_area_has_basin(const tc_area *area, int basin)
{
    for (int i = 0; i < area->basin_count; i++)
        if (area->basins[i] == basin)
            return true;
    return false;
}

static bool refuse_sheet_error(const char *text, const tc_spot *spot)
{
    return TC_REFUSE(spot, text, "是电子表格的错误值，请先在表格中改正",
                     "is a spreadsheet's error value: repair it there first");
}

static bool refuse_area(const tc_loading *loading, const char *text, const tc_spot *spot)
{
    const tc_problem *problem = loading->problem;
    const bool wanted = spot->faults->count < TC_FAULTS_KEPT; /* else nobody sees it */
    tc_nearest search;
    tc_nearest_start(&search, text, true);
    for (int a = 0; wanted && a < problem->area_count; a++) {
        tc_nearest_offer(&search, problem->areas[a].id);
        tc_nearest_offer(&search, problem->areas[a].name);
    }
    if (!search.best)
        return TC_REFUSE(spot, text, "不是 areas.csv 里的区域",
                         "is no area of areas.csv");
    tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place,
                 "%s：“%s”不是 areas.csv 里的区域，是不是“%s”？",
                 "%s: '%s' is no area of areas.csv: did you mean '%s'?", spot->what,
                 tc_plain_show(text).text, tc_plain_show(search.best).text);
    return false;
}

bool tc_area_find(const tc_loading *loading, const char *text, const tc_spot *spot,
                  int *area)
{
    char name[NAME_BYTES];
    if (!loading->areas_known)
        return false;
    if (!tc_text_trim(text, name, sizeof name))
        return TC_REFUSE(spot, text, "不是 areas.csv 里的区域",
                         "is no area of areas.csv");
    const int *found = tc_name_index_find(&loading->area_ids, name);
    if (!found)
        found = tc_name_index_find(&loading->area_names, name);
    if (!found && tc_plain_is_sheet_error(name))
        return refuse_sheet_error(name, spot);
    if (!found)
        return refuse_area(loading, name, spot);
    if (*found == TC_NAME_AMBIGUOUS)
        return TC_REFUSE(spot, name, "是几个区域共有的名称，请改用编号",
                         "is the name of several areas: use the id");
    *area = *found;
    return true;
}

static bool refuse_basin(const tc_loading *loading, const char *text, const tc_spot *spot)
{
    const tc_problem *problem = loading->problem;
    const bool wanted = spot->faults->count < TC_FAULTS_KEPT; /* else nobody sees it */
    tc_nearest search;
    tc_nearest_start(&search, text, true);
    for (int b = 0; wanted && b < problem->basin_count; b++)
        tc_nearest_offer(&search, problem->basins[b]);
    if (!search.best)
        return TC_REFUSE(spot, text, "不是 areas.csv 里的流域",
                         "is no basin of areas.csv");
    tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place,
                 "%s：“%s”不是 areas.csv 里的流域，是不是“%s”？",
                 "%s: '%s' is no basin of areas.csv: did you mean '%s'?", spot->what,
                 tc_plain_show(text).text, tc_plain_show(search.best).text);
    return false;
}

bool tc_basin_find(const tc_loading *loading, const char *text, int area,
                   const tc_spot *spot, int *basin)
{
    char name[NAME_BYTES];
    if (!loading->areas_known)
        return false;
    if (!tc_text_trim(text, name, sizeof name))
        return TC_REFUSE(spot, text, "不是 areas.csv 里的流域",
                         "is no basin of areas.csv");
    const int *found = tc_name_index_find(&loading->basins, name);
    if (!found && tc_plain_is_sheet_error(name))
        return refuse_sheet_error(name, spot);
    if (!found)
        return refuse_basin(loading, name, spot);
    if (area >= 0 && !tc_area_has_basin(&loading->problem->areas[area], *found)) {
        tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place,
                     "%s：areas.csv 里“%s”不在区域“%s”的流域之中",
                     "%s: '%s' is not among the basins of area '%s' in areas.csv",
                     spot->what, tc_plain_show(name).text,
                     tc_plain_show(loading->problem->areas[area].id).text);
        return false;
    }
    *basin = *found;
    return true;
}

static bool refuse_project(const tc_problem *problem, const char *text,
                           const tc_spot *spot)
{
    const bool wanted = spot->faults->count < TC_FAULTS_KEPT; /* else nobody sees it */
    tc_nearest search;
    tc_nearest_start(&search, text, true);
    for (int j = 0; wanted && j < problem->project_count; j++)
        tc_nearest_offer(&search, problem->projects[j].id);
    if (!search.best)
        return TC_REFUSE(spot, text, "不是 projects.csv 里的项目编号",
                         "is no project of projects.csv");
    tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place,
                 "%s：“%s”不是 projects.csv 里的项目编号，是不是“%s”？",
                 "%s: '%s' is no project of projects.csv: did you mean '%s'?", spot->what,
                 tc_plain_show(text).text, tc_plain_show(search.best).text);
    return false;
}

/* Projects are sorted by id. */
bool tc_project_find(const tc_loading *loading, const char *text, const tc_spot *spot,
                     int *project)
{
    const tc_problem *problem = loading->problem;
    int low = 0, high = problem->project_count - 1;
    if (!loading->projects_known)
        return false;
    while (low <= high) {
        const int middle = low + (high - low) / 2;
        const int order = strcmp(problem->projects[middle].id, text);
        if (order == 0) {
            *project = middle;
            return true;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle - 1;
    }
    return refuse_project(problem, text, spot);
}

bool tc_pollutant_find(const char *text, const tc_spot *spot, int *pollutant)
{
    const char *nearest = NULL;
    const int found = tc_pollutant_named(text, &nearest);
    if (found < 0 && nearest)
        tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place,
                     "%s：“%s”不是污染物，是不是“%s”？",
                     "%s: '%s' is no pollutant: did you mean '%s'?", spot->what,
                     tc_plain_show(text).text, nearest);
    else if (found < 0)
        (void)TC_REFUSE(
            spot, text, "不是污染物，应是 PM、SO2、NOx、VOCs、COD、NH3-N 或 *",
            "is no pollutant: PM, SO2, NOx, VOCs, COD, NH3-N or * is expected");
    else
        *pollutant = found;
    return found >= 0;
}
