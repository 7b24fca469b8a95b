/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pattern.h"

#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"

enum { MASKS = 1 << TC_PATTERN_FIELDS };

struct tc_pattern_index {
    const tc_pattern *list;
    int count;
    int masks[MASKS]; /* which fields are given: those that occur, most fields first */
    int mask_count;
    int *slots;          /* numbers of patterns, -1 empty; the first of equal ones only */
    uint32_t slot_count; /* a power of two */
};

static int mask_of(const tc_pattern *pattern)
{
    int mask = 0;
    for (int f = 0; f < TC_PATTERN_FIELDS; f++)
        mask |= (pattern->field[f] != TC_PATTERN_ANY) << f;
    return mask;
}

static int fields_in(int mask)
{
    int count = 0;
    for (; mask; mask &= mask - 1)
        count++;
    return count;
}

/* The pattern with "*" in all fields outside the mask. */
static tc_pattern masked(const tc_pattern *pattern, int mask)
{
    tc_pattern result;
    for (int f = 0; f < TC_PATTERN_FIELDS; f++)
        result.field[f] = mask >> f & 1 ? pattern->field[f] : TC_PATTERN_ANY;
    return result;
}

static bool equal(const tc_pattern *a, const tc_pattern *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

static uint32_t hash_of(const tc_pattern *pattern)
{
    uint64_t hash = 0;
    for (int f = 0; f < TC_PATTERN_FIELDS; f++)
        hash = (hash ^ (uint32_t)pattern->field[f]) * 0x9E3779B97F4A7C15u;
    return (uint32_t)(hash >> 32);
}

/* The slot of an equal pattern, or the empty one where it belongs. */
static int *slot_for(const tc_pattern_index *index, const tc_pattern *pattern)
{
    uint32_t at = hash_of(pattern) & (index->slot_count - 1);
    while (index->slots[at] >= 0 && !equal(&index->list[index->slots[at]], pattern))
        at = (at + 1) & (index->slot_count - 1);
    return &index->slots[at];
}

static uint32_t power_above(int count)
{
    uint32_t power = 16;
    while (power < 2 * (uint32_t)count)
        power *= 2;
    return power;
}

static void note_mask(tc_pattern_index *index, int mask)
{
    int at = 0;
    while (at < index->mask_count && fields_in(index->masks[at]) > fields_in(mask))
        at++;
    for (int k = at; k < index->mask_count; k++)
        if (index->masks[k] == mask)
            return;
    for (int k = index->mask_count++; k > at; k--)
        index->masks[k] = index->masks[k - 1];
    index->masks[at] = mask;
}

tc_pattern_index *tc_pattern_index_make(tc_arena *arena, const tc_pattern *list,
                                        int count)
{
    tc_pattern_index *index = tc_arena_take(arena, 1, sizeof *index);
    if (!index)
        return NULL;
    index->list = list;
    index->count = count;
    index->slot_count = power_above(count);
    index->slots = tc_arena_take(arena, index->slot_count, sizeof *index->slots);
    if (!index->slots)
        return NULL;
    for (uint32_t i = 0; i < index->slot_count; i++)
        index->slots[i] = -1;
    for (int i = 0; i < count; i++) {
        int *slot = slot_for(index, &list[i]);
        if (*slot < 0)
            *slot = i;
        note_mask(index, mask_of(&list[i]));
    }
    return index;
}

int tc_pattern_find(const tc_pattern_index *index, const tc_pattern *what)
{
    for (int k = 0; k < index->mask_count; k++) {
        const tc_pattern wanted = masked(what, index->masks[k]);
        /* a field that is unknown never stands for one that a pattern asks for */
        const int found =
            mask_of(&wanted) == index->masks[k] ? *slot_for(index, &wanted) : -1;
        if (found >= 0)
            return found;
    }
    return -1;
}

/* ---- ties -------------------------------------------------------------------------- */

/* Chains of the patterns with one mask, by what they hold in the fields of another. */
typedef struct chains {
    int *first; /* slot_count, -1 ends */
    int *next;  /* count */
} chains;

typedef struct search {
    const tc_pattern_index *index;
    tc_pattern_possible *possible;
    const void *context;
    chains chains;
    int *ties;
} search;

static void note_tie(search *s, int a, int b)
{
    const int later = a > b ? a : b;
    const int earlier = a > b ? b : a;
    if (s->ties[later] < 0 || earlier < s->ties[later])
        s->ties[later] = earlier;
}

/* Do two patterns, equal in the fields that both give, tie? */
static bool do_tie(const search *s, const tc_pattern *a, const tc_pattern *b)
{
    tc_pattern both = *a;
    for (int f = 0; f < TC_PATTERN_FIELDS; f++)
        if (both.field[f] == TC_PATTERN_ANY)
            both.field[f] = b->field[f];
    if (s->possible && !s->possible(s->context, &both))
        return false;
    const int winner = tc_pattern_find(s->index, &both);
    return fields_in(mask_of(&s->index->list[winner])) == fields_in(mask_of(a));
}

static void build_chains(search *s, int mask, int common)
{
    const tc_pattern_index *index = s->index;
    memset(s->chains.first, 0xFF,
           index->slot_count * sizeof *s->chains.first); /* all -1 */
    for (int i = index->count - 1; i >= 0; i--) {
        if (mask_of(&index->list[i]) != mask)
            continue;
        const tc_pattern key = masked(&index->list[i], common);
        int *first = &s->chains.first[hash_of(&key) & (index->slot_count - 1)];
        s->chains.next[i] = *first;
        *first = i;
    }
}

/* Find the ties between patterns of two masks with equally many fields. */
static void match_masks(search *s, int one, int other)
{
    const tc_pattern_index *index = s->index;
    const int common = one & other;
    build_chains(s, one, common);
    for (int i = 0; i < index->count; i++) {
        if (mask_of(&index->list[i]) != other)
            continue;
        const tc_pattern key = masked(&index->list[i], common);
        int k = s->chains.first[hash_of(&key) & (index->slot_count - 1)];
        for (; k >= 0; k = s->chains.next[k]) {
            const tc_pattern same = masked(&index->list[k], common);
            if (equal(&same, &key) && do_tie(s, &index->list[i], &index->list[k])) {
                note_tie(s, i, k);
                break;
            }
        }
    }
}

static void search_all(search *s)
{
    const tc_pattern_index *index = s->index;
    for (int i = 0; i < index->count; i++) {
        const int first = *slot_for(index, &index->list[i]);
        s->ties[i] = first < i ? first : -1;
    }
    for (int k = 0; k < index->mask_count; k++)
        for (int m = k + 1; m < index->mask_count; m++)
            if (fields_in(index->masks[k]) == fields_in(index->masks[m]))
                match_masks(s, index->masks[k], index->masks[m]);
}

tc_code tc_pattern_ties(const tc_pattern_index *index, tc_pattern_possible *possible,
                        const void *context, int *ties, tc_error *error)
{
    search s = {.index = index, .possible = possible, .context = context};
    s.ties = ties;
    s.chains.first = tc_mem_new(index->slot_count, sizeof *s.chains.first);
    s.chains.next = tc_mem_new((size_t)index->count, sizeof *s.chains.next);
    const bool ready = s.chains.first && s.chains.next;
    if (ready)
        search_all(&s);
    tc_mem_drop(s.chains.first);
    tc_mem_drop(s.chains.next);
    return ready ? TC_OK : tc_no_memory(error);
}
