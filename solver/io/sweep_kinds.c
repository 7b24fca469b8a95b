/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/sweep_kinds.h"

const char *const tc_design_words[TC_DESIGN_SALTELLI + 1] = {
    "list", "grid", "lhs", "sobol", "montecarlo", "saltelli"};

const char *const tc_axis_words[TC_AXIS_POLICY + 1] = {
    "supply", "reserve", "export_cap", "demand",  "ratio",
    "delay",  "start",   "source",     "project", "policy"};

const char *const tc_spread_words[TC_SPREAD_VALUES + 1] = {"uniform", "triangular",
                                                           "normal", "values"};

const char *const tc_outcome_words[TC_OUTCOME_FAILED + 1] = {"optimal", "infeasible",
                                                             "bounded", "failed"};
