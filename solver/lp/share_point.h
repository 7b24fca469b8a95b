/* share_point.h — a scenario at a basis: its shares, and what they violate most. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARE_POINT_H
#define TC_LP_SHARE_POINT_H

#include "lp/share_basis.h"

/* Scenarios that are looked at side by side. The same operations in the same order are
 * done for each, so that the digits do not depend on how many there are. */
enum { TC_SHARE_LANES = 4 };

/* Work space, and what came of it, for lanes scenarios; of lane k at [… * lanes + k].
 *
 * Shape    kept, out, anywhere, at_home: cells (supply cumulated, needs not). value, rhs:
 *          room. kind, index, top, area, amount: one a lane, as of tc_share_exit; index
 *          of TC_SHARE_CUT is the market. */
typedef struct tc_share_point {
    tc_arena arena;
    int lanes;
    double *kept, *out, *anywhere, *at_home;
    double *value, *rhs;
    double *scratch; /* 4 * blocks of the largest market */
    double amount[TC_SHARE_LANES];
    tc_share_leaving kind[TC_SHARE_LANES];
    int index[TC_SHARE_LANES], top[TC_SHARE_LANES], area[TC_SHARE_LANES];
    int16_t *reach; /* most_areas, of tc_share_point_exit */
} tc_share_point;

/* lanes: 1 or TC_SHARE_LANES. room: of the largest basis. Errors: TC_ERR_MEMORY. Owns:
 * tc_share_point_free. */
TC_CHECKED tc_code tc_share_point_make(const tc_share_model *model, int room, int lanes,
                                       tc_share_point *point, tc_error *error);
void tc_share_point_free(tc_share_point *point);

/* Look at the scenario, or the TC_SHARE_LANES scenarios, whose supply is in kept and out.
 */
void tc_share_point_one(const tc_share_basis *basis, tc_share_point *point);
void tc_share_point_many(const tc_share_basis *basis, tc_share_point *point);

/* What leaves for one lane. A row's reach is the point's. */
tc_share_exit tc_share_point_exit(const tc_share_basis *basis, tc_share_point *point,
                                  int lane);

/* As tc_share_point_many, built for processors with wide registers; the digits are the
 * same. Only where tc_share_has_wide. */
bool tc_share_has_wide(void);
void tc_share_point_wide(const tc_share_basis *basis, tc_share_point *point);

#endif
