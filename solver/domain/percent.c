/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/percent.h"

#include <math.h>
#include <stdio.h>

tc_percent tc_percent_of(double share)
{
    double hundredths = floor(share * 10000.0 + 0.5);
    if (share < 1.0 && hundredths > 9999.0)
        hundredths = 9999.0;
    if (share > 0.0 && hundredths < 1.0)
        hundredths = 1.0;
    tc_percent percent;
    (void)snprintf(percent.text, sizeof percent.text, "%.2f %%", hundredths / 100.0);
    return percent;
}
