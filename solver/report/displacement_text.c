/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/explanation.h"
#include "domain/order.h"
#include "report/explanation_text.h"
#include "report/glyph.h"
#include "report/rules_text.h"

/* What is printed; the columns are the projects that fall, by rank. */
typedef struct matrix {
    tc_printing printing;
    const tc_displacements *found;
    int *columns;
    int count;
} matrix;

static bool falls(const tc_displacements *found, int project)
{
    for (int k = 0; k < found->count; k++)
        for (int i = 0; i < found->list[k].falls.count; i++)
            if (found->list[k].falls.list[i].project == project)
                return true;
    return false;
}

/* How much of its share the project loses: "-62.50 %"; "" where nothing. */
static void put_loss(const tc_displacement *row, int project, tc_grid *grid)
{
    char text[24] = "";
    for (int i = 0; i < row->falls.count; i++)
        if (row->falls.list[i].project == project)
            (void)snprintf(
                text, sizeof text, "-%s",
                tc_percent_of(row->falls.list[i].before - row->falls.list[i].after).text);
    tc_grid_cell(grid, text);
}

/* As many of the columns as a table has room for. */
static void put_block(matrix *m, int first, int count)
{
    const tc_problem *problem = m->printing.problem;
    tc_grid_column columns[TC_GRID_COLUMNS_MOST] = {
        {tc_printing_pick(&m->printing, "必须安排", "forced in"), false, 0}};
    for (int c = 0; c < count; c++)
        columns[c + 1] =
            (tc_grid_column){problem->projects[m->columns[first + c]].id, true, 12};
    tc_grid grid = {.columns = columns, .count = count + 1};
    for (int k = 0; k < m->found->count; k++) {
        const tc_displacement *row = &m->found->list[k];
        if (!row->possible)
            continue;
        tc_grid_cell(&grid, problem->projects[row->project].id);
        for (int c = 0; c < count; c++)
            put_loss(row, m->columns[first + c], &grid);
    }
    tc_grid_write(&grid, m->printing.out);
    tc_grid_free(&grid);
    tc_buffer_puts(m->printing.out, "\n");
}

static void put_matrix(matrix *m)
{
    enum { ROOM = TC_GRID_COLUMNS_MOST - 1 };
    if (m->count == 0)
        return;
    tc_buffer_puts(m->printing.out,
                   tc_printing_pick(&m->printing,
                                    "必须安排左列的项目时，各列的项目减少的份额：\n\n",
                                    "what each column loses of its share if the project "
                                    "on the left must be served:\n\n"));
    for (int first = 0; first < m->count; first += ROOM)
        put_block(m, first, m->count - first < ROOM ? m->count - first : ROOM);
}

/* A sentence for each. */
static void put_sentences(matrix *m)
{
    tc_buffer *out = m->printing.out;
    for (int k = 0; k < m->found->count; k++) {
        const tc_displacement *row = &m->found->list[k];
        tc_buffer said = {0};
        tc_buffer_printf(
            &said, "%s（%s）%s", m->printing.problem->projects[row->project].id,
            tc_percent_of(row->share).text, m->printing.language == TC_EN ? ": " : "：");
        tc_displacement_write(m->printing.problem, row, m->printing.language, &said);
        (void)tc_glyph_puts(out, said.text ? said.text : "", 0);
        tc_buffer_puts(out, "\n");
        out->failed = out->failed || said.failed;
        tc_buffer_free(&said);
    }
}

static void put_all(matrix *m)
{
    tc_buffer_printf(
        m->printing.out,
        m->printing.language == TC_EN
            ? "served %d, refused %d; not fully served %d, each forced in "
              "alone (t/a)\n\n"
            : "满足 %d 个，不予安排 %d 个；未足额 %d 个，逐个强行安排（吨/年）\n\n",
        m->found->served, m->found->refused, m->found->count);
    put_matrix(m);
    put_sentences(m);
}

tc_code tc_displacements_print(const tc_problem *problem,
                               const tc_displacements *displacements,
                               tc_language language, char **text, tc_error *error)
{
    tc_buffer out = {0};
    int *order = tc_mem_new((size_t)problem->project_count, sizeof *order);
    matrix m = {{problem, NULL, language, &out}, displacements, order, 0};
    if (!order)
        return tc_no_memory(error);
    tc_order_by_rank(problem, order);
    for (int k = 0; k < problem->project_count; k++)
        if (falls(displacements, order[k]))
            order[m.count++] = order[k];
    tc_heading_put(&m.printing);
    tc_buffer_puts(&out, "\n");
    if (tc_displacements_have_plan(displacements)) {
        tc_bounded_put(&m.printing, displacements->status);
        put_all(&m);
    } else {
        tc_no_plan_put(&m.printing);
    }
    tc_mem_drop(order);
    return tc_text_give(&out, text, error);
}
