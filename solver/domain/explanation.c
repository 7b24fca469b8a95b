/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/explanation.h"

static const char *const HOLDS[] = {"required", "locked-in", "local", "earlier",
                                    "tie",      "same",      "later"};

static const char *const WAYS[] = {"emission", "supply", "start",  "pool",
                                   "tier",     "swap",   "unlock", "admit"};

static const struct {
    const char *word, *zh, *en;
} LINES[] = {
    {"verdict", "结论", "verdict"},    {"stop", "卡在", "stopped by"},
    {"margin", "余量", "margin"},      {"holders", "占用", "held by"},
    {"ties", "并列", "tied"},          {"emission", "减排", "emit less"},
    {"supply", "增源", "more supply"}, {"start", "日期", "start"},
    {"pool", "统筹", "pool"},          {"tier", "层级", "tier"},
    {"swap", "互换", "swap"},          {"lifted", "解除", "lift"},
    {"displaced", "强排", "force in"},
};

const char *tc_hold_word(tc_hold_kind kind)
{
    return HOLDS[kind];
}

const char *tc_way_word(tc_way_kind kind)
{
    return WAYS[kind];
}

const char *tc_explained_word(tc_explained line)
{
    return LINES[line].word;
}

const char *tc_explained_shown(tc_explained line, tc_language language)
{
    return language == TC_ZH ? LINES[line].zh : LINES[line].en;
}

int tc_goal_of_tier(const tc_problem *problem, int tier)
{
    for (int g = 0; g < problem->goal_count; g++)
        if (problem->goals[g].kind == TC_GOAL_TIER && problem->goals[g].tier == tier)
            return g;
    return problem->goal_count;
}

bool tc_explanation_has_plan(const tc_explanation *explanation)
{
    return explanation->status != TC_PLAN_INFEASIBLE;
}

void tc_explanation_free(tc_explanation *explanation)
{
    if (!explanation)
        return;
    tc_arena arena = explanation->arena; /* it lies in its own arena */
    tc_arena_free(&arena);
}

bool tc_displacements_have_plan(const tc_displacements *displacements)
{
    return displacements->status != TC_PLAN_INFEASIBLE;
}

void tc_displacements_free(tc_displacements *displacements)
{
    if (!displacements)
        return;
    tc_arena arena = displacements->arena; /* they lie in their own arena */
    tc_arena_free(&arena);
}
