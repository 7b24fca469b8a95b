/* share_four.h — four scenarios side by side, in whatever registers the processor has.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARE_FOUR_H
#define TC_LP_SHARE_FOUR_H

#include <stdint.h>

/* Vectors as GCC and clang know them; they lie anywhere that a double may. */
typedef double tc_lane __attribute__((vector_size(32), aligned(8), may_alias));
typedef int64_t tc_lane_whole __attribute__((vector_size(32), aligned(8), may_alias));

#define TC_LANES TC_SHARE_LANES
#define TC_CHOOSE_WHOLE(yes, a, b) (((yes) & (a)) | (~(yes) & (b)))
#define TC_CHOOSE(yes, a, b)                                                             \
    ((tc_lane)TC_CHOOSE_WHOLE(yes, (tc_lane_whole)(a), (tc_lane_whole)(b)))

#include "lp/share_lanes.h"

#endif
