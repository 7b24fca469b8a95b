/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/conflict.h"

/* What is said, of which case, in which language. */
typedef struct saying {
    const tc_problem *problem;
    bool zh;
    tc_buffer *out;
} saying;

static void say(const saying *s, const char *zh, const char *en)
{
    tc_buffer_puts(s->out, s->zh ? zh : en);
}

static void say_project(const saying *s, int project)
{
    const tc_project *about = &s->problem->projects[project];
    tc_buffer_printf(s->out, "%s %s", about->id, about->name);
}

static void say_clause(const saying *s, const tc_citation *citation, int project)
{
    tc_citation_write(s->problem, project < 0 ? NULL : &s->problem->projects[project],
                      citation, -1, s->zh ? TC_ZH : TC_EN, s->out);
}

/* "：why（who，locks.csv:3）" */
static void say_lock(const saying *s, const tc_lock *lock)
{
    tc_buffer_printf(s->out,
                     s->zh ? "：%s（%s，locks.csv:%d）" : ": %s (%s, locks.csv:%d)",
                     lock->why, lock->who, lock->line);
}

/* "case.json:12 export_cap（NOx，甲县）" */
static void say_entry(const saying *s, const char *list, const tc_rule *rule)
{
    tc_buffer_printf(s->out, "case.json:%d %s%s%s", rule->line, list, s->zh ? "（" : " (",
                     rule->pollutant < 0 ? (s->zh ? "各污染物" : "any pollutant")
                                         : tc_pollutants[rule->pollutant].id);
    tc_buffer_printf(s->out, "%s%s", s->zh ? "，" : ", ",
                     rule->area < 0 ? (s->zh ? "各区域" : "any area")
                                    : s->problem->areas[rule->area].name);
    if (rule->industry)
        tc_buffer_printf(s->out, "%s%s", s->zh ? "，" : ", ", rule->industry);
    say(s, "）", ")");
}

static void say_reason(const saying *s, const tc_rule *rule)
{
    if (rule->reason && *rule->reason)
        tc_buffer_printf(s->out, s->zh ? "：%s" : ": %s", rule->reason);
}

static void say_required(const saying *s, int project)
{
    const tc_project *about = &s->problem->projects[project];
    const bool locked = about->lock && about->lock->in;
    say(s, locked ? "锁定安排：" : "必保：", locked ? "locked in: " : "must be served: ");
    say_project(s, project);
    tc_buffer_printf(s->out, s->zh ? "（第 %d 层" : " (tier %d", about->tier);
    if (about->line > 0)
        tc_buffer_printf(s->out, s->zh ? "，projects.csv:%d" : ", projects.csv:%d",
                         about->line);
    say(s, "）", ")");
    if (locked)
        say_lock(s, about->lock);
}

static void say_no_pool(const saying *s, int project)
{
    const tc_project *about = &s->problem->projects[project];
    if (about->pool_denial.kind == TC_CITED_CLAUSE) {
        say(s, "规则不许统筹 ", "no access to the pool by the rules: ");
        say_project(s, project);
        say(s, "：", ": ");
        say_clause(s, &about->pool_denial, project);
        return;
    }
    say(s, "未申请全市统筹：", "has not applied for the pool: ");
    say_project(s, project);
}

/* "S1、S2" of those that the restriction is about and that supply anything. */
static void say_barred(const saying *s, unsigned bit)
{
    bool any = false;
    for (int i = 0; i < s->problem->source_count; i++) {
        const tc_source *source = &s->problem->sources[i];
        bool falls = false;
        for (int p = 0; p < TC_POLLUTANTS; p++)
            falls = falls || ((source->limits[p] & bit) && source->supply[p] > 0.0);
        if (!falls)
            continue;
        if (any)
            say(s, "、", ", ");
        tc_buffer_puts(s->out, source->id);
        any = true;
    }
}

/* A required project that the restriction is about: what its clause says is of one. */
static int barred_project(const tc_problem *problem, unsigned bit)
{
    for (int j = 0; j < problem->project_count; j++)
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (problem->projects[j].must_serve && (problem->projects[j].limits[p] & bit))
                return j;
    return -1;
}

static void say_bar(const saying *s, int rule)
{
    const tc_restriction *bar = &s->problem->restrictions[rule];
    say(s, "规则禁用的削减源 ", "sources barred by the rules, ");
    say_barred(s, bar->bit);
    say(s, "：", ": ");
    say_clause(s, &bar->cited, barred_project(s->problem, bar->bit));
}

static void say_cap(const saying *s, const tc_rule *rule)
{
    say_entry(s, "export_cap", rule);
    tc_buffer_printf(s->out, s->zh ? "：至多可调出 %g %%" : ": at most %g %% may leave",
                     rule->value * 100.0);
    say_reason(s, rule);
}

static void say_reserve(const saying *s, const tc_rule *rule)
{
    say_entry(s, "reserve", rule);
    tc_buffer_printf(s->out, s->zh ? "：留存 %g %%" : ": %g %% held back",
                     rule->value * 100.0);
    say_reason(s, rule);
}

void tc_element_write(const tc_problem *problem, const tc_element *element,
                      tc_language language, tc_buffer *out)
{
    const saying s = {problem, language == TC_ZH, out};
    const int j = element->project;
    switch (element->kind) {
    case TC_ELEMENT_REQUIRED:
        say_required(&s, j);
        break;
    case TC_ELEMENT_LOCKED:
        say(&s, "锁定不安排：", "locked out: ");
        say_project(&s, j);
        say_lock(&s, problem->projects[j].lock);
        break;
    case TC_ELEMENT_REFUSED:
        say(&s, "规则不予安排 ", "refused by the rules: ");
        say_project(&s, j);
        say(&s, "：", ": ");
        say_clause(&s, &problem->projects[j].refusal, j);
        break;
    case TC_ELEMENT_NO_POOL:
        say_no_pool(&s, j);
        break;
    case TC_ELEMENT_BARRED:
        say_bar(&s, element->rule);
        break;
    case TC_ELEMENT_KEPT:
        say(&s, "留给本县重点项目：", "kept for a county's own key projects: ");
        say_clause(&s, &problem->protection, -1);
        break;
    case TC_ELEMENT_CAPPED:
        say_cap(&s, &problem->export_cap.list[element->rule]);
        break;
    case TC_ELEMENT_RESERVED:
        say_reserve(&s, &problem->reserve.list[element->rule]);
        break;
    }
}

/* ---- steps ------------------------------------------------------------------------- */

static void say_supply(const saying *s, const tc_repair_step *step)
{
    const tc_change *change = &step->change;
    char tonnes[32];
    tc_grains_write(step->grains, s->problem->grain_digits, tonnes);
    tc_buffer_printf(s->out, "%s %s t/a", tc_pollutants[change->pollutant].id, tonnes);
    if (change->basin >= 0)
        tc_buffer_printf(s->out, s->zh ? "，流域 %s" : ", basin %s",
                         s->problem->basins[change->basin]);
    if (change->area >= 0)
        tc_buffer_printf(s->out, s->zh ? "，须在%s" : ", in %s",
                         s->problem->areas[change->area].name);
    else
        say(s, "，各县（市、区）均可", ", in any area");
    tc_buffer_printf(s->out, s->zh ? "，不晚于 %s 形成" : ", there by %s",
                     tc_day_write(change->day).text);
}

static void say_release(const saying *s, int project)
{
    const tc_project *about = &s->problem->projects[project];
    say(s, "不再必保：", "no longer required: ");
    say_project(s, project);
    tc_buffer_printf(s->out, s->zh ? "（第 %d 层" : " (tier %d", about->tier);
    if (about->lock && about->lock->in)
        tc_buffer_printf(s->out, s->zh ? "，锁定人 %s" : ", locked in by %s",
                         about->lock->who);
    say(s, "）", ")");
}

static void say_start(const saying *s, const tc_repair_step *step)
{
    say(s, "推迟投产：", "later start: ");
    say_project(s, step->change.project);
    tc_buffer_printf(s->out, s->zh ? "，%s%s" : ", %s%s",
                     tc_day_write(step->change.day).text,
                     !step->day_least ? ""
                     : s->zh          ? "（早一天都没有方案）"
                                      : " (a day earlier, and there is no plan)");
}

static void say_unlock(const saying *s, int project)
{
    say(s, "解除锁定：", "take the lock off: ");
    say_project(s, project);
    say_lock(s, s->problem->projects[project].lock);
}

static void say_lift(const saying *s, tc_element_kind kind, int project, int rule)
{
    const tc_element element = {kind, project, rule};
    say(s, "放开：", "lift: ");
    tc_element_write(s->problem, &element, s->zh ? TC_ZH : TC_EN, s->out);
}

static void say_pool(const saying *s, int project)
{
    if (s->problem->projects[project].pool_denial.kind == TC_CITED_CLAUSE) {
        say_lift(s, TC_ELEMENT_NO_POOL, project, -1);
        return;
    }
    say(s, "申请全市统筹：", "apply for the pool: ");
    say_project(s, project);
}

void tc_repair_step_write(const tc_problem *problem, const tc_repair_step *step,
                          tc_language language, tc_buffer *out)
{
    const saying s = {problem, language == TC_ZH, out};
    const tc_change *change = &step->change;
    switch (change->kind) {
    case TC_CHANGE_ADD_SUPPLY:
        say_supply(&s, step);
        break;
    case TC_CHANGE_RELEASE:
        say_release(&s, change->project);
        break;
    case TC_CHANGE_START:
        say_start(&s, step);
        break;
    case TC_CHANGE_POOL:
        say_pool(&s, change->project);
        break;
    case TC_CHANGE_UNLOCK:
        say_unlock(&s, change->project);
        break;
    case TC_CHANGE_ADMIT:
        say_lift(&s, TC_ELEMENT_REFUSED, change->project, -1);
        break;
    case TC_CHANGE_NO_RESERVE:
        say_lift(&s, TC_ELEMENT_RESERVED, -1, change->rule);
        break;
    case TC_CHANGE_NO_CAP:
        say_lift(&s, TC_ELEMENT_CAPPED, -1, change->rule);
        break;
    case TC_CHANGE_NO_KEPT:
        say_lift(&s, TC_ELEMENT_KEPT, -1, -1);
        break;
    case TC_CHANGE_NO_BAR:
        say_lift(&s, TC_ELEMENT_BARRED, -1, change->rule);
        break;
    case TC_CHANGE_LESS_SUPPLY:
    case TC_CHANGE_LOSE_SOURCE:
    case TC_CHANGE_SOURCE_FROM:
    case TC_CHANGE_EMIT_LESS:
    case TC_CHANGE_ACCEPTED:
    case TC_CHANGE_TIER:
    case TC_CHANGE_REFUSE:
    case TC_CHANGE_REQUIRE:
        break; /* of no repair */
    }
}
