/* name_index.h — from a name to a number, in constant time. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BASE_NAME_INDEX_H
#define TC_BASE_NAME_INDEX_H

#include <stdbool.h>
#include <stddef.h>

#include "tongchou/error.h"

/* Start from {0}. Names are borrowed: they must outlive the index. */
typedef struct tc_name_index {
    struct tc_name_entry *entries;
    size_t count, capacity;
} tc_name_index;

/* Give a name that is not in the index a number. False when memory runs out. */
TC_CHECKED bool tc_name_index_add(tc_name_index *index, const char *name, int number);

/* Where the number of a name is kept, NULL when there is no such name. The pointer holds
 * until the next addition. */
int *tc_name_index_find(const tc_name_index *index, const char *name);

/* Drop the index and leave {0}. */
void tc_name_index_free(tc_name_index *index);

#endif
