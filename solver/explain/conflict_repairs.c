/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "explain/conflict_parts.h"
#include "explain/fewest.h"

/* Changes to choose among. */
typedef struct offer {
    tc_finding *finding;
    int count, room;
    tc_repair_step *step; /* room */
    long *cost;
    bool *taken;
    tc_change *chosen; /* scratch */
} offer;

static bool open_offer(offer *o, int room)
{
    o->room = room;
    o->step = tc_mem_new((size_t)room, sizeof *o->step);
    o->cost = tc_mem_new((size_t)room, sizeof *o->cost);
    o->taken = tc_mem_new((size_t)room, sizeof *o->taken);
    o->chosen = tc_mem_new((size_t)room, sizeof *o->chosen);
    return o->step && o->cost && o->taken && o->chosen;
}

static void close_offer(offer *o)
{
    tc_mem_drop(o->step);
    tc_mem_drop(o->cost);
    tc_mem_drop(o->taken);
    tc_mem_drop(o->chosen);
}

static void put(offer *o, tc_change change, long cost)
{
    o->step[o->count] = (tc_repair_step){.change = change};
    o->cost[o->count++] = cost;
}

/* Do these changes let everything hold that is left? */
static tc_code is_enough(void *asked, const bool *taken, bool *enough, tc_error *error)
{
    offer *o = asked;
    int count = 0;
    for (int k = 0; k < o->count; k++)
        if (taken[k])
            o->chosen[count++] = o->step[k].change;
    return tc_holding_ask(&o->finding->holding, NULL, o->chosen, count, enough, error);
}

static tc_code choose(offer *o, tc_choice_answer *answer)
{
    const tc_choice choice = {.items = o->count,
                              .cost = o->cost,
                              .enough = is_enough,
                              .asked = o,
                              .left = &o->finding->left};
    return tc_fewest_find(&choice, o->taken, answer, o->finding->error);
}

/* What was chosen, as a repair; the offer is then used up. */
static tc_code keep(offer *o, tc_repair_kind kind, bool fewest)
{
    int count = 0;
    for (int k = 0; k < o->count; k++)
        if (o->taken[k])
            o->step[count++] = o->step[k];
    return tc_finding_repair(o->finding, kind, o->step, count, fewest);
}

/* ---- rules and dates --------------------------------------------------------------- */

/* What costs less is tried first; what others have laid down, last. */
enum {
    COST_POOL = 1000,
    COST_START,
    COST_RESERVE,
    COST_CAP,
    COST_UNLOCK,
    COST_RELEASE = 5000,
    COST_CLAUSE = 1000000
};

long tc_repair_cost(const tc_problem *problem, const tc_element *element)
{
    switch (element->kind) {
    case TC_ELEMENT_LOCKED:
        return COST_UNLOCK;
    case TC_ELEMENT_CAPPED:
        return COST_CAP;
    case TC_ELEMENT_RESERVED:
        return COST_RESERVE;
    case TC_ELEMENT_NO_POOL:
        return problem->projects[element->project].pool_denial.kind == TC_CITED_CLAUSE
                   ? COST_CLAUSE
                   : COST_POOL;
    case TC_ELEMENT_REQUIRED:
        return COST_RELEASE;
    case TC_ELEMENT_REFUSED:
    case TC_ELEMENT_BARRED:
    case TC_ELEMENT_KEPT:
        break;
    }
    return COST_CLAUSE;
}

/* The next day after which a source comes that the project could use for its needs, -1
 * where there is none. */
static tc_day next_supply(const tc_problem *problem, int project, tc_day after)
{
    const tc_project *about = &problem->projects[project];
    tc_day next = -1;
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s];
        bool helps = false;
        for (int p = 0; p < TC_POLLUTANTS; p++)
            helps = helps || (about->need[p] > 0.0 && source->supply[p] > 0.0);
        if (helps && source->available_from > after &&
            source->available_from != TC_DAY_NEVER &&
            (next < 0 || source->available_from < next))
            next = source->available_from;
    }
    return next;
}

/* Start when all has come. */
static void offer_start(offer *o, int project)
{
    const tc_problem *problem = o->finding->problem;
    tc_day last = problem->projects[project].start;
    for (tc_day day = last; (day = next_supply(problem, project, day)) >= 0;)
        last = day;
    if (last > problem->projects[project].start)
        put(o, (tc_change){.kind = TC_CHANGE_START, .project = project, .day = last},
            COST_START);
}

static void offer_rules(offer *o)
{
    const tc_holding *holding = &o->finding->holding;
    for (int e = 0; e < holding->count; e++) {
        const tc_element *element = &holding->elements[e];
        if (element->kind == TC_ELEMENT_REQUIRED)
            offer_start(o, element->project);
        else
            put(o, tc_element_lift(element),
                tc_repair_cost(o->finding->problem, element));
    }
}

static tc_day day_before(tc_day day)
{
    if (day % 100 > 1)
        return day - 1;
    const tc_day month = tc_day_add_months(day, -1);
    return month - month % 100 +
           tc_day_month_length((int)month / 10000, (int)month / 100 % 100);
}

/* The earliest start that is enough, the other changes as they are. */
static tc_code advance_start(offer *o, int k)
{
    const tc_problem *problem = o->finding->problem;
    tc_change *change = &o->step[k].change;
    const tc_day latest = change->day;
    tc_day day = problem->projects[change->project].start;
    bool enough = false;
    tc_code code = TC_OK;
    while (code == TC_OK && !enough) {
        const tc_day next = next_supply(problem, change->project, day);
        day = next < 0 || next > latest ? latest : next;
        change->day = day;
        if (day == latest)
            break;
        code = is_enough(o, o->taken, &enough, o->finding->error);
    }
    return code;
}

/* Is there no plan if one of the projects starts a day earlier? Replayed. */
static tc_code check_start(offer *o, int k)
{
    int count = 0;
    bool holds = true;
    for (int i = 0; i < o->count; i++)
        if (o->taken[i])
            o->chosen[count++] = o->step[i].change;
    for (int i = 0; i < count; i++)
        if (o->chosen[i].kind == TC_CHANGE_START &&
            o->chosen[i].project == o->step[k].change.project)
            o->chosen[i].day = day_before(o->chosen[i].day);
    const tc_code code = tc_finding_try(o->finding, o->chosen, count, &holds);
    o->step[k].day_least = code == TC_OK && !holds;
    return code;
}

static tc_code settle_starts(offer *o)
{
    tc_code code = TC_OK;
    for (int k = 0; code == TC_OK && k < o->count; k++)
        if (o->taken[k] && o->step[k].change.kind == TC_CHANGE_START)
            code = advance_start(o, k);
    for (int k = 0; code == TC_OK && k < o->count; k++)
        if (o->taken[k] && o->step[k].change.kind == TC_CHANGE_START)
            code = check_start(o, k);
    return code;
}

tc_code tc_repair_by_rule(tc_finding *finding)
{
    offer o = {.finding = finding};
    tc_choice_answer answer = {.found = false};
    tc_code code =
        open_offer(&o, finding->holding.count) ? TC_OK : tc_no_memory(finding->error);
    if (code == TC_OK) {
        offer_rules(&o);
        code = choose(&o, &answer);
    }
    if (code == TC_OK && answer.found)
        code = settle_starts(&o);
    if (code == TC_OK && answer.found)
        code = keep(&o, TC_REPAIR_RULE, answer.proved);
    close_offer(&o);
    return code;
}
