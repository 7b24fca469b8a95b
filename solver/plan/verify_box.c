/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/verify_box.h"

/* Do the two differ in nothing that a goal or a limit can see? */
static bool are_twins(const tc_problem *problem, int a, int b)
{
    const tc_project *x = &problem->projects[a], *y = &problem->projects[b];
    bool same = x->area == y->area && x->basin == y->basin && x->tier == y->tier &&
                x->weight == y->weight && x->local_key == y->local_key &&
                x->pool_access == y->pool_access && x->start == y->start &&
                x->zoning_ok == y->zoning_ok && !x->must_serve && !y->must_serve &&
                tc_project_least(x) == tc_project_least(y);
    for (int p = 0; p < TC_POLLUTANTS && same; p++)
        same = x->need[p] == y->need[p] && x->limits[p] == y->limits[p];
    return same;
}

static bool *find_owners(const tc_problem *problem, tc_arena *arena)
{
    bool *owns = tc_arena_take(arena, (size_t)problem->project_count, sizeof *owns);
    for (int s = 0; owns && s < problem->source_count; s++)
        if (problem->sources[s].owner >= 0)
            owns[problem->sources[s].owner] = true;
    return owns;
}

static void find_twins(tc_proof_box *box, const bool *owns, const int *order)
{
    const tc_problem *problem = box->problem;
    for (int k = 0; k < problem->project_count; k++)
        box->twin_before[k] = box->twin_after[k] = -1;
    for (int k = 0; k < problem->project_count; k++) {
        const int j = order[k];
        if (!(tc_project_least(&problem->projects[j]) > 0.0) || owns[j])
            continue;
        for (int i = k - 1; i >= 0 && box->twin_before[j] < 0; i--)
            if (!owns[order[i]] && are_twins(problem, order[i], j)) {
                box->twin_before[j] = order[i];
                box->twin_after[order[i]] = j;
            }
    }
}

bool tc_proof_box_open(const tc_problem *problem, const bool *barred, const int *order,
                       tc_arena *arena, tc_proof_box *box)
{
    const size_t count = (size_t)problem->project_count;
    tc_proof_box b = {.problem = problem,
                      .low = tc_arena_take(arena, count, sizeof *b.low),
                      .high = tc_arena_take(arena, count, sizeof *b.high),
                      .twin_before = tc_arena_take(arena, count, sizeof *b.twin_before),
                      .twin_after = tc_arena_take(arena, count, sizeof *b.twin_after),
                      .changes = tc_arena_take(arena, 4 * count, sizeof *b.changes)};
    const bool *owns = find_owners(problem, arena);
    if (!b.low || !b.high || !b.twin_before || !b.twin_after || !b.changes || !owns)
        return false;
    for (int j = 0; j < problem->project_count; j++) {
        b.low[j] = problem->projects[j].must_serve ? 1.0 : 0.0;
        b.high[j] = barred[j] ? 0.0 : 1.0;
    }
    find_twins(&b, owns, order);
    *box = b;
    return true;
}

static void note(tc_proof_box *box, int j)
{
    box->changes[box->change_count++] =
        (tc_proof_box_change){j, box->low[j], box->high[j]};
}

void tc_proof_box_raise(tc_proof_box *box, int project, double low)
{
    if (box->low[project] < low) {
        note(box, project);
        box->low[project] = low;
    }
    const double least = tc_project_least(&box->problem->projects[project]);
    if (!(least > 0.0) || low < least)
        return;
    for (int j = box->twin_before[project]; j >= 0; j = box->twin_before[j])
        if (box->low[j] < least) {
            note(box, j);
            box->low[j] = least;
        }
}

void tc_proof_box_split(tc_proof_box *box, int project, bool approved)
{
    if (approved) {
        tc_proof_box_raise(box, project,
                           tc_project_least(&box->problem->projects[project]));
        return;
    }
    for (int j = project; j >= 0; j = box->twin_after[j])
        if (box->high[j] > 0.0) {
            note(box, j);
            box->high[j] = 0.0;
        }
}

void tc_proof_box_undo(tc_proof_box *box, int change_count)
{
    while (box->change_count > change_count) {
        const tc_proof_box_change *last = &box->changes[--box->change_count];
        box->low[last->project] = last->low;
        box->high[last->project] = last->high;
    }
}

void tc_proof_box_keep(tc_proof_box *box)
{
    box->change_count = 0;
}

bool tc_proof_box_is_empty(const tc_proof_box *box)
{
    for (int j = 0; j < box->problem->project_count; j++)
        if (box->low[j] > box->high[j])
            return true;
    return false;
}

bool tc_proof_box_is_settled(const tc_proof_box *box)
{
    for (int j = 0; j < box->problem->project_count; j++) {
        const double least = tc_project_least(&box->problem->projects[j]);
        if (least > 0.0 && box->high[j] > 0.0 && box->low[j] < least)
            return false;
    }
    return true;
}
