/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values that data/textbook/README.md works out on paper, and that data/README.md
 * states of data/yuncheng-2022. */
#include <criterion/criterion.h>
#include <string.h>

#include "domain/standing.h"
#include "support/leaks.h"
#include "support/solved_case.h"

static int project_of(const tc_problem *problem, const char *id)
{
    for (int j = 0; j < problem->project_count; j++)
        if (strcmp(problem->projects[j].id, id) == 0)
            return j;
    cr_assert_fail("no project %s", id);
    return -1;
}

static int source_of(const tc_problem *problem, const char *id)
{
    for (int s = 0; s < problem->source_count; s++)
        if (strcmp(problem->sources[s].id, id) == 0)
            return s;
    cr_assert_fail("no source %s", id);
    return -1;
}

static double share_of(const solved_case *solved, const char *id)
{
    return solved->plan->share[project_of(solved->problem, id)];
}

static double own_share_of(const solved_case *solved, const char *id)
{
    return solved->plan->own_share[project_of(solved->problem, id)];
}

static const tc_reason *reason_of(const solved_case *solved, const char *id)
{
    return &solved->plan->reasons[project_of(solved->problem, id)];
}

Test(plan_textbook, has_the_shares_found_on_paper)
{
    solved_case book = solved_data("textbook");
    cr_assert_float_eq(share_of(&book, "T-1"), 11.0 / 12.0, 1e-9);
    cr_assert_float_eq(own_share_of(&book, "T-1"), 5.0 / 6.0, 1e-9);
    cr_assert_eq(share_of(&book, "T-2"), 1.0);
    cr_assert_float_eq(share_of(&book, "T-3"), 0.5, 1e-9);
    cr_assert_eq(share_of(&book, "T-4"), 1.0);
    solved_free(&book);
    TC_ASSERT_NO_LEAK();
}

Test(plan_textbook, reaches_the_goals_found_on_paper)
{
    static const double VALUES[] = {5.0 / 6.0, 1.0, 1.5, 11.0 / 12.0, 0.0, -0.95};
    solved_case book = solved_data("textbook");
    int totals = 0;
    for (int i = 0; i < book.plan->level_count; i++) {
        const tc_level *level = &book.plan->levels[i];
        if (level->kind != TC_LEVEL_TOTAL)
            continue;
        totals++;
        cr_assert_float_eq(level->value, VALUES[level->goal], 1e-9, "%s",
                           book.problem->goals[level->goal].name);
    }
    cr_assert_eq(totals, 5);
    solved_free(&book);
    TC_ASSERT_NO_LEAK();
}

/* The table of step 7, every line of it and no other. */
Test(plan_textbook, credits_every_line_found_on_paper)
{
    static const struct {
        const char *source, *project;
        int pollutant;
        tc_grains grains;
    } LINES[] = {
        {"S1", "T-1", TC_NOX, 1000000}, {"S2", "T-1", TC_NOX, 100000},
        {"S2", "T-2", TC_NOX, 600000},  {"S2", "T-2", TC_VOCS, 100000},
        {"S2", "T-3", TC_NOX, 100000},  {"S2", "T-3", TC_VOCS, 100000},
        {"S2", "T-4", TC_NOX, 200000},  {"S2", "T-4", TC_VOCS, 200000},
        {"S3", "T-2", TC_COD, 100000},
    };
    enum { COUNT = sizeof LINES / sizeof *LINES };
    solved_case book = solved_data("textbook");
    cr_assert_eq(book.plan->credit_count, COUNT);
    for (int i = 0; i < COUNT; i++) {
        const int source = source_of(book.problem, LINES[i].source);
        const int project = project_of(book.problem, LINES[i].project);
        bool found = false;
        for (int k = 0; k < COUNT; k++) {
            const tc_credit *c = &book.plan->credits[k];
            found = found ||
                    (c->source == source && c->project == project &&
                     c->pollutant == LINES[i].pollutant && c->grains == LINES[i].grains);
        }
        cr_assert(found, "%s to %s", LINES[i].source, LINES[i].project);
    }
    solved_free(&book);
    TC_ASSERT_NO_LEAK();
}

Test(plan_textbook, approves_the_tonnes_found_on_paper)
{
    static const tc_grains APPROVED[4][3] = {
        {550000, 0, 0}, {300000, 50000, 100000}, {50000, 50000, 0}, {100000, 100000, 0}};
    static const int POLLUTANTS[3] = {TC_NOX, TC_VOCS, TC_COD};
    static const char *const IDS[4] = {"T-1", "T-2", "T-3", "T-4"};
    solved_case book = solved_data("textbook");
    for (int i = 0; i < 4; i++)
        for (int p = 0; p < 3; p++) {
            const int j = project_of(book.problem, IDS[i]);
            cr_assert_eq(book.plan->emission[j * TC_POLLUTANTS + POLLUTANTS[p]],
                         APPROVED[i][p], "%s", IDS[i]);
        }
    solved_free(&book);
    TC_ASSERT_NO_LEAK();
}

Test(plan_textbook, names_what_is_short_and_the_only_tie)
{
    solved_case book = solved_data("textbook");
    const tc_reason *first = reason_of(&book, "T-1"), *third = reason_of(&book, "T-3");
    cr_assert_eq(first->kind, TC_REASON_USED_UP);
    cr_assert_eq(first->pollutant, TC_NOX);
    cr_assert_eq(first->missing, 100000);
    cr_assert_eq(third->kind, TC_REASON_USED_UP);
    cr_assert_eq(third->pollutant, TC_VOCS); /* not NOx, of which 10 were left */
    cr_assert_eq(third->missing, 100000);
    cr_assert_eq(reason_of(&book, "T-2")->kind, TC_REASON_NONE);
    cr_assert_eq(reason_of(&book, "T-4")->kind, TC_REASON_NONE);
    bool tied[4] = {false};
    for (int k = 0; k < book.plan->tie_count; k++)
        tied[book.plan->ties[k]] = true;
    for (int j = 0; j < 4; j++)
        cr_assert_eq(tied[j],
                     j == project_of(book.problem, "T-3") ||
                         j == project_of(book.problem, "T-4"),
                     "%s", book.problem->projects[j].id);
    solved_free(&book);
    TC_ASSERT_NO_LEAK();
}

/* The table of data/README.md, "示例项目". Shares to the digits it prints. */
static const struct {
    const char *id;
    double share, own; /* own: -1 where nothing is said */
    tc_reason_kind reason;
    int pollutant; /* -1: none, or none is said */
} SAID[] = {
    {"P-022", 1.0, -1, TC_REASON_NONE, -1},
    {"P-021", 0.0, -1, TC_REASON_TOO_LITTLE, TC_VOCS},
    {"P-023", 0.0, -1, TC_REASON_TOO_LITTLE, TC_VOCS},
    {"P-031", 0.0, -1, TC_REASON_TOO_LITTLE, TC_NOX},
    {"P-032", 0.0, -1, TC_REASON_TOO_LITTLE, TC_NOX},
    {"P-027", 0.0, -1, TC_REASON_TOO_LITTLE, TC_VOCS},
    {"P-038", 0.0, -1, TC_REASON_TOO_LITTLE, TC_VOCS},
    {"P-040", 0.1015, -1, TC_REASON_USED_UP, TC_VOCS},
    {"P-036", 1.0, -1, TC_REASON_NONE, -1},
    {"P-024", 0.0, -1, TC_REASON_TOO_LITTLE, TC_COD},
    {"P-035", 1.0, -1, TC_REASON_NONE, -1},
    {"P-008", 1.0, -1, TC_REASON_NONE, -1},
    {"P-003", 1.0, 1.0, TC_REASON_NONE, -1},
    {"P-034", 1.0, 1.0, TC_REASON_NONE, -1},
    {"P-011", 1.0, 0.4995, TC_REASON_NONE, -1},
    {"P-004", 1.0, 0.0, TC_REASON_NONE, -1},
    {"P-037", 1.0, 0.0, TC_REASON_NONE, -1},
    {"P-020", 0.0, -1, TC_REASON_ZONING, -1},
    {"P-028", 1.0, -1, TC_REASON_NONE, -1},
    {"P-030", 0.0, -1, TC_REASON_NO_POOL, -1},
    {"P-033", 0.0, -1, TC_REASON_NO_POOL, -1},
    {"P-009", 0.0, -1, TC_REASON_TOO_EARLY, -1},
    {"P-007", 1.0, -1, TC_REASON_NONE, -1},
    {"P-014", 1.0, -1, TC_REASON_NONE, -1},
    {"P-019", 1.0, -1, TC_REASON_NONE, -1},
    {"P-015", 1.0, -1, TC_REASON_NONE, -1},
    {"P-039", 1.0, -1, TC_REASON_NONE, -1},
};

Test(plan_textbook, yuncheng_comes_out_as_its_description_says)
{
    solved_case city = solved_data("yuncheng-2022");
    for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++) {
        const char *id = SAID[i].id;
        cr_assert_float_eq(share_of(&city, id), SAID[i].share, 0.005, "%s: %g", id,
                           share_of(&city, id));
        cr_assert(SAID[i].own < 0.0 || (own_share_of(&city, id) > SAID[i].own - 5e-5 &&
                                        own_share_of(&city, id) < SAID[i].own + 5e-5),
                  "%s: own %g", id, own_share_of(&city, id));
        cr_assert_eq(reason_of(&city, id)->kind, SAID[i].reason, "%s: %s", id,
                     tc_reason_code(reason_of(&city, id)->kind));
        cr_assert(SAID[i].pollutant < 0 ||
                      reason_of(&city, id)->pollutant == SAID[i].pollutant,
                  "%s", id);
    }
    solved_free(&city);
    TC_ASSERT_NO_LEAK();
}

Test(plan_textbook, yuncheng_serves_28_and_1_in_part)
{
    int count[TC_STANDING_NONE + 1] = {0};
    solved_case city = solved_data("yuncheng-2022");
    for (int j = 0; j < city.problem->project_count; j++)
        count[tc_standing_of(city.problem, city.plan, j)]++;
    cr_assert_eq(count[TC_STANDING_SERVED], 28);
    cr_assert_eq(count[TC_STANDING_PARTIAL], 1);
    cr_assert_eq(count[TC_STANDING_REFUSED], 1);
    cr_assert_eq(count[TC_STANDING_NONE], 10);
    solved_free(&city);
    TC_ASSERT_NO_LEAK();
}

Test(plan_textbook, yuncheng_uses_up_vocs_and_leaves_too_little_nox_for_one_more)
{
    solved_case city = solved_data("yuncheng-2022");
    const tc_problem *problem = city.problem;
    double rest[TC_POLLUTANTS] = {0.0};
    for (int s = 0; s < problem->source_count; s++)
        for (int p = 0; p < TC_POLLUTANTS; p++)
            rest[p] += problem->sources[s].supply[p];
    for (int k = 0; k < city.plan->credit_count; k++)
        rest[city.plan->credits[k].pollutant] -=
            (double)city.plan->credits[k].grains * 1e-4;
    for (int p = TC_PM; p <= TC_VOCS; p++)
        cr_assert(p == TC_VOCS ? rest[p] < 0.01 : rest[p] > 100.0, "%s: %g left",
                  tc_pollutants[p].id, rest[p]);
    cr_assert_lt(rest[TC_NOX], 424.8, "P-031 would fit: %g left", rest[TC_NOX]);
    solved_free(&city);
    TC_ASSERT_NO_LEAK();
}
