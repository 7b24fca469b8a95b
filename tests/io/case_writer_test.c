/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "domain/plan.h"
#include "support/case_writer.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/scratch.h"

/* Write a made case, load it; no fault but warnings. */
static tc_problem *written_and_loaded(const tc_problem *made, const tc_scratch *scratch)
{
    tc_problem *loaded = NULL;
    tc_error error = {0};
    cr_assert(case_write(made, scratch->folder));
    cr_assert_eq(tc_problem_load(scratch->folder, NULL, &loaded, &error), TC_OK,
                 "%s:%d:%d: %s", error.file, error.line, error.column, error.message_en);
    return loaded;
}

static void assert_same_numbers(const double *here, const double *there, const char *id,
                                const char *what)
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        cr_assert_eq(here[p], there[p], "%s %s %s: %.17g, %.17g", id, what,
                     tc_pollutants[p].id, here[p], there[p]);
}

static void assert_same_sources(const tc_problem *made, const tc_problem *loaded)
{
    cr_assert_eq(made->source_count, loaded->source_count);
    for (int s = 0; s < made->source_count; s++) {
        const tc_source *a = &made->sources[s], *b = &loaded->sources[s];
        cr_assert_str_eq(a->id, b->id);
        cr_assert(a->area == b->area && a->basin == b->basin &&
                      a->available_from == b->available_from &&
                      a->expires == b->expires && a->status == b->status &&
                      a->owner == b->owner && a->permit == b->permit,
                  "source %s", a->id);
        assert_same_numbers(a->supply, b->supply, a->id, "supply");
    }
}

static void assert_same_projects(const tc_problem *made, const tc_problem *loaded)
{
    cr_assert_eq(made->project_count, loaded->project_count);
    for (int j = 0; j < made->project_count; j++) {
        const tc_project *a = &made->projects[j], *b = &loaded->projects[j];
        cr_assert_str_eq(a->id, b->id);
        cr_assert(a->area == b->area && a->basin == b->basin && a->tier == b->tier &&
                      a->accepted_on == b->accepted_on && a->start == b->start &&
                      a->weight == b->weight,
                  "project %s", a->id);
        cr_assert(a->local_key == b->local_key && a->pool_access == b->pool_access &&
                      a->zoning_ok == b->zoning_ok && a->must_serve == b->must_serve &&
                      a->indivisible == b->indivisible && a->min_share == b->min_share,
                  "project %s", a->id);
        assert_same_numbers(a->emission, b->emission, a->id, "emission");
        assert_same_numbers(a->need, b->need, a->id, "need");
    }
}

static void assert_same_rules(const tc_problem *made, const tc_problem *loaded)
{
    cr_assert_eq(made->goal_count, loaded->goal_count);
    for (int g = 0; g < made->goal_count; g++) {
        const tc_goal *a = &made->goals[g], *b = &loaded->goals[g];
        cr_assert(a->kind == b->kind && a->tier == b->tier && a->even == b->even);
        cr_assert_str_eq(a->name, b->name);
    }
    for (int p = 0; p < TC_POLLUTANTS; p++)
        for (int a = 0; a < made->area_count; a++) {
            cr_assert_eq(tc_problem_export_share(made, p, a),
                         tc_problem_export_share(loaded, p, a));
            for (int b = 0; b < made->area_count; b++)
                for (int k = 0; k < made->basin_count * made->basin_count; k++) {
                    const int from = k / made->basin_count, to = k % made->basin_count;
                    cr_assert_eq(tc_problem_exchange(made, p, a, from, b, to),
                                 tc_problem_exchange(loaded, p, a, from, b, to));
                }
        }
}

Test(io_case_writer, a_made_case_is_loaded_as_it_was)
{
    static const unsigned more[] = {0, MADE_OWNERS, MADE_OWNERS | MADE_WHOLE,
                                    MADE_OWNERS | MADE_ALL_WHOLE};
    enum { MIXES = 256, CASES = MIXES * sizeof more / sizeof *more };
    const tc_scratch scratch = tc_scratch_open();
    tc_scratch exchange = scratch; /* the one file that a case may not have */
    for (int k = 0; k < CASES; k++) {
        tc_problem *made = made_case(90000 + (uint64_t)k, 1 + k % 11, 1 + k % 17,
                                     (unsigned)(k % MIXES) | more[k / MIXES]);
        tc_problem *loaded = written_and_loaded(made, &scratch);
        assert_same_sources(made, loaded);
        assert_same_projects(made, loaded);
        assert_same_rules(made, loaded);
        if (made->exchange_count)
            tc_scratch_remove(&exchange, "exchange.csv");
        tc_problem_free(loaded);
        made_case_free(made);
    }
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}

static char *plan_json(const tc_problem *problem)
{
    tc_plan *plan = NULL;
    char *text = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_solve(problem, NULL, &plan, &error), TC_OK, "%s", error.message_en);
    cr_assert_eq(tc_plan_json(problem, plan, &text, &error), TC_OK);
    tc_plan_free(plan);
    return text;
}

Test(io_case_writer, a_made_case_and_its_files_have_the_same_plan)
{
    const tc_scratch scratch = tc_scratch_open();
    for (unsigned k = 0; k < 40; k++) {
        const unsigned mix = (5 * k % MADE_WIDE) | MADE_EXCHANGE | /* one set of files */
                             (k % 2 ? MADE_OWNERS : 0U);
        tc_problem *made = made_case(91000 + k, 8, 12, mix);
        tc_problem *loaded = written_and_loaded(made, &scratch);
        char *here = plan_json(made), *there = plan_json(loaded);
        cr_assert_str_eq(here, there);
        tc_text_free(here);
        tc_text_free(there);
        tc_problem_free(loaded);
        made_case_free(made);
    }
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}
