/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "explain/fewest.h"
#include "support/dice.h"
#include "support/leaks.h"

enum { ITEMS = 9, WAYS = 5 };

/* Enough is what holds all of one of these masks. */
typedef struct ways {
    unsigned mask[WAYS];
    long asked;
} ways;

static bool is_enough(const ways *w, unsigned taken)
{
    for (int k = 0; k < WAYS; k++)
        if ((w->mask[k] & taken) == w->mask[k])
            return true;
    return false;
}

static tc_code ask(void *asked, const bool *taken, bool *enough, tc_error *error)
{
    ways *w = asked;
    unsigned mask = 0;
    (void)error;
    for (int i = 0; i < ITEMS; i++)
        mask |= (unsigned)taken[i] << i;
    w->asked++;
    *enough = is_enough(w, mask);
    return TC_OK;
}

static long cost_of(const long *cost, unsigned mask)
{
    long sum = 0;
    for (int i = 0; i < ITEMS; i++)
        if (mask & 1U << i)
            sum += cost[i];
    return sum;
}

static long cheapest(const ways *w, const long *cost)
{
    long least = 1000000;
    for (unsigned mask = 0; mask < 1U << ITEMS; mask++)
        if (is_enough(w, mask) && cost_of(cost, mask) < least)
            least = cost_of(cost, mask);
    return least;
}

static ways made_ways(dice *d)
{
    ways w = {.asked = 0};
    for (int k = 0; k < WAYS; k++)
        w.mask[k] = (unsigned)dice_below(d, 1 << ITEMS) |
                    1U << dice_below(d, ITEMS); /* nothing is not enough */
    return w;
}

static unsigned choose(ways *w, const long *cost, long left, tc_choice_answer *answer)
{
    bool taken[ITEMS];
    unsigned mask = 0;
    const tc_choice choice = {
        .items = ITEMS, .cost = cost, .enough = ask, .asked = w, .left = &left};
    cr_assert_eq(tc_fewest_find(&choice, taken, answer, NULL), TC_OK);
    for (int i = 0; i < ITEMS; i++)
        mask |= (unsigned)taken[i] << i;
    return mask;
}

Test(explain_fewest, finds_the_cheapest_choice_that_is_enough)
{
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        dice d = {seed};
        long cost[ITEMS];
        ways w = made_ways(&d);
        for (int i = 0; i < ITEMS; i++)
            cost[i] = 1 + dice_below(&d, 4);
        const long least = cheapest(&w, cost);
        tc_choice_answer answer;
        const unsigned mask = choose(&w, cost, 100000, &answer);
        cr_assert(answer.found && answer.proved);
        cr_assert(is_enough(&w, mask));
        cr_assert_eq(cost_of(cost, mask), least, "%d", (int)seed);
    }
    TC_ASSERT_NO_LEAK();
}

Test(explain_fewest, without_questions_leaves_out_what_is_not_needed)
{
    for (uint64_t seed = 1; seed <= 500; seed++) {
        dice d = {seed};
        long cost[ITEMS];
        ways w = made_ways(&d);
        for (int i = 0; i < ITEMS; i++)
            cost[i] = 1;
        tc_choice_answer answer;
        const unsigned mask = choose(&w, cost, 1, &answer);
        cr_assert(answer.found && is_enough(&w, mask));
        for (int i = 0; i < ITEMS; i++)
            cr_assert(!(mask & 1U << i) || !is_enough(&w, mask & ~(1U << i)));
    }
    TC_ASSERT_NO_LEAK();
}

Test(explain_fewest, says_when_all_together_are_not_enough)
{
    const long cost[ITEMS] = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    ways w = {.mask = {1U << ITEMS, 1U << ITEMS, 1U << ITEMS, 1U << ITEMS, 1U << ITEMS}};
    tc_choice_answer answer;
    (void)choose(&w, cost, 1000, &answer);
    cr_assert_not(answer.found);
    TC_ASSERT_NO_LEAK();
}
