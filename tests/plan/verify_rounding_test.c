/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "domain/order.h"
#include "support/broken_plan.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/plain_model.h"

/* Ten grains of 0.1 kg. */
enum { KILOGRAM = 10, TRIES = 40 };

static tc_credit *heavy_line(broken_plan *b, dice *d)
{
    const int count = b->plan.credit_count;
    const int start = broken_plan_start(d, count);
    for (int k = 0; k < count; k++) {
        tc_credit *c = &b->plan.credits[(start + k) % count];
        if (c->grains > KILOGRAM)
            return c;
    }
    return NULL;
}

/* A kilogram less is approved and credited than the share gives. */
static bool approve_less(const tc_problem *problem, broken_plan *b, dice *d)
{
    tc_credit *c = heavy_line(b, d);
    if (!c)
        return false;
    const int at = c->project * TC_POLLUTANTS + c->pollutant;
    const double ratio = problem->projects[c->project].ratio[c->pollutant];
    const tc_grains less = tc_grains_up(KILOGRAM / ratio, 0);
    const tc_grains credit =
        tc_grains_up(ratio * (double)(b->plan.emission[at] - less), 0);
    const tc_grains back = b->plan.credit[at] - credit;
    if (b->plan.emission[at] < less || c->grains <= back)
        return false;
    b->plan.emission[at] -= less;
    b->plan.credit[at] = credit;
    c->grains -= back;
    const char *name = tc_pollutants[c->pollutant].id;
    broken_plan_clue(b, 0, "%s: ", name);
    broken_plan_clue(b, 1, "project %s: %s from its own area",
                     problem->projects[c->project].id, name);
    broken_plan_clue(b, 2, "in %s across areas while", name);
    return true;
}

Test(plan_verify_rounding, names_a_kilogram_that_was_kept_from_a_project)
{
    break_many(approve_less, 0, TRIES);
    break_many(approve_less, MADE_FINE, TRIES);
    break_many(approve_less, MADE_FINE | MADE_CAPS, TRIES);
    TC_ASSERT_NO_LEAK();
}

/* A kilogram from home comes from elsewhere instead, and lies unused at home. */
static bool import_needlessly(const tc_problem *problem, broken_plan *b, dice *d)
{
    tc_credit *c = heavy_line(b, d);
    if (!c || tc_is_pooled(problem, c->source, c->project) ||
        problem->projects[c->project].local_key)
        return false;
    for (int s = 0; s < problem->source_count; s++) {
        if (!tc_is_pooled(problem, s, c->project) ||
            !plain_is_eligible(problem, s, c->project, c->pollutant) ||
            broken_plan_rest(problem, b, s, c->pollutant) < KILOGRAM)
            continue;
        c->grains -= KILOGRAM;
        b->plan.credits[b->plan.credit_count++] =
            (tc_credit){s, c->project, c->pollutant, KILOGRAM};
        broken_plan_clue(b, 0, "in %s across areas while",
                         tc_pollutants[c->pollutant].id);
        broken_plan_sort(b);
        return true;
    }
    return false;
}

Test(plan_verify_rounding, names_what_crosses_areas_while_a_kilogram_lies_at_home)
{
    break_many(import_needlessly, 0, TRIES);
    break_many(import_needlessly, MADE_FINE, TRIES);
    TC_ASSERT_NO_LEAK();
}

/* Does the project get no more from home than its own share promises? */
static bool is_tight(const tc_problem *problem, const broken_plan *b, const tc_credit *c)
{
    const tc_project *project = &problem->projects[c->project];
    const tc_grains promised =
        tc_grains_down(project->need[c->pollutant] * b->plan.own_share[c->project],
                       problem->grain_digits);
    tc_grains home = 0;
    for (int k = 0; k < b->plan.credit_count; k++) {
        const tc_credit *other = &b->plan.credits[k];
        if (other->project == c->project && other->pollutant == c->pollutant &&
            !tc_is_pooled(problem, other->source, c->project))
            home += other->grains;
    }
    return project->local_key && home == promised && c->grains > KILOGRAM &&
           !tc_is_pooled(problem, c->source, c->project);
}

static bool can_swap(const tc_problem *problem, const tc_credit *key,
                     const tc_credit *other)
{
    const int area = problem->projects[key->project].area, p = key->pollutant;
    return other->pollutant == p && problem->projects[other->project].area == area &&
           !problem->projects[other->project].local_key && other->grains > KILOGRAM &&
           tc_is_pooled(problem, other->source, other->project) &&
           plain_is_eligible(problem, other->source, key->project, p) &&
           plain_is_eligible(problem, key->source, other->project, p);
}

/* Two projects of one county exchange a kilogram: the local key project, to which its own
 * area is promised, now imports it. */
static bool swap_promise(const tc_problem *problem, broken_plan *b, dice *d)
{
    (void)d;
    const int count = b->plan.credit_count;
    for (int k = 0; k < count * count; k++) {
        tc_credit *key = &b->plan.credits[k / count],
                  *other = &b->plan.credits[k % count];
        const int p = key->pollutant;
        if (!is_tight(problem, b, key) || !can_swap(problem, key, other))
            continue;
        broken_plan_clue(b, 0, "project %s: %s from its own area",
                         problem->projects[key->project].id, tc_pollutants[p].id);
        /* or that somebody who gave up a grain could now have one of those */
        broken_plan_clue(b, 1, "grains too few, while");
        key->grains -= KILOGRAM;
        other->grains -= KILOGRAM;
        b->plan.credits[b->plan.credit_count++] =
            (tc_credit){other->source, key->project, p, KILOGRAM};
        b->plan.credits[b->plan.credit_count++] =
            (tc_credit){key->source, other->project, p, KILOGRAM};
        broken_plan_sort(b);
        return true;
    }
    return false;
}

Test(plan_verify_rounding, names_a_promise_of_the_own_area_that_was_given_to_another)
{
    break_many(swap_promise, 0, TRIES);
    break_many(swap_promise, MADE_FINE, TRIES);
    TC_ASSERT_NO_LEAK();
}

/* Grains by which a project's emission stays below its share. */
static tc_grains given_up(const tc_problem *problem, const broken_plan *b, int j, int p)
{
    return tc_grains_down(problem->projects[j].emission[p] * b->plan.share[j],
                          problem->grain_digits) -
           b->plan.emission[j * TC_POLLUTANTS + p];
}

/* Change a project's emission, and by what its credit changes the line. */
static tc_grains approve(const tc_problem *problem, broken_plan *b, const tc_credit *c,
                         tc_grains more)
{
    const int at = c->project * TC_POLLUTANTS + c->pollutant;
    const tc_grains before = b->plan.credit[at];
    b->plan.emission[at] += more;
    b->plan.credit[at] = tc_grains_up(problem->projects[c->project].ratio[c->pollutant] *
                                          (double)b->plan.emission[at],
                                      0);
    return b->plan.credit[at] - before;
}

/* Who gave up grains gets one back from somebody who comes before. */
static bool favour_the_last(const tc_problem *problem, broken_plan *b, dice *d)
{
    (void)d;
    int place[64];
    tc_order_by_rank(problem, place);
    const int count = b->plan.credit_count;
    for (int k = 0; k < count * count; k++) {
        tc_credit *first = &b->plan.credits[k / count],
                  *last = &b->plan.credits[k % count];
        const int p = first->pollutant;
        int i = 0;
        while (place[i] != first->project && place[i] != last->project)
            i++;
        if (place[i] != first->project || first->source != last->source ||
            last->pollutant != p || first->project == last->project ||
            problem->projects[first->project].local_key ||
            b->plan.share[last->project] >= 1.0 ||
            tc_is_pooled(problem, first->source, first->project) !=
                tc_is_pooled(problem, last->source, last->project) ||
            problem->projects[first->project].ratio[p] !=
                problem->projects[last->project].ratio[p] ||
            given_up(problem, b, last->project, p) < 2 || first->grains <= KILOGRAM)
            continue;
        /* two of 1.5 are three whatever the parity */
        first->grains += approve(problem, b, first, -2);
        last->grains += approve(problem, b, last, 2);
        broken_plan_clue(b, 0, "%s: project %s was approved", tc_pollutants[p].id,
                         problem->projects[first->project].id);
        return true;
    }
    return false;
}

Test(plan_verify_rounding, names_who_gave_up_grains_for_one_who_comes_later)
{
    break_many(favour_the_last, MADE_FINE, 10);
    TC_ASSERT_NO_LEAK();
}
