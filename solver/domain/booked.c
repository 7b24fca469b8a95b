/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/booked.h"

#include "base/alloc.h"

const tc_booked_source *tc_booked_source_find(const tc_booked *booked, const char *id)
{
    const int *found = tc_name_index_find(&booked->source_ids, id);
    return found ? &booked->sources[*found] : NULL;
}

const tc_booked_project *tc_booked_project_find(const tc_booked *booked, const char *id)
{
    const int *found = tc_name_index_find(&booked->project_ids, id);
    return found ? &booked->projects[*found] : NULL;
}

void tc_booked_free(tc_booked *booked)
{
    if (!booked)
        return;
    tc_name_index_free(&booked->source_ids);
    tc_name_index_free(&booked->project_ids);
    tc_arena_free(&booked->arena);
    tc_mem_drop(booked);
}
