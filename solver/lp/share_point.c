/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/share_point.h"

#include "base/fault.h"

tc_code tc_share_point_make(const tc_share_model *m, int room, int lanes,
                            tc_share_point *point, tc_error *error)
{
    tc_share_point p = {.lanes = lanes};
    const size_t W = (size_t)lanes, cells = (size_t)m->cells * W;
    size_t blocks = 1;
    for (int i = 0; i < m->market_count; i++)
        if ((size_t)m->market[i].blocks > blocks)
            blocks = (size_t)m->market[i].blocks;
    p.kept = tc_arena_take(&p.arena, cells, sizeof(double));
    p.out = tc_arena_take(&p.arena, cells, sizeof(double));
    p.anywhere = tc_arena_take(&p.arena, cells, sizeof(double));
    p.at_home = tc_arena_take(&p.arena, cells, sizeof(double));
    p.value = tc_arena_take(&p.arena, (size_t)room * W, sizeof(double));
    p.rhs = tc_arena_take(&p.arena, (size_t)room * W, sizeof(double));
    p.scratch = tc_arena_take(&p.arena, 4 * blocks * W, sizeof(double));
    p.reach = tc_arena_take(&p.arena, (size_t)m->most_areas, sizeof(int16_t));
    if (!p.kept || !p.out || !p.anywhere || !p.at_home || !p.value || !p.rhs ||
        !p.scratch || !p.reach) {
        tc_arena_free(&p.arena);
        return tc_fail(error, TC_ERR_MEMORY, NULL, "求解时内存不足",
                       "memory ran out while solving");
    }
    *point = p;
    return TC_OK;
}

void tc_share_point_free(tc_share_point *point)
{
    tc_arena_free(&point->arena);
}

/* How far one area is counted in a cut that is violated most: the first of the best. */
static int find_reach(const tc_share_point *p, ptrdiff_t cell, int blocks, int top,
                      int lane)
{
    const int W = p->lanes;
    double anywhere = 0.0, home = 0.0, until_top = 0.0, best = 0.0, leave = 0.0;
    int reach = -1;
    for (int t = 0; t < blocks; t++) {
        const ptrdiff_t at = (cell + t) * W + lane;
        anywhere += p->anywhere[at];
        home += p->at_home[at];
        if (t <= top) {
            const double violated = anywhere + home - p->kept[at];
            until_top = anywhere;
            leave = p->out[at];
            reach = violated > best ? t : reach;
            best = violated > best ? violated : best;
            if (t == top)
                best -= leave;
        } else {
            const double violated = home - (p->kept[at] + p->out[at]) + until_top;
            if (violated > best) {
                best = violated;
                reach = t;
            }
        }
    }
    return reach;
}

tc_share_exit tc_share_point_exit(const tc_share_basis *basis, tc_share_point *p,
                                  int lane)
{
    const tc_share_model *m = basis->model;
    tc_share_exit leaver = {.kind = p->kind[lane],
                            .index = p->index[lane],
                            .row = {-1, -1, -1, NULL},
                            .amount = p->amount[lane]};
    if (leaver.kind != TC_SHARE_CUT)
        return leaver;
    const tc_share_market *market = &m->market[leaver.index];
    leaver.row = (tc_share_row){leaver.index, p->top[lane], p->area[lane], p->reach};
    for (int a = 0; a < market->areas; a++) {
        const ptrdiff_t cell = market->first_cell + (ptrdiff_t)a * market->blocks;
        if (leaver.row.top < 0)
            p->reach[a] = (int16_t)(a == leaver.row.area
                                        ? find_reach(p, cell, market->blocks, -1, lane)
                                        : -1);
        else
            p->reach[a] = (int16_t)(a == 0 ? leaver.row.top
                                           : find_reach(p, cell, market->blocks,
                                                        leaver.row.top, lane));
    }
    return leaver;
}
