/* groups.h — sources into pools and projects into classes, for one pollutant. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_GROUPS_H
#define TC_DOMAIN_GROUPS_H

#include "base/arena.h"
#include "domain/problem.h"

/* Where tonnes come from or go to, and all that decides whom they may serve but dates and
 * access to the pool: members of one site have the same standing in every rule. */
typedef struct tc_net_site {
    int area, basin; /* basin -1: it plays no part for this pollutant */
    unsigned limits; /* restrictions that the sources fall under, or by which the projects
                        are barred */
    int owner;       /* project whose own sources these are, or that has some; else -1 */
} tc_net_site;

/* The usable sources of one site and block, together. */
typedef struct tc_net_pool {
    tc_net_site site;
    int block;
    int hub; /* pools whose tonnes are worth the same everywhere share one; -1: of a
                project's own sources, which serve nobody else */
    tc_day first_day; /* the earliest available_from in it */
    int basin;     /* of its sources: that of all if pools are split, else site.basin */
    double supply; /* t/a */
} tc_net_pool;

typedef struct tc_net_group {
    tc_net_site site;
    int block;
    bool pool_access;
    tc_day first_start, last_start;
} tc_net_group;

/* Blocks are the spans of start dates between which no source comes on: inside one, all
 * projects may use the same sources. A pool of block b serves the classes of block >= b.
 *
 * Shape    pools sorted by site, then block; classes by site, block, access;
 *          class_of project_count (-1: no need, refused, or before every source).
 *          total is the supply of all sources, usable or not. */
typedef struct tc_net_groups {
    int pollutant;
    bool basins_matter;
    tc_net_pool *pools;
    int pool_count;
    tc_net_group *classes;
    int class_count;
    int *class_of;
    int *pool_of; /* source_count; -1: no supply, or after every start */
    int hub_count;
    tc_net_site *hub_site; /* hub_count: one site that stands for all of the hub */
    double total;
} tc_net_groups;

/* How finely sources are pooled: as coarsely as the LP allows, or by basin and day too,
 * as the export cap is written (model.md §2). */
typedef enum tc_net_pooling { TC_POOL_COARSE, TC_POOL_SPLIT } tc_net_pooling;

/* Errors: TC_ERR_MEMORY. Owns: the arena. Source: METHOD.md §2. */
TC_CHECKED tc_code tc_net_groups_find(const tc_problem *problem, int pollutant,
                                      tc_net_pooling pooling, tc_arena *arena,
                                      tc_net_groups *groups, tc_error *error);

bool tc_net_same_site(tc_net_site a, tc_net_site b);

/* What a tonne of one site is worth at another, for the groups' pollutant; 0 where a rule
 * bars it or it is another project's own. */
double tc_net_worth(const tc_problem *problem, const tc_net_groups *groups,
                    tc_net_site from, tc_net_site to);

/* The last pool of the run [first, end) of one site whose block is <= block, or -1. */
int tc_net_latest_pool(const tc_net_groups *groups, int first, int end, int block);

/* The end of the run of pools of one site that begins at first. */
int tc_net_site_end(const tc_net_groups *groups, int first);

#endif
