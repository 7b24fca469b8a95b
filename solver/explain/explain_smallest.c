/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain/amounts.h"
#include "explain/curve.h"

/* Questions and plans may differ by what the arithmetic leaves, and whole grains may ask
 * for a little more than the shares say: by so many grains an amount is moved at most. */
enum { MOVES_MOST = 24 };

/* ---- one amount -------------------------------------------------------------------- */

/* A grain less does not serve. Where it does, so much less as still does: by steps that
 * double, then by halves, each replayed. */
static tc_code lower(tc_amounts *a, tc_amount *one)
{
    tc_grains low = -1, high = one->grains;
    tc_code code = TC_OK;
    for (tc_grains step = 1; code == TC_OK && high - low > 1;) {
        bool does = false;
        one->grains = low >= 0 ? low + (high - low) / 2 : high > step ? high - step : 0;
        code = tc_amounts_serve(a, &does);
        if (does)
            high = one->grains;
        else
            low = one->grains;
        step *= 2;
    }
    one->grains = high;
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
        code = tc_amounts_seem(a, NULL, &does, NULL);
        if (does)
            high = one->grains;
        else
            low = one->grains;
    }
    one->grains = high;
    return code;
}

/* From an amount that is not enough on, twice as much each time, until it seems to be. */
static tc_code reach(tc_amounts *a, tc_amount *one, tc_grains *low, bool *found)
{
    tc_code code = TC_OK;
    *found = false;
    while (code == TC_OK && !*found && one->grains < one->most) {
        *low = one->grains;
        one->grains = one->grains > one->most / 2 ? one->most : 2 * one->grains;
        code = tc_amounts_seem(a, NULL, found, NULL);
    }
    return code;
}

/* From low on, which is not enough, to an amount that is, or to the most. */
static tc_code search_up(tc_amounts *a, tc_amount *one, tc_grains low, bool *found)
{
    tc_code code = reach(a, one, &low, found);
    if (code == TC_OK && *found)
        code = halve(a, one, low, one->grains);
    return code == TC_OK && *found ? settle(a, one, found) : code;
}

/* Less than high by what others give up at it, and at least a grain. */
static tc_grains leap(const tc_amount *one, tc_grains high, tc_grains freed)
{
    const tc_grains less = (tc_grains)((double)freed / one->counts);
    return less > 0 && less < high ? high - less : 1;
}

/* High seems to serve. Most often what is missing is just enough; else others give way
 * below, and what they hold tells how much less will do. */
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
            code = tc_amounts_seem(a, one, &does, &freed);
        if (code != TC_OK || !does) {
            one->grains = high;
            return code;
        }
        one->grains = leap(one, high--, freed);
        code = tc_amounts_seem(a, one, &does, NULL);
        if (code != TC_OK)
            return code;
        if (does)
            high = one->grains;
        else
            low = one->grains;
    }
    return halve(a, one, low, high);
}

static tc_code search(tc_amounts *a, tc_amount *one, bool *found)
{
    tc_code code = tc_amounts_seem(a, one, found, NULL);
    if (code != TC_OK)
        return code;
    if (!*found)
        return search_up(a, one, one->grains, found);
    code = search_down(a, one, one->grains);
    return code == TC_OK ? settle(a, one, found) : code;
}

/* ---- nothing smaller --------------------------------------------------------------- */

/* Follow the shares up to an amount that is not enough. Where supply grows for divisible
 * projects they bend at break points, and between these nothing is missed. Is there one
 * that is enough? Then the project is full at *high, and was not at *low. */
static tc_code follow(const tc_amounts *a, tc_amount one, tc_grains *low, tc_grains *high,
                      bool *found, bool *proved)
{
    enum { QUESTIONS_MOST = 64 };
    const tc_grains most = one.grains;
    tc_curve curve;
    tc_error failed = {.code = TC_OK};
    one.grains = 0;
    const tc_line line = {.count = 1,
                          .part = {tc_amount_change(a, &one)},
                          .step = {tc_grain_of(a->e->problem)},
                          .questions = QUESTIONS_MOST};
    *found = *proved = false;
    const tc_code code =
        tc_curve_follow(a->e->inquiry, &line, most, a->e->project, &curve, &failed);
    if (code == TC_ERR_SOLVER) /* somewhere on the way there is no plan to look at */
        return TC_OK;
    if (code != TC_OK) {
        if (a->e->error)
            *a->e->error = failed;
        return code;
    }
    const tc_curve_point *last = &curve.points[curve.count - 1];
    *found = tc_share_is_full(last->share[a->e->project]);
    *high = last->at;
    *low = curve.count > 1 ? last[-1].at : 0;
    *proved = true;
    for (int k = 0; k + 1 < curve.count; k++)
        *proved = *proved && curve.points[k].proved;
    tc_curve_free(&curve);
    return TC_OK;
}

/* An amount that is enough, and smaller, takes the place of the one that was found. One
 * that takes from those who are to be spared does not, but then nothing is proved. */
static tc_code take_smaller(tc_amounts *a, tc_amount *one, tc_grains low, tc_grains high,
                            bool *found, bool *proved)
{
    const tc_grains before = one->grains;
    bool does = false;
    one->grains = high;
    tc_code code = tc_amounts_seem(a, one, &does, NULL);
    if (code == TC_OK && does)
        code = halve(a, one, low, high);
    else
        one->grains = before;
    *proved = *proved && does;
    return code == TC_OK && does ? settle(a, one, found) : code;
}

/* The same by a few amounts, which prove nothing. */
static tc_code sample(const tc_amounts *a, tc_amount *one, tc_grains *low,
                      tc_grains *high, bool *found)
{
    enum { PARTS = 4 };
    const tc_grains most = one->grains;
    tc_code code = TC_OK;
    *high = 0;
    for (int k = 1; k < PARTS && code == TC_OK && !*found; k++) {
        *low = *high;
        *high = one->grains = most * k / PARTS;
        if (*high > *low)
            code = tc_amounts_seem(a, one, found, NULL);
    }
    one->grains = most;
    return code;
}

/* Is it proved that nothing below is enough (nothing up to here, where none was found)?
 */
static tc_code prove(tc_amounts *a, tc_amount *one, bool *found, bool *proved)
{
    tc_grains low = 0, high = 0;
    bool smaller = false;
    one->grains -= *found;
    tc_code code = tc_amounts_rule_out(a, proved);
    const bool bends = a->kind == TC_WAY_SUPPLY && !tc_problem_is_whole(a->e->problem);
    if (code == TC_OK && !*proved && one->grains > 0)
        code = bends ? follow(a, *one, &low, &high, &smaller, proved)
                     : sample(a, one, &low, &high, &smaller);
    one->grains += *found;
    return code == TC_OK && smaller ? take_smaller(a, one, low, high, found, proved)
                                    : code;
}

tc_code tc_amount_alone(tc_amounts *a, tc_amount *one, bool *found, bool *proved)
{
    for (int k = 0; k < a->count; k++)
        a->list[k].grains = 0;
    one->grains = one->guess < 1 ? 1 : one->guess;
    *found = false;
    tc_code code = search(a, one, found);
    if (code == TC_OK)
        code = prove(a, one, found, proved);
    return code;
}

/* ---- several together -------------------------------------------------------------- */

/* As little of one as seems to do, the others as they are. */
static tc_code lessen(tc_amounts *a, tc_amount *one)
{
    const tc_grains high = one->grains;
    bool does = false;
    if (high == 0)
        return TC_OK;
    one->grains = 0;
    tc_code code = tc_amounts_seem(a, NULL, &does, NULL);
    if (code != TC_OK || does)
        return code;
    one->grains = high - 1;
    code = tc_amounts_seem(a, NULL, &does, NULL);
    if (code == TC_OK && does)
        return halve(a, one, 0, one->grains);
    one->grains = high;
    return code;
}

/* A grain more of all of them, until they are seen to serve. */
static tc_code raise(tc_amounts *a, bool *found)
{
    tc_code code = tc_amounts_serve(a, found);
    for (int move = 0; code == TC_OK && !*found && move < MOVES_MOST; move++) {
        for (int k = 0; k < a->count; k++)
            a->list[k].grains += a->list[k].grains > 0;
        code = tc_amounts_serve(a, found);
    }
    return code;
}

/* Those that do not stop the project first: of them nothing may be needed. */
tc_code tc_amounts_lessen(tc_amounts *a, bool *found)
{
    tc_code code = TC_OK;
    for (int round = 0; round < 2; round++)
        for (int k = a->count - 1; code == TC_OK && k >= 0; k--)
            if (a->list[k].stops == (round == 1))
                code = lessen(a, &a->list[k]);
    if (code == TC_OK)
        code = raise(a, found);
    bool lowered = code == TC_OK && *found;
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
