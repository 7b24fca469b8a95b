/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "io/plan_json.h"
#include "support/leaks.h"
#include "support/small_proof.h"

/* The case with names, as files want them, and reasons. */
static void make(small_proof *c, tc_reason reasons[SMALL_PROJECTS])
{
    small_proof_make(c);
    memset(reasons, 0, SMALL_PROJECTS * sizeof *reasons);
    c->plan.reasons = reasons;
    c->problem.name = "small";
    c->area.name = c->source.name = "x";
    for (int j = 0; j < SMALL_PROJECTS; j++)
        c->projects[j].name = "x";
}

static tc_buffer write(const small_proof *c)
{
    tc_buffer out = {0};
    tc_error error = {0};
    cr_assert_eq(tc_plan_json_write(&c->problem, &c->plan, TC_WITH_PROOF, &out, &error),
                 TC_OK, "%s", error.message_en);
    return out;
}

static tc_code read_text(const small_proof *c, const char *text, tc_plan **plan,
                         tc_error *error)
{
    tc_json_document *document = NULL;
    tc_code code = tc_json_parse("plan.json", text, strlen(text), &document, error);
    if (code == TC_OK)
        code = tc_plan_json_read(&c->problem, document, "plan.json", plan, error);
    tc_json_free(document);
    return code;
}

Test(io_plan_proof, reads_back_what_was_written_and_the_proof_holds)
{
    small_proof c;
    tc_reason reasons[SMALL_PROJECTS];
    make(&c, reasons);
    tc_fixing fixing = {.search = 0, .project = 0, .approved = true, .set = 0};
    c.plan.fixings = &fixing;
    tc_buffer text = write(&c), again = {0};
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(read_text(&c, text.text, &plan, &error), TC_OK, "%s", error.message_en);
    cr_assert_eq(tc_plan_json_write(&c.problem, plan, TC_WITH_PROOF, &again, &error),
                 TC_OK);
    cr_assert_str_eq(again.text, text.text);
    cr_assert(plan->whole && !plan->relaxed && !plan->stopped);
    tc_verdict verdict;
    cr_assert_eq(tc_plan_verify(&c.problem, plan, &verdict, &error), TC_OK);
    cr_assert(verdict.verified, "%s", verdict.message_en);
    tc_plan_free(plan);
    tc_buffer_free(&again);
    tc_buffer_free(&text);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_proof, keeps_that_a_search_was_stopped_and_what_is_the_solvers_word)
{
    small_proof c;
    tc_reason reasons[SMALL_PROJECTS];
    make(&c, reasons);
    tc_fixing fixing = {.search = 0, .project = 0, .approved = true, .set = 0};
    c.plan.fixings = &fixing;
    c.plan.fixing_count = 1;
    c.plan.stopped = true;
    c.plan.status = TC_PLAN_BOUNDED;
    c.searches[0].root = -1;
    c.searches[0].bound = 4.5;
    tc_buffer text = write(&c);
    cr_assert(strstr(text.text, "\"stopped\":\ttrue"), "%s", text.text);
    cr_assert(strstr(text.text, "\"bound_is_the_solvers_word\":\ttrue"));
    cr_assert(strstr(text.text, "\"bounded\""));
    cr_assert(!strstr(text.text, "\"relaxed\""));
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(read_text(&c, text.text, &plan, &error), TC_OK, "%s", error.message_en);
    cr_assert(plan->stopped && plan->status == TC_PLAN_BOUNDED);
    cr_assert_eq(plan->searches[0].root, -1);
    cr_assert_eq(plan->searches[0].bound, 4.5);
    cr_assert_eq(plan->fixing_count, 1);
    cr_assert(plan->fixings[0].approved);
    tc_plan_free(plan);
    tc_buffer_free(&text);
    TC_ASSERT_NO_LEAK();
}

/* Replace one part of the text; the reader must name the clue. */
static void assert_refused(const char *what, const char *by, const char *clue)
{
    small_proof c;
    tc_reason reasons[SMALL_PROJECTS];
    make(&c, reasons);
    tc_buffer text = write(&c), changed = {0};
    const char *at = strstr(text.text, what);
    cr_assert_not_null(at, "%s is not in %s", what, text.text);
    tc_buffer_add(&changed, text.text, (size_t)(at - text.text));
    tc_buffer_puts(&changed, by);
    tc_buffer_puts(&changed, at + strlen(what));
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(read_text(&c, changed.text, &plan, &error), TC_ERR_INPUT);
    cr_assert(strstr(error.message_en, clue), "said \"%s\", expected \"%s\"",
              error.message_en, clue);
    cr_assert_gt(error.line, 0);
    tc_buffer_free(&changed);
    tc_buffer_free(&text);
}

Test(io_plan_proof, refuses_rows_of_another_shape)
{
    assert_refused("[[0, 1, 2], [0]", "[[0, 1], [0]", "[project, refused, approved]");
    assert_refused("[[0, 1, 2], [0]", "[[0, 1, 2, 3], [0]", "a short array of numbers");
    assert_refused("[[0, 1, 2], [0]", "[[0, 1, -2], [0]", "a whole number from 0");
    assert_refused("[[0, 1, 2], [0]", "[7, [0]", "a short array of numbers");
    assert_refused("\"fixings\":\t[]", "\"fixings\":\t[[0, 1]]",
                   "[search, project, 0 or 1, set]");
    assert_refused("\"fixings\":\t[]", "\"fixings\":\t7", "an array");
    assert_refused("\"proof_sets\":\t7", "\"proof_sets\":\t99",
                   "a whole number from 0 to 9");
    assert_refused("\"proof_sets\":\t7", "\"proof_sets\":\t6",
                   "a whole number from 0 to 5");
    assert_refused("\"aim\"", "\"hope\"", "coverage | own | within | even | goal | aim");
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_proof, refuses_bounds_of_goals_that_do_not_follow)
{
    assert_refused("\"gap\":\t0", "\"gap\":\t0.5", "gap");
    assert_refused("\"verified\"", "\"relaxed\":\tfalse,\n\t\"verified\"", "true");
    TC_ASSERT_NO_LEAK();
}
