/* percent.h — a share as people read it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_PERCENT_H
#define TC_DOMAIN_PERCENT_H

/* "62.50 %": 100.00 only for a whole share, 0.00 only for none. */
typedef struct tc_percent {
    char text[16];
} tc_percent;

tc_percent tc_percent_of(double share);

#endif
