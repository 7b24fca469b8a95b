/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/change.h"
#include "domain/order.h"
#include "explain/difference_parts.h"

/* A fixed amount of work: one comparison has one answer on every machine. */
enum { TRIALS_MOST = 400, OTHERS_MOST = 12, BLOCKERS_MOST = 3 };

/* The second case with projects refused, and who gets as much as in the first plan. */
typedef struct blaming {
    tc_comparing *c;
    tc_place_in *places; /* scratch: by the number in the frame */
    tc_change *changes;  /* scratch: project_count */
    int *rank;           /* projects of the second case, by rank */
    int left;            /* trials */
} blaming;

static const tc_problem *second(const blaming *b)
{
    return b->c->difference->frame.cases[1];
}

/* Would the project get as much as before, were these (count) refused? */
static tc_code try_without(blaming *b, const int *refused, int count, int project,
                           bool *restored)
{
    const tc_frame_names *names = &b->c->difference->frame.projects;
    tc_problem *changed = NULL;
    tc_plan *plan = NULL;
    for (int k = 0; k < count; k++)
        b->changes[k] = (tc_change){.kind = TC_CHANGE_REFUSE,
                                    .project = names->in_case[1][refused[k]]};
    b->left--;
    *restored = false;
    tc_code code = tc_change_apply(second(b), b->changes, count, &changed, b->c->error);
    if (code == TC_OK)
        code = tc_compare_solve(b->c, changed, &plan);
    if (code == TC_OK && plan && plan->status != TC_PLAN_INFEASIBLE) {
        code = tc_compare_places(b->c, changed, plan, b->places);
        *restored = code == TC_OK && b->places[project].share >=
                                         b->c->places[0][project].share - TC_SAME_SHARE;
    }
    tc_plan_free(plan);
    tc_problem_free(changed);
    return code;
}

/* Do both need something of which there could be too little? */
static bool compete(const blaming *b, int x, int y)
{
    const tc_frame *frame = &b->c->difference->frame;
    const tc_project *p = tc_frame_project(frame, x, 1);
    const tc_project *q = tc_frame_project(frame, y, 1);
    for (int k = 0; p && q && k < TC_POLLUTANTS; k++)
        if (p->need[k] > 0.0 && q->need[k] > 0.0)
            return true;
    return false;
}

static bool is_served(const blaming *b, int project)
{
    return b->c->places[1][project].there && b->c->places[1][project].share > 0.0;
}

/* Those that get more, one by one, then all together. */
static tc_code blame_gains(blaming *b, tc_blame *blame, int *blockers, int *gains)
{
    const tc_turns *whole = &b->c->difference->whole;
    tc_code code = TC_OK;
    int count = 0;
    bool restored = false;
    for (int k = 0; k < whole->count; k++) {
        const int other = whole->list[k].project;
        if (tc_turn_sign(&whole->list[k]) > 0 && is_served(b, other) &&
            compete(b, other, blame->project))
            gains[count++] = other;
    }
    for (int k = 0;
         code == TC_OK && k < count && b->left > 0 && blame->count < BLOCKERS_MOST; k++) {
        code = try_without(b, &gains[k], 1, blame->project, &restored);
        if (restored)
            blockers[blame->count++] = gains[k];
    }
    if (code != TC_OK || blame->count > 0 || count < 2 || b->left == 0)
        return code;
    code = try_without(b, gains, count, blame->project, &restored);
    if (code == TC_OK && restored) {
        memcpy(blockers, gains, (size_t)count * sizeof *gains);
        blame->count = count;
        blame->together = true;
    }
    return code;
}

/* Nobody who gets more stands in its way: the last in rank of those that get as much as
 * before and could make room. */
static tc_code blame_others(blaming *b, tc_blame *blame, int *blockers)
{
    const tc_frame_names *names = &b->c->difference->frame.projects;
    tc_code code = TC_OK;
    bool restored = false;
    int tried = 0;
    for (int k = second(b)->project_count - 1;
         code == TC_OK && k >= 0 && !restored && tried < OTHERS_MOST && b->left > 0;
         k--) {
        const int other = names->of_case[1][b->rank[k]];
        if (other == blame->project || !is_served(b, other) ||
            !compete(b, other, blame->project))
            continue;
        tried++;
        code = try_without(b, &other, 1, blame->project, &restored);
        if (restored)
            blockers[blame->count++] = other;
    }
    return code;
}

static tc_code blame_one(blaming *b, tc_blame *blame)
{
    const size_t projects = (size_t)b->c->difference->frame.projects.count;
    int *blockers = tc_arena_take(&b->c->difference->arena, projects, sizeof *blockers);
    int *gains = tc_mem_new(projects, sizeof *gains);
    tc_code code = blockers && gains ? TC_OK : tc_no_memory(b->c->error);
    if (code == TC_OK)
        code = blame_gains(b, blame, blockers, gains);
    if (code == TC_OK && blame->count == 0)
        code = blame_others(b, blame, blockers);
    blame->blockers = blockers;
    tc_mem_drop(gains);
    return code;
}

static tc_code blame_all(blaming *b)
{
    tc_difference *difference = b->c->difference;
    const tc_turns *whole = &difference->whole;
    tc_blame *list =
        tc_arena_take(&difference->arena, (size_t)whole->count, sizeof *list);
    tc_code code = list ? TC_OK : tc_no_memory(b->c->error);
    for (int k = 0; code == TC_OK && k < whole->count; k++) {
        const tc_turn *turn = &whole->list[k];
        if (tc_turn_sign(turn) >= 0 || !turn->after.there || b->left == 0)
            continue;
        list[difference->blame_count] = (tc_blame){.project = turn->project};
        code = blame_one(b, &list[difference->blame_count]);
        difference->blame_count += list[difference->blame_count].count > 0;
    }
    difference->blames = list;
    return code;
}

tc_code tc_compare_blame(tc_comparing *c)
{
    const size_t projects = (size_t)c->difference->frame.projects.count;
    blaming b = {.c = c, .left = TRIALS_MOST};
    b.places = tc_mem_new(projects, sizeof *b.places);
    b.changes = tc_mem_new(projects, sizeof *b.changes);
    b.rank = tc_mem_new(projects, sizeof *b.rank);
    tc_code code = b.places && b.changes && b.rank ? TC_OK : tc_no_memory(c->error);
    if (code == TC_OK) {
        tc_order_by_rank(c->difference->frame.cases[1], b.rank);
        code = blame_all(&b);
    }
    tc_mem_drop(b.places);
    tc_mem_drop(b.changes);
    tc_mem_drop(b.rank);
    return code;
}
