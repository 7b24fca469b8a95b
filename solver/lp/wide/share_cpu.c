/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of x86-64: does this processor have AVX2? */
#include "lp/share_point.h"

bool tc_share_has_wide(void)
{
    return __builtin_cpu_supports("avx2");
}
