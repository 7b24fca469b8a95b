/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/nearest.h"
#include "io/reference.h"
#include "io/sweep_reader.h"

enum { NONE = -1 };

/* Records by one of their texts. */
typedef const char *text_of(const tc_problem *problem, int record);

static const char *source_id(const tc_problem *problem, int s)
{
    return problem->sources[s].id;
}

static const char *project_id(const tc_problem *problem, int j)
{
    return problem->projects[j].id;
}

static const char *source_industry(const tc_problem *problem, int s)
{
    return problem->sources[s].industry;
}

static const char *project_industry(const tc_problem *problem, int j)
{
    return problem->projects[j].industry;
}

/* What is looked for, and what is said where it is not there. */
typedef struct wanted {
    text_of *text;
    int count;
    const char *zh, *en;
} wanted;

static int find(const tc_sweep_reading *reading, const wanted *w, const char *text,
                const tc_spot *spot)
{
    tc_nearest search;
    tc_nearest_start(&search, text, true);
    for (int r = 0; r < w->count; r++) {
        const char *name = w->text(reading->problem, r);
        if (strcmp(name, text) == 0)
            return r;
        if (*name)
            tc_nearest_offer(&search, name);
    }
    const tc_shown shown = tc_plain_show(text);
    if (search.best)
        tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place,
                     "%s：“%s”不是%s%.0s，是不是“%s”？",
                     "%s: '%s' is no %.0s%s: did you mean '%s'?", spot->what, shown.text,
                     w->zh, w->en, tc_plain_show(search.best).text);
    else
        tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place, "%s：“%s”不是%s%.0s",
                     "%s: '%s' is no %.0s%s", spot->what, shown.text, w->zh, w->en);
    return NONE;
}

int tc_sweep_project(const tc_sweep_reading *reading, const char *id, const tc_spot *spot)
{
    const wanted projects = {project_id, reading->problem->project_count,
                             " projects.csv 里的项目编号", "project of projects.csv"};
    return find(reading, &projects, id, spot);
}

bool tc_sweep_is_of_projects(tc_axis_kind kind)
{
    return kind == TC_AXIS_DEMAND || kind == TC_AXIS_RATIO || kind == TC_AXIS_START ||
           kind == TC_AXIS_PROJECT;
}

static void select_industry(tc_sweep_reading *reading, const char *text,
                            const tc_spot *spot, tc_axis *axis)
{
    const bool projects = tc_sweep_is_of_projects(axis->kind);
    const wanted of_sources = {source_industry, reading->problem->source_count,
                               "哪个削减源的行业", "industry of a source"};
    const wanted of_projects = {project_industry, reading->problem->project_count,
                                "哪个项目的行业", "industry of a project"};
    if (!*text)
        (void)TC_REFUSE(spot, text, "是空的，“*”表示所有行业",
                        "is empty: '*' means every industry");
    else if (find(reading, projects ? &of_projects : &of_sources, text, spot) != NONE)
        axis->industry = text;
}

void tc_sweep_select(tc_sweep_reading *reading, const char *key, const tc_json *value,
                     tc_axis *axis)
{
    if (!tc_member_expect(reading->file, value, TC_JSON_TEXT, reading->faults))
        return;
    const char *text = tc_sweep_text(reading, value->text);
    const tc_spot spot = tc_member_spot(reading->file, value, reading->faults);
    const wanted sources = {source_id, reading->problem->source_count,
                            " sources.csv 里的编号", "source of sources.csv"};
    if (strcmp(text, "*") == 0)
        return;
    if (strcmp(key, "pollutant") == 0) {
        if (!tc_pollutant_find(text, &spot, &axis->pollutant))
            axis->pollutant = NONE;
    } else if (strcmp(key, "area") == 0) {
        if (!tc_area_find(&reading->areas, text, &spot, &axis->area))
            axis->area = NONE;
    } else if (strcmp(key, "industry") == 0) {
        select_industry(reading, text, &spot, axis);
    } else if (strcmp(key, "source") == 0) {
        axis->source = find(reading, &sources, text, &spot);
    } else {
        axis->project = tc_sweep_project(reading, text, &spot);
    }
}
