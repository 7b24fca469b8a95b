/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/owner_reference.h"

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

/* The project that a reference names, with a fault where there is none, or where it lies
 * elsewhere. */
static int resolve(const tc_loading *loading, const tc_source *source,
                   const tc_owner_reference *reference, tc_faults *faults)
{
    const tc_problem *problem = loading->problem;
    const tc_spot spot = {reference->heading, reference->place, faults};
    int found = NOBODY;
    if (!tc_project_find(loading, reference->text, &spot, &found))
        return NOBODY;
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
        source->owner = resolve(loading, source, reference, faults);
    }
}
