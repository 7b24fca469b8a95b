/* hand_case.h — small cases in memory, written by hand a project at a time. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_HAND_CASE_H
#define TC_TESTS_HAND_CASE_H

#include "domain/problem.h"

enum { HAND_AREAS = 2, HAND_SOURCES_MOST = 4, HAND_PROJECTS_MOST = 32, HAND_GOALS = 4 };

typedef struct hand_case {
    tc_area areas[HAND_AREAS];
    tc_source sources[HAND_SOURCES_MOST];
    tc_project projects[HAND_PROJECTS_MOST];
    char ids[HAND_PROJECTS_MOST][4]; /* "P0" … */
    tc_goal goals[HAND_GOALS];
    tc_problem problem;
} hand_case;

/* Two counties without sources and projects; goals tier 1, tier 2, first-come,
 * keep-local. Nothing needs to be freed. Do not copy it: it points to itself. */
void hand_case_make(hand_case *c);

/* A source of the first county, of the first pollutant (PM). */
tc_source *hand_source(hand_case *c, double supply);

/* An indivisible project of the first county, of tier 1, that needs PM, with pool access;
 * accepted after those that are there. What is said of it may be changed. */
tc_project *hand_project(hand_case *c, double need, double weight);

/* Let it need (another) pollutant. */
void hand_need(tc_project *project, int pollutant, double need);

#endif
