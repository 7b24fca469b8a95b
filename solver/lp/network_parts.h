/* network_parts.h — what the files that build a network share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_NETWORK_PARTS_H
#define TC_LP_NETWORK_PARTS_H

#include "lp/network.h"

/* An item of which nothing is known. */
extern const tc_net_item TC_NET_NOBODY;

/* Add a row (column) that stands for something; -1, and lp.failed, without memory. */
int tc_net_add_row(tc_network *network, double low, double high, tc_net_item item);
int tc_net_add_column(tc_network *network, double low, double high, tc_net_item item);

/* Columns of shares and own shares, before all else. */
void tc_net_add_shares(tc_network *network);

/* Rows of even goals, after all else. */
void tc_net_add_even_goals(tc_network *network);

/* z in 0..1 and rows m z <= y <= z of each project with a least share m below 1; after
 * that. */
void tc_net_add_approvals(tc_network *network);

/* A free row for the total of each goal that has one; after that. */
void tc_net_add_goal_rows(tc_network *network);

#endif
