/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/sweep_kinds.h"

const char *const tc_design_words[TC_DESIGN_SALTELLI + 2] = {
    "list", "grid", "lhs", "sobol", "montecarlo", "saltelli", NULL};

const char *const tc_axis_words[TC_AXIS_POLICY + 2] = {
    "supply", "reserve", "export_cap", "demand", "ratio", "delay",
    "start",  "source",  "project",    "policy", NULL};

const char *const tc_spread_words[TC_SPREAD_VALUES + 1] = {"uniform", "triangular",
                                                           "normal", "values"};

const char *const tc_outcome_words[TC_OUTCOME_FAILED + 1] = {"optimal", "infeasible",
                                                             "bounded", "failed"};

const char *const tc_engine_words[TC_ENGINE_GLPK + 1] = {"share", "glpk"};

const char *const tc_why_words[TC_WHY_CHECK + 1] = {"", "required", "amount", "solver",
                                                    "check"};

const char *const tc_why_sentences[TC_WHY_CHECK + 1][2] = {
    {"", ""},
    {"必保项目无法同时满足", "the required projects cannot all be served"},
    {"有量超出 10 亿 t/a 的计量范围",
     "an amount is more than the 1e9 t/a that can be counted"},
    {"求解器没有解出", "the solver gave up"},
    {"答案未通过核验", "the answer did not pass its check"}};
