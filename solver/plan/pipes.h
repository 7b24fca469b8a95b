/* pipes.h — one pollutant as a network of whole grains: pools, hubs, classes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_PLAN_PIPES_H
#define TC_PLAN_PIPES_H

#include "domain/groups.h"
#include "domain/plan.h"
#include "plan/flow.h"

/* A way for credits to reach a class: from a pool of its own area (and what earlier pools
 * of that site left), or from a hub's node (and what came in before). */
typedef struct tc_pipe {
    int class;
    int pool; /* own area: the latest usable pool of a site; -1 for a hub */
    int hub;  /* -1 for an own pool */
    int block;
    double worth; /* exchange factor */
    int own_arc;  /* into the class's own-area demand; -1 for a hub */
    int any_arc;  /* into the rest of its demand */
} tc_pipe;

/* Of the least-cost flows those that use a project's own sources before any other.
 *
 * Demands: demand_own[class] may only come from the own area, demand_any from anywhere.
 *
 * With factors other than 0 and 1 (mixed), a tonne is not a tonne everywhere: the classes
 * are then not nodes, each pipe has a demand of its own (own_arc == any_arc). */
typedef struct tc_pipes {
    const tc_problem *problem;
    tc_net_groups groups; /* split pools */
    tc_arena arena;
    tc_flow flow;
    bool mixed;
    int *export_arc;              /* pool_count; -1: nothing may leave */
    int *own_node, *any_node;     /* class_count; not when mixed */
    int *own_demand, *any_demand; /* arcs */
    tc_pipe *pipes;               /* by class; own pools before hubs */
    int pipe_count, pipe_room;
    int *first_pipe;   /* class_count + 1 */
    tc_grains *supply; /* pool_count */
} tc_pipes;

/* Build the network of a pollutant with no demands yet; start from {0}.
 * Errors: TC_ERR_MEMORY. Owns: tc_pipes_free. */
TC_CHECKED tc_code tc_pipes_build(const tc_problem *problem, int pollutant,
                                  tc_pipes *pipes, tc_error *error);
void tc_pipes_free(tc_pipes *pipes);

/* Grains of a source's supply. */
tc_grains tc_pipes_supply(const tc_problem *problem, int source, int pollutant);

#endif
