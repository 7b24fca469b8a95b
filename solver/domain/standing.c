/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/standing.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/plain.h"

static const struct {
    const char *word, *zh;
} STANDINGS[] = {{"served", "满足"},
                 {"partial", "部分满足"},
                 {"refused", "不予安排"},
                 {"booked", "此前已定"},
                 {"none", "未安排"}};

static const char *const REASONS[] = {"none",      "zoning",   "no-source", "no-pool",
                                      "too-early", "barred",   "used-up",   "too-little",
                                      "order",     "rounding", "locked"};

const char *tc_standing_word(tc_standing standing)
{
    return STANDINGS[standing].word;
}

const char *tc_standing_shown(tc_standing standing, tc_language language)
{
    return language == TC_ZH ? STANDINGS[standing].zh : STANDINGS[standing].word;
}

const char *tc_reason_code(tc_reason_kind kind)
{
    return REASONS[kind];
}

tc_standing tc_standing_of(const tc_problem *problem, const tc_plan *plan, int project)
{
    const tc_project *about = &problem->projects[project];
    const tc_grains *emission = plan->emission + (ptrdiff_t)project * TC_POLLUTANTS;
    if (about->booked)
        return TC_STANDING_BOOKED;
    if (!about->zoning_ok)
        return TC_STANDING_REFUSED;
    bool all = plan->share[project] >= 1.0, any = false;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        any = any || emission[p] > 0;
        if (emission[p] < tc_grains_down(about->emission[p], problem->grain_digits))
            all = false;
    }
    if (all)
        return TC_STANDING_SERVED;
    return any ? TC_STANDING_PARTIAL : TC_STANDING_NONE;
}

tc_grains tc_need_of(const tc_problem *problem, const tc_plan *plan, int project,
                     int pollutant)
{
    const tc_standing standing = tc_standing_of(problem, plan, project);
    if (standing == TC_STANDING_SERVED || standing == TC_STANDING_BOOKED)
        return plan->credit[project * TC_POLLUTANTS + pollutant];
    return tc_grains_up(problem->projects[project].need[pollutant],
                        problem->grain_digits);
}

int tc_reason_pollutants(const tc_reason *reason, int out[TC_POLLUTANTS])
{
    int count = 0;
    if (reason->pollutants == 0)
        return 0;
    out[count++] = reason->pollutant;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (p != reason->pollutant && (reason->pollutants & 1U << p))
            out[count++] = p;
    return count;
}

tc_grains tc_reason_missing(const tc_problem *problem, const tc_plan *plan, int project,
                            int pollutant)
{
    const tc_project *about = &problem->projects[project];
    const tc_reason *reason = &plan->reasons[project];
    const int at = project * TC_POLLUTANTS + pollutant;
    if (!(reason->pollutants & 1U << pollutant))
        return 0;
    if (reason->kind == TC_REASON_TOO_LITTLE)
        return plan->shortage ? plan->shortage[at] : 0;
    if (reason->kind == TC_REASON_ROUNDING)
        return tc_grains_down(about->emission[pollutant], problem->grain_digits) -
               plan->emission[at];
    return tc_grains_up(about->need[pollutant], problem->grain_digits) - plan->credit[at];
}

/* ---- sentences ----------------------------------------------------------------------
 */

static void append(char *text, const char *format, ...) TC_PRINTF(2, 3);

static void append(char *text, const char *format, ...)
{
    const size_t used = strlen(text);
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text + used, TC_STANDING_BYTES - used, format, arguments);
    va_end(arguments);
}

/* The pollutants that stop the project, and how much of each is missing. */
typedef struct shortage {
    char names_zh[256], names_en[64];
    char amounts_zh[256], amounts_en[256];
    bool water;
} shortage;

static void add_text(char *text, size_t size, const char *separator, const char *more)
{
    const size_t used = strlen(text);
    (void)snprintf(text + used, size - used, "%s%s", used ? separator : "", more);
}

static shortage shortage_of(const tc_problem *problem, const tc_plan *plan, int project)
{
    int pollutants[TC_POLLUTANTS];
    const int count = tc_reason_pollutants(&plan->reasons[project], pollutants);
    const bool several = count > 1;
    shortage found = {.water = false};
    for (int k = 0; k < count; k++) {
        const int p = pollutants[k];
        const tc_pollutant *about = &tc_pollutants[p];
        char name[64], tonnes[32], amount[64];
        (void)snprintf(name, sizeof name, "%s（%s）", about->zh, about->id);
        tc_grains_write(tc_reason_missing(problem, plan, project, p),
                        problem->grain_digits, tonnes);
        (void)snprintf(amount, sizeof amount, "%s%s%s", several ? about->id : "",
                       several ? " " : "", tonnes);
        add_text(found.names_zh, sizeof found.names_zh, "、", name);
        add_text(found.names_en, sizeof found.names_en, ", ", about->id);
        add_text(found.amounts_zh, sizeof found.amounts_zh, "、", amount);
        add_text(found.amounts_en, sizeof found.amounts_en, ", ", amount);
        found.water = found.water || about->water;
    }
    return found;
}

/* By default water counts inside one basin only; a case may say otherwise. */
static void explain_no_source(const tc_problem *problem, const tc_project *project,
                              const shortage *what, tc_standing_reason *reason)
{
    append(reason->zh, "%s没有可供它使用的削减源（计入预留和外调上限之后），缺 %s t/a",
           what->names_zh, what->amounts_zh);
    append(
        reason->en,
        "%s: there is no source that it can use, after what is held back and the export "
        "caps; short by %s t/a",
        what->names_en, what->amounts_en);
    if (!what->water || project->basin < 0 || problem->exchange_count > 0)
        return;
    const tc_shown basin = tc_plain_show(problem->basins[project->basin]);
    append(reason->zh, "；水污染物须出自同一流域“%s”（环办环评〔2020〕36号）",
           basin.text);
    append(reason->en,
           "; water pollutants must come from the same basin, %s (notice 36 of 2020)",
           basin.text);
}

static void explain_too_early(const tc_project *project, const shortage *what,
                              tc_standing_reason *reason)
{
    const tc_day_text start = tc_day_write(project->start);
    append(reason->zh,
           "%s的削减源都在项目投产日（%s）之后形成，削减须先于排放"
           "（环办环评〔2020〕36号），缺 %s t/a",
           what->names_zh, start.text, what->amounts_zh);
    append(reason->en,
           "%s: every source comes after the project starts on %s, and the "
           "reduction must exist first (notice 36 of 2020); short by %s t/a",
           what->names_en, start.text, what->amounts_en);
}

/* The clause and what made it hold, in one language; the caller frees. */
static const char *cite(const tc_problem *problem, const tc_project *project,
                        const tc_citation *citation, tc_language language, tc_buffer *out)
{
    tc_citation_write(problem, project, citation, -1, language, out);
    return out->text && !out->failed ? out->text : citation->clause->article;
}

/* What the ledger says of it. */
static void explain_booked(const tc_booked_project *booked, tc_standing_reason *reason)
{
    const tc_day_text day = tc_day_write(booked->day);
    const char *more = *booked->document ? "，" : "";
    append(reason->zh, "台账已于 %s %s（%s%s%s），本方案不再安排", day.text,
           booked->committed ? "核定" : "预分配", booked->who, more, booked->document);
    more = *booked->document ? ", " : "";
    append(reason->en,
           "the ledger has it %s on %s (%s%s%s): this plan gives it nothing more",
           booked->committed ? "approved" : "pre-allocated", day.text, booked->who, more,
           booked->document);
}

tc_standing_reason tc_refusal_explain(const tc_problem *problem, int project)
{
    const tc_project *about = &problem->projects[project];
    tc_standing_reason reason = {.zh = ""};
    tc_buffer zh = {0}, en = {0};
    if (about->booked) {
        explain_booked(about->booked, &reason);
    } else if (!about->filed_zoning_ok) {
        append(reason.zh, "不符合“三线一单”生态环境分区管控要求，不予安排"
                          "（运政办函〔2022〕39号一（一））");
        append(reason.en, "breaks the ecological zoning (三线一单) and is refused "
                          "(notice 39 of 2022, 一（一）)");
    } else if (about->refusal.kind == TC_CITED_CLAUSE) {
        append(reason.zh, "按规则不予安排（%s）",
               cite(problem, about, &about->refusal, TC_ZH, &zh));
        append(reason.en, "refused by the rules (%s)",
               cite(problem, about, &about->refusal, TC_EN, &en));
    } else if (tc_is_locked_out(about)) {
        append(reason.zh, "锁定不安排：%s（%s）", about->lock->why, about->lock->who);
        append(reason.en, "locked out: %s (%s)", about->lock->why, about->lock->who);
    }
    tc_buffer_free(&zh);
    tc_buffer_free(&en);
    return reason;
}

static void explain_denial(const tc_problem *problem, const tc_project *project,
                           const shortage *what, tc_standing_reason *reason)
{
    tc_buffer zh = {0}, en = {0};
    append(reason->zh, "%s在本区域没有可用的削减源，项目按规则不得统筹（%s），缺 %s t/a",
           what->names_zh, cite(problem, project, &project->pool_denial, TC_ZH, &zh),
           what->amounts_zh);
    append(reason->en,
           "%s: its own area has no source that it can use, and the rules deny it the "
           "pool (%s); short by %s t/a",
           what->names_en, cite(problem, project, &project->pool_denial, TC_EN, &en),
           what->amounts_en);
    tc_buffer_free(&zh);
    tc_buffer_free(&en);
}

/* The clauses that bar sources from the project in any of these pollutants. */
static void explain_bars(const tc_problem *problem, int project, unsigned pollutants,
                         const shortage *what, tc_standing_reason *reason)
{
    const tc_project *about = &problem->projects[project];
    unsigned barred = 0;
    bool any = false;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (pollutants & 1U << p)
            barred |= about->limits[p];
    append(reason->zh, "%s：按规则不得使用现有的削减源", what->names_zh);
    append(reason->en, "%s: the rules bar it from the sources that there are",
           what->names_en);
    for (int r = 0; r < problem->restriction_count; r++) {
        const tc_restriction *one = &problem->restrictions[r];
        tc_buffer zh = {0}, en = {0};
        if (!(barred & one->bit))
            continue;
        append(reason->zh, "%s%s", any ? "；" : "（",
               cite(problem, about, &one->cited, TC_ZH, &zh));
        append(reason->en, "%s%s", any ? "; " : " (",
               cite(problem, about, &one->cited, TC_EN, &en));
        any = true;
        tc_buffer_free(&zh);
        tc_buffer_free(&en);
    }
    append(reason->zh, "%s，缺 %s t/a", any ? "）" : "", what->amounts_zh);
    append(reason->en, "%s; short by %s t/a", any ? ")" : "", what->amounts_en);
}

tc_standing_reason tc_standing_explain(const tc_problem *problem, const tc_plan *plan,
                                       int project)
{
    const tc_project *about = &problem->projects[project];
    const shortage what = shortage_of(problem, plan, project);
    tc_standing_reason reason = {.zh = ""};
    switch (plan->reasons[project].kind) {
    case TC_REASON_NONE:
        break;
    case TC_REASON_ZONING:
    case TC_REASON_LOCKED:
        return tc_refusal_explain(problem, project);
    case TC_REASON_NO_SOURCE:
        explain_no_source(problem, about, &what, &reason);
        break;
    case TC_REASON_NO_POOL:
        if (about->pool_denial.kind == TC_CITED_CLAUSE) {
            explain_denial(problem, about, &what, &reason);
            break;
        }
        append(reason.zh,
               "%s在本区域没有可用的削减源，项目又未列入全市统筹"
               "（运政办函〔2022〕39号二（一）），缺 %s t/a",
               what.names_zh, what.amounts_zh);
        append(reason.en,
               "%s: its own area has no source that it can use, and it has no access to "
               "the pool (notice 39 of 2022, 二（一）); short by %s t/a",
               what.names_en, what.amounts_en);
        break;
    case TC_REASON_TOO_EARLY:
        explain_too_early(about, &what, &reason);
        break;
    case TC_REASON_BARRED:
        explain_bars(problem, project, plan->reasons[project].pollutants, &what, &reason);
        break;
    case TC_REASON_USED_UP:
        append(reason.zh, "可供它使用的%s按目标次序已安排给其他项目，尚缺 %s t/a",
               what.names_zh, what.amounts_zh);
        append(reason.en,
               "%s: all that it could use is allotted to other projects, by the order of "
               "the goals; short by %s t/a",
               what.names_en, what.amounts_en);
        break;
    case TC_REASON_TOO_LITTLE:
        append(reason.zh, "%s：其他项目安排之后余下的不够%s，尚缺 %s t/a", what.names_zh,
               about->indivisible ? "整体批准它" : "它的最低份额", what.amounts_zh);
        append(reason.en,
               "%s: what the other projects leave is not enough for %s; short by %s t/a",
               what.names_en, about->indivisible ? "the whole of it" : "its least share",
               what.amounts_en);
        break;
    case TC_REASON_ORDER:
        append(reason.zh, "余下的削减量逐项都够，但批准它会使排在前面的目标变差%s",
               plan->status == TC_PLAN_BOUNDED ? "，或搜索还没有做到这一步" : "");
        append(reason.en,
               "enough of every pollutant is left, but an earlier goal would be served "
               "less%s",
               plan->status == TC_PLAN_BOUNDED ? ", or the search did not get that far"
                                               : "");
        break;
    case TC_REASON_ROUNDING:
        append(reason.zh, "%s按最小单位取整，核定排放量少 %s t/a", what.names_zh,
               what.amounts_zh);
        append(reason.en, "%s: rounded to whole grains, %s t/a less emission approved",
               what.names_en, what.amounts_en);
        break;
    }
    return reason;
}
