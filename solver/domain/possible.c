/* Whether a condition can hold at all, and whether two are the same. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <string.h>

#include "domain/condition.h"

/* What a condition leaves of a number's range; open: without the end itself. */
typedef struct span {
    double low, high;
    bool low_open, high_open;
} span;

static bool is_comparison(const tc_condition *c)
{
    return c->kind >= TC_WHEN_LESS && c->kind <= TC_WHEN_AT_LEAST;
}

static span span_of(const tc_condition *c)
{
    span all = {-DBL_MAX, DBL_MAX, false, false};
    if (c->kind == TC_WHEN_LESS || c->kind == TC_WHEN_AT_MOST) {
        all.high = c->number;
        all.high_open = c->kind == TC_WHEN_LESS;
    } else {
        all.low = c->number;
        all.low_open = c->kind == TC_WHEN_GREATER;
    }
    return all;
}

static bool is_empty(double low, bool low_open, double high, bool high_open)
{
    return low > high || (low == high && (low_open || high_open));
}

static bool spans_part(const tc_condition *a, const tc_condition *b)
{
    const span x = span_of(a), y = span_of(b);
    return is_empty(x.low, x.low_open, y.high, y.high_open) ||
           is_empty(y.low, y.low_open, x.high, x.high_open);
}

static bool none_within(const tc_condition *list, const tc_condition *comparison)
{
    const span s = span_of(comparison);
    for (int i = 0; i < list->count; i++)
        if (!is_empty(list->numbers[i], false, s.high, s.high_open) &&
            !is_empty(s.low, s.low_open, list->numbers[i], false))
            return false;
    return true;
}

static bool none_in_both(const tc_condition *a, const tc_condition *b)
{
    for (int i = 0; i < a->count; i++)
        for (int k = 0; k < b->count; k++)
            if (a->numbers ? b->numbers && a->numbers[i] == b->numbers[k]
                           : b->texts && strcmp(a->texts[i], b->texts[k]) == 0)
                return false;
    return true;
}

/* An area has two names, by either of which it may be called. */
static bool same_field(const tc_condition *a, const tc_condition *b)
{
    return strcmp(a->field.name, b->field.name) == 0 &&
           strcmp(a->field.name, "area") != 0;
}

static bool fields_part(const tc_condition *a, const tc_condition *b)
{
    if (!same_field(a, b))
        return false;
    if (is_comparison(a) && is_comparison(b))
        return spans_part(a, b);
    if (a->kind == TC_WHEN_IN && b->kind == TC_WHEN_IN)
        return !a->numbers == !b->numbers && none_in_both(a, b);
    if (a->kind == TC_WHEN_IN && a->numbers && is_comparison(b))
        return none_within(a, b);
    return b->kind == TC_WHEN_IN && b->numbers && is_comparison(a) && none_within(b, a);
}

static bool has_field(const tc_condition *c)
{
    return c->kind == TC_WHEN_IN || c->kind == TC_WHEN_CONTAINS || is_comparison(c);
}

/* Can the two never hold together? */
static bool are_at_odds(const tc_condition *a, const tc_condition *b)
{
    if (has_field(a) && has_field(b))
        return fields_part(a, b);
    if (a->kind != b->kind)
        return false;
    if (a->kind == TC_WHEN_ATTAINED)
        return a->scope == b->scope && a->indicator == b->indicator &&
               a->year == b->year && a->attained != b->attained;
    if (a->kind == TC_WHEN_SWITCH)
        return strcmp(a->texts[0], b->texts[0]) == 0 &&
               strcmp(a->texts[1], b->texts[1]) != 0;
    return false;
}

/* A number that the format knows is never negative. */
static bool is_below_all(const tc_condition *c)
{
    if (!is_comparison(c) || c->field.kind != TC_FIELD_NUMBER)
        return false;
    const span s = span_of(c);
    return is_empty(0, false, s.high, s.high_open);
}

/* A part of an "all", also of one inside it, that is at odds with what; NULL: none. */
static const tc_condition *opponent(const tc_condition *all, const tc_condition *what)
{
    for (int i = 0; i < all->part_count; i++) {
        const tc_condition *part = &all->parts[i];
        if (part == what)
            continue;
        const tc_condition *found = part->kind == TC_WHEN_ALL ? opponent(part, what)
                                    : are_at_odds(part, what) ? part
                                                              : NULL;
        if (found)
            return found;
    }
    return NULL;
}

/* Look among all parts of outer, and of those "all" inside it, for two at odds. */
static const tc_condition *odd_part(const tc_condition *outer, const tc_condition *all,
                                    const tc_condition **other)
{
    for (int i = all->part_count - 1; i >= 0; i--) {
        const tc_condition *part = &all->parts[i];
        const tc_condition *found = NULL;
        if (part->kind == TC_WHEN_ALL) {
            found = odd_part(outer, part, other);
        } else if ((*other = opponent(outer, part))) {
            found = part;
        }
        if (found)
            return found;
    }
    return NULL;
}

const tc_condition *tc_condition_impossible(const tc_condition *condition,
                                            const tc_condition **other)
{
    const tc_condition *odds = NULL;
    const tc_condition *found = NULL;
    if (!condition)
        return NULL;
    if (is_below_all(condition))
        found = condition;
    for (int i = 0; i < condition->part_count && condition->kind != TC_WHEN_NOT; i++) {
        const tc_condition *part = tc_condition_impossible(&condition->parts[i], &odds);
        if (part && (condition->kind == TC_WHEN_ALL || i == condition->part_count - 1))
            found = part;
        if (!part == (condition->kind == TC_WHEN_ANY) || found)
            break;
    }
    if (!found && condition->kind == TC_WHEN_ALL)
        found = odd_part(condition, condition, &odds);
    if (other)
        *other = odds;
    return found;
}

static bool same_lists(const tc_condition *a, const tc_condition *b)
{
    if (a->count != b->count || !a->numbers != !b->numbers)
        return false;
    for (int i = 0; i < a->count; i++)
        if (a->numbers ? a->numbers[i] != b->numbers[i]
                       : strcmp(a->texts[i], b->texts[i]) != 0)
            return false;
    return true;
}

bool tc_condition_same(const tc_condition *a, const tc_condition *b)
{
    if (!a || !b)
        return a == b;
    if (a->kind != b->kind || a->part_count != b->part_count ||
        a->field.of != b->field.of || !a->field.name != !b->field.name ||
        (a->field.name && strcmp(a->field.name, b->field.name) != 0) ||
        !same_lists(a, b) || a->number != b->number || a->scope != b->scope ||
        a->indicator != b->indicator || a->year != b->year || a->attained != b->attained)
        return false;
    for (int i = 0; i < a->part_count; i++)
        if (!tc_condition_same(&a->parts[i], &b->parts[i]))
            return false;
    return true;
}
