/* explanation_say.h — phrases of an explanation, for its own files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_EXPLANATION_SAY_H
#define TC_DOMAIN_EXPLANATION_SAY_H

#include "domain/explanation.h"
#include "domain/percent.h"

/* What is said, of which case, in which language. */
typedef struct tc_speech {
    const tc_problem *problem;
    const tc_explanation *explanation; /* NULL: of a displacement alone */
    bool zh;
    tc_buffer *out;
} tc_speech;

void tc_utter(const tc_speech *s, const char *zh, const char *en);
void tc_utter_project(const tc_speech *s, int project); /* "P-021 name" */
void tc_utter_grains(const tc_speech *s, tc_grains grains);

/* 第 3 层, "tier 3": the goal as people call it; goal_count: none. */
void tc_utter_goal(const tc_speech *s, int goal);

/* "；届时 P-013 100.00 % → 0.00 %（NOx 6.3000）": who falls; nothing where nobody does.
 * but: a project whose own loss is not told, -1: none. */
void tc_utter_falls(const tc_speech *s, const tc_falls *falls, int but);

void tc_utter_displacement(const tc_speech *s, const tc_displacement *displacement);

/* What the ways of this line would do. */
void tc_utter_ways(const tc_speech *s, tc_explained line);

#endif
