/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/broken_plan.h"

#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/made_case.h"

static void *take(broken_plan *broken, int count, size_t size)
{
    void *taken = tc_arena_take(&broken->plan.arena, (size_t)count, size);
    cr_assert_not_null(taken);
    return taken;
}

static void *copy_of(broken_plan *broken, const void *array, int count, int room,
                     size_t size)
{
    void *copy = take(broken, room, size);
    if (count)
        memcpy(copy, array, (size_t)count * size);
    return copy;
}

static void copy_prices(broken_plan *b, const tc_plan *plan)
{
    const int count = plan->price_count;
    b->prices = copy_of(b, plan->prices, count, count, sizeof *b->prices);
    b->price_level = take(b, count, sizeof *b->price_level);
    b->price_value = take(b, count, sizeof *b->price_value);
    for (int i = 0; i < count; i++) {
        const tc_price *price = &plan->prices[i];
        b->price_level[i] =
            copy_of(b, price->level, price->count, price->count + 1, sizeof(int));
        b->price_value[i] =
            copy_of(b, price->value, price->count, price->count + 1, sizeof(double));
        b->prices[i].level = b->price_level[i];
        b->prices[i].value = b->price_value[i];
    }
    b->plan.prices = b->prices;
}

broken_plan broken_plan_copy(const tc_problem *problem, const tc_plan *plan)
{
    broken_plan b = {.plan = *plan};
    const int projects = problem->project_count, cells = projects * TC_POLLUTANTS;
    b.plan.arena = (tc_arena){0};
    b.plan.share = copy_of(&b, plan->share, projects, projects, sizeof(double));
    b.plan.own_share = copy_of(&b, plan->own_share, projects, projects, sizeof(double));
    b.plan.emission = copy_of(&b, plan->emission, cells, cells, sizeof(tc_grains));
    b.plan.credit = copy_of(&b, plan->credit, cells, cells, sizeof(tc_grains));
    b.plan.credits = copy_of(&b, plan->credits, plan->credit_count,
                             plan->credit_count + 2, sizeof(tc_credit));
    b.levels =
        copy_of(&b, plan->levels, plan->level_count, plan->level_count, sizeof *b.levels);
    b.plan.levels = b.levels;
    copy_prices(&b, plan);
    return b;
}

void broken_plan_free(broken_plan *broken)
{
    tc_arena_free(&broken->plan.arena);
}

void broken_plan_clue(broken_plan *broken, int i, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(broken->clue[i], sizeof broken->clue[i], format, arguments);
    va_end(arguments);
}

tc_verdict broken_plan_verdict(const tc_problem *problem, const broken_plan *broken)
{
    tc_verdict verdict = {0};
    tc_error error = {0};
    cr_assert_eq(tc_plan_verify(problem, &broken->plan, &verdict, &error), TC_OK, "%s",
                 error.message_en);
    return verdict;
}

static void assert_named(const tc_problem *problem, const broken_plan *broken,
                         uint64_t seed)
{
    const tc_verdict verdict = broken_plan_verdict(problem, broken);
    bool named = false;
    for (int i = 0; i < 3; i++)
        named =
            named || (*broken->clue[i] && strstr(verdict.message_en, broken->clue[i]));
    cr_assert(!verdict.verified && named && *verdict.message,
              "case %llu: said \"%s\", expected \"%s\" or \"%s\" or \"%s\"",
              (unsigned long long)seed, verdict.message_en, broken->clue[0],
              broken->clue[1], broken->clue[2]);
}

void break_many(break_it *how, unsigned features, int tries)
{
    int broken_so_far = 0;
    for (uint64_t seed = 1; broken_so_far < tries; seed++) {
        cr_assert_lt(seed, 4000, "only %d plans could be broken so", broken_so_far);
        tc_problem *problem =
            made_case(seed, 3 + (int)(seed % 12), 4 + (int)(seed % 13), features);
        tc_plan *plan = NULL;
        tc_error error = {0};
        cr_assert_eq(tc_solve(problem, NULL, &plan, &error), TC_OK, "%s",
                     error.message_en);
        if (tc_plan_get_status(plan) == TC_PLAN_OPTIMAL) {
            broken_plan broken = broken_plan_copy(problem, plan);
            dice d = {seed * 31};
            if (how(problem, &broken, &d)) {
                broken_so_far++;
                assert_named(problem, &broken, seed);
            }
            broken_plan_free(&broken);
        }
        tc_plan_free(plan);
        made_case_free(problem);
    }
}

static int by_line(const void *a, const void *b)
{
    const tc_credit *x = a, *y = b;
    if (x->project != y->project)
        return x->project < y->project ? -1 : 1;
    if (x->pollutant != y->pollutant)
        return x->pollutant < y->pollutant ? -1 : 1;
    return (x->source > y->source) - (x->source < y->source);
}

void broken_plan_sort(broken_plan *broken)
{
    tc_credit *list = broken->plan.credits;
    int kept = 0;
    if (broken->plan.credit_count > 0)
        qsort(list, (size_t)broken->plan.credit_count, sizeof *list, by_line);
    for (int k = 0; k < broken->plan.credit_count; k++) {
        if (kept && by_line(&list[kept - 1], &list[k]) == 0)
            list[kept - 1].grains += list[k].grains;
        else
            list[kept++] = list[k];
    }
    broken->plan.credit_count = kept;
}

tc_grains broken_plan_used(const broken_plan *broken, int source, int pollutant)
{
    tc_grains used = 0;
    for (int k = 0; k < broken->plan.credit_count; k++) {
        const tc_credit *c = &broken->plan.credits[k];
        if (c->source == source && c->pollutant == pollutant)
            used += c->grains;
    }
    return used;
}

tc_grains broken_plan_rest(const tc_problem *problem, const broken_plan *broken,
                           int source, int pollutant)
{
    return tc_grains_down(problem->sources[source].supply[pollutant],
                          problem->grain_digits) -
           broken_plan_used(broken, source, pollutant);
}

int broken_plan_start(dice *d, int count)
{
    return count > 0 ? dice_below(d, count) : 0;
}
