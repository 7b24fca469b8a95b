/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain/holding.h"

#include <string.h>

#include "base/fault.h"
#include "lp/required.h"

tc_code tc_holding_open(const tc_problem *problem, int more, tc_arena *arena,
                        tc_holding *holding, tc_error *error)
{
    tc_holding made = {.problem = problem};
    made.elements = tc_elements_list(problem, arena, &made.count, error);
    if (!made.elements)
        return TC_ERR_MEMORY;
    const size_t room =
        (size_t)problem->project_count + (size_t)made.count + (size_t)more;
    made.changes = tc_arena_take(arena, room, sizeof *made.changes);
    if (!made.changes)
        return tc_no_memory(error);
    *holding = made;
    return TC_OK;
}

int tc_holding_changes(const tc_holding *holding, const bool *active, tc_change *changes)
{
    const tc_problem *problem = holding->problem;
    int count = 0;
    for (int e = holding->count - 1; active && e >= 0; e--) /* requirements last: what is
                                                               refused stays refused */
        if (!active[e] && holding->elements[e].kind != TC_ELEMENT_REQUIRED)
            changes[count++] = tc_element_lift(&holding->elements[e]);
    for (int e = 0; active && e < holding->count; e++)
        if (!active[e] && holding->elements[e].kind == TC_ELEMENT_REQUIRED)
            changes[count++] = (tc_change){.kind = TC_CHANGE_REFUSE,
                                           .project = holding->elements[e].project};
    for (int j = 0; j < problem->project_count; j++)
        if (!problem->projects[j].must_serve)
            changes[count++] = (tc_change){.kind = TC_CHANGE_REFUSE, .project = j};
    return count;
}

tc_code tc_holding_ask(tc_holding *holding, const bool *active, const tc_change *more,
                       int count, bool *can, tc_error *error)
{
    tc_problem *changed = NULL;
    int made = tc_holding_changes(holding, active, holding->changes);
    if (count > 0)
        memcpy(holding->changes + made, more, (size_t)count * sizeof *more);
    made += count;
    holding->asked++;
    tc_code code =
        tc_change_apply(holding->problem, holding->changes, made, &changed, error);
    if (code != TC_OK)
        return code;
    code = tc_required_ask(changed, can, error);
    tc_problem_free(changed);
    return code;
}
