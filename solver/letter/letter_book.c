/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letter/letter_book.h"

#include <string.h>

#include "base/fault.h"
#include "domain/order.h"

static void add_row(tc_letter_rows *rows, int about, int pollutant)
{
    rows->list[rows->count++] = (tc_letter_row){about, pollutant};
}

/* ---- projects ---------------------------------------------------------------------- */

static void list_projects(tc_letter_book *book)
{
    const tc_problem *problem = book->problem;
    tc_order_by_rank(problem, book->ranked);
    for (int k = 0; k < problem->project_count; k++) {
        const int j = book->ranked[k];
        book->standings[j] = tc_standing_of(problem, book->plan, j);
        book->numbers[book->standings[j]]++;
        if (book->standings[j] != TC_STANDING_SERVED &&
            book->standings[j] != TC_STANDING_BOOKED)
            add_row(&book->short_of, j, -1);
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (book->plan->emission[j * TC_POLLUTANTS + p] > 0)
                add_row(&book->granted, j, p);
    }
}

/* Put a source into its place among those of a project, unless it is there. */
static void note_source(int *sources, int *count, int source)
{
    int k = *count;
    while (k > 0 && sources[k - 1] > source)
        k--;
    if (k > 0 && sources[k - 1] == source)
        return;
    memmove(sources + k + 1, sources + k, (size_t)(*count - k) * sizeof *sources);
    sources[k] = source;
    ++*count;
}

/* Credits stand by project, pollutant, source. */
static void list_credits(tc_letter_book *book)
{
    const tc_plan *plan = book->plan;
    int next = 0, used = 0;
    for (int j = 0; j < book->problem->project_count; j++) {
        int own = 0;
        book->credit_first[j] = next;
        book->source_first[j] = used;
        for (; next < plan->credit_count && plan->credits[next].project == j; next++)
            note_source(book->sources + used, &own, plan->credits[next].source);
        used += own;
    }
    book->credit_first[book->problem->project_count] = next;
    book->source_first[book->problem->project_count] = used;
}

/* ---- sources and areas ------------------------------------------------------------- */

static void list_supplies(tc_letter_book *book)
{
    const tc_problem *problem = book->problem;
    for (int s = 0; s < problem->source_count; s++)
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            const tc_grains supply = book->sums.supply[s * TC_POLLUTANTS + p];
            if (supply <= 0)
                continue;
            add_row(&book->supplied, s, p);
            book->balance[problem->sources[s].area * TC_POLLUTANTS + p].supply += supply;
        }
}

static void balance_areas(tc_letter_book *book)
{
    const tc_problem *problem = book->problem;
    for (int k = 0; k < book->plan->credit_count; k++) {
        const tc_credit *credit = &book->plan->credits[k];
        const int from = problem->sources[credit->source].area;
        const int to = problem->projects[credit->project].area;
        tc_area_balance *giving =
            &book->balance[from * TC_POLLUTANTS + credit->pollutant];
        if (!tc_is_pooled(problem, credit->source, credit->project)) {
            giving->used_here += credit->grains;
            continue;
        }
        giving->sent += credit->grains;
        book->balance[to * TC_POLLUTANTS + credit->pollutant].received += credit->grains;
    }
    for (int a = 0; a < problem->area_count; a++)
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            const tc_area_balance *of = &book->balance[a * TC_POLLUTANTS + p];
            if (of->supply > 0 || of->received > 0)
                add_row(&book->balanced, a, p);
        }
}

/* ---- the book ---------------------------------------------------------------------- */

static bool take_room(tc_letter_book *book)
{
    tc_arena *arena = &book->arena;
    const size_t projects = (size_t)book->problem->project_count;
    const size_t sources = (size_t)book->problem->source_count;
    const size_t areas = (size_t)book->problem->area_count;
    book->standings = tc_arena_take(arena, projects, sizeof *book->standings);
    book->ranked = tc_arena_take(arena, projects, sizeof *book->ranked);
    book->numbers = tc_arena_take(arena, TC_STANDING_NONE + 1, sizeof *book->numbers);
    book->credit_first = tc_arena_take(arena, projects + 1, sizeof *book->credit_first);
    book->source_first = tc_arena_take(arena, projects + 1, sizeof *book->source_first);
    book->sources =
        tc_arena_take(arena, (size_t)book->plan->credit_count + 1, sizeof *book->sources);
    book->balance = tc_arena_take(arena, areas * TC_POLLUTANTS, sizeof *book->balance);
    const size_t row = sizeof *book->granted.list;
    book->granted.list = tc_arena_take(arena, projects * TC_POLLUTANTS, row);
    book->short_of.list = tc_arena_take(arena, projects, row);
    book->supplied.list = tc_arena_take(arena, sources * TC_POLLUTANTS, row);
    book->balanced.list = tc_arena_take(arena, areas * TC_POLLUTANTS, row);
    return book->standings && book->ranked && book->numbers && book->credit_first &&
           book->source_first && book->sources && book->balance && book->granted.list &&
           book->short_of.list && book->supplied.list && book->balanced.list;
}

tc_code tc_letter_book_make(const tc_problem *problem, const tc_plan *plan,
                            tc_letter_book *book, tc_error *error)
{
    *book = (tc_letter_book){
        .problem = problem, .plan = plan, .check_code = tc_plan_check_code(plan)};
    const tc_code code = tc_plan_sums_find(problem, plan, &book->sums, error);
    if (code != TC_OK)
        return code;
    if (!take_room(book))
        return tc_no_memory(error);
    list_projects(book);
    list_credits(book);
    list_supplies(book);
    balance_areas(book);
    return TC_OK;
}

bool tc_letter_book_emits(const tc_letter_book *book, int project)
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (book->problem->projects[project].emission[p] > 0.0)
            return true;
    return false;
}

void tc_letter_book_free(tc_letter_book *book)
{
    tc_plan_sums_free(&book->sums);
    tc_arena_free(&book->arena);
}
