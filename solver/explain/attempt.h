/* attempt.h — a replay that may come to nothing. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_ATTEMPT_H
#define TC_EXPLAIN_ATTEMPT_H

#include "explain/inquiry.h"

/* What came of an attempt that may fail its check: TC_OK for that too, else code, with
 * the error that was found. */
TC_CHECKED tc_code tc_attempt_pass(tc_code code, const tc_error *found, tc_error *error);

/* Solve the changed case. A plan that fails its check, such as one that lacks a grain for
 * a whole project, is none: then there is nothing in the replay.
 * Errors   as tc_inquiry_replay, but for TC_ERR_SOLVER. Owns: tc_replay_free. */
TC_CHECKED tc_code tc_attempt_replay(tc_inquiry *inquiry, const tc_change *changes,
                                     int count, tc_replay *replay, bool *holds,
                                     tc_error *error);

#endif
