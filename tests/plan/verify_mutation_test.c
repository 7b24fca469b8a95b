/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <criterion/logging.h>
#include <math.h>

#include "support/broken_plan.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/plain_model.h"

/* What a mutation changes. */
typedef enum target {
    GRAINS_OF_LINE,
    GRAINS_BETWEEN_LINES,
    SOURCE_OF_LINE,
    PROJECT_OF_LINE,
    LOST_LINE,
    SOURCES_OF_TWO_LINES,
    EMISSION,
    CREDIT,
    SHARE,
    OWN_SHARE,
    VALUE_OF_LEVEL,
    PROJECT_OF_LEVEL,
    LOST_LEVEL,
    VALUE_OF_PRICE,
    LEVEL_OF_PRICE,
    LOST_PRICE,
    CLASS_OF_PRICE,
    TARGETS
} target;

/* How far: from a grain, or a millionth, to something large. */
static tc_grains some_grains(dice *d)
{
    const tc_grains size = (tc_grains)pow(10.0, dice_real(d, 0.0, 5.0));
    return dice_chance(d, 50) ? size : -size;
}

static double some_part(dice *d)
{
    const double size = pow(10.0, dice_real(d, -6.0, 0.0));
    return dice_chance(d, 50) ? size : -size;
}

static bool mutate_line(const tc_problem *problem, broken_plan *b, dice *d, target what)
{
    if (b->plan.credit_count == 0)
        return false;
    tc_credit *one = &b->plan.credits[dice_below(d, b->plan.credit_count)];
    tc_credit *two = &b->plan.credits[dice_below(d, b->plan.credit_count)];
    const tc_grains part = 1 + (tc_grains)dice_real(d, 0.0, (double)one->grains - 0.5);
    const int source = one->source;
    if (what == GRAINS_OF_LINE) {
        one->grains += some_grains(d);
    } else if (what == GRAINS_BETWEEN_LINES) {
        one->grains -= part;
        two->grains += part;
    } else if (what == SOURCE_OF_LINE) {
        one->source = dice_below(d, problem->source_count);
    } else if (what == PROJECT_OF_LINE) {
        one->project = dice_below(d, problem->project_count);
    } else if (what == LOST_LINE) {
        one->grains = 0;
    } else {
        one->source = two->source;
        two->source = source;
    }
    for (int k = b->plan.credit_count - 1; k >= 0; k--)
        if (b->plan.credits[k].grains == 0)
            b->plan.credits[k] = b->plan.credits[--b->plan.credit_count];
    broken_plan_sort(b);
    return true;
}

static bool mutate_project(const tc_problem *problem, broken_plan *b, dice *d,
                           target what)
{
    const int j = dice_below(d, problem->project_count);
    const int at = j * TC_POLLUTANTS + dice_below(d, TC_POLLUTANTS);
    double *share = what == SHARE ? &b->plan.share[j] : &b->plan.own_share[j];
    if (what == EMISSION)
        b->plan.emission[at] += some_grains(d);
    else if (what == CREDIT)
        b->plan.credit[at] += some_grains(d);
    else
        *share = fmin(1.0, fmax(0.0, *share + some_part(d)));
    return true;
}

static void lose_level(broken_plan *b, int level)
{
    b->plan.level_count--;
    for (int i = level; i < b->plan.level_count; i++)
        b->levels[i] = b->levels[i + 1];
    for (int i = 0; i < b->plan.price_count; i++) {
        int kept = 0;
        for (int k = 0; k < b->prices[i].count; k++) {
            const int at = b->price_level[i][k];
            if (at == level)
                continue;
            b->price_level[i][kept] = at - (at > level);
            b->price_value[i][kept++] = b->price_value[i][k];
        }
        b->prices[i].count = kept;
    }
}

static bool mutate_level(const tc_problem *problem, broken_plan *b, dice *d, target what)
{
    if (b->plan.level_count == 0)
        return false;
    const int i = dice_below(d, b->plan.level_count);
    if (what == VALUE_OF_LEVEL)
        b->levels[i].value += some_part(d);
    else if (what == LOST_LEVEL)
        lose_level(b, i);
    else if (b->levels[i].project >= 0)
        b->levels[i].project = dice_below(d, problem->project_count);
    else
        return false;
    return true;
}

static bool mutate_price(const tc_problem *problem, broken_plan *b, dice *d, target what)
{
    if (b->plan.price_count == 0)
        return false;
    const int i = dice_below(d, b->plan.price_count);
    tc_price *price = &b->prices[i];
    const int k = broken_plan_start(d, price->count);
    if (what == LOST_PRICE)
        price->count = 0;
    else if (what == VALUE_OF_PRICE && price->count)
        b->price_value[i][k] *= 1.0 + 2.0 * some_part(d);
    else if (what == LEVEL_OF_PRICE && price->count)
        b->price_level[i][k] += dice_chance(d, 50) ? 1 : -1;
    else if (what == CLASS_OF_PRICE)
        price->area = dice_below(d, problem->area_count);
    else
        return false;
    return true;
}

static bool mutate(const tc_problem *problem, broken_plan *b, dice *d, target what)
{
    if (what < EMISSION)
        return mutate_line(problem, b, d, what);
    if (what < VALUE_OF_LEVEL)
        return mutate_project(problem, b, d, what);
    if (what < VALUE_OF_PRICE)
        return mutate_level(problem, b, d, what);
    return mutate_price(problem, b, d, what);
}

/* Tonnes that cross areas over supply, as keep-local counts them. */
static double crossing(const tc_problem *problem, const tc_plan *plan)
{
    double sum = 0.0;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        double total = 0.0, across = 0.0;
        for (int s = 0; s < problem->source_count; s++)
            total += problem->sources[s].supply[p];
        for (int k = 0; k < plan->credit_count; k++) {
            const tc_credit *c = &plan->credits[k];
            if (c->pollutant == p && tc_is_pooled(problem, c->source, c->project))
                across += (double)c->grains * 1e-4;
        }
        sum += total > 0.0 ? across / total : 0.0;
    }
    return sum;
}

/* Do the credits hold by the rules, whoever gets them from where? */
static bool lines_hold(const tc_problem *problem, const broken_plan *b)
{
    const tc_plan *plan = &b->plan;
    for (int k = 0; k < plan->credit_count; k++) {
        const tc_credit *c = &plan->credits[k];
        if (c->grains <= 0 ||
            !plain_is_eligible(problem, c->source, c->project, c->pollutant) ||
            broken_plan_rest(problem, b, c->source, c->pollutant) < 0)
            return false;
    }
    for (int at = 0; at < problem->project_count * TC_POLLUTANTS; at++) {
        double covered = 0.0, lines = 0.0;
        for (int k = 0; k < plan->credit_count; k++) {
            const tc_credit *c = &plan->credits[k];
            const tc_source *source = &problem->sources[c->source];
            const tc_project *project = &problem->projects[c->project];
            if (c->project * TC_POLLUTANTS + c->pollutant != at)
                continue;
            covered += (double)c->grains *
                       tc_problem_exchange(problem, c->pollutant, source->area,
                                           source->basin, project->area, project->basin);
            lines += 2.0; /* factors up to 1.25, and one grain */
        }
        const double credit = (double)plan->credit[at];
        if (covered < credit - 1e-3 || covered > credit + lines)
            return false;
    }
    return true;
}

static bool keeps_local(const tc_problem *problem)
{
    for (int goal = 0; goal < problem->goal_count; goal++)
        if (problem->goals[goal].kind == TC_GOAL_KEEP_LOCAL)
            return true;
    return false;
}

/* Is the mutant as good a plan as the one that was solved? It is the only one as to
 * shares; what is credited may come from elsewhere. */
static bool is_harmless(const tc_problem *problem, const tc_plan *plan,
                        const broken_plan *mutant)
{
    const double further = crossing(problem, &mutant->plan) - crossing(problem, plan);
    bool same =
        lines_hold(problem, mutant) && (!keeps_local(problem) || fabs(further) < 1e-4);
    for (int j = 0; j < problem->project_count; j++)
        same = same && fabs(plan->share[j] - mutant->plan.share[j]) < 1e-8 &&
               fabs(plan->own_share[j] - mutant->plan.own_share[j]) < 1e-8;
    for (int at = 0; at < problem->project_count * TC_POLLUTANTS; at++)
        same = same && plan->emission[at] == mutant->plan.emission[at] &&
               plan->credit[at] == mutant->plan.credit[at];
    return same;
}

typedef struct tally {
    int tried[TARGETS], caught[TARGETS];
} tally;

static void mutate_many(const tc_problem *problem, const tc_plan *plan, uint64_t seed,
                        tally *count)
{
    dice d = {seed};
    for (int k = 0; k < 4 * TARGETS; k++) {
        const target what = (target)(k % TARGETS);
        broken_plan mutant = broken_plan_copy(problem, plan);
        bool mutated = mutate(problem, &mutant, &d, what);
        if (k >= 3 * TARGETS) /* and another one on top */
            mutated =
                mutate(problem, &mutant, &d, (target)dice_below(&d, TARGETS)) || mutated;
        if (mutated) {
            const tc_verdict verdict = broken_plan_verdict(problem, &mutant);
            cr_assert_eq(verdict.verified, *verdict.message_en == '\0');
            cr_assert(!verdict.verified || is_harmless(problem, plan, &mutant),
                      "case %llu: mutation %d of kind %d passed",
                      (unsigned long long)seed, k, (int)what);
            count->tried[what]++;
            count->caught[what] += !verdict.verified;
        }
        broken_plan_free(&mutant);
    }
}

/* The share of mutants caught; every other one is harmless. */
static double share_caught(unsigned features, uint64_t first, int cases)
{
    tally count = {0};
    for (uint64_t seed = first; seed < first + (uint64_t)cases; seed++) {
        tc_problem *problem =
            made_case(seed, 3 + (int)(seed % 12), 4 + (int)(seed % 13), features);
        tc_plan *plan = NULL;
        tc_error error = {0};
        cr_assert_eq(tc_solve(problem, NULL, &plan, &error), TC_OK, "%s",
                     error.message_en);
        if (tc_plan_get_status(plan) == TC_PLAN_OPTIMAL)
            mutate_many(problem, plan, seed, &count);
        tc_plan_free(plan);
        made_case_free(problem);
    }
    int tried = 0, caught = 0;
    for (int what = 0; what < TARGETS; what++) {
        cr_log_info("features %u, kind %d: %d of %d caught", features, what,
                    count.caught[what], count.tried[what]);
        tried += count.tried[what];
        caught += count.caught[what];
    }
    cr_log_info("features %u: %d of %d caught", features, caught, tried);
    return tried ? (double)caught / tried : 0.0;
}

Test(plan_verify_mutation, lets_only_harmless_mutants_pass)
{
    static const unsigned FEATURES[] = {0,
                                        MADE_CAPS,
                                        MADE_FINE | MADE_CAPS,
                                        MADE_TIES,
                                        MADE_EVEN,
                                        MADE_POLICY | MADE_EVEN | MADE_TIES,
                                        MADE_EXCHANGE | MADE_FINE,
                                        MADE_MUST,
                                        MADE_LIMITS | MADE_CAPS,
                                        MADE_OWNERS | MADE_LIMITS | MADE_FINE,
                                        MADE_OWNERS | MADE_EXCHANGE};
    for (size_t i = 0; i < sizeof FEATURES / sizeof *FEATURES; i++)
        cr_expect_gt(share_caught(FEATURES[i], 9000 + 100 * i, 60), 0.7);
    TC_ASSERT_NO_LEAK();
}
