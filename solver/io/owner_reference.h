/* owner_reference.h — projects that sources.csv names before projects.csv is read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_OWNER_REFERENCE_H
#define TC_IO_OWNER_REFERENCE_H

#include "io/record.h"

/* What stands in an owner cell, and where. */
typedef struct tc_owner_reference {
    const char *text, *heading;
    tc_place place;
} tc_owner_reference;

/* Keep the cell of that column in list, for later; gives what to put into tc_source.owner
 * until then. Memory that runs out is noted in loading. */
int tc_owner_note(tc_loading *loading, const tc_table *table, int column,
                  tc_record_list *list);

/* Keep what was noted, and the sources in which it is to be put right. False when memory
 * runs out. */
TC_CHECKED bool tc_owners_keep(tc_loading *loading, const tc_record_list *list,
                               tc_source *sources);

#endif
