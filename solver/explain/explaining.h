/* explaining.h — the steps of tc_explanation_find, for its own files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_EXPLAINING_H
#define TC_EXPLAIN_EXPLAINING_H

#include "domain/explanation.h"
#include "explain/inquiry.h"

/* Shares and values of goals this close are the same: what two ways of solving may differ
 * by. Ten times less would take their noise for a loss. */
#define TC_SHARE_SAME 1e-7

/* What the steps share. */
typedef struct tc_explaining {
    const tc_problem *problem;
    tc_inquiry *inquiry;
    const tc_plan *plan; /* of the case as it is; not infeasible */
    int project;
    tc_arena *arena; /* holds what is found */
    tc_error *error;
} tc_explaining;

/* Make the changes and solve again. A plan that fails its check, such as one that lacks a
 * grain for a whole project, is none: holds is false then, and where required projects
 * cannot be served. Owns: tc_replay_free, in any case. */
TC_CHECKED tc_code tc_explaining_play(const tc_explaining *e, const tc_change *changes,
                                      int count, tc_replay *replay, bool *holds);

/* The same, for searching: the shares, by the cheapest way. */
TC_CHECKED tc_code tc_explaining_ask(const tc_explaining *e, const tc_change *changes,
                                     int count, tc_answer *answer, bool *holds);

/* Is the project fully served after the changes? Replayed; for searching, by the shares.
 */
TC_CHECKED tc_code tc_explaining_serves(const tc_explaining *e, const tc_change *changes,
                                        int count, bool *serves);
TC_CHECKED tc_code tc_explaining_seems(const tc_explaining *e, const tc_change *changes,
                                       int count, bool *serves);

/* Is it proved that no part of these changes serves the project? They let more plans be
 * possible the further they go. If with all of them every plan that serves the project
 * reaches less of an early goal than the plan of now, then so does every such plan with a
 * part of them; and the best plan with that part reaches as much as now, or more. */
TC_CHECKED tc_code tc_explaining_rules_out(const tc_explaining *e,
                                           const tc_change *changes, int count,
                                           bool *proved);

/* Who gets less in the replay than now. but: one who is left out of it, -1: nobody. */
TC_CHECKED tc_code tc_falls_find(const tc_explaining *e, const tc_replay *replay, int but,
                                 tc_falls *falls);

/* The goals whose values differ; smallest shares of even goals first. Returns how many.
 * Shape    out: 2 * goal_count. */
int tc_goals_compare(const tc_problem *problem, const tc_plan *before,
                     const tc_plan *after, tc_goal_change *out);

/* How it stands with each pollutant that the project needs. */
TC_CHECKED tc_code tc_stops_find(const tc_explaining *e, const tc_stop **stops,
                                 int *count);

/* Add the changes that would serve the project, as many as each kind has.
 * Shape    ways has room for TC_WAYS_MOST. */
enum { TC_SWAPS_MOST = 4, TC_WAYS_MOST = 2 * (TC_POLLUTANTS + 1) + 5 + TC_SWAPS_MOST };
TC_CHECKED tc_code tc_ways_by_amount(const tc_explaining *e, tc_way_kind kind,
                                     const tc_stop *stops, int stop_count, tc_way *ways,
                                     int *count);
TC_CHECKED tc_code tc_way_by_start(const tc_explaining *e, tc_way *ways, int *count);
TC_CHECKED tc_code tc_way_by_pool(const tc_explaining *e, tc_way *ways, int *count);
TC_CHECKED tc_code tc_way_by_tier(const tc_explaining *e,
                                  const tc_displacement *displacement, tc_way *ways,
                                  int *count);
TC_CHECKED tc_code tc_ways_by_swap(const tc_explaining *e, const tc_stop *stops,
                                   int stop_count, tc_way *ways, int *count);
TC_CHECKED tc_code tc_way_by_lift(const tc_explaining *e, tc_way *ways, int *count);

/* Make the change and keep what comes of it; served or not.
 * Owns     parts and falls are of the arena. */
TC_CHECKED tc_code tc_way_play(const tc_explaining *e, tc_way_kind kind,
                               const tc_way_part *parts, int count, tc_way *way);

/* What happens if the project must be served. */
TC_CHECKED tc_code tc_displacement_find(const tc_explaining *e,
                                        tc_displacement *displacement);

/* Did only the order of acceptance decide the project's share? With whom it was in a tie.
 */
bool tc_explaining_is_tied(const tc_explaining *e, int project);
TC_CHECKED tc_code tc_tie_find(const tc_explaining *e, tc_tie *tie);

#endif
