/* share_run.h — from a basis to the one that is optimal for a scenario (METHOD.md §7). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARE_RUN_H
#define TC_LP_SHARE_RUN_H

#include "lp/share_point.h"

/* One step: the stops that are passed on the way, and the one that enters. Shape: passed
 * has room for columns + rows. False where nothing can enter. */
bool tc_share_choose(const tc_share_basis *basis, const tc_share_exit *leaver,
                     tc_share_work *work, tc_share_stop *passed, int *passed_count,
                     tc_share_stop *entering);

/* Does what leaves only seem to: a row that binds already, by rounding? */
bool tc_share_is_rounding(const tc_share_basis *basis, const tc_share_exit *leaver);

/* Pivot in place until the basis is optimal for the scenario of a point of one lane.
 * False where the numbers do not allow it: the general path decides. pivots: counted. */
bool tc_share_run(tc_share_basis *basis, tc_share_point *point, tc_share_work *work,
                  int64_t *pivots);

#endif
