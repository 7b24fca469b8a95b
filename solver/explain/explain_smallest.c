/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain/amounts.h"
#include "explain/least.h"

/* Questions and plans may differ by what the arithmetic leaves, and whole grains may ask
 * for a little more than the shares say: by so many grains an amount is moved at most. */
enum { MOVES_MOST = 24 };

/* ---- one amount -------------------------------------------------------------------- */

/* A grain less does not serve. Where it does, it is less. */
static tc_code lower(tc_amounts *a, tc_amount *one)
{
    bool does = true;
    tc_code code = TC_OK;
    while (code == TC_OK && does && one->grains > 0) {
        one->grains--;
        code = tc_amounts_serve(a, &does);
    }
    one->grains += code == TC_OK && !does;
    return code;
}

/* The amount from about here on that was seen to serve, and a grain less not to. */
static tc_code settle(tc_amounts *a, tc_amount *one, bool *found)
{
    tc_code code = tc_amounts_serve(a, found);
    if (code == TC_OK && *found)
        return lower(a, one);
    for (int move = 0;
         code == TC_OK && !*found && move < MOVES_MOST && one->grains < one->most;
         move++) {
        one->grains++;
        code = tc_amounts_serve(a, found);
    }
    return code;
}

/* Between low, which does not serve, and high, which does, as far as shares tell. */
static tc_code halve(tc_amounts *a, tc_amount *one, tc_grains low, tc_grains high)
{
    tc_code code = TC_OK;
    while (code == TC_OK && high - low > 1) {
        bool does = false;
        one->grains = low + (high - low) / 2;
        code = tc_amounts_seem(a, &does);
        if (does)
            high = one->grains;
        else
            low = one->grains;
    }
    one->grains = high;
    return code;
}

/* From what is missing on, twice as much each time, until it seems to serve. */
static tc_code reach(tc_amounts *a, tc_amount *one, tc_grains *low, bool *found)
{
    tc_code code = tc_amounts_seem(a, found);
    while (code == TC_OK && !*found && one->grains < one->most) {
        *low = one->grains;
        one->grains = one->grains > one->most / 2 ? one->most : 2 * one->grains;
        code = tc_amounts_seem(a, found);
    }
    return code;
}

/* Where all are divisible, shares bend at break points, and these can be followed: from
 * low on, which is not enough, to high. */
static tc_code follow(tc_amounts *a, tc_amount *one, tc_grains low, tc_grains high,
                      bool *found, bool *proved)
{
    tc_least least;
    one->grains = low;
    const tc_line line = {.count = 1,
                          .part = {tc_amount_change(a, one)},
                          .step = {tc_grain_of(a->e->problem)}};
    const tc_code code = tc_least_find(a->e->inquiry, &line, high - low, a->e->project,
                                       &least, a->e->error);
    if (code != TC_OK)
        return code;
    *found = least.found;
    *proved = least.proved;
    one->grains = low + least.at;
    return TC_OK;
}

/* From low on, which is not enough, to an amount that is, or to the most. */
static tc_code search_up(tc_amounts *a, tc_amount *one, tc_grains low, bool *found)
{
    tc_code code = reach(a, one, &low, found);
    if (code == TC_OK && *found)
        code = halve(a, one, low, one->grains);
    return code == TC_OK && *found ? settle(a, one, found) : code;
}

static tc_code search_divisible(tc_amounts *a, tc_amount *one, bool *found, bool *proved)
{
    const tc_grains guess = one->grains;
    tc_grains low = guess;
    bool before = true, spares = true;
    tc_code code = follow(a, one, 0, guess, found, proved);
    if (code == TC_OK && !*found && guess < one->most) {
        before = *proved;
        one->grains = guess;
        code = reach(a, one, &low, found);
        if (code == TC_OK)
            code = follow(a, one, guess, one->grains, found, proved);
        *proved = *proved && before;
    }
    if (code == TC_OK && *found)
        code = tc_amounts_serve(a, &spares);
    if (code == TC_OK && *found && !spares) { /* others give way up to here */
        *proved = false;
        code = search_up(a, one, one->grains, found);
    }
    return code;
}

/* Less than high by what others give up at it, and at least a grain. */
static tc_grains leap(const tc_amount *one, tc_grains high, tc_grains freed)
{
    const tc_grains less = (tc_grains)((double)freed / one->counts);
    return less > 0 && less < high ? high - less : 1;
}

/* High serves. Most often what is missing is just enough; else others give way below, and
 * what they hold tells how much less will do. */
static tc_code search_down(tc_amounts *a, tc_amount *one, tc_grains high)
{
    enum { LEAPS_MOST = 3 };
    tc_grains low = 0;
    tc_code code = TC_OK;
    for (int k = 0; k < LEAPS_MOST && low == 0; k++) {
        tc_grains freed = 0;
        bool does = false;
        one->grains = high - 1;
        if (high > 1)
            code = tc_amounts_try(a, one, &does, &freed);
        if (code != TC_OK || !does) {
            one->grains = high;
            return code;
        }
        one->grains = leap(one, high--, freed);
        code = tc_amounts_serve(a, &does);
        if (code != TC_OK)
            return code;
        if (does)
            high = one->grains;
        else
            low = one->grains;
    }
    bool found = false;
    code = halve(a, one, low, high);
    return code == TC_OK ? settle(a, one, &found) : code;
}

static tc_code search_whole(tc_amounts *a, tc_amount *one, bool *found, bool *proved)
{
    const tc_grains guess = one->grains;
    tc_code code = tc_amounts_serve(a, found);
    if (code == TC_OK && *found)
        code = search_down(a, one, guess);
    else if (code == TC_OK)
        code = search_up(a, one, guess, found);
    if (code != TC_OK)
        return code;
    one->grains -= *found;
    code = tc_amounts_rule_out(a, proved);
    one->grains += *found;
    return code;
}

tc_code tc_amount_alone(tc_amounts *a, tc_amount *one, bool *found, bool *proved)
{
    for (int k = 0; k < a->count; k++)
        a->list[k].grains = 0;
    one->grains = one->guess < 1 ? 1 : one->guess;
    *found = false;
    return tc_problem_is_whole(a->e->problem) ? search_whole(a, one, found, proved)
                                              : search_divisible(a, one, found, proved);
}

/* ---- several together -------------------------------------------------------------- */

/* As little of one as will do, the others as they are: that of now serves. */
static tc_code lessen(tc_amounts *a, tc_amount *one)
{
    const tc_grains high = one->grains;
    bool does = false;
    if (high == 0)
        return TC_OK;
    one->grains = 0;
    tc_code code = tc_amounts_serve(a, &does);
    if (code != TC_OK || does)
        return code;
    one->grains = high - 1;
    code = tc_amounts_seem(a, &does);
    if (code == TC_OK && does)
        code = halve(a, one, 0, one->grains);
    else
        one->grains = high;
    bool found = false;
    if (code == TC_OK)
        code = settle(a, one, &found);
    if (code == TC_OK && !found)
        one->grains = high;
    return code;
}

/* Those that do not stop the project first: of them nothing may be needed. */
tc_code tc_amounts_lessen(tc_amounts *a)
{
    tc_code code = TC_OK;
    for (int round = 0; round < 2; round++)
        for (int k = a->count - 1; code == TC_OK && k >= 0; k--)
            if (a->list[k].stops == (round == 1))
                code = lessen(a, &a->list[k]);
    bool lowered = true;
    while (code == TC_OK &&
           lowered) { /* less of one may be enough since others are less */
        lowered = false;
        for (int k = 0; code == TC_OK && k < a->count; k++) {
            const tc_grains before = a->list[k].grains;
            if (before > 0)
                code = lower(a, &a->list[k]);
            lowered = lowered || a->list[k].grains < before;
        }
    }
    return code;
}
