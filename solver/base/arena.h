/* arena.h — memory that lives and dies with one noun (a problem, a plan). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BASE_ARENA_H
#define TC_BASE_ARENA_H

#include <stddef.h>

#include "tongchou/error.h"

/* Start from {0}. */
typedef struct tc_arena {
    struct tc_arena_block *newest;
} tc_arena;

/* count objects of size bytes, zeroed, aligned for any type; NULL when memory runs out.
 * Owns: the arena. */
TC_CHECKED void *tc_arena_take(tc_arena *arena, size_t count, size_t size);

/* A copy of text[0 .. length-1] with a NUL behind it; NULL when memory runs out. */
TC_CHECKED char *tc_arena_text(tc_arena *arena, const char *text, size_t length);

/* Free all that was taken and leave {0}. */
void tc_arena_free(tc_arena *arena);

#endif
