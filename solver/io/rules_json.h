/* rules_json.h — rulings and rule sets as members of JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_RULES_JSON_H
#define TC_IO_RULES_JSON_H

#include "domain/ruling.h"
#include "io/json_tree.h"

/* All, with lines; or those that somebody made, without what depends on the order of rows
 * in projects.csv. */
typedef enum tc_ruling_detail { TC_RULINGS_ALL, TC_RULINGS_CAUSED } tc_ruling_detail;

/* Add the member "rules" of a project. */
void tc_rulings_add(const tc_problem *problem, int project, tc_ruling_detail detail,
                    tc_json_out *parent);

/* Add the member "rule_sets": standing, dates, switches. */
void tc_rule_sets_add(const tc_problem *problem, tc_json_out *parent);

#endif
