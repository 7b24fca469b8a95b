/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/name_index.h"

#include <stdint.h>
#include <string.h>

#include "base/alloc.h"

struct tc_name_entry {
    const char *name; /* NULL: empty */
    uint64_t hash;
    int number;
};

/* FNV-1a; the last step spreads it over the low bits that choose the entry. */
static uint64_t hash_of(const char *name)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 0x100000001B3u;
    return hash ^ hash >> 29;
}

/* The entry of the name, or the empty one where it belongs. */
static struct tc_name_entry *entry_for(const tc_name_index *index, const char *name,
                                       uint64_t hash)
{
    const size_t mask = index->capacity - 1;
    size_t at = (size_t)hash & mask;
    while (index->entries[at].name && (index->entries[at].hash != hash ||
                                       strcmp(index->entries[at].name, name) != 0))
        at = (at + 1) & mask;
    return &index->entries[at];
}

static bool make_room(tc_name_index *index)
{
    if (2 * (index->count + 1) <= index->capacity)
        return true;
    tc_name_index larger = {.capacity = index->capacity ? 2 * index->capacity : 64,
                            .count = index->count};
    larger.entries = tc_mem_new(larger.capacity, sizeof *larger.entries);
    if (!larger.entries)
        return false;
    for (size_t i = 0; i < index->capacity; i++) {
        const struct tc_name_entry *old = &index->entries[i];
        if (old->name)
            *entry_for(&larger, old->name, old->hash) = *old;
    }
    tc_mem_drop(index->entries);
    *index = larger;
    return true;
}

bool tc_name_index_add(tc_name_index *index, const char *name, int number)
{
    if (!make_room(index))
        return false;
    const uint64_t hash = hash_of(name);
    *entry_for(index, name, hash) = (struct tc_name_entry){name, hash, number};
    index->count++;
    return true;
}

int *tc_name_index_find(const tc_name_index *index, const char *name)
{
    if (index->count == 0)
        return NULL;
    struct tc_name_entry *entry = entry_for(index, name, hash_of(name));
    return entry->name ? &entry->number : NULL;
}

void tc_name_index_free(tc_name_index *index)
{
    tc_mem_drop(index->entries);
    *index = (tc_name_index){0};
}
