/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "explain/difference_parts.h"

/* So many sources (projects, locks) are told one by one; more of them by area. */
enum { ALONE_MOST = 24 };

/* A part on its way to its place among those of its kind. */
typedef struct ordered {
    tc_part part;
    int area, was;
} ordered;

static int by_area(const void *x, const void *y)
{
    const ordered *a = x, *b = y;
    if (a->part.kind != b->part.kind)
        return a->part.kind < b->part.kind ? -1 : 1;
    if (a->area != b->area)
        return a->area < b->area ? -1 : 1;
    return (a->was > b->was) - (a->was < b->was);
}

/* The area of what the part is about, by its number in the frame. */
static int area_of(const tc_frame *frame, const tc_part *part)
{
    const bool in_second = part->kind == TC_PART_SOURCE
                               ? tc_frame_source(frame, part->item, 1) != NULL
                               : tc_frame_project(frame, part->item, 1) != NULL;
    const int side = in_second ? 1 : 0;
    const int area = part->kind == TC_PART_SOURCE
                         ? tc_frame_source(frame, part->item, side)->area
                         : tc_frame_project(frame, part->item, side)->area;
    return frame->areas.of_case[side][area];
}

static int count_of(const tc_comparing *c, tc_part_kind kind)
{
    int count = 0;
    for (int k = 0; k < c->part_count; k++)
        count += c->parts[k].kind == kind;
    return count;
}

/* Sort the parts that go by area; the others stay as they are. */
static void sort_parts(tc_comparing *c, ordered *list, tc_part *parts)
{
    const tc_frame *frame = &c->difference->frame;
    for (int k = 0; k < c->part_count; k++) {
        const tc_part part = c->parts[k];
        const bool together = part.item >= 0 && count_of(c, part.kind) > ALONE_MOST;
        list[k] = (ordered){part, together ? area_of(frame, &part) : -1, k};
    }
    if (c->part_count > 0)
        qsort(list, (size_t)c->part_count, sizeof *list, by_area);
    for (int k = 0; k < c->part_count; k++)
        parts[k] = list[k].part;
}

static void list_causes(tc_comparing *c, const ordered *list, const tc_part *parts,
                        tc_cause *causes)
{
    int count = 0;
    for (int k = 0; k < c->part_count; k++) {
        const bool together = k > 0 && list[k].area >= 0 &&
                              list[k].area == list[k - 1].area &&
                              parts[k].kind == parts[k - 1].kind;
        if (together)
            causes[count - 1].count++;
        else
            causes[count++] = (tc_cause){&parts[k], 1};
    }
    c->parts = parts;
    c->difference->causes = causes;
    c->difference->cause_count = count;
}

tc_code tc_compare_causes(tc_comparing *c)
{
    const size_t count = (size_t)c->part_count;
    tc_arena *arena = &c->difference->arena;
    ordered *list = tc_mem_new(count, sizeof *list);
    tc_part *parts = tc_arena_take(arena, count, sizeof *parts);
    tc_cause *causes = tc_arena_take(arena, count, sizeof *causes);
    const bool room = list && parts && causes;
    if (room) {
        sort_parts(c, list, parts);
        list_causes(c, list, parts, causes);
    }
    tc_mem_drop(list);
    return room ? TC_OK : tc_no_memory(c->error);
}
