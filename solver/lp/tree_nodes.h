/* tree_nodes.h — the nodes of a search that wait, and where it begins; for tree.c only.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_TREE_NODES_H
#define TC_LP_TREE_NODES_H

#include "lp/whole_parts.h"

/* A node that waits to be solved. */
typedef struct tc_waiting {
    int node, set; /* set: of the node above; -1 for the root */
    double bound;  /* of the node above */
} tc_waiting;

typedef struct tc_tree {
    tc_whole *w;
    const tc_whole_aim *aim;
    tc_whole_found *found;
    double *root_limits;
    double proved; /* the largest bound of a leaf that is closed */
    tc_waiting *list;
    int count, room;
    bool fresh; /* nothing was worked on yet */
    int next;   /* index in list of the node to plunge into, -1: the best bound */
} tc_tree;

/* Close a leaf by a set of prices, which allow bound at most. */
void tc_tree_close(tc_tree *tree, int node, int set, double bound);

/* Let a node wait. */
TC_CHECKED tc_code tc_tree_await(tc_tree *tree, int node, int set, double bound,
                                 tc_error *error);

/* The node to solve next: the one to plunge into, else that with the best bound, of equal
 * ones the one made last. */
tc_waiting tc_tree_next(tc_tree *tree);

/* Split a node at a project. */
TC_CHECKED tc_code tc_tree_split(tc_tree *tree, int node, int project, tc_error *error);

/* The root waits, or what is left of the last goal's tree; where a project is to be
 * approved, in its half. nothing: the set of the aim alone. */
TC_CHECKED tc_code tc_tree_plant(tc_tree *tree, int nothing, tc_error *error);

#endif
