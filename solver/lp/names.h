/* names.h — names of rows and columns that a person recognises, for LP files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_NAMES_H
#define TC_LP_NAMES_H

#include "lp/network.h"

/* A name for each row and column: share(P_001), supply(NOx,140882,20221231) … Only bytes
 * that LP and MPS files allow; what does not fit is "_", and the name then ends in its
 * number, so that no two are equal.
 * Errors   TC_ERR_MEMORY. Owns: the arena. */
TC_CHECKED tc_code tc_names_make(const tc_network *network, tc_arena *arena,
                                 const char *const **rows, const char *const **columns,
                                 tc_error *error);

#endif
