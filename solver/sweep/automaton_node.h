/* automaton_node.h — a basis that is remembered, and where scenarios go from it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_SWEEP_AUTOMATON_NODE_H
#define TC_SWEEP_AUTOMATON_NODE_H

#include "lp/share_final.h"

/* Scenarios that wait, by their place in the batch; linked through next. */
typedef struct tc_queue {
    int head, tail, count;
} tc_queue;

static const tc_queue TC_NOBODY = {-1, -1, 0};

/* A pivot: with the stops before it passed. */
typedef struct tc_edge {
    struct tc_node *to;
    bool fails; /* the numbers do not allow it */
    int64_t visits;
    tc_queue waiting;
} tc_edge;

/* What may leave a basis, and where that may lead. */
typedef struct tc_way {
    tc_share_exit leaver;
    int16_t *reach;
    int64_t visits;
    bool open; /* the stops are known */
    int stop_count;
    tc_share_stop *stops;
    double *taken;  /* stop_count: of the violation, up to and with each stop */
    tc_edge *edges; /* stop_count */
    tc_queue waiting;
} tc_way;

typedef struct tc_node {
    tc_share_basis *basis;
    tc_share_final *final; /* NULL until a scenario ends here */
    tc_way *ways;
    int way_count, way_room;
    tc_queue waiting;
    struct tc_node *next_waiting, *next_known;
} tc_node;

/* A node of its own copy of the basis, without ways; NULL when memory runs out. Owns:
 * tc_node_free. */
TC_CHECKED tc_node *tc_node_new(const tc_share_basis *basis);
void tc_node_free(tc_node *node);

/* The way of what leaves, made where it is new; NULL when memory runs out. *bytes grows
 * by what was taken. */
TC_CHECKED tc_way *tc_node_way(tc_node *node, const tc_share_exit *leaver,
                               int64_t *bytes);

/* The scratch basis becomes the node's, made ready for what leaves, with its stops. */
void tc_node_look(const tc_node *node, const tc_share_exit *leaver,
                  tc_share_basis *scratch, tc_share_work *work);

/* Find all stops of a way, up to the first that ends it in any case. False when memory
 * runs out. *bytes as above. */
TC_CHECKED bool tc_way_open(const tc_node *node, tc_way *way, tc_share_basis *scratch,
                            tc_share_work *work, int64_t *bytes);

/* The edge whose stop a violation ends at, by the rule of tc_share_choose; NULL: none.
 * The way is open. */
tc_edge *tc_way_edge(tc_way *way, double amount);

#endif
