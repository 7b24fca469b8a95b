/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain/least.h"

/* Whole grains may ask for a little more than the shares say: a grain for each source and
 * pollutant that rounds. */
enum { STEPS_MOST = 24 };

static tc_code serves_at(tc_inquiry *inquiry, const tc_line *line, tc_grains at,
                         int project, bool *serves, tc_error *error)
{
    tc_change changes[TC_LINE_PARTS];
    tc_replay replay;
    tc_line_at(line, at, changes);
    const tc_code code = tc_inquiry_replay(inquiry, changes, line->count, &replay, error);
    if (code != TC_OK)
        return code;
    *serves = tc_replay_serves(&replay, project);
    tc_replay_free(&replay);
    return TC_OK;
}

/* The smallest amount from some grains below at on that serves, by replays alone. */
static tc_code settle(tc_inquiry *inquiry, const tc_line *line, tc_grains most,
                      int project, tc_least *least, tc_error *error)
{
    bool serves = false;
    tc_code code = serves_at(inquiry, line, least->at, project, &serves, error);
    for (int k = 0; code == TC_OK && !serves && k < STEPS_MOST && least->at < most; k++)
        code = serves_at(inquiry, line, ++least->at, project, &serves, error);
    least->found = code == TC_OK && serves;
    while (code == TC_OK && serves && least->at > 0) {
        code = serves_at(inquiry, line, least->at - 1, project, &serves, error);
        least->at -= code == TC_OK && serves;
    }
    return code;
}

tc_code tc_least_find(tc_inquiry *inquiry, const tc_line *line, tc_grains most,
                      int project, tc_least *least, tc_error *error)
{
    tc_curve curve;
    tc_least made = {.found = false, .proved = true};
    tc_code code = tc_curve_follow(inquiry, line, most, project, &curve, error);
    if (code != TC_OK)
        return code;
    const tc_curve_point *last = &curve.points[curve.count - 1];
    for (int k = 0; k + 1 < curve.count; k++)
        made.proved = made.proved && curve.points[k].proved;
    const bool full = tc_share_is_full(last->share[project]);
    made.at = last->at;
    tc_curve_free(&curve);
    if (full)
        code = settle(inquiry, line, most, project, &made, error);
    if (code == TC_OK)
        *least = made;
    return code;
}
