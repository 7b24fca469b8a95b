/* order.h — who comes before whom. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_ORDER_H
#define TC_DOMAIN_ORDER_H

#include "domain/problem.h"

/* Fill order (project_count) with the projects by date of acceptance, then id; with
 * by_id only by id. Source: model.md §3, first-come. */
void tc_order_by_acceptance(const tc_problem *problem, bool by_id, int *order);

/* The same, but by tier first: the order in which projects are shown, and in reverse the
 * one in which they give up grains (model.md §5). */
void tc_order_by_rank(const tc_problem *problem, int *order);

#endif
