/* scale.h — the one place where a linear program is scaled. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SCALE_H
#define TC_LP_SCALE_H

#include "lp/linear.h"

/* Powers of two r (rows) and c (columns) that bring the entries r_i a_ij c_j of A close
 * to 1 (geometric means, alternating); columns within 0 and 1 are left as they are. The
 * scaled column is x_j / c_j, the scaled row r_i times the row; as all factors are powers
 * of two, scaling and the way back are exact.
 *
 * Shape    row lp->rows, column lp->columns; the caller's.
 * Errors   TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_scale_find(const tc_linear *lp, double *row, double *column,
                                 tc_error *error);

#endif
