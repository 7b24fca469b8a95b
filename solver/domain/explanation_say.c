/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/explanation_say.h"

void tc_utter(const tc_speech *s, const char *zh, const char *en)
{
    tc_buffer_puts(s->out, s->zh ? zh : en);
}

void tc_utter_project(const tc_speech *s, int project)
{
    const tc_project *about = &s->problem->projects[project];
    tc_buffer_printf(s->out, "%s %s", about->id, about->name);
}

void tc_utter_grains(const tc_speech *s, tc_grains grains)
{
    char tonnes[32];
    tc_grains_write(grains, s->problem->grain_digits, tonnes);
    tc_buffer_puts(s->out, tonnes);
}

/* ---- goals and their clauses ------------------------------------------------------- */

void tc_utter_goal(const tc_speech *s, int goal)
{
    static const char *const names[] = {"属地保障", "", "先来先得", "少跨区域"};
    if (goal >= s->problem->goal_count) {
        tc_utter(s, "不在任何目标之内", "no goal");
        return;
    }
    const tc_goal *about = &s->problem->goals[goal];
    if (!s->zh)
        tc_buffer_puts(s->out, about->name);
    else if (about->kind == TC_GOAL_TIER)
        tc_buffer_printf(s->out, "第 %d 层", about->tier);
    else
        tc_buffer_puts(s->out, names[about->kind]);
}

/* Source: model.md §3; tiers beyond those of the notice are the case's own. */
static const char *clause_of_tier(bool zh, int tier)
{
    static const char *const clauses[][2] = {
        {"运政办函〔2022〕39号二（二）", "notice 39 of 2022, 二（二）"},
        {"运政办函〔2022〕39号一（一）", "notice 39 of 2022, 一（一）"},
        {"运政办函〔2022〕39号一（三）", "notice 39 of 2022, 一（三）"},
        {"案例的目标次序（policy）", "the order of goals of the case (policy)"}};
    const int which = tier <= 2 ? 0 : tier == 3 ? 1 : tier == 4 ? 2 : 3;
    return clauses[which][zh ? 0 : 1];
}

const char *tc_hold_clause(const tc_problem *problem, const tc_hold *hold,
                           tc_language language)
{
    const bool zh = language == TC_ZH;
    if (hold->kind == TC_HOLD_LOCKED)
        return "locks.csv";
    if (hold->kind == TC_HOLD_REQUIRED)
        return "projects.csv must_serve";
    if (hold->kind == TC_HOLD_TIE)
        return zh ? "先来先得（policy）" : "first-come (policy)";
    if (hold->goal >= problem->goal_count)
        return clause_of_tier(zh, TC_POLLUTANTS);
    if (problem->goals[hold->goal].kind == TC_GOAL_GUARANTEE_LOCAL)
        return clause_of_tier(zh, 1);
    return clause_of_tier(zh, problem->goals[hold->goal].tier);
}

/* ---- who falls --------------------------------------------------------------------- */

/* The pollutant in which the loss is told: one that stops the project, if it has to do
 * with it. */
static int telling(const tc_speech *s, const tc_fall *fall)
{
    const tc_explanation *about = s->explanation;
    for (int k = 0; about && k < about->stop_count; k++)
        if (about->stops[k].stops && fall->lost[about->stops[k].pollutant] > 0)
            return about->stops[k].pollutant;
    int most = 0;
    for (int p = 1; p < TC_POLLUTANTS; p++)
        most = fall->lost[p] > fall->lost[most] ? p : most;
    return most;
}

static void say_fall(const tc_speech *s, const tc_fall *fall)
{
    const int p = telling(s, fall);
    tc_buffer_printf(s->out, "%s %s → %s", s->problem->projects[fall->project].id,
                     tc_percent_of(fall->before).text, tc_percent_of(fall->after).text);
    if (fall->lost[p] <= 0)
        return;
    tc_buffer_printf(s->out, s->zh ? "（%s 少核定 " : " (%s less by ",
                     tc_pollutants[p].id);
    tc_utter_grains(s, fall->lost[p]);
    tc_utter(s, "）", ")");
}

void tc_utter_falls(const tc_speech *s, const tc_falls *falls, int but)
{
    enum { SHOWN = 3 };
    int said = 0, more = 0;
    for (int k = 0; k < falls->count; k++) {
        if (falls->list[k].project == but)
            continue;
        if (said == SHOWN) {
            more++;
            continue;
        }
        tc_utter(s, said == 0 ? "，届时 " : "、", said == 0 ? "; then " : ", ");
        say_fall(s, &falls->list[k]);
        said++;
    }
    if (more > 0)
        tc_buffer_printf(s->out, s->zh ? "，另有 %d 个也减少" : " and %d more fall",
                         more);
}

/* ---- displacement ------------------------------------------------------------------ */

/* Keep-local makes a sum small, and holds it negative. */
static double shown(const tc_problem *problem, int goal, double value)
{
    return problem->goals[goal].kind == TC_GOAL_KEEP_LOCAL ? 0.0 - value : value;
}

static void say_goal_change(const tc_speech *s, const tc_goal_change *change)
{
    tc_utter_goal(s, change->goal);
    if (change->smallest)
        tc_utter(s, "的最低份额", ", smallest share,");
    tc_buffer_printf(s->out, " %.6g → %.6g",
                     shown(s->problem, change->goal, change->before),
                     shown(s->problem, change->goal, change->after));
}

/* The first goal that loses; where none before first-come does, only the order of
 * acceptance is broken. */
static void say_loss(const tc_speech *s, const tc_displacement *displacement)
{
    const tc_goal_change *first = displacement->goals;
    if (displacement->goal_count == 0 || !(first->after < first->before)) {
        tc_utter(s, "；前面各目标的值不变", "; no goal before first-come loses");
        return;
    }
    tc_utter(s, "；方案先损失在：", "; the plan loses first at: ");
    say_goal_change(s, first);
}

void tc_utter_displacement(const tc_speech *s, const tc_displacement *displacement)
{
    if (!displacement->possible) {
        tc_utter(s, "没有方案能安排它，不论谁退让",
                 "no plan serves it, whoever gives way");
        return;
    }
    tc_utter(s, "必须安排它", "if it must be served");
    if (displacement->falls.count == 0)
        tc_utter(s, "，没有项目因此减少", ", no project gets less");
    tc_utter_falls(s, &displacement->falls, -1);
    say_loss(s, displacement);
}

void tc_displacement_write(const tc_problem *problem, const tc_displacement *displacement,
                           tc_language language, tc_buffer *out)
{
    const tc_speech s = {problem, NULL, language == TC_ZH, out};
    tc_utter_displacement(&s, displacement);
}
