/* standing.h — how a project came out of a plan, and why, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_STANDING_H
#define TC_DOMAIN_STANDING_H

#include "domain/plan.h"

typedef enum tc_standing {
    TC_STANDING_SERVED,  /* share 1, and no grain given up */
    TC_STANDING_PARTIAL, /* something is approved, not all */
    TC_STANDING_REFUSED, /* breaks zoning */
    TC_STANDING_BOOKED,  /* a ledger has it decided already: nothing more is approved */
    TC_STANDING_NONE     /* nothing is approved */
} tc_standing;

/* How this project of an optimal plan came out. */
tc_standing tc_standing_of(const tc_problem *problem, const tc_plan *plan, int project);

/* served, partial, refused, booked, none: the word that files use. */
const char *tc_standing_word(tc_standing standing);

/* The same for people: 满足 … 未安排, "served" … */
const char *tc_standing_shown(tc_standing standing, tc_language language);

/* none, zoning, no-source, no-pool, too-early, barred, used-up, too-little, order,
 * rounding, locked: as files name it. */
const char *tc_reason_code(tc_reason_kind kind);

/* What a project needs of a pollutant, in grains of credits. What is emitted beyond whole
 * grains is not approved, and needs nothing; nor does what a ledger has decided. */
tc_grains tc_need_of(const tc_problem *problem, const tc_plan *plan, int project,
                     int pollutant);

/* The pollutants that stop a project, the first one first. Returns how many. */
int tc_reason_pollutants(const tc_reason *reason, int out[TC_POLLUTANTS]);

/* What this project lacks of a pollutant for its reason. Grains: credits short of full
 * service, or of TC_REASON_ROUNDING approved emission given up; 0 where another reason or
 * none stops it. */
tc_grains tc_reason_missing(const tc_problem *problem, const tc_plan *plan, int project,
                            int pollutant);

enum { TC_STANDING_BYTES = 1024 };

typedef struct tc_standing_reason {
    char zh[TC_STANDING_BYTES], en[TC_STANDING_BYTES];
} tc_standing_reason;

/* Why a project gets nothing whatever there is (zoning_ok is false): zoning, a clause or
 * a lock, as above. */
tc_standing_reason tc_refusal_explain(const tc_problem *problem, int project);

/* Why the project is not fully served, in one sentence without a full stop, with the
 * tonnes and the rule; "" when it is. Source: model.md §7; notice 39;
 * 环办环评〔2020〕36号.
 */
tc_standing_reason tc_standing_explain(const tc_problem *problem, const tc_plan *plan,
                                       int project);

#endif
