/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/alloc.h"
#include "domain/conflict.h"
#include "report/balance_text.h"
#include "report/glyph.h"
#include "report/rules_text.h"

/* What is printed and where to. */
typedef struct page {
    tc_printing printing; /* without a plan */
    const tc_conflict *conflict;
} page;

static const char *pick(const page *p, const char *zh, const char *en)
{
    return tc_printing_pick(&p->printing, zh, en);
}

/* Text of files may hold anything. */
static void put_shown(const page *p, tc_buffer *text)
{
    tc_buffer *out = p->printing.out;
    (void)tc_glyph_puts(out, text->text ? text->text : "", 0);
    out->failed = out->failed || text->failed;
    tc_buffer_free(text);
}

static void put_part(page *p, int number, const tc_conflict_part *part)
{
    const tc_element *element = &part->element;
    tc_buffer said = {0};
    tc_buffer_printf(p->printing.out, "  %d  ", number);
    tc_element_write(p->printing.problem, element, p->printing.language, &said);
    put_shown(p, &said);
    tc_buffer_puts(p->printing.out, "\n");
    if (element->kind != TC_ELEMENT_REQUIRED)
        return;
    const tc_problem *problem = p->printing.problem;
    const tc_project *about = &problem->projects[element->project];
    if (about->zoning_ok) {
        tc_buffer_puts(p->printing.out, "     ");
        tc_needs_put(&p->printing, element->project);
    } else if (!about->filed_zoning_ok) { /* locks and clauses are parts of their own */
        const tc_standing_reason why = tc_refusal_explain(problem, element->project);
        tc_buffer_printf(p->printing.out, "     %s\n", pick(p, why.zh, why.en));
    }
}

/* The projects of the set that must be served, and could be but for the others; how many.
 */
static int list_required(const page *p, int *projects)
{
    int count = 0;
    for (int k = 0; k < p->conflict->count; k++) {
        const tc_element *element = &p->conflict->parts[k].element;
        if (element->kind == TC_ELEMENT_REQUIRED &&
            p->printing.problem->projects[element->project].zoning_ok)
            projects[count++] = element->project;
    }
    return count;
}

static void put_parts(page *p)
{
    const tc_conflict *conflict = p->conflict;
    tc_buffer *out = p->printing.out;
    const bool zh = p->printing.language == TC_ZH;
    if (conflict->count == 0) {
        tc_buffer_puts(out, pick(p, "没有一组冲突通过重新求解的核对，因此不列出\n",
                                 "no set in conflict has passed its replay, and so none "
                                 "is listed\n"));
        return;
    }
    if (conflict->count == 1)
        tc_buffer_puts(
            out, pick(p, "这一项单独就不能成立：\n", "this cannot hold even alone:\n"));
    else
        tc_buffer_printf(out,
                         zh ? "下列 %d 项不能同时成立；去掉其中任何一项，其余即可成立：\n"
                            : "these %d cannot hold together; without any one of them "
                              "the others can:\n",
                         conflict->count);
    for (int k = 0; k < conflict->count; k++)
        put_part(p, k + 1, &conflict->parts[k]);
    int *projects = tc_mem_new((size_t)conflict->count, sizeof *projects);
    const int required = projects ? list_required(p, projects) : 0;
    if (required > 1)
        tc_joint_needs_put(&p->printing, projects, required);
    out->failed = out->failed || !projects;
    tc_mem_drop(projects);
    if (conflict->count > 1)
        tc_buffer_puts(out,
                       conflict->smallest
                           ? pick(p,
                                  "（最小：没有更少的几项就冲突；去掉每一项都重新求解"
                                  "并核验过）\n",
                                  "(smallest: no fewer are in conflict; each was taken "
                                  "away, and the rest solved again and verified)\n")
                           : pick(p,
                                  "（极小：每一项都少不了，是否有更少的几项就冲突没有"
                                  "证明；去掉每一项都重新求解并核验过）\n",
                                  "(irreducible: each is needed, whether fewer others "
                                  "are in conflict is not proved; each was taken away, "
                                  "and the rest solved again and verified)\n"));
    if (conflict->others)
        tc_buffer_puts(out, pick(p, "案例里还有别的冲突，补救办法把它们一并解决\n",
                                 "there are other conflicts in the case: the repairs end "
                                 "them all\n"));
}

static void put_outcome(page *p, const tc_repair_step *step)
{
    if (step->change.kind != TC_CHANGE_RELEASE)
        return;
    tc_buffer_printf(p->printing.out, "%s%s", pick(p, "，届时", "; then "),
                     tc_standing_shown(step->standing, p->printing.language));
    if (step->standing == TC_STANDING_PARTIAL)
        tc_buffer_printf(p->printing.out, " %s", tc_percent_of(step->share).text);
}

/* Only the first choice may be as small as can be. */
static void put_how_few(page *p, const tc_repair *repair)
{
    const tc_repair *first = p->conflict->repairs;
    while (first->kind != TC_REPAIR_RELEASE)
        first++;
    tc_buffer_puts(p->printing.out,
                   repair->fewest ? pick(p, "（没有更少的）", " (no fewer would do)")
                   : repair == first ? pick(p, "（是否有更少的没有证明）",
                                            " (whether fewer would do is not proved)")
                                     : pick(p, "（另一种选择）", " (another choice)"));
}

/* What kind of repair it is, and how small it is known to be. */
static void put_title(page *p, const tc_repair *repair)
{
    char grain[32];
    tc_buffer *out = p->printing.out;
    const bool zh = p->printing.language == TC_ZH;
    tc_grains_write(1, p->printing.problem->grain_digits, grain);
    switch (repair->kind) {
    case TC_REPAIR_TONNES:
        tc_buffer_printf(out,
                         zh ? "增加削减量（每一项少 %s t/a 都没有方案）"
                            : "more reductions (%s t/a less of any one, and there is no "
                              "plan)",
                         grain);
        break;
    case TC_REPAIR_RELEASE:
        tc_buffer_puts(out, pick(p, "少保几个项目", "require fewer projects"));
        put_how_few(p, repair);
        break;
    case TC_REPAIR_MIXED:
        tc_buffer_printf(out,
                         zh ? "增加削减量，并改变增加多少都补不上的（吨数每一项少 %s "
                              "t/a 都没有方案）"
                            : "more reductions, and a change to what they do not mend "
                              "(%s t/a less of any one, and there is no plan)",
                         grain);
        break;
    case TC_REPAIR_RULE:
        tc_buffer_puts(out,
                       pick(p, "调整规则、锁定或日期", "change rules, locks or dates"));
        break;
    }
}

static void put_repair(page *p, int number, const tc_repair *repair)
{
    tc_buffer *out = p->printing.out;
    tc_buffer_printf(out, "  %d  ", number);
    put_title(p, repair);
    tc_buffer_puts(out, pick(p, "：\n", ":\n"));
    for (int k = 0; k < repair->count; k++) {
        tc_buffer said = {0};
        tc_buffer_puts(out, "     ");
        tc_repair_step_write(p->printing.problem, &repair->steps[k], p->printing.language,
                             &said);
        put_shown(p, &said);
        put_outcome(p, &repair->steps[k]);
        tc_buffer_puts(out, "\n");
    }
}

static void put_repairs(page *p)
{
    const tc_conflict *conflict = p->conflict;
    tc_buffer *out = p->printing.out;
    const bool zh = p->printing.language == TC_ZH;
    if (conflict->repair_count == 0) {
        tc_buffer_puts(out, pick(p, "\n没有找到补救办法\n", "\nno repair was found\n"));
        return;
    }
    tc_buffer_printf(out,
                     zh ? "\n补救办法 %d 种，任选其一；每一种都重新求解过，有方案，"
                          "并通过核验：\n"
                        : "\nrepairs %d, any one of them; each was solved again, gives a "
                          "plan, and was verified:\n",
                     conflict->repair_count);
    for (int k = 0; k < conflict->repair_count; k++)
        put_repair(p, k + 1, &conflict->repairs[k]);
    if (conflict->repair_count < TC_REPAIRS_MOST)
        tc_buffer_printf(out,
                         zh ? "（没有找到第 %d 种不同的办法）\n"
                            : "(no different repair number %d was found)\n",
                         conflict->repair_count + 1);
}

tc_code tc_conflict_print(const tc_problem *problem, const tc_conflict *conflict,
                          tc_language language, char **text, tc_error *error)
{
    tc_buffer out = {0};
    page p = {{problem, NULL, language, &out}, conflict};
    tc_heading_put(&p.printing);
    tc_buffer_printf(&out,
                     language == TC_ZH ? "必须满足的项目 %d 个\n\n"
                                       : "projects that must be served: %d\n\n",
                     conflict->required);
    if (conflict->exists) {
        put_parts(&p);
        put_repairs(&p);
    } else {
        tc_buffer_puts(&out, pick(&p, "没有冲突：必保、锁定和规则可以同时成立\n",
                                  "no conflict: requirements, locks and rules can hold "
                                  "together\n"));
    }
    return tc_text_give(&out, text, error);
}
