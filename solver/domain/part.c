/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/part.h"

#include <string.h>

#include "base/fault.h"

static const char *const WORDS[TC_PARTS] = {[TC_PART_SOURCE] = "source",
                                            [TC_PART_RESERVE] = "reserve",
                                            [TC_PART_CAPS] = "export_cap",
                                            [TC_PART_EXCHANGE] = "exchange",
                                            [TC_PART_AREAS] = "areas",
                                            [TC_PART_DATE] = "decision_date",
                                            [TC_PART_RATIOS] = "ratios",
                                            [TC_PART_RULE_SETS] = "rules",
                                            [TC_PART_ATTAINMENT] = "attainment",
                                            [TC_PART_PROJECT] = "project",
                                            [TC_PART_LOCK] = "lock",
                                            [TC_PART_POLICY] = "policy"};

/* ---- records ----------------------------------------------------------------------- */

static bool same_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Do two numbers of cases, -1 for none, stand for the same record? */
static bool same_number(const tc_frame_names *names, int before, int after)
{
    return (before < 0 ? -1 : names->of_case[0][before]) ==
           (after < 0 ? -1 : names->of_case[1][after]);
}

static bool same_amounts(const double *a, const double *b)
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (a[p] != b[p])
            return false;
    return true;
}

/* Columns that only rules ask for. */
static bool same_attributes(const tc_attribute *a, int count_a, const tc_attribute *b,
                            int count_b)
{
    bool same = count_a == count_b;
    for (int k = 0; same && k < count_a; k++)
        same = same_text(a[k].heading, b[k].heading) && same_text(a[k].value, b[k].value);
    return same;
}

static bool same_source(const tc_frame *frame, const tc_source *a, const tc_source *b)
{
    return same_number(&frame->areas, a->area, b->area) &&
           same_number(&frame->basins, a->basin, b->basin) &&
           same_number(&frame->projects, a->owner, b->owner) &&
           a->reserve == b->reserve && a->permit == b->permit &&
           a->available_from == b->available_from && a->expires == b->expires &&
           a->status == b->status && a->realisation == b->realisation &&
           same_text(a->industry, b->industry) &&
           same_amounts(a->quantity, b->quantity) &&
           same_attributes(a->attributes, a->attribute_count, b->attributes,
                           b->attribute_count);
}

/* A ratio of the project's own; what rules give is no part of it. */
static bool same_own_ratios(const tc_project *a, const tc_project *b)
{
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const bool own_a = a->ratio_from[p].kind == TC_CITED_OWN;
        const bool own_b = b->ratio_from[p].kind == TC_CITED_OWN;
        if (own_a != own_b || (own_a && a->ratio[p] != b->ratio[p]))
            return false;
    }
    return true;
}

static bool same_filed(const tc_project *a, const tc_project *b)
{
    return a->tier == b->tier && a->local_key == b->local_key &&
           a->indivisible == b->indivisible && a->min_share == b->min_share &&
           a->weight == b->weight && a->accepted_on == b->accepted_on &&
           a->start == b->start && a->filed_must_serve == b->filed_must_serve &&
           a->filed_pool_access == b->filed_pool_access &&
           a->filed_zoning_ok == b->filed_zoning_ok;
}

static bool same_project(const tc_frame *frame, const tc_project *a, const tc_project *b)
{
    return same_number(&frame->areas, a->area, b->area) &&
           same_number(&frame->basins, a->basin, b->basin) && same_filed(a, b) &&
           same_amounts(a->emission, b->emission) && same_own_ratios(a, b) &&
           same_text(a->industry, b->industry) && same_text(a->type, b->type) &&
           same_text(a->fuel, b->fuel) && same_text(a->stack_height, b->stack_height) &&
           same_attributes(a->attributes, a->attribute_count, b->attributes,
                           b->attribute_count);
}

static bool same_lock(const tc_lock *a, const tc_lock *b)
{
    return (a == NULL) == (b == NULL) && (!a || a->in == b->in);
}

/* ---- rules ------------------------------------------------------------------------- */

static bool same_area(const tc_frame *frame, int before, int after)
{
    return same_number(&frame->areas, before, after);
}

static bool same_rules(const tc_frame *frame, const tc_rule_list *a,
                       const tc_rule_list *b)
{
    bool same = a->count == b->count;
    for (int k = 0; same && k < a->count; k++) {
        const tc_rule *x = &a->list[k], *y = &b->list[k];
        same = x->pollutant == y->pollutant && same_area(frame, x->area, y->area) &&
               same_text(x->industry, y->industry) && x->value == y->value;
    }
    return same;
}

static bool same_exchange(const tc_frame *frame)
{
    const tc_problem *a = frame->cases[0], *b = frame->cases[1];
    bool same = a->exchange_count == b->exchange_count;
    for (int k = 0; same && k < a->exchange_count; k++) {
        const tc_exchange *x = &a->exchange[k], *y = &b->exchange[k];
        same = same_area(frame, x->from_area, y->from_area) &&
               same_area(frame, x->to_area, y->to_area) &&
               same_number(&frame->basins, x->from_basin, y->from_basin) &&
               same_number(&frame->basins, x->to_basin, y->to_basin) &&
               x->pollutant == y->pollutant && x->factor == y->factor;
    }
    return same;
}

static bool same_areas(const tc_frame *frame)
{
    for (int at = 0; at < frame->areas.count; at++) {
        const int before = frame->areas.in_case[0][at];
        const int after = frame->areas.in_case[1][at];
        if (before >= 0 && after >= 0 &&
            frame->cases[0]->areas[before].kind != frame->cases[1]->areas[after].kind)
            return false;
    }
    return true;
}

static bool same_clause(const tc_clause *a, const tc_clause *b)
{
    bool same = a->effect == b->effect && a->rank == b->rank &&
                a->pollutants == b->pollutants && a->ratio == b->ratio &&
                a->small == b->small && a->together == b->together &&
                a->allow == b->allow && tc_condition_same(a->when, b->when) &&
                tc_condition_same(a->bar, b->bar) && same_text(a->article, b->article);
    for (int p = 0; same && p < TC_POLLUTANTS; p++)
        same = a->threshold[p] == b->threshold[p];
    return same;
}

static bool same_set(const tc_rule_set *a, const tc_rule_set *b)
{
    bool same = same_text(a->id, b->id) && a->switch_count == b->switch_count &&
                a->clause_count == b->clause_count && a->from == b->from &&
                a->until == b->until;
    for (int k = 0; same && k < a->switch_count; k++)
        same = same_text(a->switches[k].name, b->switches[k].name) &&
               same_text(a->switches[k].value, b->switches[k].value);
    for (int k = 0; same && k < a->clause_count; k++)
        same = same_clause(&a->clauses[k], &b->clauses[k]);
    return same;
}

static bool same_sets(const tc_problem *a, const tc_problem *b)
{
    bool same = a->rule_set_count == b->rule_set_count;
    for (int k = 0; same && k < a->rule_set_count; k++)
        same = same_set(&a->rule_sets[k], &b->rule_sets[k]);
    return same;
}

static bool same_attainment(const tc_frame *frame)
{
    const tc_problem *a = frame->cases[0], *b = frame->cases[1];
    bool same = a->attainment_count == b->attainment_count;
    for (int k = 0; same && k < a->attainment_count; k++) {
        const tc_attainment *x = &a->attainment[k], *y = &b->attainment[k];
        same = same_area(frame, x->area, y->area) &&
               same_number(&frame->basins, x->basin, y->basin) && x->year == y->year &&
               x->indicator == y->indicator && x->attained == y->attained;
    }
    return same;
}

static bool same_goals(const tc_problem *a, const tc_problem *b)
{
    bool same = a->goal_count == b->goal_count;
    for (int k = 0; same && k < a->goal_count; k++)
        same = a->goals[k].kind == b->goals[k].kind &&
               a->goals[k].tier == b->goals[k].tier &&
               a->goals[k].even == b->goals[k].even;
    return same;
}

/* Of parts that a case has once. */
static bool same_once(const tc_frame *frame, tc_part_kind kind)
{
    const tc_problem *a = frame->cases[0], *b = frame->cases[1];
    switch (kind) {
    case TC_PART_RESERVE:
        return same_rules(frame, &a->reserve, &b->reserve);
    case TC_PART_CAPS:
        return same_rules(frame, &a->export_cap, &b->export_cap);
    case TC_PART_EXCHANGE:
        return same_exchange(frame);
    case TC_PART_AREAS:
        return same_areas(frame);
    case TC_PART_DATE:
        return a->decision_date == b->decision_date;
    case TC_PART_RATIOS:
        return same_rules(frame, &a->ratios, &b->ratios);
    case TC_PART_RULE_SETS:
        return same_sets(a, b);
    case TC_PART_ATTAINMENT:
        return same_attainment(frame);
    case TC_PART_POLICY:
        return same_goals(a, b);
    case TC_PART_SOURCE:
    case TC_PART_PROJECT:
    case TC_PART_LOCK:
    case TC_PARTS:
        break;
    }
    return true;
}

/* ---- the list ---------------------------------------------------------------------- */

static bool differs(const tc_frame *frame, tc_part part)
{
    if (part.kind == TC_PART_SOURCE) {
        const tc_source *a = tc_frame_source(frame, part.item, 0);
        const tc_source *b = tc_frame_source(frame, part.item, 1);
        return !a || !b || !same_source(frame, a, b);
    }
    if (part.kind != TC_PART_PROJECT && part.kind != TC_PART_LOCK)
        return !same_once(frame, part.kind);
    const tc_project *a = tc_frame_project(frame, part.item, 0);
    const tc_project *b = tc_frame_project(frame, part.item, 1);
    if (part.kind == TC_PART_LOCK) /* that of a new project comes with it */
        return a && b && !same_lock(a->lock, b->lock);
    return !a || !b || !same_project(frame, a, b);
}

static int items_of(const tc_frame *frame, tc_part_kind kind)
{
    return kind == TC_PART_SOURCE                            ? frame->sources.count
           : kind == TC_PART_PROJECT || kind == TC_PART_LOCK ? frame->projects.count
                                                             : 1;
}

tc_part *tc_parts_list(const tc_frame *frame, tc_arena *arena, int *count,
                       tc_error *error)
{
    const size_t most =
        (size_t)frame->sources.count + 2 * (size_t)frame->projects.count + TC_PARTS;
    tc_part *list = tc_arena_take(arena, most, sizeof *list);
    *count = 0;
    if (!list) {
        (void)tc_no_memory(error);
        return NULL;
    }
    for (int kind = 0; kind < TC_PARTS; kind++) {
        const bool once =
            kind != TC_PART_SOURCE && kind != TC_PART_PROJECT && kind != TC_PART_LOCK;
        for (int k = 0; k < items_of(frame, (tc_part_kind)kind); k++) {
            const tc_part part = {(tc_part_kind)kind, once ? -1 : k};
            if (differs(frame, part))
                list[(*count)++] = part;
        }
    }
    return list;
}

const char *tc_part_word(tc_part_kind kind)
{
    return WORDS[kind];
}
