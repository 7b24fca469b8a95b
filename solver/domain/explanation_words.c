/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/explanation.h"
#include "domain/explanation_say.h"

/* ---- verdict ----------------------------------------------------------------------- */

static void say_verdict(const tc_speech *s)
{
    const tc_explanation *about = s->explanation;
    const tc_project *project = &s->problem->projects[about->project];
    bool needs = false;
    tc_utter_project(s, about->project);
    tc_buffer_printf(s->out, s->zh ? "（%s，第 %d 层）" : " (%s, tier %d): ",
                     s->problem->areas[project->area].name, project->tier);
    tc_buffer_puts(s->out, tc_standing_shown(about->standing, s->zh ? TC_ZH : TC_EN));
    tc_buffer_printf(s->out, s->zh ? "，份额 %s" : ", share %s",
                     tc_percent_of(about->share).text);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        if (!(project->emission[p] > 0.0))
            continue;
        if (!needs)
            tc_utter(s, "；核定排放（申请）", "; approved (asked for): ");
        else
            tc_utter(s, "、", ", ");
        needs = true;
        tc_buffer_printf(s->out, "%s ", tc_pollutants[p].id);
        tc_utter_grains(s, about->emission[p]);
        tc_utter(s, "（", " (");
        tc_utter_grains(s, tc_grains_up(project->emission[p], s->problem->grain_digits));
        tc_utter(s, "）", ")");
    }
    tc_utter(s, needs ? " t/a" : "；不排放这些污染物，不需要削减量",
             needs ? " t/a" : "; it emits none of the pollutants, and needs nothing");
}

/* ---- what stopped it --------------------------------------------------------------- */

/* "未列明 2022-12-31 起 270.8910，余 0.0000" */
static void say_pool(const tc_speech *s, const tc_pool_state *pool)
{
    tc_buffer_printf(s->out, "%s ", s->problem->areas[pool->area].name);
    if (pool->basin >= 0)
        tc_buffer_printf(s->out, "%s ", s->problem->basins[pool->basin]);
    tc_buffer_printf(s->out, s->zh ? "%s 起 " : "from %s ", tc_day_write(pool->day).text);
    tc_utter_grains(s, pool->supply);
    tc_utter(s, "，余 ", ", left ");
    tc_utter_grains(s, pool->left);
}

enum { POOLS_SHOWN = 3 };

static void say_pools(const tc_speech *s, const tc_stop *stop)
{
    tc_buffer_printf(s->out, s->zh ? "；%s 可用的池：" : "; %s may be drawn on: ",
                     tc_pollutants[stop->pollutant].id);
    for (int k = 0; k < stop->pool_count && k < POOLS_SHOWN; k++) {
        if (k > 0)
            tc_utter(s, "、", "; ");
        say_pool(s, &stop->pools[k]);
    }
    if (stop->pool_count > POOLS_SHOWN)
        tc_buffer_printf(s->out, s->zh ? "，另有 %d 个" : " and %d more",
                         stop->pool_count - POOLS_SHOWN);
}

/* What is left of each pollutant that a served project needs. */
static void say_margin(const tc_speech *s)
{
    const tc_explanation *about = s->explanation;
    if (about->stop_count == 0)
        return;
    tc_utter(s, "它可用的池里还余 ", "unused where it may draw: ");
    for (int k = 0; k < about->stop_count; k++) {
        if (k > 0)
            tc_utter(s, "、", ", ");
        tc_buffer_printf(s->out, "%s ", tc_pollutants[about->stops[k].pollutant].id);
        tc_utter_grains(s, about->stops[k].left);
    }
    tc_buffer_puts(s->out, " t/a");
}

static void say_stop(const tc_speech *s)
{
    const tc_explanation *about = s->explanation;
    if (about->standing == TC_STANDING_SERVED)
        return;
    tc_day first = 0;
    tc_buffer_puts(s->out, s->zh ? about->why.zh : about->why.en);
    for (int k = 0; k < about->stop_count; k++) {
        const tc_stop *stop = &about->stops[k];
        if (!stop->stops)
            continue;
        if (stop->pool_count > 0)
            say_pools(s, stop);
        else if (first == 0 || (stop->first_day > 0 && stop->first_day < first))
            first = stop->first_day;
    }
    if (first > 0)
        tc_buffer_printf(s->out, s->zh ? "；最早的 %s 形成" : "; the first comes on %s",
                         tc_day_write(first).text);
}

/* ---- who holds it ------------------------------------------------------------------ */

/* Why the holder comes first. */
static void say_right(const tc_speech *s, const tc_hold *hold)
{
    const tc_project *holder = &s->problem->projects[hold->project];
    switch (hold->kind) {
    case TC_HOLD_REQUIRED:
        tc_utter(s, "必保", "required");
        break;
    case TC_HOLD_LOCKED:
        tc_buffer_printf(s->out,
                         s->zh ? "锁定安排，%s，locks.csv:%d"
                               : "locked in by %s, locks.csv:%d",
                         holder->lock->who, holder->lock->line);
        break;
    case TC_HOLD_LOCAL:
    case TC_HOLD_EARLIER:
        tc_utter_goal(s, hold->goal);
        break;
    case TC_HOLD_TIE:
        tc_utter(s, "同等条件，受理在先", "tied, accepted first");
        break;
    case TC_HOLD_SAME:
        tc_utter(s, "同一目标，合计更大", "same goal, which reaches more so");
        break;
    case TC_HOLD_LATER:
        tc_utter_goal(s, hold->goal);
        tc_utter(s, "，在后，用其余", ", later, of the rest");
        break;
    }
}

static void say_holders_of(const tc_speech *s, const tc_stop *stop, int shown)
{
    tc_grains rest = 0;
    tc_buffer_printf(s->out, s->zh ? "%s：" : "%s: ", tc_pollutants[stop->pollutant].id);
    for (int k = 0; k < stop->hold_count; k++) {
        const tc_hold *hold = &stop->holds[k];
        if (k >= shown) {
            rest += hold->grains;
            continue;
        }
        if (k > 0)
            tc_utter(s, "、", ", ");
        tc_buffer_printf(s->out, "%s ", s->problem->projects[hold->project].id);
        tc_utter_grains(s, hold->grains);
        tc_utter(s, "（", " (");
        say_right(s, hold);
        tc_utter(s, "）", ")");
    }
    if (stop->hold_count > shown) {
        tc_buffer_printf(s->out, s->zh ? "，另有 %d 项 " : " and %d more ",
                         stop->hold_count - shown);
        tc_utter_grains(s, rest);
    }
}

/* The clauses of the goals that count them. */
static void say_clauses(const tc_speech *s, const tc_stop *stops, int count)
{
    enum { CLAUSES_MOST = 8 }; /* more kinds there are not */
    const char *said[CLAUSES_MOST] = {NULL};
    int found = 0;
    for (int k = 0; k < count; k++)
        for (int h = 0; stops[k].stops && h < stops[k].hold_count; h++) {
            const char *clause =
                tc_hold_clause(s->problem, &stops[k].holds[h], s->zh ? TC_ZH : TC_EN);
            int at = 0;
            while (at < found && said[at] != clause)
                at++;
            if (at == found && found < CLAUSES_MOST)
                said[found++] = clause;
        }
    for (int k = 0; k < found; k++) {
        tc_utter(s, k == 0 ? "；依据 " : "、", k == 0 ? "; by " : ", ");
        tc_buffer_puts(s->out, said[k]);
    }
}

static void say_holders(const tc_speech *s)
{
    enum { SHOWN = 4, SHOWN_OF_SEVERAL = 2 };
    const tc_explanation *about = s->explanation;
    int stopping = 0, said = 0;
    for (int k = 0; k < about->stop_count; k++)
        stopping += about->stops[k].stops && about->stops[k].hold_count > 0;
    for (int k = 0; k < about->stop_count; k++) {
        if (!about->stops[k].stops || about->stops[k].hold_count == 0)
            continue;
        if (said++ > 0)
            tc_utter(s, "；", "; ");
        say_holders_of(s, &about->stops[k], stopping > 1 ? SHOWN_OF_SEVERAL : SHOWN);
    }
    if (said > 0)
        say_clauses(s, about->stops, about->stop_count);
}

/* ---- ties -------------------------------------------------------------------------- */

static bool same_day(const tc_speech *s, const tc_tie *tie)
{
    for (int k = 1; k < tie->count; k++)
        if (s->problem->projects[tie->projects[k]].accepted_on !=
            s->problem->projects[tie->projects[0]].accepted_on)
            return false;
    return true;
}

static void say_ties(const tc_speech *s)
{
    const tc_tie *tie = &s->explanation->tie;
    if (tie->count == 0)
        return;
    if (!tc_problem_has_goal(s->problem, TC_GOAL_FIRST_COME) || same_day(s, tie))
        tc_utter(s, "同等条件，按编号：", "tied, by id: ");
    else
        tc_utter(s, "同等条件，先受理先得：", "tied, first come first served: ");
    for (int k = 0; k < tie->count; k++) {
        const tc_project *one = &s->problem->projects[tie->projects[k]];
        if (k > 0)
            tc_utter(s, "、", ", ");
        tc_buffer_printf(s->out, s->zh ? "%s（%s）" : "%s (%s)", one->id,
                         one->accepted_on == TC_DAY_NEVER
                             ? (s->zh ? "未填" : "no date")
                             : tc_day_write(one->accepted_on).text);
    }
    const bool served = s->explanation->standing == TC_STANDING_SERVED;
    if (served)
        tc_utter(s, "；若它受理在最后，份额", "; accepted last, its share would be ");
    else
        tc_utter(s, "；若它受理在最先，份额", "; accepted first, its share would be ");
    tc_buffer_printf(s->out, s->zh ? " %s" : "%s", tc_percent_of(tie->share).text);
    tc_utter_falls(s, &tie->falls, s->explanation->project);
}

/* ---- the lines --------------------------------------------------------------------- */

void tc_explained_write(const tc_problem *problem, const tc_explanation *explanation,
                        tc_explained line, tc_language language, tc_buffer *out)
{
    const tc_speech s = {problem, explanation, language == TC_ZH, out};
    if (explanation->status == TC_PLAN_INFEASIBLE)
        return;
    switch (line) {
    case TC_EXPLAINED_VERDICT:
        say_verdict(&s);
        break;
    case TC_EXPLAINED_STOP:
        say_stop(&s);
        break;
    case TC_EXPLAINED_MARGIN:
        if (explanation->standing == TC_STANDING_SERVED)
            say_margin(&s);
        break;
    case TC_EXPLAINED_HOLDERS:
        say_holders(&s);
        break;
    case TC_EXPLAINED_TIES:
        say_ties(&s);
        break;
    case TC_EXPLAINED_EMISSION:
    case TC_EXPLAINED_SUPPLY:
    case TC_EXPLAINED_START:
    case TC_EXPLAINED_POOL:
    case TC_EXPLAINED_TIER:
    case TC_EXPLAINED_SWAP:
    case TC_EXPLAINED_LIFTED:
        tc_utter_ways(&s, line);
        break;
    case TC_EXPLAINED_DISPLACED:
        if (explanation->standing == TC_STANDING_PARTIAL ||
            explanation->standing == TC_STANDING_NONE)
            tc_utter_displacement(&s, &explanation->displacement);
        break;
    }
}
