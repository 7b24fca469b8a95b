/* sweep_kinds.h — the words that files use for the kinds of a sweep. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_SWEEP_KINDS_H
#define TC_IO_SWEEP_KINDS_H

#include "domain/outcome.h"

/* By tc_design, tc_axis_kind, tc_spread, tc_outcome_status, tc_outcome_why, tc_engine;
 * NULL behind the last design and the last kind of axis. */
extern const char *const tc_design_words[TC_DESIGN_SALTELLI + 2];
extern const char *const tc_axis_words[TC_AXIS_POLICY + 2];
extern const char *const tc_spread_words[TC_SPREAD_VALUES + 1];
extern const char *const tc_outcome_words[TC_OUTCOME_FAILED + 1];
extern const char *const tc_why_words[TC_WHY_CHECK + 1];
extern const char *const tc_engine_words[TC_ENGINE_GLPK + 1];

/* The same in words that people read: Chinese, English. */
extern const char *const tc_why_sentences[TC_WHY_CHECK + 1][2];

#endif
