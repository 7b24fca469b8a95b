/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "plan/verify_fault.h"

/* Sums over the credits, rebuilt here. Indices: source or project times TC_POLLUTANTS. */
typedef struct sums {
    const tc_problem *problem;
    const tc_plan *plan;
    tc_verdict *verdict;
    tc_grains *used; /* by source */
    double *covered; /* by project: worth of its credits, grains */
    double *covered_own;
    double *line_worth;        /* by project: sum of the factors of its lines */
    bool *odd_worth;           /* by project: some line has a factor other than 1 */
    tc_grains *given_up;       /* by project: emission below what the share gives */
    bool mixed[TC_POLLUTANTS]; /* factors other than 0 and 1: draws are rounded up */
    double allowance[TC_POLLUTANTS]; /* grains that rounding may cost in all */
    double grain;                    /* t/a */
} sums;

static bool is_whole(double grains)
{
    return fabs(grains - nearbyint(grains)) <= 1e-3;
}

static double worth_of(const tc_problem *problem, int s, int j, int p)
{
    const tc_source *source = &problem->sources[s];
    const tc_project *project = &problem->projects[j];
    return tc_problem_exchange(problem, p, source->area, source->basin, project->area,
                               project->basin);
}

static bool at_home(const tc_problem *problem, int s, int j)
{
    const int area = problem->sources[s].area;
    return area == problem->projects[j].area &&
           problem->areas[area].kind != TC_AREA_UNSPECIFIED;
}

/* Why a source may not serve a project; NULL when it may. */
static const char *bar(const tc_problem *problem, int s, int j, int p, const char **en)
{
    const tc_source *source = &problem->sources[s];
    const tc_project *project = &problem->projects[j];
    *en = "zoning forbids the project";
    if (!project->zoning_ok)
        return "项目不符合三线一单";
    *en = "the project does not emit this pollutant, or is exempt";
    if (!(project->need[p] > 0.0))
        return "项目不排放该污染物或豁免";
    *en = "the source is retired";
    if (source->status == TC_SOURCE_RETIRED)
        return "削减源已停用";
    *en = "the source has expired at the decision date";
    if (source->expires < problem->decision_date)
        return "削减源在决策日已过期";
    *en = "the reduction comes after the project starts";
    if (source->available_from > project->start)
        return "削减晚于项目投产";
    *en = "another area, and the project has no access to the pool";
    if (!at_home(problem, s, j) && !project->pool_access)
        return "跨区域,而项目未申请统筹";
    *en = "another basin: the exchange factor is 0";
    if (!(worth_of(problem, s, j, p) > 0.0))
        return "不同流域,折算系数为 0";
    return NULL;
}

static void check_line(sums *x, int k)
{
    const tc_credit *c = &x->plan->credits[k];
    const tc_problem *problem = x->problem;
    const char *source = problem->sources[c->source].id;
    const char *project = problem->projects[c->project].id;
    const char *name = tc_pollutants[c->pollutant].id, *en = NULL;
    if (c->grains <= 0)
        tc_verify_fault(x->verdict, "%s 给 %s 的 %s 抵扣量不是正数",
                        "the credit of %s to %s in %s is not positive", source, project,
                        name);
    const tc_credit *before = k > 0 ? c - 1 : NULL;
    if (before && before->project == c->project && before->pollutant == c->pollutant &&
        before->source >= c->source)
        tc_verify_fault(x->verdict, "%s 给 %s 的 %s 抵扣重复或次序有误",
                        "the credit of %s to %s in %s stands twice or out of order",
                        source, project, name);
    const char *why = bar(problem, c->source, c->project, c->pollutant, &en);
    const char *barred_zh = why ? why : "";
    if (why)
        tc_verify_fault(x->verdict, "%s 不能用于 %s 的 %s:%s%.0s",
                        "%s may not serve %s in %s: %.0s%s", source, project, name,
                        barred_zh, en);
    const int at = c->project * TC_POLLUTANTS + c->pollutant;
    const double worth = worth_of(problem, c->source, c->project, c->pollutant);
    x->used[c->source * TC_POLLUTANTS + c->pollutant] += c->grains;
    x->covered[at] += worth * (double)c->grains;
    if (at_home(problem, c->source, c->project))
        x->covered_own[at] += worth * (double)c->grains;
    x->line_worth[at] += worth;
}

/* Supplies rounded down; what is not whole may cost rounding. */
static void check_supplies(sums *x)
{
    for (int s = 0; s < x->problem->source_count; s++)
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            const double supply = x->problem->sources[s].supply[p] / x->grain;
            const double used = (double)x->used[s * TC_POLLUTANTS + p];
            x->allowance[p] += is_whole(supply) ? 0.0 : 1.0;
            if (used > floor(supply + 1e-3))
                tc_verify_fault(x->verdict,
                                "削减源 %s 的 %s 用了 %.4f t/a,超过可用的 %.4f t/a",
                                "source %s: %s credited %.4f t/a of a supply of %.4f",
                                x->problem->sources[s].id, tc_pollutants[p].id,
                                used * x->grain, supply * x->grain);
        }
}

/* What leaves a pool: the sources of one area, basin and date. */
typedef struct leaving {
    int area, basin, source;
    tc_day day;
    tc_grains grains;
} leaving;

static int by_pool(const void *a, const void *b)
{
    const leaving *x = a, *y = b;
    if (x->area != y->area)
        return x->area < y->area ? -1 : 1;
    if (x->basin != y->basin)
        return x->basin < y->basin ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->source > y->source) - (x->source < y->source);
}

static void check_caps(sums *x, int p, leaving *list)
{
    const tc_problem *problem = x->problem;
    for (int s = 0; s < problem->source_count; s++)
        list[s] = (leaving){problem->sources[s].area, problem->sources[s].basin, s,
                            problem->sources[s].available_from, 0};
    for (int k = 0; k < x->plan->credit_count; k++) {
        const tc_credit *c = &x->plan->credits[k];
        if (c->pollutant == p && !at_home(problem, c->source, c->project))
            list[c->source].grains += c->grains;
    }
    qsort(list, (size_t)problem->source_count, sizeof *list, by_pool);
    double supply = 0.0, left = 0.0;
    for (int i = 0; i < problem->source_count; i++) {
        supply += problem->sources[list[i].source].supply[p] / x->grain;
        left += (double)list[i].grains;
        const leaving *next = i + 1 < problem->source_count ? &list[i + 1] : NULL;
        if (next && next->area == list[i].area && next->basin == list[i].basin &&
            next->day == list[i].day)
            continue;
        const double share = tc_problem_export_share(problem, p, list[i].area);
        x->allowance[p] += share >= 1.0 || is_whole(share * supply) ? 0.0 : 1.0;
        if (left > floor(share * supply + 1e-3))
            tc_verify_fault(
                x->verdict, "区域 %s 可用日 %d 的 %s 外调 %.4f t/a,超过上限 %.4f t/a",
                "area %s, available %d: %s leaving %.4f t/a exceeds the cap of %.4f",
                problem->areas[list[i].area].id, list[i].day, tc_pollutants[p].id,
                left * x->grain, share * supply * x->grain);
        supply = left = 0.0;
    }
}

static void check_need(sums *x, int j, int p)
{
    const tc_project *project = &x->problem->projects[j];
    const int at = j * TC_POLLUTANTS + p;
    const double asked = project->emission[p] * x->plan->share[j] / x->grain;
    const double emission = (double)x->plan->emission[at];
    const double credit = (double)x->plan->credit[at];
    const double needed = project->ratio[p] * emission;
    x->given_up[at] = (tc_grains)(floor(asked + 1e-3) - emission);
    x->allowance[p] += is_whole(project->ratio[p] * floor(asked + 1e-3)) ? 0.0 : 1.0;
    if (asked - emission > x->verdict->largest_rounding / x->grain)
        x->verdict->largest_rounding = (asked - emission) * x->grain;
    if (emission < 0.0 || x->given_up[at] < 0)
        tc_verify_fault(x->verdict, "项目 %s 的 %s 核定 %.4f t/a,超过份额所得 %.4f t/a",
                        "project %s: %s approved %.4f t/a exceeds its share of %.4f",
                        project->id, tc_pollutants[p].id, emission * x->grain,
                        asked * x->grain);
    if (credit != ceil(needed - 1e-3))
        tc_verify_fault(x->verdict, "项目 %s 的 %s 应抵扣 %.4f t/a,方案写作 %.4f t/a",
                        "project %s: %s needs a credit of %.4f t/a, the plan says %.4f",
                        project->id, tc_pollutants[p].id, ceil(needed - 1e-3) * x->grain,
                        credit * x->grain);
    const double over = x->covered[at] - credit;
    if (!x->mixed[p] ? over != 0.0 : over < -1e-3 || over > x->line_worth[at] + 1.0)
        tc_verify_fault(
            x->verdict, "项目 %s 的 %s 抵扣合计 %.4f t/a,与应抵扣 %.4f t/a 不符",
            "project %s: the credits of %s add up to %.4f t/a, not %.4f", project->id,
            tc_pollutants[p].id, x->covered[at] * x->grain, credit * x->grain);
    x->allowance[p] += x->mixed[p] ? 1.0 + x->line_worth[at] : 0.0;
}

static void check_own(sums *x, int j, int p)
{
    const tc_project *project = &x->problem->projects[j];
    const int at = j * TC_POLLUTANTS + p;
    const double promised =
        floor(project->need[p] * x->plan->own_share[j] / x->grain + 1e-3);
    const double credit = (double)x->plan->credit[at];
    const double due = promised < credit ? promised : credit;
    if (x->covered_own[at] < due - x->allowance[p] - 1e-3)
        tc_verify_fault(
            x->verdict, "项目 %s 的 %s 属地抵扣 %.4f t/a,少于属地份额应得的 %.4f t/a",
            "project %s: %s from its own area is %.4f t/a, below %.4f", project->id,
            tc_pollutants[p].id, x->covered_own[at] * x->grain, due * x->grain);
}

/* Grains may only be given up where rounding made totals not fit. */
static void check_given_up(sums *x, int p)
{
    double total = 0.0, dearest = 1.0;
    for (int j = 0; j < x->problem->project_count; j++) {
        const double ratio = x->problem->projects[j].ratio[p];
        total += (double)x->given_up[j * TC_POLLUTANTS + p];
        if (ratio > 0.0 && 1.0 / ratio > dearest)
            dearest = 1.0 / ratio;
    }
    if (total > x->allowance[p] * dearest + 1e-3)
        tc_verify_fault(x->verdict, "%s 少核定 %.4f t/a,取整至多解释 %.4f t/a",
                        "%s: %.4f t/a were not approved; rounding explains at most %.4f",
                        tc_pollutants[p].id, total * x->grain,
                        x->allowance[p] * dearest * x->grain);
}

/* No tonne crosses areas while one at home that would do lies unused [39 §1(3)]. */
static void check_home_first(sums *x, const int *first_of_area, const int *by_area)
{
    const tc_problem *problem = x->problem;
    for (int k = 0; k < x->plan->credit_count; k++) {
        const tc_credit *c = &x->plan->credits[k];
        if (at_home(problem, c->source, c->project))
            continue;
        if (k > 0 && c[-1].project == c->project && c[-1].pollutant == c->pollutant &&
            !at_home(problem, c[-1].source, c->project))
            continue; /* looked at */
        const int area = problem->projects[c->project].area;
        for (int i = first_of_area[area]; i < first_of_area[area + 1]; i++) {
            const int s = by_area[i];
            const char *en = NULL;
            const tc_grains supply = (tc_grains)floor(
                problem->sources[s].supply[c->pollutant] / x->grain + 1e-3);
            const tc_grains rest = supply - x->used[s * TC_POLLUTANTS + c->pollutant];
            /* draws that are rounded up one by one leave odd grains behind */
            const double odd = x->mixed[c->pollutant] ? x->allowance[c->pollutant] : 0.0;
            if ((double)rest > odd && at_home(problem, s, c->project) &&
                worth_of(problem, s, c->project, c->pollutant) >=
                    worth_of(problem, c->source, c->project, c->pollutant) &&
                !bar(problem, s, c->project, c->pollutant, &en))
                tc_verify_fault(
                    x->verdict,
                    "%s 跨区域抵扣给 %s 的 %s,而本区域削减源 %s 还剩 %.4f t/a",
                    "%s serves %s in %s across areas while %s at home has %.4f t/a left",
                    problem->sources[c->source].id, problem->projects[c->project].id,
                    tc_pollutants[c->pollutant].id, problem->sources[s].id,
                    (double)rest * x->grain);
        }
    }
}

static void list_by_area(const tc_problem *problem, int *first, int *by_area)
{
    for (int s = 0; s < problem->source_count; s++)
        first[problem->sources[s].area + 2]++;
    for (int a = 0; a <= problem->area_count; a++)
        first[a + 1] += first[a];
    for (int s = 0; s < problem->source_count; s++)
        by_area[first[problem->sources[s].area + 1]++] = s;
}

static void find_mixed(sums *x)
{
    for (int i = 0; i < x->problem->exchange_count; i++) {
        const tc_exchange *line = &x->problem->exchange[i];
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if ((line->pollutant == -1 || line->pollutant == p) && line->factor != 0.0 &&
                line->factor != 1.0)
                x->mixed[p] = true;
    }
}

static bool indices_hold(const tc_problem *problem, const tc_plan *plan,
                         tc_verdict *verdict)
{
    for (int k = 0; k < plan->credit_count; k++) {
        const tc_credit *c = &plan->credits[k];
        if (c->source < 0 || c->source >= problem->source_count || c->project < 0 ||
            c->project >= problem->project_count || c->pollutant < 0 ||
            c->pollutant >= TC_POLLUTANTS) {
            tc_verify_fault(verdict, "第 %d 条抵扣指向不存在的记录",
                            "credit %d names a record that does not exist", k + 1);
            return false;
        }
    }
    return true;
}

static void check_all(sums *x, leaving *list, int *first, int *by_area)
{
    find_mixed(x);
    for (int k = 0; k < x->plan->credit_count; k++)
        check_line(x, k);
    check_supplies(x);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        check_caps(x, p, list);
        for (int j = 0; j < x->problem->project_count; j++)
            check_need(x, j, p);
        for (int j = 0; j < x->problem->project_count; j++)
            check_own(x, j, p);
        check_given_up(x, p);
    }
    list_by_area(x->problem, first, by_area);
    check_home_first(x, first, by_area);
    x->verdict->credits_checked = x->plan->credit_count;
}

tc_code tc_verify_credits(const tc_problem *problem, const tc_plan *plan,
                          tc_verdict *verdict, tc_error *error)
{
    if (!indices_hold(problem, plan, verdict))
        return TC_OK;
    const size_t sources = (size_t)problem->source_count;
    const size_t cells = (size_t)problem->project_count * TC_POLLUTANTS;
    tc_arena arena = {0};
    sums x = {.problem = problem,
              .plan = plan,
              .verdict = verdict,
              .used = tc_arena_take(&arena, sources * TC_POLLUTANTS, sizeof *x.used),
              .covered = tc_arena_take(&arena, cells, sizeof *x.covered),
              .covered_own = tc_arena_take(&arena, cells, sizeof *x.covered_own),
              .line_worth = tc_arena_take(&arena, cells, sizeof *x.line_worth),
              .given_up = tc_arena_take(&arena, cells, sizeof *x.given_up),
              .grain = pow(10.0, -problem->grain_digits)};
    leaving *list = tc_arena_take(&arena, sources, sizeof *list);
    int *first = tc_arena_take(&arena, (size_t)problem->area_count + 2, sizeof *first);
    int *by_area = tc_arena_take(&arena, sources, sizeof *by_area);
    const bool room = x.used && x.covered && x.covered_own && x.line_worth &&
                      x.given_up && list && first && by_area;
    if (room)
        check_all(&x, list, first, by_area);
    tc_arena_free(&arena);
    return room ? TC_OK
                : tc_fail(error, TC_ERR_MEMORY, NULL, "核验时内存不足",
                          "memory ran out while the plan was checked");
}
