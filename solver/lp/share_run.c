/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/share_run.h"

/* Where many areas and dates let cuts give way to one another for long, GLPK is faster.
 */
enum { PIVOTS_PER_COLUMN = 3 };

bool tc_share_choose(const tc_share_basis *basis, const tc_share_exit *leaver,
                     tc_share_work *work, tc_share_stop *passed, int *passed_count,
                     tc_share_stop *entering)
{
    double taken = 0.0;
    int count = 0;
    while (tc_share_next(basis, work, entering)) {
        taken += entering->slope;
        if (entering->hard || taken >= leaver->amount) {
            *passed_count = count;
            return true;
        }
        passed[count++] = *entering;
    }
    /* Where nothing is available the stops take just what is violated, but for rounding.
     */
    if (count == 0 || taken < leaver->amount * (1.0 - 1e-9))
        return false;
    *entering = passed[count - 1];
    *passed_count = count - 1;
    return true;
}

bool tc_share_is_rounding(const tc_share_basis *basis, const tc_share_exit *leaver)
{
    if (leaver->kind != TC_SHARE_CUT)
        return false;
    for (int i = 0; i < basis->size; i++)
        if (tc_share_row_same(basis->model, &basis->row[i], &leaver->row))
            return true;
    return false;
}

bool tc_share_run(tc_share_basis *basis, tc_share_point *point, tc_share_work *work,
                  int64_t *pivots)
{
    const int most = 200 + PIVOTS_PER_COLUMN * basis->model->columns;
    for (int k = 0; k < most; k++) {
        tc_share_point_one(basis, point);
        if (point->kind[0] == TC_SHARE_NOTHING)
            return true;
        const tc_share_exit leaver = tc_share_point_exit(basis, point, 0);
        if (tc_share_is_rounding(basis, &leaver))
            return true;
        tc_share_stop entering;
        int passed = 0;
        tc_share_tie(basis, &leaver);
        tc_share_look(basis, &leaver, work);
        if (!tc_share_choose(basis, &leaver, work, work->passed, &passed, &entering) ||
            !tc_share_pivot(basis, &leaver, work->passed, passed, &entering, work))
            return false;
        ++*pivots;
    }
    return false;
}
