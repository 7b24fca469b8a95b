/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pattern.h"

#include <criterion/criterion.h>
#include <stdint.h>

#include "support/leaks.h"

enum { VALUES = 3, PATTERNS_MOST = 12 };

static uint32_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

/* Up to 12 patterns over the first 3 fields, with values 0 to 2 and many "*". */
static int make_patterns(uint64_t *state, tc_pattern *list)
{
    const int count = 1 + (int)(next_random(state) % PATTERNS_MOST);
    for (int i = 0; i < count; i++)
        for (int f = 0; f < TC_PATTERN_FIELDS; f++)
            list[i].field[f] = f < 3 && next_random(state) % 2
                                   ? (int)(next_random(state) % VALUES)
                                   : TC_PATTERN_ANY;
    return count;
}

/* The fields given in a pattern that matches, -1 where it does not. */
static int matched_fields(const tc_pattern *pattern, const tc_pattern *what)
{
    int fields = 0;
    for (int f = 0; f < TC_PATTERN_FIELDS; f++) {
        if (pattern->field[f] == TC_PATTERN_ANY)
            continue;
        if (pattern->field[f] != what->field[f])
            return -1;
        fields++;
    }
    return fields;
}

/* The most fields of any match, and how many patterns have that many. */
static int best_match(const tc_pattern *list, int count, const tc_pattern *what,
                      int *many)
{
    int best = -1;
    *many = 0;
    for (int i = 0; i < count; i++) {
        const int fields = matched_fields(&list[i], what);
        if (fields > best)
            *many = 0;
        if (fields >= best && fields >= 0) {
            best = fields;
            (*many)++;
        }
    }
    return best;
}

static tc_pattern thing(int number)
{
    return (tc_pattern){{number % VALUES, number / VALUES % VALUES, number / 9, 7, 7}};
}

Test(domain_pattern, finds_the_most_specific_of_random_lists)
{
    uint64_t state = 7;
    for (int round = 0; round < 3000; round++) {
        tc_arena arena = {0};
        tc_pattern list[PATTERNS_MOST];
        const int count = make_patterns(&state, list);
        const tc_pattern_index *index = tc_pattern_index_make(&arena, list, count);
        cr_assert_not_null(index);
        for (int n = 0; n < 27; n++) {
            const tc_pattern what = thing(n);
            int many = 0;
            const int best = best_match(list, count, &what, &many);
            const int found = tc_pattern_find(index, &what);
            cr_assert_eq(found >= 0 ? matched_fields(&list[found], &what) : -1, best);
        }
        tc_arena_free(&arena);
    }
    TC_ASSERT_NO_LEAK();
}

/* No tie is reported where every thing has one best match, unless the tied patterns meet
 * only where others cover them piece by piece; and every thing with several best matches
 * is behind a report. */
Test(domain_pattern, reports_a_tie_wherever_one_decides)
{
    uint64_t state = 11;
    int lists_with_ties = 0;
    for (int round = 0; round < 3000; round++) {
        tc_arena arena = {0};
        tc_pattern list[PATTERNS_MOST];
        int ties[PATTERNS_MOST];
        const int count = make_patterns(&state, list);
        const tc_pattern_index *index = tc_pattern_index_make(&arena, list, count);
        cr_assert_eq(tc_pattern_ties(index, NULL, NULL, ties, NULL), TC_OK);
        bool any = false;
        for (int i = 0; i < count; i++) {
            cr_assert(ties[i] < i);
            any = any || ties[i] >= 0;
        }
        bool decides = false;
        for (int n = 0; n < 27; n++) {
            const tc_pattern what = thing(n);
            int many = 0;
            best_match(list, count, &what, &many);
            decides = decides || many > 1;
        }
        cr_assert(any || !decides, "round %d", round);
        lists_with_ties += any;
        tc_arena_free(&arena);
    }
    cr_assert(lists_with_ties > 300 && lists_with_ties < 2900);
    TC_ASSERT_NO_LEAK();
}

static bool never(const void *context, const tc_pattern *both)
{
    (void)context;
    (void)both;
    return false;
}

Test(domain_pattern, names_the_first_rival_and_heeds_what_is_possible)
{
    const tc_pattern list[] = {
        {{1, -1, -1, -1, -1}}, {{-1, 2, -1, -1, -1}}, {{1, -1, -1, -1, -1}},
        {{-1, -1, 3, -1, -1}}, {{1, 2, -1, -1, -1}},
    };
    tc_arena arena = {0};
    const tc_pattern_index *index = tc_pattern_index_make(&arena, list, 5);
    int ties[5];
    cr_assert_eq(tc_pattern_ties(index, NULL, NULL, ties, NULL), TC_OK);
    const int expected[] = {-1, -1, 0, 0, -1}; /* 0 and 1 meet where 4 decides */
    cr_assert_arr_eq(ties, expected, sizeof expected);
    cr_assert_eq(tc_pattern_ties(index, never, NULL, ties, NULL), TC_OK);
    const int equal_only[] = {-1, -1, 0, -1, -1};
    cr_assert_arr_eq(ties, equal_only, sizeof equal_only);
    tc_arena_free(&arena);
    TC_ASSERT_NO_LEAK();
}

Test(domain_pattern, finds_nothing_in_an_empty_list)
{
    tc_arena arena = {0};
    const tc_pattern_index *index = tc_pattern_index_make(&arena, NULL, 0);
    const tc_pattern what = thing(5);
    cr_assert_eq(tc_pattern_find(index, &what), -1);
    cr_assert_eq(tc_pattern_ties(index, NULL, NULL, NULL, NULL), TC_OK);
    tc_arena_free(&arena);
    TC_ASSERT_NO_LEAK();
}
