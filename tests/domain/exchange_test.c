/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/exchange.h"

#include <criterion/criterion.h>
#include <stdint.h>

#include "domain/pollutant_name.h"
#include "support/leaks.h"

static int pick(uint64_t *state, int values)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (int)((*state >> 33) % (uint64_t)(values + 1)) - 1;
}

Test(domain_exchange, gives_the_same_with_and_without_an_index)
{
    enum { LINES = 40 };
    uint64_t state = 5;
    for (int round = 0; round < 200; round++) {
        tc_exchange lines[LINES];
        tc_pattern patterns[LINES];
        for (int i = 0; i < LINES; i++) {
            lines[i] = (tc_exchange){pick(&state, 4),
                                     pick(&state, 4),
                                     pick(&state, 3),
                                     pick(&state, 3),
                                     pick(&state, 6),
                                     0,
                                     i + 2};
            patterns[i] = tc_exchange_pattern(&lines[i]);
        }
        tc_problem plain = {.exchange = lines, .exchange_count = LINES};
        tc_problem indexed = plain;
        indexed.exchange_index = tc_pattern_index_make(&indexed.arena, patterns, LINES);
        /* tied lines give the same, so that any of them may win */
        for (int i = 0; i < LINES; i++) {
            int fields = 0;
            for (int f = 0; f < TC_PATTERN_FIELDS; f++)
                fields += patterns[i].field[f] >= 0;
            lines[i].factor = fields / 8.0;
        }
        for (int n = 0; n < 300; n++) {
            const int p = pick(&state, 5) + 1, a = pick(&state, 4), b = pick(&state, 3);
            const int c = pick(&state, 4), d = pick(&state, 3);
            cr_assert_eq(
                tc_problem_exchange(&plain, p % 6, a < 0 ? 0 : a, b, c < 0 ? 0 : c, d),
                tc_problem_exchange(&indexed, p % 6, a < 0 ? 0 : a, b, c < 0 ? 0 : c, d));
        }
        tc_arena_free(&indexed.arena);
    }
    TC_ASSERT_NO_LEAK();
}

Test(domain_exchange, moves_air_everywhere_and_water_inside_its_basin)
{
    const tc_problem problem = {0};
    cr_assert_eq(tc_problem_exchange(&problem, TC_NOX, 0, 1, 2, 3), 1.0);
    cr_assert_eq(tc_problem_exchange(&problem, TC_COD, 0, 1, 2, 1), 1.0);
    cr_assert_eq(tc_problem_exchange(&problem, TC_COD, 0, 1, 0, 2), 0.0);
    cr_assert_eq(tc_problem_exchange(&problem, TC_NH3N, 0, -1, 0, -1), 0.0);
    cr_assert_eq(tc_problem_export_share(&problem, TC_PM, 0), 1.0);
}

Test(domain_exchange, knows_pollutants_by_every_name)
{
    const struct {
        const char *text;
        int pollutant;
    } names[] = {
        {"PM", TC_PM},     {" 颗粒物 ", TC_PM}, {"ＳＯ₂", TC_SO2}, {"nox", TC_NOX},
        {"VOC", TC_VOCS},  {"VOCs", TC_VOCS},   {"CODCr", TC_COD}, {"氨氮", TC_NH3N},
        {"NH3N", TC_NH3N}, {"NH₃-N", TC_NH3N},  {"*", -1},         {"", -1},
        {"总磷", -1},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        cr_expect_eq(tc_pollutant_named(names[i].text, NULL), names[i].pollutant, "%s",
                     names[i].text);
    const char *nearest = NULL;
    cr_assert_eq(tc_pollutant_named("氮氧化合物", &nearest), -1);
    cr_assert_str_eq(nearest, "氮氧化物");
    cr_assert_eq(tc_pollutant_named("总磷", &nearest), -1);
    cr_assert_null(nearest);
}
