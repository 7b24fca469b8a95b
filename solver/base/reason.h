/* reason.h — why the system refused, in both languages. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BASE_REASON_H
#define TC_BASE_REASON_H

enum { TC_REASON_BYTES = 96 };

/* A value of errno in words. Threads: any. */
typedef struct tc_system_reason {
    char zh[TC_REASON_BYTES], en[TC_REASON_BYTES];
} tc_system_reason;

tc_system_reason tc_system_reason_of(int number);

#endif
