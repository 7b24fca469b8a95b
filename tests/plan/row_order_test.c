/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/plan.h"
#include "support/case_writer.h"
#include "support/dice.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/scratch.h"

static char *read_file(const char *folder, const char *name)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    char *text = calloc(1, 1 << 20);
    cr_assert_not_null(text);
    cr_assert_lt(fread(text, 1, (1 << 20) - 1, file), (1 << 20) - 1);
    cr_assert_eq(fclose(file), 0);
    return text;
}

/* The lines behind the first in another order. No cell holds a line end. */
static char *shuffled(char *text, dice *d)
{
    enum { LINES_MOST = 256 };
    char *lines[LINES_MOST];
    int count = 0;
    for (char *at = text; *at; at += strcspn(at, "\n") + 1) {
        cr_assert(count < LINES_MOST && strchr(at, '\n'));
        lines[count++] = at;
    }
    for (int k = count - 1; k > 1; k--) {
        const int other = 1 + dice_below(d, k);
        char *moved = lines[k];
        lines[k] = lines[other];
        lines[other] = moved;
    }
    char *out = calloc(1, strlen(text) + 1);
    cr_assert_not_null(out);
    for (int k = 0, length = 0; k < count; k++) {
        const size_t bytes = strcspn(lines[k], "\n") + 1;
        memcpy(out + length, lines[k], bytes);
        length += (int)bytes;
    }
    return out;
}

/* attainment.csv stays: its lines are cited by their numbers. */
static void shuffle_folder(const char *from, tc_scratch *to, dice *d)
{
    static const char *const names[] = {"areas.csv",    "sources.csv", "projects.csv",
                                        "exchange.csv", "case.json",   "attainment.csv"};
    for (int i = 0; i < 6; i++) {
        char *text = read_file(from, names[i]);
        if (!text)
            continue;
        char *other = i < 4 ? shuffled(text, d) : NULL;
        tc_scratch_text(to, names[i], other ? other : text);
        free(other);
        free(text);
    }
}

/* Solve the case in a folder, save the plan into out. The JSON is the caller's. */
static char *solve_folder(const char *folder, const char *out)
{
    tc_problem *problem = NULL;
    tc_plan *plan = NULL;
    char *json = NULL;
    tc_error error = {0};
    tc_code code = tc_problem_load(folder, NULL, &problem, &error);
    if (code == TC_OK)
        code = tc_solve(problem, NULL, &plan, &error);
    if (code == TC_OK)
        code = tc_plan_json(problem, plan, &json, &error);
    if (code == TC_OK)
        code = tc_plan_save(problem, plan, out, &error);
    cr_assert_eq(code, TC_OK, "%s", error.message_en);
    tc_plan_free(plan);
    tc_problem_free(problem);
    return json;
}

static void assert_order_is_nothing(const char *folder, uint64_t seed)
{
    static const char *const names[] = {"plan.json", "projects.csv", "credits.csv",
                                        "sources.csv"};
    dice d = {seed};
    tc_scratch other = tc_scratch_open(), first = tc_scratch_open(),
               second = tc_scratch_open();
    shuffle_folder(folder, &other, &d);
    char *one = solve_folder(folder, first.folder);
    char *two = solve_folder(other.folder, second.folder);
    cr_assert_str_eq(one, two, "%s: %d", folder, (int)seed);
    tc_text_free(one);
    tc_text_free(two);
    for (int i = 0; i < 4; i++) {
        one = read_file(first.folder, names[i]);
        two = read_file(second.folder, names[i]);
        cr_assert(one && two);
        cr_assert_str_eq(one, two, "%s: %s", folder, names[i]);
        free(one);
        free(two);
    }
    tc_scratch_close(&other);
    tc_scratch_close(&first);
    tc_scratch_close(&second);
}

Test(plan_row_order, changes_nothing_in_the_shipped_cases_to_the_byte)
{
    for (uint64_t seed = 1; seed <= 10; seed++) {
        assert_order_is_nothing(TC_TEST_DATA "/textbook", seed);
        assert_order_is_nothing(TC_TEST_DATA "/yuncheng-2022", seed);
    }
    TC_ASSERT_NO_LEAK();
}

Test(plan_row_order, changes_nothing_in_made_cases_to_the_byte)
{
    static const unsigned FEATURES[] = {MADE_TIES,
                                        MADE_CAPS | MADE_FINE,
                                        MADE_EXCHANGE,
                                        MADE_EVEN | MADE_POLICY,
                                        MADE_WIDE,
                                        MADE_OWNERS | MADE_FINE,
                                        MADE_OWNERS | MADE_TIES,
                                        MADE_WHOLE | MADE_TIES,
                                        MADE_ALL_WHOLE | MADE_CAPS};
    for (uint64_t seed = 1; seed <= 100; seed++) {
        tc_problem *problem = made_case(seed, 3 + (int)(seed % 12), 4 + (int)(seed % 13),
                                        FEATURES[seed % 9]);
        tc_scratch scratch = tc_scratch_open();
        cr_assert(case_write(problem, scratch.folder));
        assert_order_is_nothing(scratch.folder, seed);
        tc_scratch_close(&scratch);
        made_case_free(problem);
    }
    TC_ASSERT_NO_LEAK();
}
