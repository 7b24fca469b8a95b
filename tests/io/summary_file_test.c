/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "support/fed_sweep.h"
#include "support/leaks.h"
#include "support/scratch.h"

static const char COMPLETE[] = "{\"schema\": \"tongchou.sweep/1\", \"complete\": true}";

static void some(int64_t k, const double *x, fed_outcome *outcome)
{
    outcome->goal[0] = x[0] + 10.0;
    outcome->share[0] = 1.0;
    outcome->share[1] = x[1] > 0.3 ? 1.0 : 0.25;
    outcome->remaining[TC_PM] = 100.0 * x[1] * x[0];
    outcome->status = k % 50 == 3   ? TC_OUTCOME_INFEASIBLE
                      : k % 50 == 4 ? TC_OUTCOME_FAILED
                                    : TC_OUTCOME_OPTIMAL;
}

/* A finished sweep in a folder of its own. */
static tc_summary *saved(fed_sweep *fed, tc_scratch *scratch)
{
    tc_error error = {0};
    *scratch = tc_scratch_open();
    fed_make(fed, TC_DESIGN_SOBOL, 2000, 2, 2, 3);
    fed->projects[1].illustrative = true;
    fed->projects[1].name = "示例 \"引号\"";
    tc_summary *summary = fed_summary(fed, 77, some);
    cr_assert_eq(tc_summary_save(summary, scratch->folder, &error), TC_OK, "%s",
                 error.message_en);
    tc_scratch_text(scratch, "sweep.json", COMPLETE);
    return summary;
}

static void drop(tc_summary *summary, fed_sweep *fed, tc_scratch *scratch)
{
    tc_summary_free(summary);
    fed_free(fed);
    tc_scratch_remove(scratch, "summary.json");
    tc_scratch_remove(scratch, "sweep.json");
    tc_scratch_close(scratch);
}

static void assert_same_number(double a, double b)
{
    cr_assert(a == b || (isnan(a) && isnan(b)), "%.17g and %.17g", a, b);
}

static void assert_same_figure(const tc_figure *a, const tc_figure *b)
{
    cr_assert_str_eq(a->name, b->name);
    cr_assert_eq(a->count, b->count);
    assert_same_number(a->least, b->least);
    assert_same_number(a->mean, b->mean);
    assert_same_number(a->most, b->most);
    assert_same_number(a->error, b->error);
    for (int q = 0; q < TC_QUANTILES; q++)
        assert_same_number(a->quantile[q], b->quantile[q]);
}

static void assert_same_project(const tc_project_summary *a, const tc_project_summary *b)
{
    cr_assert_str_eq(a->id, b->id);
    cr_assert_str_eq(a->name, b->name);
    cr_assert_str_eq(a->area, b->area);
    cr_assert_eq(a->illustrative, b->illustrative);
    cr_assert(a->served == b->served && a->partly == b->partly && a->none == b->none);
    assert_same_number(a->frequency, b->frequency);
    assert_same_number(a->low, b->low);
    assert_same_number(a->high, b->high);
    assert_same_number(a->mean_share, b->mean_share);
    cr_assert(a->class == b->class && a->unsure == b->unsure);
}

Test(io_summary_file, what_was_saved_is_read_back_to_the_bit)
{
    fed_sweep fed;
    tc_scratch scratch;
    tc_summary *a = saved(&fed, &scratch), *b = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_summary_load(scratch.folder, &b, &error), TC_OK, "%s",
                 error.message_en);
    cr_assert_eq(b->design, a->design);
    cr_assert_eq(b->seed, a->seed);
    cr_assert_str_eq(b->hash, a->hash);
    cr_assert_str_eq(b->case_hash, a->case_hash);
    cr_assert_str_eq(b->case_name, a->case_name);
    cr_assert(b->scenarios == a->scenarios && b->infeasible == a->infeasible &&
              b->failed == a->failed && b->optimal == a->optimal);
    cr_assert_eq(b->axis_count, 2);
    cr_assert_str_eq(b->axes[1].name, "x1");
    for (int g = 0; g < 2; g++)
        assert_same_figure(&a->goals[g], &b->goals[g]);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        assert_same_figure(&a->remaining[p], &b->remaining[p]);
    cr_assert_eq(b->project_count, 3);
    for (int j = 0; j < 3; j++)
        assert_same_project(&a->projects[j], &b->projects[j]);
    char *text = NULL;
    cr_assert_eq(tc_summary_print(b, TC_ZH, &text, &error), TC_ERR_USAGE);
    cr_assert_eq(tc_summary_json(b, &text, &error), TC_ERR_USAGE);
    tc_summary_free(b);
    drop(a, &fed, &scratch);
    TC_ASSERT_NO_LEAK();
}

/* Replace the first text by another, then load: the place and the message. */
static void assert_refused(tc_scratch *scratch, const char *whole, const char *text,
                           const char *other, const char *message)
{
    const char *at = strstr(whole, text);
    cr_assert(at, "%s", text);
    tc_buffer changed = {0};
    tc_buffer_add(&changed, whole, (size_t)(at - whole));
    tc_buffer_puts(&changed, other);
    tc_buffer_puts(&changed, at + strlen(text));
    tc_scratch_text(scratch, "summary.json", changed.text);
    tc_summary *summary = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_summary_load(scratch->folder, &summary, &error), TC_ERR_INPUT, "%s",
                 other);
    cr_assert_str_eq(error.message_en, message);
    cr_assert_str_eq(error.file, "summary.json");
    cr_assert(error.line > 0 && error.column > 0);
    cr_assert_null(summary);
    tc_buffer_free(&changed);
}

Test(io_summary_file, what_cannot_be_so_is_refused_with_its_place)
{
    static const char *const faults[][3] = {
        {"tongchou.summary/1", "tongchou.summary/9",
         "schema: expected tongchou.summary/1, found 'tongchou.summary/9'"},
        {"\"sobol\"", "\"soboll\"",
         "design: expected list | grid | lhs | sobol | montecarlo | saltelli, found "
         "'soboll'"},
        {"\"seed\":", "\"sead\":", "'seed' is missing"},
        {"\"failed\":\t40", "\"failed\":\t-40",
         "failed: expected a whole number of 0 or more, found -40"},
        {"\"failed\":\t40", "\"failed\":\t41",
         "taken: expected the sum of the four counts, found 2000"},
        {"\"class\":\t\"safe\"", "\"class\":\t\"sure\"",
         "class: expected safe | edge | lost, found 'sure'"},
        {"\"unsure\":\tfalse", "\"unsure\":\t0",
         "unsure: expected true or false, found 0"},
        {"\"id\":\t\"P-1\"", "\"id\":\t\"P-0\"",
         "id: expected a project that did not come before, found 'P-0'"},
        {"\"frequency\":\t", "\"frequency\":\t3",
         "frequency: expected a number in range, found 30.9795918367346939"},
        {"\"name\":\t\"SO2\"", "\"name\":\t\"SO3\"",
         "expected the pollutants in the order of the notice, found an object"},
        {"\"partly\":\t", "\"partly\":\t1",
         "expected a project that counts every scenario once, found an object"},
    };
    fed_sweep fed;
    tc_scratch scratch;
    tc_summary *summary = saved(&fed, &scratch);
    char *whole = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_summary_json(summary, &whole, &error), TC_OK);
    for (size_t k = 0; k < sizeof faults / sizeof *faults; k++)
        assert_refused(&scratch, whole, faults[k][0], faults[k][1], faults[k][2]);
    tc_text_free(whole);
    drop(summary, &fed, &scratch);
    TC_ASSERT_NO_LEAK();
}

static void assert_no_sweep(const tc_scratch *scratch, const char *words)
{
    tc_summary *summary = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_summary_load(scratch->folder, &summary, &error), TC_ERR_INPUT);
    cr_assert(strstr(error.message_en, words), "%s", error.message_en);
}

Test(io_summary_file, a_folder_without_a_finished_sweep_is_refused)
{
    fed_sweep fed;
    tc_scratch scratch;
    tc_summary *summary = saved(&fed, &scratch);
    tc_scratch_text(&scratch, "sweep.json", "{\"complete\": false}");
    assert_no_sweep(&scratch, "complete: expected true: a finished sweep, found false");
    tc_scratch_text(&scratch, "sweep.json", "{}");
    assert_no_sweep(&scratch, "'complete' is missing");
    tc_scratch_text(&scratch, "sweep.json", "[");
    assert_no_sweep(&scratch, "");
    tc_scratch_remove(&scratch, "sweep.json");
    assert_no_sweep(&scratch, "holds no finished sweep: sweep.json is missing");
    tc_scratch_text(&scratch, "sweep.json", COMPLETE);
    tc_scratch_remove(&scratch, "summary.json");
    assert_no_sweep(&scratch, "holds no finished sweep: summary.json is missing");
    tc_scratch_text(&scratch, "summary.json", "");
    drop(summary, &fed, &scratch);
    TC_ASSERT_NO_LEAK();
}
