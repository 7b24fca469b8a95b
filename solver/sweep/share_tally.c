/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "sweep/tally.h"

void tc_share_take(tc_share_tally *tally, const double *shares, int count)
{
    int64_t served = 0, none = 0;
    tc_sum sum = tally->sum;
    for (int i = 0; i < count; i++) {
        const bool is_known = shares[i] == shares[i];
        served += shares[i] >= 1.0 - TC_SERVED_TOLERANCE;
        none += shares[i] <= TC_SERVED_TOLERANCE;
        tc_sum_add(&sum, is_known ? shares[i] : 0.0);
    }
    tally->served += served;
    tally->none += none;
    tally->sum = sum;
}
