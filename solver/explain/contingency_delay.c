/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "explain/contingency_parts.h"

static int by_day(const void *a, const void *b)
{
    const tc_day x = *(const tc_day *)a, y = *(const tc_day *)b;
    return (x > y) - (x < y);
}

/* Days on which approved projects start, from the source's own day on, rising. */
static int list_days(const tc_examining *x, int source, tc_day *days)
{
    int count = 0, kept = 0;
    for (int k = 0; k < x->approvals.count; k++) {
        const tc_day start = x->problem->projects[x->approvals.order[k]].start;
        if (start >= x->problem->sources[source].available_from)
            days[count++] = start;
    }
    if (count > 0)
        qsort(days, (size_t)count, sizeof *days, by_day);
    for (int k = 0; k < count; k++)
        if (kept == 0 || days[kept - 1] != days[k])
            days[kept++] = days[k];
    return kept;
}

static tc_change coming(int source, tc_day day)
{
    return (tc_change){.kind = TC_CHANGE_SOURCE_FROM, .source = source, .day = day};
}

static tc_code is_in_time(tc_examining *x, int source, tc_day day, bool *in_time)
{
    int count = 0;
    const tc_change late = coming(source, day);
    const tc_code code = tc_examine_test(x, &x->approvals, &late, 1,
                                         tc_supplied(x->problem, source), &count);
    *in_time = count == 0;
    return code;
}

/* A source that comes later serves fewer, and fewer only where it passes a start. */
static tc_code search(tc_examining *x, tc_loss *loss, const tc_day *days, int count)
{
    int low = -1, high = count; /* days[low] is in time, days[high] is not */
    tc_code code = TC_OK;
    while (code == TC_OK && high - low > 1) {
        const int middle = low + (high - low) / 2;
        bool in_time = false;
        code = is_in_time(x, loss->source, days[middle], &in_time);
        if (in_time)
            low = middle;
        else
            high = middle;
    }
    loss->dated = true;
    loss->latest =
        low >= 0 ? days[low] : x->problem->sources[loss->source].available_from;
    return code;
}

tc_code tc_examine_delay(tc_examining *x, tc_loss *loss)
{
    bool kept = false, lost = false;
    tc_day *days = tc_mem_new((size_t)x->approvals.count, sizeof *days);
    if (!days)
        return tc_no_memory(x->error);
    tc_code code = search(x, loss, days, list_days(x, loss->source, days));
    tc_mem_drop(days);
    if (code != TC_OK)
        return code;
    x->changes[0] = coming(loss->source, loss->latest);
    code = tc_approvals_replay(x->inquiry, &x->approvals, x->changes, 1, NULL, 0, &kept,
                               x->error);
    if (code != TC_OK)
        return code;
    x->changes[0] = coming(loss->source, loss->latest + 1);
    code = tc_approvals_refute(x->inquiry, &x->approvals, x->changes, 1, &lost, x->error);
    loss->latest_verified = kept && lost;
    return code;
}
