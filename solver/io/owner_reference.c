/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/owner_reference.h"

#include <string.h>

#include "base/nearest.h"
#include "io/reference.h"

/* Until projects are known, an owner is FIRST - n for the n-th reference. Sources are
 * sorted meanwhile, so that a line would not tell which is which. */
enum { NOBODY = -1, FIRST = -2 };

int tc_owner_note(tc_loading *loading, const tc_table *table, int column,
                  tc_record_list *list)
{
    const char *text = tc_text_keep(loading, tc_table_text(table, column));
    if (*text == '\0')
        return NOBODY;
    const tc_spot spot = tc_table_spot(table, column);
    const tc_owner_reference reference = {text, tc_text_keep(loading, spot.what),
                                          spot.place};
    if (!tc_record_list_add(list, &reference)) {
        loading->no_memory = true;
        return NOBODY;
    }
    return FIRST - (list->count - 1);
}

bool tc_owners_keep(tc_loading *loading, const tc_record_list *list, tc_source *sources)
{
    loading->sources = sources;
    loading->owners = tc_record_list_keep(list, &loading->problem->arena);
    return loading->owners != NULL;
}

/* Projects are sorted by id. */
static int find_project(const tc_problem *problem, const char *id)
{
    int low = 0, high = problem->project_count - 1;
    while (low <= high) {
        const int middle = low + (high - low) / 2;
        const int order = strcmp(problem->projects[middle].id, id);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle - 1;
    }
    return NOBODY;
}

static void refuse_project(const tc_problem *problem, const char *text,
                           const tc_spot *spot)
{
    const bool wanted = spot->faults->count < TC_FAULTS_KEPT; /* else nobody sees it */
    tc_nearest search;
    tc_nearest_start(&search, text, true);
    for (int j = 0; wanted && j < problem->project_count; j++)
        tc_nearest_offer(&search, problem->projects[j].id);
    if (search.best)
        tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place,
                     "%s：“%s”不是 projects.csv 里的项目编号，是不是“%s”？",
                     "%s: '%s' is no project of projects.csv: did you mean '%s'?",
                     spot->what, tc_plain_show(text).text,
                     tc_plain_show(search.best).text);
    else
        (void)TC_REFUSE(spot, text, "不是 projects.csv 里的项目编号",
                        "is no project of projects.csv");
}

/* The project that a reference names, with a fault where there is none, or where it lies
 * elsewhere. */
static int resolve(const tc_loading *loading, const tc_source *source,
                   const tc_owner_reference *reference, tc_faults *faults)
{
    const tc_problem *problem = loading->problem;
    const tc_spot spot = {reference->heading, reference->place, faults};
    const int found = find_project(problem, reference->text);
    if (found == NOBODY) {
        refuse_project(problem, reference->text, &spot);
        return NOBODY;
    }
    const int area = problem->projects[found].area;
    if (area >= 0 && source->area >= 0 && area != source->area)
        tc_fault_add(faults, TC_SEVERITY_ERROR, &spot.place,
                     "%s：项目“%s”在区域“%s”，它的自身置换源须在同一区域，却在“%s”",
                     "%s: project '%s' lies in area '%s'; its own source must lie there "
                     "too, not in '%s'",
                     spot.what, tc_plain_show(reference->text).text,
                     tc_plain_show(problem->areas[area].id).text,
                     tc_plain_show(problem->areas[source->area].id).text);
    return found;
}

void tc_owners_resolve(tc_loading *loading, tc_faults *faults)
{
    for (int s = 0; s < loading->problem->source_count; s++) {
        tc_source *source = &loading->sources[s];
        if (source->owner == NOBODY)
            continue;
        const tc_owner_reference *reference = &loading->owners[FIRST - source->owner];
        source->owner = loading->projects_known
                            ? resolve(loading, source, reference, faults)
                            : NOBODY;
    }
}
