/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "lp/share_parts.h"

/* More rows than this bind at once in no case seen; each costs room * room numbers. */
enum { ROWS_MOST = 400 };

tc_code tc_share_work_make(const tc_share_model *m, tc_share_work *work, tc_error *error)
{
    tc_share_work w = {.room = m->columns < ROWS_MOST ? m->columns + 1 : ROWS_MOST};
    const size_t room = (size_t)w.room + 1, columns = (size_t)m->columns + 1;
    w.weight = tc_arena_take(&w.arena, 3 * (size_t)m->cells + 1, sizeof(double));
    w.direction = tc_arena_take(&w.arena, columns, sizeof(double));
    w.together = tc_arena_take(&w.arena, columns, sizeof(double));
    w.row_direction = tc_arena_take(&w.arena, room, sizeof(double));
    w.rho = tc_arena_take(&w.arena, room, sizeof(double));
    w.gamma = tc_arena_take(&w.arena, room, sizeof(double));
    w.other_gamma = tc_arena_take(&w.arena, room, sizeof(double));
    w.step = tc_arena_take(&w.arena, (size_t)m->levels + 1, sizeof(double));
    w.price = tc_arena_take(&w.arena, (size_t)m->levels * room, sizeof(double));
    w.reduced = tc_arena_take(&w.arena, (size_t)m->levels * columns, sizeof(double));
    w.matrix = tc_arena_take(&w.arena, room * room, sizeof(double));
    w.moved = tc_arena_take(&w.arena, columns, sizeof(int));
    w.stops = tc_arena_take(&w.arena, 2 * columns + room, sizeof *w.stops);
    w.passed = tc_arena_take(&w.arena, 2 * columns + room, sizeof *w.passed);
    w.turned = tc_arena_take(&w.arena, columns, sizeof(bool));
    w.by_rank = tc_arena_take(&w.arena, room, sizeof(int));
    if (!w.weight || !w.direction || !w.together || !w.row_direction || !w.rho ||
        !w.gamma || !w.other_gamma || !w.step || !w.price || !w.reduced || !w.matrix ||
        !w.moved || !w.stops || !w.passed || !w.turned || !w.by_rank) {
        tc_arena_free(&w.arena);
        return tc_fail(error, TC_ERR_MEMORY, NULL, "求解时内存不足",
                       "memory ran out while solving");
    }
    *work = w;
    return TC_OK;
}

void tc_share_work_free(tc_share_work *work)
{
    tc_arena_free(&work->arena);
}

/* Where the arrays of a basis lie in its block. */
typedef struct layout {
    size_t row, reach, basic, place, at_one, kind, inverse, fixed, anywhere, at_home,
        price, reduced, all;
} layout;

static size_t put(size_t *end, size_t count, size_t size)
{
    const size_t aligned = (*end + 15) / 16 * 16;
    *end = aligned + count * size;
    return aligned;
}

static layout lay_out(const tc_share_model *m, int room)
{
    const size_t rows = (size_t)room, columns = (size_t)m->columns;
    const size_t cells = (size_t)m->cells, levels = (size_t)m->levels;
    size_t end = sizeof(tc_share_basis);
    layout l;
    l.row = put(&end, rows, sizeof(tc_share_row));
    l.reach = put(&end, rows * (size_t)m->most_areas, sizeof(int16_t));
    l.basic = put(&end, rows, sizeof(int));
    l.place = put(&end, columns, sizeof(int));
    l.at_one = put(&end, columns, sizeof(unsigned char));
    l.kind = put(&end, columns, sizeof(unsigned char));
    l.inverse = put(&end, rows * rows, sizeof(double));
    l.fixed = put(&end, rows, sizeof(double));
    l.anywhere = put(&end, cells, sizeof(double));
    l.at_home = put(&end, cells, sizeof(double));
    l.price = put(&end, levels * rows, sizeof(double));
    l.reduced = put(&end, levels * columns, sizeof(double));
    l.all = end;
    return l;
}

size_t tc_share_basis_bytes(const tc_share_model *model, int room)
{
    return lay_out(model, room).all;
}

tc_share_basis *tc_share_basis_new(const tc_share_model *model, int room)
{
    const layout l = lay_out(model, room);
    char *block = tc_mem_new(l.all, 1);
    if (!block)
        return NULL;
    tc_share_basis *b = (tc_share_basis *)(void *)block;
    *b = (tc_share_basis){.model = model, .room = room};
    b->row = (tc_share_row *)(void *)(block + l.row);
    b->reach = (int16_t *)(void *)(block + l.reach);
    b->basic = (int *)(void *)(block + l.basic);
    b->place = (int *)(void *)(block + l.place);
    b->at_one = (unsigned char *)(block + l.at_one);
    b->kind = (unsigned char *)(block + l.kind);
    b->inverse = (double *)(void *)(block + l.inverse);
    b->fixed = (double *)(void *)(block + l.fixed);
    b->anywhere = (double *)(void *)(block + l.anywhere);
    b->at_home = (double *)(void *)(block + l.at_home);
    b->price = (double *)(void *)(block + l.price);
    b->reduced = (double *)(void *)(block + l.reduced);
    return b;
}

static int16_t *reach_of(const tc_share_basis *b, int i)
{
    return b->reach + (ptrdiff_t)i * b->model->most_areas;
}

void tc_share_set_row(tc_share_basis *b, int i, const tc_share_row *row)
{
    b->row[i] = *row;
    b->row[i].reach = reach_of(b, i);
    memmove(reach_of(b, i), row->reach,
            sizeof(int16_t) * (size_t)b->model->market[row->market].areas);
}

void tc_share_basis_copy(tc_share_basis *to, const tc_share_basis *from)
{
    const tc_share_model *m = from->model;
    const size_t rows = (size_t)from->size, columns = (size_t)m->columns;
    to->size = from->size;
    to->depth = from->depth;
    for (int i = 0; i < from->size; i++) {
        tc_share_set_row(to, i, &from->row[i]);
        memcpy(&to->inverse[(ptrdiff_t)i * to->room],
               &from->inverse[(ptrdiff_t)i * from->room], rows * sizeof(double));
    }
    for (int g = 0; g < m->levels; g++)
        memcpy(&to->price[(ptrdiff_t)g * to->room],
               &from->price[(ptrdiff_t)g * from->room], rows * sizeof(double));
    memcpy(to->basic, from->basic, rows * sizeof(int));
    memcpy(to->fixed, from->fixed, rows * sizeof(double));
    memcpy(to->place, from->place, columns * sizeof(int));
    memcpy(to->at_one, from->at_one, columns);
    memcpy(to->kind, from->kind, columns);
    memcpy(to->anywhere, from->anywhere, sizeof(double) * (size_t)m->cells);
    memcpy(to->at_home, from->at_home, sizeof(double) * (size_t)m->cells);
    memcpy(to->reduced, from->reduced, sizeof(double) * (size_t)m->levels * columns);
}
