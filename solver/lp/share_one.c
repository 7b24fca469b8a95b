/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One scenario at a time. */
#include <stdint.h>

typedef double tc_lane;
typedef int64_t tc_lane_whole;

#define TC_LANES 1
#define TC_CHOOSE(yes, a, b) ((yes) ? (a) : (b))
#define TC_CHOOSE_WHOLE(yes, a, b) ((yes) ? (a) : (b))

#include "lp/share_lanes.h"

void tc_share_point_one(const tc_share_basis *basis, tc_share_point *point)
{
    tc_lanes_find(basis, point);
}
