/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/order.h"
#include "domain/sweep_summary.h"
#include "io/plan_words.h"
#include "io/temporary.h"
#include "workbook/plan_sheets.h"

/* ---- words that several sheets use ------------------------------------------------- */

const char *tc_illustrative_mark(const tc_project *project)
{
    return project->illustrative ? "示例" : "";
}

const char *tc_yes_or_no(const tc_book *book, bool yes)
{
    return yes ? tc_book_pick(book, "是", "yes") : tc_book_pick(book, "否", "no");
}

/* ---- the head of every sheet ------------------------------------------------------- */

/* The texts of the head, which borrows them. */
typedef struct head_texts {
    tc_buffer about, standing, footer;
} head_texts;

static const char *bound_of(const tc_plan *plan, bool en)
{
    if (plan->relaxed)
        return en ? "an upper bound, no decision: whole projects were taken as divisible"
                  : "上界，不是决定：整体项目按可分割计算";
    if (plan->status == TC_PLAN_BOUNDED)
        return en ? "valid, but not proved to be the best" : "方案有效，未证明为最优";
    return en ? "optimal in the strict order of the goals" : "各目标依次最优";
}

static void write_head(const tc_problem *problem, const tc_plan *plan,
                       const tc_workbook_about *about, head_texts *texts)
{
    const bool en = about->language == TC_EN;
    tc_buffer_puts(&texts->about, en ? "case: " : "案例：");
    tc_buffer_puts(&texts->about, problem->name ? problem->name : "");
    tc_buffer_printf(&texts->about,
                     en ? "; decided on %s; tonnes in t/a" : "；决定日 %s；单位：吨/年",
                     tc_day_write(problem->decision_date).text);
    tc_buffer_puts(&texts->standing, bound_of(plan, en));
    tc_buffer_puts(&texts->standing,
                   en ? "; computed in support of a decision, not an approval"
                      : "；辅助决策的计算结果，不是批复");
    tc_buffer_puts(&texts->footer, "");
    const tc_check_code check = tc_plan_check_code(plan);
    if (!*check.text)
        return;
    tc_buffer_printf(&texts->footer, en ? "check code %s" : "校验码 %s", check.text);
    tc_buffer_printf(&texts->standing,
                     en ? "; check code %s (tongchou verify)"
                        : "；校验码 %s（用 tongchou verify 核验）",
                     check.text);
}

static const char *warning_of(const tc_problem *problem, tc_language language)
{
    if (!tc_case_is_illustrative(problem))
        return NULL;
    return language == TC_EN ? "示例 illustrative: projects marked so are invented, and "
                               "stand for no real application"
                             : "示例：标“示例”的项目为虚构，不代表任何真实申请";
}

/* ---- sheets ------------------------------------------------------------------------ */

static void put_sheets(const tc_showing *showing, const tc_summary *sweep)
{
    tc_tied tied;
    tied.allocation = tc_allocation_sheet(showing);
    tied.balance = tc_balance_sheet(showing);
    tied.sources = tc_source_sheet(showing);
    (void)tc_reserve_sheet(showing);
    tied.usage = tc_usage_sheet(showing);
    tied.shortfalls = tc_shortfall_sheet(showing);
    tc_check_sheet(showing, &tied);
    if (sweep)
        tc_scenario_sheet(showing, sweep);
}

/* The credits come project by project. */
static void find_first_credits(const tc_problem *problem, const tc_plan *plan, int *first)
{
    int k = 0;
    for (int j = 0; j <= problem->project_count; j++) {
        while (k < plan->credit_count && plan->credits[k].project < j)
            k++;
        first[j] = k;
    }
}

/* What is written: the context of write_book. */
typedef struct writing {
    const tc_problem *problem;
    const tc_plan *plan;
    const tc_workbook_about *about;
    const tc_book_head *head;
} writing;

static tc_code write_with(const writing *w, tc_showing *showing, const char *path,
                          tc_error *error)
{
    const tc_code code = tc_book_open(path, w->head, &showing->book, error);
    if (code != TC_OK)
        return code;
    put_sheets(showing, w->about->sweep);
    return tc_book_close(showing->book, error);
}

static tc_code write_book(const char *path, void *context, tc_error *error)
{
    const writing *w = context;
    const size_t count = (size_t)w->problem->project_count;
    tc_plan_sums sums = {0};
    int *order = tc_mem_new(count, sizeof *order);
    int *first = tc_mem_new(count + 1, sizeof *first);
    tc_code code = order && first ? tc_plan_sums_find(w->problem, w->plan, &sums, error)
                                  : tc_no_memory(error);
    if (code == TC_OK) {
        tc_order_by_rank(w->problem, order);
        find_first_credits(w->problem, w->plan, first);
        tc_showing showing = {.problem = w->problem,
                              .plan = w->plan,
                              .language = w->about->language,
                              .sums = &sums,
                              .order = order,
                              .first_credit = first};
        code = write_with(w, &showing, path, error);
    }
    tc_plan_sums_free(&sums);
    tc_mem_drop(first);
    tc_mem_drop(order);
    return code;
}

static tc_code make(const tc_problem *problem, const tc_plan *plan,
                    const tc_workbook_about *about, tc_buffer *bytes, tc_error *error)
{
    head_texts texts = {{0}, {0}, {0}};
    write_head(problem, plan, about, &texts);
    const tc_book_head head = {.language = about->language,
                               .title = problem->name ? problem->name : "",
                               .about = texts.about.text,
                               .standing = texts.standing.text,
                               .warning = warning_of(problem, about->language),
                               .footer = texts.footer.text,
                               .created = problem->decision_date,
                               .grain_digits = problem->grain_digits};
    writing w = {problem, plan, about, &head};
    tc_code code = TC_OK;
    if (texts.about.failed || texts.standing.failed || texts.footer.failed)
        code = tc_no_memory(error);
    else
        code = tc_temporary_bytes(write_book, &w, bytes, error);
    tc_buffer_free(&texts.about);
    tc_buffer_free(&texts.standing);
    tc_buffer_free(&texts.footer);
    return code;
}

/* Is the sweep about the projects of this case? */
static bool is_of_case(const tc_problem *problem, const tc_summary *sweep)
{
    bool same = sweep->project_count == problem->project_count;
    for (int j = 0; same && j < problem->project_count; j++)
        same = strcmp(sweep->projects[j].id, problem->projects[j].id) == 0;
    return same;
}

tc_code tc_workbook_make(const tc_problem *problem, const tc_plan *plan,
                         const tc_workbook_about *about, char **bytes, size_t *length,
                         tc_error *error)
{
    static const tc_workbook_about nothing = {.language = TC_ZH};
    tc_buffer made = {.most = TC_BOOK_BYTES_MOST};
    if (plan->status == TC_PLAN_INFEASIBLE)
        return tc_fail(error, TC_ERR_USAGE, NULL, "必保项目无法同时满足，没有方案可写",
                       "the required projects cannot all be served: there is no plan to "
                       "write");
    if (about && about->sweep && !is_of_case(problem, about->sweep))
        return tc_fail(error, TC_ERR_USAGE, NULL, "推演说的不是本案例的项目",
                       "the sweep is about other projects than the case");
    const tc_code code = make(problem, plan, about ? about : &nothing, &made, error);
    if (code != TC_OK) {
        tc_buffer_free(&made);
        return code;
    }
    *bytes = made.text;
    *length = made.length;
    return TC_OK;
}
