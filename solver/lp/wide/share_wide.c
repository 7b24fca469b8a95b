/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiled for x86-64 with AVX2 (CMakeLists.txt): four numbers in a register instead of
 * two. Operations and their order are those of share_point.c, and nothing is fused. */
#include "lp/share_four.h"

void tc_share_point_wide(const tc_share_basis *basis, tc_share_point *point)
{
    tc_lanes_find(basis, point);
}
