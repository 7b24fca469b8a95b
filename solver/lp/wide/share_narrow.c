/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In the place of share_wide.c and share_cpu.c on other processors than x86-64. */
#include "lp/share_point.h"

bool tc_share_has_wide(void)
{
    return false;
}

void tc_share_point_wide(const tc_share_basis *basis, tc_share_point *point)
{
    tc_share_point_many(basis, point);
}
