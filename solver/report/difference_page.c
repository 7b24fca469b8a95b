/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "domain/difference.h"
#include "report/glyph.h"
#include "report/plan_text.h"
#include "report/rules_text.h"

/* What is printed, and where to. */
typedef struct page {
    const tc_difference *difference;
    tc_language language;
    tc_buffer *out;
} page;

static bool in_chinese(const page *p)
{
    return p->language == TC_ZH;
}

static void say(const page *p, const char *zh, const char *en)
{
    tc_buffer_puts(p->out, in_chinese(p) ? zh : en);
}

/* Text of files may hold anything. */
static void put_shown(const page *p, tc_buffer *text)
{
    (void)tc_glyph_puts(p->out, text->text ? text->text : "", 0);
    p->out->failed = p->out->failed || text->failed;
    tc_buffer_free(text);
}

static const tc_project *project_of(const page *p, int project)
{
    return tc_frame_any_project(&p->difference->frame, project);
}

static void put_id(const page *p, int project)
{
    (void)tc_glyph_puts(p->out, project_of(p, project)->id, 0);
}

/* "满足", "部分满足 50.00 %", "不在其中". */
static void put_place(const page *p, const tc_place_in *place)
{
    if (!place->there) {
        say(p, "不在其中", "not there");
        return;
    }
    tc_buffer_puts(p->out, tc_standing_shown(place->standing, p->language));
    if (place->standing == TC_STANDING_PARTIAL)
        tc_buffer_printf(p->out, " %s", tc_percent_of(place->share).text);
}

static void put_turn(const page *p, const tc_turn *turn)
{
    put_place(p, &turn->before);
    tc_buffer_puts(p->out, " → ");
    put_place(p, &turn->after);
}

/* ---- the two cases ----------------------------------------------------------------- */

static int count_served(const tc_problem *problem, const tc_plan *plan)
{
    int served = 0;
    for (int j = 0; j < problem->project_count; j++)
        served += tc_standing_of(problem, plan, j) == TC_STANDING_SERVED;
    return served;
}

static void put_case(const page *p, int side)
{
    static const char *const zh[] = {"甲：", "乙："}, *const en[] = {"A: ", "B: "};
    const tc_problem *problem = p->difference->frame.cases[side];
    const tc_plan *plan = p->difference->plans[side];
    say(p, zh[side], en[side]);
    (void)tc_glyph_puts(p->out, problem->name, 0);
    tc_buffer_printf(p->out,
                     in_chinese(p) ? "；削减源 %d 个，项目 %d 个，"
                                   : "; sources %d, projects %d, ",
                     problem->source_count, problem->project_count);
    if (plan->status == TC_PLAN_INFEASIBLE)
        say(p, "没有方案：必保项目不能同时满足（见 tongchou conflict）\n",
            "no plan: the required projects cannot all be served (see tongchou "
            "conflict)\n");
    else
        tc_buffer_printf(p->out, in_chinese(p) ? "满足 %d 个%s\n" : "served %d%s\n",
                         count_served(problem, plan),
                         plan->status == TC_PLAN_OPTIMAL ? ""
                         : in_chinese(p)                 ? "（未证明最优）"
                                         : " (not proved to be the best)");
}

static void put_illustrative(const page *p)
{
    int illustrative = 0;
    const int count = p->difference->frame.projects.count;
    for (int k = 0; k < count; k++)
        illustrative += project_of(p, k)->illustrative;
    if (illustrative > 0)
        tc_buffer_printf(
            p->out,
            in_chinese(p) ? "示例项目：%d 个（共 %d 个）为虚构示例，不代表任何真实申请\n"
                          : "示例项目 illustrative: %d of %d projects are invented, and "
                            "stand for no real application\n",
            illustrative, count);
}

/* ---- causes ------------------------------------------------------------------------ */

static void put_turns(const page *p, const tc_turns *turns)
{
    for (int k = 0; k < turns->count; k++) {
        const tc_turn *turn = &turns->list[k];
        tc_buffer_puts(p->out, "\n        ");
        put_id(p, turn->project);
        tc_buffer_puts(p->out, " ");
        (void)tc_glyph_puts(p->out, project_of(p, turn->project)->name, 0);
        say(p, "：", ": ");
        put_turn(p, turn);
    }
    tc_buffer_puts(p->out, "\n");
}

static void put_outcome(const page *p, const tc_turns *turns)
{
    if (!turns->decided)
        say(p, "条款互相矛盾或没有通过核验，无从比较\n",
            " nothing to compare: clauses are at odds, or the check failed\n");
    else if (turns->status == TC_PLAN_INFEASIBLE)
        say(p, "没有方案：必保项目不能同时满足\n",
            " no plan: the required projects cannot all be served\n");
    else if (turns->count == 0)
        say(p, "谁也不变\n", " nobody\n");
    else
        put_turns(p, turns);
}

/* Do both read alike? */
static bool same_turns(const tc_turns *a, const tc_turns *b)
{
    bool same =
        a->decided == b->decided && a->status == b->status && a->count == b->count;
    for (int k = 0; same && k < a->count; k++) {
        const tc_turn *x = &a->list[k], *y = &b->list[k];
        same = x->project == y->project && x->before.standing == y->before.standing &&
               x->after.standing == y->after.standing &&
               x->before.share == y->before.share && x->after.share == y->after.share;
    }
    return same;
}

static void put_causes(const page *p)
{
    const tc_difference *difference = p->difference;
    tc_buffer_printf(
        p->out,
        in_chinese(p) ? "\n一、不同之处 %d 项，各自的作用（都重新求解并核验过）\n"
                      : "\n1. What is different, %d causes, and what each does (solved "
                        "again and verified)\n",
        difference->cause_count);
    for (int k = 0; k < difference->cause_count; k++) {
        const tc_cause_effect *effect = &difference->effects[k];
        tc_buffer said = {0};
        tc_buffer_printf(p->out, "\n  [%d] ", k + 1);
        tc_cause_write(difference, k, p->language, &said);
        put_shown(p, &said);
        say(p, "\n      单独改这一项：", "\n      alone it turns:");
        put_outcome(p, &effect->alone);
        if (k == 0 || same_turns(&effect->alone, &effect->in_turn))
            continue;
        say(p, "      改了前面各项之后再改它：", "      after those before it:");
        put_outcome(p, &effect->in_turn);
    }
}

/* ---- projects ---------------------------------------------------------------------- */

static void put_cause(const page *p, int cause)
{
    tc_buffer said = {0};
    tc_buffer_printf(p->out, "[%d] ", cause + 1);
    tc_cause_write(p->difference, cause, p->language, &said);
    put_shown(p, &said);
}

static int count_alone(const page *p, int project)
{
    int count = 0;
    for (int k = 0; k < p->difference->cause_count; k++)
        count += tc_cause_turns(p->difference, k, project);
    return count;
}

/* The causes that do it alone: one in words, several by their numbers. */
static void put_alone(const page *p, int project, int count)
{
    int said = 0;
    say(p, "因为 ", "because of ");
    for (int k = 0; k < p->difference->cause_count; k++) {
        if (!tc_cause_turns(p->difference, k, project))
            continue;
        if (said++ > 0)
            say(p, "、", ", ");
        if (count == 1)
            put_cause(p, k);
        else
            tc_buffer_printf(p->out, "[%d]", k + 1);
    }
    if (count > 1)
        say(p, "，单独哪一项都使它如此", ", each of which does it alone");
}

static void put_reason(const page *p, int project)
{
    const int alone = count_alone(p, project);
    if (alone > 0) {
        put_alone(p, project, alone);
        return;
    }
    const int last = tc_cause_in_turn(p->difference, project);
    say(p, "单独哪一项都不使它如此，几项合在一起才变",
        "by no cause alone, only by several together");
    if (last >= 0)
        tc_buffer_printf(p->out,
                         in_chinese(p) ? "：依次改到 [%d] 时"
                                       : ": one after the other, at [%d]",
                         last + 1);
}

static void put_blame(const page *p, const tc_blame *blame)
{
    say(p, "\n      顺位在前的：", "\n      before it: ");
    for (int k = 0; k < blame->count; k++) {
        tc_buffer why = {0};
        if (k > 0)
            say(p, "；", "; ");
        put_id(p, blame->blockers[k]);
        say(p, "（", " (");
        tc_precedence_write(p->difference, blame->blockers[k], blame->project,
                            p->language, &why);
        put_shown(p, &why);
        say(p, "）", ")");
    }
    if (blame->together)
        say(p, "；这些都不给，这个项目就恢复",
            "; were none of these given anything, this one would "
            "get as much as before");
    else if (blame->count == 1)
        say(p, "；不给它，这个项目就恢复",
            "; were it given nothing, this one would get as much as before");
    else
        say(p, "；不给其中任何一个，这个项目就恢复",
            "; were any one of these given nothing, this one would get as much as "
            "before");
}

static void put_project(const page *p, const tc_turn *turn, bool with_reason)
{
    tc_buffer_puts(p->out, "\n  ");
    put_id(p, turn->project);
    tc_buffer_puts(p->out, " ");
    (void)tc_glyph_puts(p->out, project_of(p, turn->project)->name, 0);
    say(p, "：", ": ");
    put_turn(p, turn);
    if (with_reason) {
        tc_buffer_puts(p->out, "\n      ");
        put_reason(p, turn->project);
    }
    for (int k = 0; k < p->difference->blame_count; k++)
        if (p->difference->blames[k].project == turn->project)
            put_blame(p, &p->difference->blames[k]);
    tc_buffer_puts(p->out, "\n");
}

/* Those that get more (1) or less (-1), or come and go without anything (0). */
static int count_kind(const page *p, int sign)
{
    int count = 0;
    for (int k = 0; k < p->difference->whole.count; k++)
        count += tc_turn_sign(&p->difference->whole.list[k]) == sign;
    return count;
}

static void put_kind(const page *p, int sign)
{
    const tc_turns *whole = &p->difference->whole;
    for (int k = 0; k < whole->count; k++)
        if (tc_turn_sign(&whole->list[k]) == sign)
            put_project(p, &whole->list[k], sign != 0);
}

static void put_projects(const page *p)
{
    if (p->difference->whole.count == 0) {
        say(p, "\n二、哪个项目都没有变\n", "\n2. No project is any different\n");
        return;
    }
    tc_buffer_printf(p->out,
                     in_chinese(p)
                         ? "\n二、谁变了，因为什么：得到更多 %d 个，更少 %d 个"
                         : "\n2. Who is different, because of what: more %d, less %d",
                     count_kind(p, 1), count_kind(p, -1));
    if (count_kind(p, 0) > 0)
        tc_buffer_printf(p->out,
                         in_chinese(p) ? "，增减而都未得的 %d 个"
                                       : ", new or gone without getting anything %d",
                         count_kind(p, 0));
    tc_buffer_puts(p->out, "\n");
    put_kind(p, 1);
    put_kind(p, -1);
    put_kind(p, 0);
}

static void put_sum(const page *p)
{
    const tc_difference *difference = p->difference;
    say(p,
        difference->adds_up
            ? "\n从甲起把各项依次改过去，最后的方案与乙的一致"
            : "\n从甲起把各项依次改过去，最后的方案与乙的不一致（提前停止的方案会这样）",
        difference->adds_up
            ? "\nFrom A, with one cause changed after the other, the last plan is that "
              "of "
              "B"
            : "\nFrom A, with one cause changed after the other, the last plan is not "
              "that of B (plans that were stopped early may differ)");
    tc_buffer_printf(p->out,
                     in_chinese(p) ? "；求解并核验 %ld 次\n"
                                   : "; solved and verified %ld times\n",
                     difference->solved);
}

tc_code tc_difference_print(const tc_difference *difference, tc_language language,
                            char **text, tc_error *error)
{
    tc_buffer out = {0};
    const page p = {difference, language, &out};
    put_case(&p, 0);
    put_case(&p, 1);
    put_illustrative(&p);
    if (tc_difference_has_plans(difference) && difference->cause_count > 0) {
        put_causes(&p);
        put_projects(&p);
        put_sum(&p);
    } else if (difference->cause_count == 0) {
        say(&p, "\n两者没有影响结果的不同\n",
            "\nnothing is different that could decide anything\n");
    }
    return tc_text_give(&out, text, error);
}
