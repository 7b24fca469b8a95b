/* flow.h — minimum-cost flows in whole numbers on small networks. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_FLOW_H
#define TC_PLAN_FLOW_H

#include <stdint.h>

#include "tongchou/error.h"

/* A network being built, then the flow on it. Start from {0}. Node 0 is the source, node
 * 1 the sink. Owns: tc_flow_free. */
typedef struct tc_flow {
    int nodes, arcs, arc_room;
    struct tc_flow_arc *arc; /* pairs: 2k forward, 2k + 1 back */
    int *first, *next;       /* arcs out of a node */
    int *distance, *current, *queue, *path;
    bool *on_path, *waiting;
    int64_t *kept; /* arcs: what tc_flow_keep remembers */
    bool failed;   /* memory ran out while it was built */
} tc_flow;

enum { TC_FLOW_SOURCE = 0, TC_FLOW_SINK = 1 };
#define TC_FLOW_NO_LIMIT INT64_MAX

/* A new node; its number. tc_flow_arc: an arc's number, -1 once memory has run out. Costs
 * are small whole numbers >= 0. */
int tc_flow_node(tc_flow *flow);
int tc_flow_arc(tc_flow *flow, int from, int to, int64_t capacity, int cost);

/* Send as much as possible from the source to the sink, at the least cost, on top of what
 * flows already; *sent: what was added. Successive shortest paths, all paths of one
 * length together.
 * Errors   TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_flow_run(tc_flow *flow, int64_t *sent, tc_error *error);

/* What flows on an arc. */
int64_t tc_flow_on(const tc_flow *flow, int arc);

/* Remember what flows now on a network that is built; go back to it.
 * Errors   TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_flow_keep(tc_flow *flow, tc_error *error);
void tc_flow_return(tc_flow *flow);

/* Widen an arc; take away what an arc has left. */
void tc_flow_widen(tc_flow *flow, int arc, int64_t more);
void tc_flow_close(tc_flow *flow, int arc);

void tc_flow_free(tc_flow *flow);

#endif
