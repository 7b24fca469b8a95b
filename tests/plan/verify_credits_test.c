/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "support/broken_plan.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/plain_model.h"

/* Ten grains of 0.1 kg. */
enum { KILOGRAM = 10, TRIES = 40 };

static const tc_source *source_of(const tc_problem *problem, const tc_credit *c)
{
    return &problem->sources[c->source];
}

static const tc_project *project_of(const tc_problem *problem, const tc_credit *c)
{
    return &problem->projects[c->project];
}

/* A line for which fits(); NULL if there is none. */
typedef bool fits(const tc_problem *problem, const broken_plan *b, const tc_credit *c);

static tc_credit *find_line(const tc_problem *problem, broken_plan *b, dice *d, fits *fit)
{
    const int count = b->plan.credit_count;
    const int start = broken_plan_start(d, count);
    for (int k = 0; k < count; k++) {
        tc_credit *c = &b->plan.credits[(start + k) % count];
        if (fit(problem, b, c))
            return c;
    }
    return NULL;
}

static bool is_heavy(const tc_problem *problem, const broken_plan *b, const tc_credit *c)
{
    (void)problem;
    (void)b;
    return c->grains > KILOGRAM;
}

static bool is_any(const tc_problem *problem, const broken_plan *b, const tc_credit *c)
{
    (void)problem;
    (void)b;
    return c->grains > 0;
}

static bool move_between_projects(const tc_problem *problem, broken_plan *b, dice *d)
{
    tc_credit *from = find_line(problem, b, d, is_heavy);
    for (int k = 0; from && k < b->plan.credit_count; k++) {
        tc_credit *to = &b->plan.credits[k];
        if (to->source != from->source || to->pollutant != from->pollutant || to == from)
            continue;
        from->grains -= KILOGRAM;
        to->grains += KILOGRAM;
        const int first = from->project < to->project ? from->project : to->project;
        broken_plan_clue(b, 0, "project %s: the credits of %s add up to",
                         problem->projects[first].id, tc_pollutants[to->pollutant].id);
        /* a credit that leaves home may be found first to exceed a cap */
        broken_plan_clue(b, 1, "%s leaving", tc_pollutants[to->pollutant].id);
        return true;
    }
    return false;
}

Test(plan_verify_credits, names_a_kilogram_moved_between_projects)
{
    break_many(move_between_projects, 0, TRIES);
    break_many(move_between_projects, MADE_CAPS | MADE_FINE, TRIES);
    break_many(move_between_projects, MADE_EXCHANGE, TRIES);
    TC_ASSERT_NO_LEAK();
}

static bool move_between_sources(const tc_problem *problem, broken_plan *b, dice *d)
{
    tc_credit *from = find_line(problem, b, d, is_heavy);
    for (int k = 0; from && k < b->plan.credit_count; k++) {
        tc_credit *to = &b->plan.credits[k];
        if (to->project != from->project || to->pollutant != from->pollutant ||
            to == from || broken_plan_rest(problem, b, to->source, to->pollutant) > 0)
            continue;
        from->grains -= KILOGRAM;
        to->grains += KILOGRAM;
        broken_plan_clue(b, 0, "source %s: %s credited", source_of(problem, to)->id,
                         tc_pollutants[to->pollutant].id);
        return true;
    }
    return false;
}

Test(plan_verify_credits, names_a_kilogram_moved_to_a_source_that_is_used_up)
{
    break_many(move_between_sources, 0, TRIES);
    break_many(move_between_sources, MADE_FINE | MADE_CAPS, TRIES);
    break_many(move_between_sources, MADE_EXCHANGE | MADE_FINE, TRIES);
    TC_ASSERT_NO_LEAK();
}

/* What keeps a source from a project, in the checker's words. */
static const char LATER[] = "the reduction comes after", BASIN[] = "another basin",
                  POOL[] = "another area, and the project has no access",
                  OWNED[] = "it is another project's own",
                  RULE[] = "a rule bars the project from it";

/* Does this, and nothing that the checker would name before it, bar the source? */
static bool is_barred_by(const tc_problem *problem, int s, const tc_credit *c,
                         const char *why)
{
    const tc_source *source = &problem->sources[s];
    const tc_project *project = project_of(problem, c);
    if (source->owner >= 0 && source->owner != c->project)
        return why == OWNED;
    if (source->limits[c->pollutant] & project->limits[c->pollutant])
        return why == RULE;
    if (source->available_from > project->start)
        return why == LATER;
    const bool away = source->area != project->area ||
                      problem->areas[source->area].kind == TC_AREA_UNSPECIFIED;
    if (away && !project->pool_access)
        return why == POOL;
    return why == BASIN &&
           tc_problem_exchange(problem, c->pollutant, source->area, source->basin,
                               project->area, project->basin) == 0.0;
}

/* Take a kilogram of the line from a source that may not serve it. */
static bool use_barred(const tc_problem *problem, broken_plan *b, dice *d, tc_credit *c,
                       const char *why)
{
    const int start = broken_plan_start(d, problem->source_count);
    for (int i = 0; c && i < problem->source_count; i++) {
        const int s = (start + i) % problem->source_count;
        const tc_source *source = &problem->sources[s];
        const tc_project *project = project_of(problem, c);
        if (!is_barred_by(problem, s, c, why))
            continue;
        c->grains -= KILOGRAM;
        b->plan.credits[b->plan.credit_count++] =
            (tc_credit){s, c->project, c->pollutant, KILOGRAM};
        broken_plan_clue(b, 0, "%s may not serve %s in %s: %s", source->id, project->id,
                         tc_pollutants[c->pollutant].id, why);
        broken_plan_sort(b);
        return true;
    }
    return false;
}

static bool use_later(const tc_problem *problem, broken_plan *b, dice *d)
{
    return use_barred(problem, b, d, find_line(problem, b, d, is_heavy), LATER);
}

static bool is_water(const tc_problem *problem, const broken_plan *b, const tc_credit *c)
{
    return tc_pollutants[c->pollutant].water && is_heavy(problem, b, c);
}

static bool use_basin(const tc_problem *problem, broken_plan *b, dice *d)
{
    return use_barred(problem, b, d, find_line(problem, b, d, is_water), BASIN);
}

static bool is_alone(const tc_problem *problem, const broken_plan *b, const tc_credit *c)
{
    return !project_of(problem, c)->pool_access && is_heavy(problem, b, c);
}

static bool use_pool(const tc_problem *problem, broken_plan *b, dice *d)
{
    return use_barred(problem, b, d, find_line(problem, b, d, is_alone), POOL);
}

static bool use_owned(const tc_problem *problem, broken_plan *b, dice *d)
{
    return use_barred(problem, b, d, find_line(problem, b, d, is_heavy), OWNED);
}

static bool use_forbidden(const tc_problem *problem, broken_plan *b, dice *d)
{
    return use_barred(problem, b, d, find_line(problem, b, d, is_heavy), RULE);
}

static bool is_own(const tc_problem *problem, const broken_plan *b, const tc_credit *c)
{
    return problem->sources[c->source].owner == c->project && is_heavy(problem, b, c);
}

/* Take a kilogram of what comes from the project's own source from another at home. */
static bool spare_own(const tc_problem *problem, broken_plan *b, dice *d)
{
    tc_credit *c = find_line(problem, b, d, is_own);
    for (int s = 0; c && s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s];
        if (source->owner >= 0 || tc_is_pooled(problem, s, c->project) ||
            !plain_is_eligible(problem, s, c->project, c->pollutant) ||
            broken_plan_rest(problem, b, s, c->pollutant) < KILOGRAM)
            continue;
        broken_plan_clue(b, 0, "serves %s in %s while its own source",
                         project_of(problem, c)->id, tc_pollutants[c->pollutant].id);
        c->grains -= KILOGRAM;
        b->plan.credits[b->plan.credit_count++] =
            (tc_credit){s, c->project, c->pollutant, KILOGRAM};
        broken_plan_sort(b);
        return true;
    }
    return false;
}

static bool has_permit(const tc_problem *problem, const broken_plan *b,
                       const tc_credit *c)
{
    return problem->sources[c->source].permit && is_heavy(problem, b, c);
}

/* Take a kilogram of what a source with a permit gives from one like it without. */
static bool spare_permit(const tc_problem *problem, broken_plan *b, dice *d)
{
    tc_credit *c = find_line(problem, b, d, has_permit);
    for (int s = 0; c && s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s], *from = source_of(problem, c);
        if (source->permit || source->owner != from->owner ||
            source->area != from->area || source->basin != from->basin ||
            source->available_from != from->available_from ||
            broken_plan_rest(problem, b, s, c->pollutant) < KILOGRAM)
            continue;
        broken_plan_clue(b, 0, "%s, without a permit, serves in %s while", source->id,
                         tc_pollutants[c->pollutant].id);
        c->grains -= KILOGRAM;
        b->plan.credits[b->plan.credit_count++] =
            (tc_credit){s, c->project, c->pollutant, KILOGRAM};
        broken_plan_sort(b);
        return true;
    }
    return false;
}

Test(plan_verify_credits, names_a_source_without_a_permit_before_one_with)
{
    break_many(spare_permit, MADE_OWNERS, TRIES);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_credits, names_a_source_that_a_rule_bars)
{
    break_many(use_forbidden, MADE_LIMITS, TRIES);
    break_many(use_forbidden, MADE_LIMITS | MADE_OWNERS | MADE_EXCHANGE, TRIES);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_credits, names_a_source_that_is_anothers_own)
{
    break_many(use_owned, MADE_OWNERS, TRIES);
    break_many(use_owned, MADE_OWNERS | MADE_LIMITS, TRIES);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_credits, names_an_own_source_that_lies_unused)
{
    break_many(spare_own, MADE_OWNERS, TRIES);
    break_many(spare_own, MADE_OWNERS | MADE_CAPS | MADE_LIMITS, TRIES);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_credits, names_a_source_that_comes_later)
{
    break_many(use_later, 0, TRIES);
    break_many(use_later, MADE_EXCHANGE | MADE_TIES, TRIES);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_credits, names_a_source_of_another_basin)
{
    break_many(use_basin, 0, TRIES);
    break_many(use_basin, MADE_TIES, TRIES);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_credits, names_a_pooled_credit_without_access_to_the_pool)
{
    break_many(use_pool, 0, TRIES);
    break_many(use_pool, MADE_EXCHANGE, TRIES);
    TC_ASSERT_NO_LEAK();
}

/* Two lines of a water pollutant exchange their sources, of different basins. */
static bool swap_basins(const tc_problem *problem, broken_plan *b, dice *d)
{
    tc_credit *one = find_line(problem, b, d, is_water);
    for (int k = 0; one && k < b->plan.credit_count; k++) {
        tc_credit *two = &b->plan.credits[k];
        if (two->pollutant != one->pollutant ||
            source_of(problem, one)->basin == source_of(problem, two)->basin)
            continue;
        const int source = one->source;
        one->source = two->source;
        two->source = source;
        broken_plan_clue(b, 0, "may not serve");
        broken_plan_sort(b);
        return true;
    }
    return false;
}

Test(plan_verify_credits, names_two_basins_swapped)
{
    break_many(swap_basins, 0, TRIES);
    TC_ASSERT_NO_LEAK();
}

static bool serve_refused(const tc_problem *problem, broken_plan *b, dice *d)
{
    tc_credit *from = find_line(problem, b, d, is_heavy);
    for (int j = 0; from && j < problem->project_count; j++) {
        if (problem->projects[j].zoning_ok)
            continue;
        from->grains -= KILOGRAM;
        b->plan.credits[b->plan.credit_count++] =
            (tc_credit){from->source, j, from->pollutant, KILOGRAM};
        broken_plan_clue(b, 0, "%s may not serve %s in %s: zoning forbids",
                         source_of(problem, from)->id, problem->projects[j].id,
                         tc_pollutants[from->pollutant].id);
        broken_plan_sort(b);
        return true;
    }
    return false;
}

Test(plan_verify_credits, names_a_credit_to_a_refused_project)
{
    break_many(serve_refused, 0, TRIES);
    TC_ASSERT_NO_LEAK();
}

static bool is_last_grain(const tc_problem *problem, const broken_plan *b,
                          const tc_credit *c)
{
    return broken_plan_rest(problem, b, c->source, c->pollutant) == 0;
}

static bool exceed_supply(const tc_problem *problem, broken_plan *b, dice *d)
{
    tc_credit *c = find_line(problem, b, d, is_last_grain);
    if (!c)
        return false;
    c->grains++;
    broken_plan_clue(b, 0, "source %s: %s credited", source_of(problem, c)->id,
                     tc_pollutants[c->pollutant].id);
    return true;
}

Test(plan_verify_credits, names_one_grain_more_than_the_supply)
{
    break_many(exceed_supply, 0, TRIES);
    break_many(exceed_supply, MADE_FINE, TRIES);
    break_many(exceed_supply, MADE_EXCHANGE, TRIES);
    TC_ASSERT_NO_LEAK();
}

/* Is this line of a pool that may send no grain more, from a source that has one? */
static bool is_at_cap(const tc_problem *problem, const broken_plan *b, const tc_credit *c)
{
    const tc_source *from = source_of(problem, c);
    double pool = 0.0;
    tc_grains leaving = 0;
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *other = &problem->sources[s];
        if (other->area != from->area || other->basin != from->basin ||
            other->available_from != from->available_from)
            continue;
        pool += other->supply[c->pollutant];
        for (int k = 0; k < b->plan.credit_count; k++)
            if (b->plan.credits[k].source == s &&
                b->plan.credits[k].pollutant == c->pollutant &&
                tc_is_pooled(problem, s, b->plan.credits[k].project))
                leaving += b->plan.credits[k].grains;
    }
    const double share = tc_problem_export_share(problem, c->pollutant, from->area);
    return tc_is_pooled(problem, c->source, c->project) &&
           leaving == tc_grains_down(share * pool, problem->grain_digits) &&
           broken_plan_rest(problem, b, c->source, c->pollutant) > 0;
}

static bool exceed_cap(const tc_problem *problem, broken_plan *b, dice *d)
{
    tc_credit *c = find_line(problem, b, d, is_at_cap);
    if (!c)
        return false;
    c->grains++;
    broken_plan_clue(b, 0, "area %s, available %d: %s leaving",
                     problem->areas[source_of(problem, c)->area].id,
                     source_of(problem, c)->available_from,
                     tc_pollutants[c->pollutant].id);
    return true;
}

Test(plan_verify_credits, names_one_grain_more_than_the_export_cap)
{
    break_many(exceed_cap, MADE_CAPS, TRIES);
    break_many(exceed_cap, MADE_CAPS | MADE_FINE | MADE_EXCHANGE, TRIES);
    TC_ASSERT_NO_LEAK();
}

static bool approve_more(const tc_problem *problem, broken_plan *b, dice *d)
{
    const tc_credit *c = find_line(problem, b, d, is_any);
    if (!c)
        return false;
    const int at = c->project * TC_POLLUTANTS + c->pollutant;
    b->plan.emission[at] +=
        1 +
        tc_grains_down(problem->projects[c->project].emission[c->pollutant] *
                           b->plan.share[c->project],
                       problem->grain_digits) -
        b->plan.emission[at];
    broken_plan_clue(b, 0, "project %s: %s approved", project_of(problem, c)->id,
                     tc_pollutants[c->pollutant].id);
    return true;
}

Test(plan_verify_credits, names_one_grain_more_than_the_share)
{
    break_many(approve_more, 0, TRIES);
    break_many(approve_more, MADE_FINE | MADE_EXCHANGE, TRIES);
    TC_ASSERT_NO_LEAK();
}

static bool duplicate(const tc_problem *problem, broken_plan *b, dice *d)
{
    tc_credit *c = find_line(problem, b, d, is_heavy);
    if (!c)
        return false;
    broken_plan_clue(b, 0, "the credit of %s to %s in %s stands twice",
                     source_of(problem, c)->id, project_of(problem, c)->id,
                     tc_pollutants[c->pollutant].id);
    tc_credit second = *c;
    second.grains = KILOGRAM;
    c->grains -= KILOGRAM;
    for (tc_credit *k = &b->plan.credits[b->plan.credit_count++]; k > c; k--)
        *k = k[-1];
    *c = second;
    return true;
}

Test(plan_verify_credits, names_a_line_that_stands_twice)
{
    break_many(duplicate, 0, TRIES);
    TC_ASSERT_NO_LEAK();
}
