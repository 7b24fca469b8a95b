/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "domain/cause_words.h"

static const tc_frame *frame_of(const tc_saying *s)
{
    return &s->difference->frame;
}

/* ---- what a case has once ---------------------------------------------------------- */

enum { ENTRIES_SHOWN = 4 };

/* "NOx，甲县 10 %、…" */
static void say_rules(const tc_saying *s, int side, const tc_rule_list *rules, bool ratio)
{
    if (rules->count == 0)
        tc_saying_put(s, "无", "none");
    for (int k = 0; k < rules->count && k < ENTRIES_SHOWN; k++) {
        const tc_rule *rule = &rules->list[k];
        if (k > 0)
            tc_saying_put(s, "、", ", ");
        tc_buffer_puts(s->out, rule->pollutant < 0 ? (s->zh ? "各污染物" : "any")
                                                   : tc_pollutants[rule->pollutant].id);
        if (rule->area >= 0)
            tc_buffer_printf(s->out, " %s", tc_saying_area(s, side, rule->area));
        if (rule->industry)
            tc_buffer_printf(s->out, " %s", rule->industry);
        if (ratio)
            tc_buffer_printf(s->out, " %g", rule->value);
        else
            tc_buffer_printf(s->out, " %g %%", rule->value * 100.0);
    }
    if (rules->count > ENTRIES_SHOWN)
        tc_buffer_printf(s->out, s->zh ? "……共 %d 条" : " … %d in all", rules->count);
}

static void say_both(const tc_saying *s, const char *zh, const char *en,
                     const tc_rule_list *a, const tc_rule_list *b, bool ratio)
{
    tc_saying_put(s, zh, en);
    say_rules(s, 0, a, ratio);
    tc_buffer_puts(s->out, " → ");
    say_rules(s, 1, b, ratio);
}

static void say_goals(const tc_saying *s, int side)
{
    const tc_problem *problem = frame_of(s)->cases[side];
    for (int k = 0; k < problem->goal_count; k++)
        tc_buffer_printf(s->out, "%s%s", k > 0 ? ", " : "", problem->goals[k].name);
}

static void say_set_names(const tc_saying *s, int side)
{
    const tc_problem *problem = frame_of(s)->cases[side];
    if (problem->rule_set_count == 0)
        tc_saying_put(s, "无", "none");
    for (int k = 0; k < problem->rule_set_count; k++)
        tc_buffer_printf(s->out, "%s%s", k > 0 ? ", " : "", problem->rule_sets[k].id);
}

/* Switches of sets that both cases have. */
static void say_switches(tc_saying *s)
{
    const tc_problem *a = frame_of(s)->cases[0], *b = frame_of(s)->cases[1];
    for (int k = 0; k < a->rule_set_count && k < b->rule_set_count; k++) {
        const tc_rule_set *x = &a->rule_sets[k], *y = &b->rule_sets[k];
        for (int i = 0; i < x->switch_count && i < y->switch_count; i++)
            if (strcmp(x->id, y->id) == 0 &&
                strcmp(x->switches[i].value, y->switches[i].value) != 0)
                tc_saying_names(s, x->switches[i].name, x->switches[i].name,
                                x->switches[i].value, y->switches[i].value);
    }
}

static void say_sets(tc_saying *s)
{
    tc_saying_put(s, "规则集：", "rule sets: ");
    say_set_names(s, 0);
    tc_buffer_puts(s->out, " → ");
    say_set_names(s, 1);
    s->said = 1;
    say_switches(s);
}

static void say_once(tc_saying *s, tc_part_kind kind)
{
    const tc_problem *a = frame_of(s)->cases[0], *b = frame_of(s)->cases[1];
    switch (kind) {
    case TC_PART_RESERVE:
        say_both(s, "留存 reserve：", "held back (reserve): ", &a->reserve, &b->reserve,
                 false);
        break;
    case TC_PART_CAPS:
        say_both(s, "外调上限 export_cap：", "export_cap: ", &a->export_cap,
                 &b->export_cap, false);
        break;
    case TC_PART_RATIOS:
        say_both(s, "替代倍数 ratios：", "ratios: ", &a->ratios, &b->ratios, true);
        break;
    case TC_PART_EXCHANGE:
        tc_buffer_printf(s->out,
                         s->zh ? "折算系数 exchange.csv 变了（%d 条 → %d 条）"
                               : "exchange.csv is another (lines %d → %d)",
                         a->exchange_count, b->exchange_count);
        break;
    case TC_PART_ATTAINMENT:
        tc_buffer_printf(s->out,
                         s->zh ? "达标情况 attainment.csv 变了（%d 条 → %d 条）"
                               : "attainment.csv is another (lines %d → %d)",
                         a->attainment_count, b->attainment_count);
        break;
    case TC_PART_AREAS:
        tc_saying_put(s, "区域的类别 areas.csv 变了",
                      "areas.csv: the kind of an area is another");
        break;
    case TC_PART_DATE:
        tc_saying_days(s, "决定日", "decision date", a->decision_date, b->decision_date);
        break;
    case TC_PART_RULE_SETS:
        say_sets(s);
        break;
    case TC_PART_POLICY:
        tc_saying_put(s, "目标次序 policy：", "policy: ");
        say_goals(s, 0);
        tc_buffer_puts(s->out, " → ");
        say_goals(s, 1);
        break;
    case TC_PART_SOURCE:
    case TC_PART_PROJECT:
    case TC_PART_LOCK:
    case TC_PARTS:
        break;
    }
}

static void say_many(const tc_saying *s, const tc_cause *cause)
{
    const tc_frame *frame = frame_of(s);
    const int first = cause->parts[0].item;
    const int side = tc_frame_project(frame, first, 1) ? 1 : 0;
    tc_buffer_printf(s->out,
                     cause->parts[0].kind == TC_PART_LOCK
                         ? (s->zh ? "%s的 %d 个项目锁定变了" : "%s: locks of %d projects")
                         : (s->zh ? "%s的 %d 个项目变了" : "%s: %d projects changed"),
                     tc_saying_area(s, side, tc_frame_project(frame, first, side)->area),
                     cause->count);
}

void tc_cause_write(const tc_difference *difference, int cause, tc_language language,
                    tc_buffer *out)
{
    tc_saying s = {difference, language == TC_ZH, out, 0};
    const tc_cause *about = &difference->causes[cause];
    const tc_part *part = &about->parts[0];
    if (part->kind == TC_PART_SOURCE && about->count > 1)
        tc_saying_sources(&s, about);
    else if (part->kind == TC_PART_SOURCE)
        tc_saying_source(&s, part->item);
    else if (part->item >= 0 && about->count > 1)
        say_many(&s, about);
    else if (part->kind == TC_PART_PROJECT)
        tc_saying_project(&s, part->item);
    else if (part->kind == TC_PART_LOCK)
        tc_saying_lock(&s, part->item);
    else
        say_once(&s, part->kind);
}

/* ---- who comes first --------------------------------------------------------------- */

/* Where in the policy the tier is looked at; after all where it is not. */
static int goal_of_tier(const tc_problem *problem, int tier)
{
    int at = 0;
    while (at < problem->goal_count &&
           !(problem->goals[at].kind == TC_GOAL_TIER && problem->goals[at].tier == tier))
        at++;
    return at;
}

static bool is_guaranteed(const tc_problem *problem, const tc_project *project)
{
    for (int k = 0; k < goal_of_tier(problem, project->tier); k++)
        if (problem->goals[k].kind == TC_GOAL_GUARANTEE_LOCAL)
            return project->local_key;
    return false;
}

void tc_precedence_write(const tc_difference *difference, int first, int second,
                         tc_language language, tc_buffer *out)
{
    const tc_saying s = {difference, language == TC_ZH, out, 0};
    const tc_problem *problem = difference->frame.cases[1];
    const tc_project *a = tc_frame_project(&difference->frame, first, 1);
    const tc_project *b = tc_frame_project(&difference->frame, second, 1);
    if (a->must_serve && !b->must_serve)
        tc_saying_put(&s, "必须满足的在前", "what must be served comes first");
    else if (is_guaranteed(problem, a) && !is_guaranteed(problem, b))
        tc_saying_put(&s, "本县重点项目先得保障", "a county's key projects come first");
    else if (goal_of_tier(problem, a->tier) < goal_of_tier(problem, b->tier))
        tc_buffer_printf(out,
                         s.zh ? "第 %d 层在第 %d 层之前" : "tier %d comes before tier %d",
                         a->tier, b->tier);
    else if (a->tier == b->tier && a->weight > b->weight)
        tc_saying_put(&s, "同层而权重较大", "of the same tier, with more weight");
    else if (a->tier == b->tier && a->accepted_on < b->accepted_on)
        tc_saying_put(&s, "同层而受理在前", "of the same tier, accepted earlier");
    else if (a->tier == b->tier && a->accepted_on == b->accepted_on &&
             strcmp(a->id, b->id) < 0)
        tc_saying_put(&s, "同层、同日受理，编号在前", "of the same tier and day, by id");
    else
        tc_saying_put(&s, "这样安排，在前的目标达到得更多",
                      "earlier goals reach more this way");
}
