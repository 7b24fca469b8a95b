/* rule_change.h — what another choice of rules changes for one project. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_RULE_CHANGE_H
#define TC_DOMAIN_RULE_CHANGE_H

#include "domain/plan.h"
#include "domain/ruling.h"
#include "tongchou/rules.h"

typedef enum tc_rule_change_kind {
    TC_RULE_CHANGE_NONE,
    TC_RULE_CHANGE_GAINS, /* more of it is approved */
    TC_RULE_CHANGE_LOSES,
    TC_RULE_CHANGE_CHEAPER, /* as much is approved, for fewer credits */
    TC_RULE_CHANGE_DEARER,
    TC_RULE_CHANGE_OTHERWISE /* the same, by other clauses */
} tc_rule_change_kind;

/* gains, loses, cheaper, dearer, otherwise, none: as files name it. */
const char *tc_rule_change_word(tc_rule_change_kind kind);

/* Projects are the same in both: index project is. Gains and losses go by the share. */
tc_rule_change_kind tc_rule_change_of(const tc_ruled *before, const tc_ruled *after,
                                      int project);

/* Rulings of one side that the other does not have; how many. */
int tc_rule_change_rulings(const tc_ruled *of, const tc_ruled *other, int project,
                           tc_ruling out[TC_RULINGS_MOST]);

/* Sums over all projects: how many are wholly served, what is approved and credited. */
typedef struct tc_ruled_sums {
    int served;
    tc_grains emission[TC_POLLUTANTS], credit[TC_POLLUTANTS];
} tc_ruled_sums;

tc_ruled_sums tc_ruled_sum(const tc_ruled *side);

/* Are the projects of both the same? If not, *error says so. */
TC_CHECKED tc_code tc_ruled_check(const tc_ruled *before, const tc_ruled *after,
                                  tc_error *error);

#endif
