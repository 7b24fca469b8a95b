/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/goal_list.h"

#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "io/json_members.h"

enum { TIERS_MOST = 99 };

static const struct {
    const char *name;
    tc_goal_kind kind;
} plain_goals[] = {
    {"guarantee-local", TC_GOAL_GUARANTEE_LOCAL},
    {"first-come", TC_GOAL_FIRST_COME},
    {"keep-local", TC_GOAL_KEEP_LOCAL},
};

enum { PLAIN_GOALS = sizeof plain_goals / sizeof *plain_goals };

/* "tier 2" or "tier 2 even", to the letter. */
static bool read_tier(const char *text, tc_goal *goal)
{
    static const char start[] = "tier ";
    if (strncmp(text, start, sizeof start - 1) != 0)
        return false;
    text += sizeof start - 1;
    if (*text < '1' || *text > '9')
        return false;
    int tier = 0;
    for (; *text >= '0' && *text <= '9' && tier <= TIERS_MOST; text++)
        tier = tier * 10 + (*text - '0');
    goal->kind = TC_GOAL_TIER;
    goal->tier = tier;
    goal->even = strcmp(text, " even") == 0;
    return tier <= TIERS_MOST && (*text == '\0' || goal->even);
}

static bool read_goal(const char *text, tc_goal *goal)
{
    *goal = (tc_goal){.name = text};
    for (int k = 0; k < PLAIN_GOALS; k++)
        if (strcmp(text, plain_goals[k].name) == 0) {
            goal->kind = plain_goals[k].kind;
            return true;
        }
    return read_tier(text, goal);
}

/* "tier 0", "tier 100 even": a tier that there is not? */
static bool is_odd_tier(const char *text)
{
    static const char start[] = "tier ";
    static const char digits[] = "0123456789";
    if (strncmp(text, start, sizeof start - 1) != 0)
        return false;
    text += sizeof start - 1;
    const size_t count = strspn(text, digits);
    const bool whole = text[count] == '\0' || strcmp(text + count, " even") == 0;
    return whole && (count > 2 || strspn(text, "0") == count) && count > 0;
}

static void refuse_goal(const char *file, const tc_json *value, tc_faults *faults)
{
    char tiers[2 * 9][16]; /* "tier 1", "tier 1 even" … */
    tc_nearest search;
    tc_nearest_start(&search, value->text, false);
    for (int k = 0; k < PLAIN_GOALS; k++)
        tc_nearest_offer(&search, plain_goals[k].name);
    for (int k = 0; k < 2 * 9; k++) {
        snprintf(tiers[k], sizeof tiers[k], "tier %d%s", k / 2 + 1, k % 2 ? " even" : "");
        tc_nearest_offer(&search, tiers[k]);
    }
    const tc_shown shown = tc_plain_show(value->text);
    const tc_place place = {file, value->line, value->column};
    if (is_odd_tier(value->text))
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place,
                     "policy：“%s”不是目标，tier 之后应是 1 至 %d",
                     "policy: '%s' is no goal: tiers go from 1 to %d", shown.text,
                     TIERS_MOST);
    else if (search.best)
        tc_fault_add(
            faults, TC_SEVERITY_ERROR, &place, "policy：“%s”不是目标，是不是“%s”？",
            "policy: '%s' is no goal: did you mean '%s'?", shown.text, search.best);
    else
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place,
                     "policy：“%s”不是目标，应是 guarantee-local、tier 1（可加 "
                     "even）、first-come、keep-local",
                     "policy: '%s' is no goal: guarantee-local, tier 1 (or tier 1 even), "
                     "first-come or keep-local is expected",
                     shown.text);
}

/* Goals as they are read; memory that runs out leaves list NULL. */
typedef struct goal_list {
    const char *file;
    tc_arena *arena;
    tc_goal *list;
    int count;
    tc_faults *faults;
} goal_list;

static bool is_stated(const goal_list *goals, const tc_goal *goal, const char **earlier)
{
    for (int g = 0; g < goals->count; g++)
        if (goals->list[g].kind == goal->kind && goals->list[g].tier == goal->tier) {
            *earlier = goals->list[g].name;
            return true;
        }
    return false;
}

static bool add_goal(goal_list *goals, const tc_json *value)
{
    if (!tc_member_expect(goals->file, value, TC_JSON_TEXT, goals->faults))
        return true;
    tc_goal goal;
    const char *earlier = NULL;
    if (!read_goal(value->text, &goal)) {
        refuse_goal(goals->file, value, goals->faults);
        return true;
    }
    if (is_stated(goals, &goal, &earlier)) {
        const tc_place place = {goals->file, value->line, value->column};
        tc_fault_add(goals->faults, TC_SEVERITY_ERROR, &place,
                     "policy：“%s”与前面的“%s”重复", "policy: '%s' repeats '%s'",
                     value->text, earlier);
        return true;
    }
    goal.name = tc_arena_text(goals->arena, value->text, strlen(value->text));
    if (goal.name)
        goals->list[goals->count++] = goal;
    return goal.name != NULL;
}

bool tc_goals_read(const char *file, const tc_json *list, tc_arena *arena,
                   tc_faults *faults, const tc_goal **goals, int *count)
{
    if (!tc_member_expect(file, list, TC_JSON_ARRAY, faults))
        return true;
    const tc_place place = {file, list->line, list->column};
    if (list->count == 0)
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "policy 是空的，至少要有一个目标",
                     "policy is empty: at least one goal is needed");
    goal_list read = {.file = file,
                      .arena = arena,
                      .list = tc_arena_take(arena, (size_t)list->count, sizeof(tc_goal)),
                      .faults = faults};
    if (!read.list)
        return false;
    for (const tc_json *value = list->child; value; value = value->next)
        if (!add_goal(&read, value))
            return false;
    *goals = read.list;
    *count = read.count;
    return true;
}
