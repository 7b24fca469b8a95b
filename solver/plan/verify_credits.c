/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/order.h"
#include "plan/verify_caps.h"
#include "plan/verify_fault.h"
#include "plan/verify_first.h"
#include "plan/verify_rounding.h"

/* Sums over the credits, rebuilt here. Indices: source or project times TC_POLLUTANTS. */
typedef struct sums {
    const tc_problem *problem;
    const tc_plan *plan;
    tc_verdict *verdict;
    tc_grains *used; /* by source */
    double *covered; /* by project: worth of its credits, grains */
    double *covered_own;
    double *line_worth;        /* by project: sum of the factors of its lines */
    tc_grains *given_up;       /* by project: emission below what the share gives */
    tc_grains *own_surplus;    /* by project: credits from home above what is promised */
    int *pool;                 /* source -> one source that stands for its pool */
    tc_grains *left;           /* such a source -> what may still leave the pool */
    tc_grains *tally;          /* by source, for working */
    tc_leaving *leaving;       /* by source, for working */
    int *rank, *place;         /* projects in the order in which grains are given out */
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
    *en = "it is another project's own";
    if (source->owner >= 0 && source->owner != j)
        return "是其他项目的自身置换源";
    *en = "a rule bars the project from it";
    if (source->limits[p] & project->limits[p])
        return "规则不许该项目使用";
    *en = "the reduction comes after the project starts";
    if (source->available_from > project->start)
        return "削减晚于项目投产";
    *en = "another area, and the project has no access to the pool";
    if (!at_home(problem, s, j) && !project->pool_access)
        return "跨区域，而项目未申请统筹";
    *en = "the project's own, but in another area";
    if (!at_home(problem, s, j) && source->owner >= 0)
        return "是该项目的自身置换源，却在其他区域";
    *en = "another basin: the exchange factor is 0";
    if (!(worth_of(problem, s, j, p) > 0.0))
        return "不同流域，折算系数为 0";
    return NULL;
}

bool tc_verify_may_serve(const tc_problem *problem, int source, int project,
                         int pollutant)
{
    const char *en = NULL;
    return !bar(problem, source, project, pollutant, &en);
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
        tc_verify_fault(x->verdict, "%s 不能用于 %s 的 %s：%s%.0s",
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
                                "削减源 %s 的 %s 用了 %.4f t/a，超过可用的 %.4f t/a",
                                "source %s: %s credited %.4f t/a of a supply of %.4f",
                                x->problem->sources[s].id, tc_pollutants[p].id,
                                used * x->grain, supply * x->grain);
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
    if (x->plan->whole && project->indivisible && x->given_up[at] > 0)
        tc_verify_fault(x->verdict, "整体项目 %s 的 %s 少核定 %.4f t/a",
                        "whole project %s: %s approved %.4f t/a too little", project->id,
                        tc_pollutants[p].id, (double)x->given_up[at] * x->grain);
    if (asked - emission > x->verdict->largest_rounding / x->grain)
        x->verdict->largest_rounding = (asked - emission) * x->grain;
    if (emission < 0.0 || x->given_up[at] < 0)
        tc_verify_fault(x->verdict, "项目 %s 的 %s 核定 %.4f t/a，超过份额所得 %.4f t/a",
                        "project %s: %s approved %.4f t/a exceeds its share of %.4f",
                        project->id, tc_pollutants[p].id, emission * x->grain,
                        asked * x->grain);
    if (credit != ceil(needed - 1e-3))
        tc_verify_fault(x->verdict, "项目 %s 的 %s 应抵扣 %.4f t/a，方案写作 %.4f t/a",
                        "project %s: %s needs a credit of %.4f t/a, the plan says %.4f",
                        project->id, tc_pollutants[p].id, ceil(needed - 1e-3) * x->grain,
                        credit * x->grain);
    const double over = x->covered[at] - credit;
    if (!x->mixed[p] ? over != 0.0 : over < -1e-3 || over > x->line_worth[at] + 1.0)
        tc_verify_fault(
            x->verdict, "项目 %s 的 %s 抵扣合计 %.4f t/a，与应抵扣 %.4f t/a 不符",
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
    x->own_surplus[at] = (tc_grains)(x->covered_own[at] - due);
    if (x->covered_own[at] < due - x->allowance[p] - 1e-3)
        tc_verify_fault(
            x->verdict, "项目 %s 的 %s 属地抵扣 %.4f t/a，少于属地份额应得的 %.4f t/a",
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
        tc_verify_fault(x->verdict, "%s 少核定 %.4f t/a，取整至多解释 %.4f t/a",
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
                    "%s 跨区域抵扣给 %s 的 %s，而本区域削减源 %s 还剩 %.4f t/a",
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

/* Whose grains come first: the fully served, then the others, each by rank. */
static void find_places(sums *x)
{
    const int count = x->problem->project_count;
    tc_order_by_rank(x->problem, x->rank);
    for (int k = 0; k < count; k++) {
        const int j = x->rank[k];
        x->place[j] = x->plan->share[j] >= 1.0 ? k : count + k;
    }
}

static void check_rounding(const sums *x, int p)
{
    const tc_rounding rounding = {.problem = x->problem,
                                  .plan = x->plan,
                                  .verdict = x->verdict,
                                  .pollutant = p,
                                  .mixed = x->mixed[p],
                                  .used = x->used,
                                  .pool = x->pool,
                                  .left = x->left,
                                  .tally = x->tally,
                                  .place = x->place,
                                  .given_up = x->given_up,
                                  .own_surplus = x->own_surplus};
    tc_verify_rounding(&rounding);
}

static void check_all(sums *x, int *first, int *by_area)
{
    double odd[TC_POLLUTANTS]; /* draws that are rounded up leave odd grains behind */
    find_places(x);
    find_mixed(x);
    for (int k = 0; k < x->plan->credit_count; k++)
        check_line(x, k);
    check_supplies(x);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        x->allowance[p] += tc_verify_caps(x->problem, x->plan, p, x->leaving, x->pool,
                                          x->left, x->verdict);
        for (int j = 0; j < x->problem->project_count; j++)
            check_need(x, j, p);
        for (int j = 0; j < x->problem->project_count; j++)
            check_own(x, j, p);
        check_given_up(x, p);
        check_rounding(x, p);
        odd[p] = x->mixed[p] ? x->allowance[p] : 0.0;
    }
    list_by_area(x->problem, first, by_area);
    tc_verify_own_first(x->problem, x->plan, x->used, odd, x->verdict);
    tc_verify_permits_first(x->problem, x->plan, x->used, x->verdict);
    check_home_first(x, first, by_area);
    x->verdict->credits_checked = x->plan->credit_count;
}

static bool take_sums(sums *x, tc_arena *arena)
{
    const size_t sources = (size_t)x->problem->source_count;
    const size_t projects = (size_t)x->problem->project_count;
    const size_t cells = projects * TC_POLLUTANTS;
    x->used = tc_arena_take(arena, sources * TC_POLLUTANTS, sizeof *x->used);
    x->covered = tc_arena_take(arena, cells, sizeof *x->covered);
    x->covered_own = tc_arena_take(arena, cells, sizeof *x->covered_own);
    x->line_worth = tc_arena_take(arena, cells, sizeof *x->line_worth);
    x->given_up = tc_arena_take(arena, cells, sizeof *x->given_up);
    x->own_surplus = tc_arena_take(arena, cells, sizeof *x->own_surplus);
    x->pool = tc_arena_take(arena, sources, sizeof *x->pool);
    x->left = tc_arena_take(arena, sources, sizeof *x->left);
    x->tally = tc_arena_take(arena, sources, sizeof *x->tally);
    x->leaving = tc_arena_take(arena, sources, sizeof *x->leaving);
    x->rank = tc_arena_take(arena, projects, sizeof *x->rank);
    x->place = tc_arena_take(arena, projects, sizeof *x->place);
    return x->used && x->covered && x->covered_own && x->line_worth && x->given_up &&
           x->own_surplus && x->pool && x->left && x->tally && x->leaving && x->rank &&
           x->place;
}

tc_code tc_verify_credits(const tc_problem *problem, const tc_plan *plan,
                          tc_verdict *verdict, tc_error *error)
{
    if (!indices_hold(problem, plan, verdict))
        return TC_OK;
    const size_t sources = (size_t)problem->source_count;
    tc_arena arena = {0};
    sums x = {.problem = problem,
              .plan = plan,
              .verdict = verdict,
              .grain = pow(10.0, -problem->grain_digits)};
    int *first = tc_arena_take(&arena, (size_t)problem->area_count + 2, sizeof *first);
    int *by_area = tc_arena_take(&arena, sources, sizeof *by_area);
    const bool room = take_sums(&x, &arena) && first && by_area;
    if (room)
        check_all(&x, first, by_area);
    tc_arena_free(&arena);
    return room ? TC_OK
                : tc_fail(error, TC_ERR_MEMORY, NULL, "核验时内存不足",
                          "memory ran out while the plan was checked");
}
