/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/fault.h"
#include "explain/suggest_parts.h"

tc_code tc_suggest_list(tc_suggesting *s, const bool *flags, tc_project_list *list)
{
    const int projects = s->problem->project_count;
    int count = 0;
    for (int j = 0; j < projects; j++)
        count += flags[j];
    int *project = tc_arena_take(&s->suggestion->arena, (size_t)count, sizeof *project);
    if (!project)
        return tc_no_memory(s->error);
    *list = (tc_project_list){.project = project};
    for (int j = 0; j < projects; j++)
        if (flags[j])
            project[list->count++] = j;
    return TC_OK;
}

/* What the plan approves, by which it is known again. */
static tc_code keep_plan(tc_suggesting *s)
{
    const tc_plan *plan = tc_inquiry_plan(s->inquiry);
    const size_t count = (size_t)s->problem->project_count * TC_POLLUTANTS;
    s->suggestion->status = plan->status;
    if (plan->status == TC_PLAN_INFEASIBLE)
        return TC_OK;
    tc_grains *emission = tc_arena_take(&s->suggestion->arena, count, sizeof *emission);
    if (!emission)
        return tc_no_memory(s->error);
    memcpy(emission, plan->emission, count * sizeof *emission);
    s->suggestion->emission = emission;
    return TC_OK;
}

static tc_code find(tc_suggesting *s, const tc_suggest_options *options)
{
    tc_suggestion *suggestion = s->suggestion;
    int tiers = options->tiers;
    for (int j = 0; options->tiers == 0 && j < s->problem->project_count; j++)
        if (s->problem->projects[j].tier > tiers)
            tiers = s->problem->projects[j].tier;
    tc_code code = keep_plan(s);
    if (code == TC_OK)
        code = tc_suggest_supply(s, tiers);
    const bool has_plan = suggestion->status != TC_PLAN_INFEASIBLE;
    if (code == TC_OK && has_plan)
        code = tc_suggest_unlocks(s);
    if (code == TC_OK && has_plan)
        code = tc_suggest_stranded(s);
    if (code == TC_OK && has_plan && options->marginals)
        code = tc_suggest_marginals(s);
    suggestion->asked = tc_inquiry_count(s->inquiry).asked;
    suggestion->replayed = tc_inquiry_count(s->inquiry).replayed;
    return code;
}

static tc_suggestion *new_suggestion(void)
{
    tc_arena arena = {0};
    tc_suggestion *suggestion = tc_arena_take(&arena, 1, sizeof *suggestion);
    if (suggestion)
        suggestion->arena = arena;
    return suggestion;
}

tc_code tc_suggest(const tc_problem *problem, const tc_suggest_options *options,
                   tc_suggestion **suggestion, tc_error *error)
{
    static const tc_suggest_options usual = {0};
    const tc_suggest_options *wanted = options ? options : &usual;
    tc_suggesting s = {
        .problem = problem, .suggestion = new_suggestion(), .error = error};
    if (!s.suggestion)
        return tc_no_memory(error);
    tc_code code = tc_inquiry_open(problem, &wanted->solve, &s.inquiry, error);
    if (code == TC_OK)
        code = find(&s, wanted);
    tc_inquiry_close(s.inquiry);
    if (code == TC_OK)
        *suggestion = s.suggestion;
    else
        tc_suggestion_free(s.suggestion);
    return code;
}
