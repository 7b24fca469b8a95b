/* summary_text.h — the parts of a sweep's summary that a terminal shows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_REPORT_SUMMARY_TEXT_H
#define TC_REPORT_SUMMARY_TEXT_H

#include "base/buffer.h"
#include "domain/sweep_summary.h"

/* What is printed, in which language, where to. Memory that runs out fails the buffer. */
typedef struct tc_sweep_printing {
    const tc_summary *summary;
    bool zh;
    tc_buffer *out;
} tc_sweep_printing;

const char *tc_sweep_pick(const tc_sweep_printing *printing, const char *zh,
                          const char *en);

/* "12.5", "-" where it is not known. */
typedef struct tc_amount {
    char text[32];
} tc_amount;

tc_amount tc_amount_of(double value);

/* "62.50 %", "-"; "61.00 – 64.10 %". */
tc_amount tc_frequency_of(double share);
tc_amount tc_interval_of(double low, double high);

/* ", seed 7", "" where the design draws nothing. */
tc_amount tc_seed_of(const tc_summary *summary, bool zh);

/* A goal as people know it: "第 1 层 tier 1"; brief: "第 1 层". */
typedef struct tc_goal_title {
    char text[128];
} tc_goal_title;

tc_goal_title tc_goal_title_of(const char *name, bool zh, bool brief);

void tc_sweep_projects_put(const tc_sweep_printing *printing);
void tc_sweep_axes_put(const tc_sweep_printing *printing);

#endif
