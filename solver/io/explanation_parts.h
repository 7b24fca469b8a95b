/* explanation_parts.h — parts of explanations as JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_EXPLANATION_PARTS_H
#define TC_IO_EXPLANATION_PARTS_H

#include "domain/explanation.h"
#include "io/json_tree.h"
#include "io/said.h"

/* Add a tonnage with all its digits. */
void tc_grains_add(const tc_problem *problem, tc_json_out *item, const char *key,
                   tc_grains grains);

/* Add "falls": who gets less, from which share to which, and of which emission. */
void tc_falls_add(const tc_problem *problem, const tc_falls *falls, tc_json_out *item);

/* Add a displacement to an object, or an array (key NULL). */
void tc_displacement_add(const tc_problem *problem, const tc_displacement *displacement,
                         tc_json_out *parent, const char *key);

#endif
