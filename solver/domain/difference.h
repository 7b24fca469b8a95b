/* difference.h — what two cases differ in, and who gets more or less because of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_DIFFERENCE_H
#define TC_DOMAIN_DIFFERENCE_H

#include "base/buffer.h"
#include "domain/part.h"
#include "domain/standing.h"
#include "tongchou/compare.h"

/* Parts that are changed together: one part, or all sources (projects, locks) of one
 * area where there are many. */
typedef struct tc_cause {
    const tc_part *parts; /* count, of one kind */
    int count;
} tc_cause;

/* How one project stands in one plan. */
typedef struct tc_place_in {
    bool there; /* the case has it */
    tc_standing standing;
    double share; /* 0 where it is not there */
} tc_place_in;

/* A project that one plan gives more, or less, than another one. */
typedef struct tc_turn {
    int project; /* by its number in the frame */
    tc_place_in before, after;
} tc_turn;

/* What a change of the case does to its plan. */
typedef struct tc_turns {
    bool decided;          /* it is a case, and its plan has passed its check */
    tc_plan_status status; /* INFEASIBLE: nothing below */
    const tc_turn *list;
    int count;
} tc_turns;

/* What one cause does: to the first case alone, and to it with all causes before. */
typedef struct tc_cause_effect {
    tc_turns alone, in_turn;
} tc_cause_effect;

/* Why a project that gets less gets less: these come before it. */
typedef struct tc_blame {
    int project;         /* in the frame, as are: */
    const int *blockers; /* each: were it refused, the project would get as much as
                            before; together: only were they all */
    int count;
    bool together;
} tc_blame;

struct tc_difference {
    tc_arena arena;
    tc_frame frame;
    tc_plan *plans[2];
    const tc_cause *causes;
    int cause_count;
    const tc_cause_effect *effects; /* cause_count */
    tc_turns whole;                 /* from the first plan to the second one */
    const tc_blame *blames;         /* of projects that get less, in the order of whole */
    int blame_count;
    bool adds_up; /* with all causes, one after the other, it is the second plan */
    long solved;  /* plans with their check */
};

/* Above 0 where the project gets more, below 0 where it gets less. */
int tc_turn_sign(const tc_turn *turn);

/* The turn of a project, NULL where it has none. */
const tc_turn *tc_turns_find(const tc_turns *turns, int project);

/* Does the cause alone do to the project what all together do: more, or less? */
bool tc_cause_turns(const tc_difference *difference, int cause, int project);

/* The last cause, one after the other, that moved the project the way it went; -1: none.
 */
int tc_cause_in_turn(const tc_difference *difference, int project);

/* Append what the cause is, in a sentence without a full stop: "甲县多出 VOCs 12.0000 t/a
 * （削减源 S2 …）". */
void tc_cause_write(const tc_difference *difference, int cause, tc_language language,
                    tc_buffer *out);

/* Append how it is that one project comes before another in the plan of the second case:
 * "第 1 层在第 2 层之前". */
void tc_precedence_write(const tc_difference *difference, int first, int second,
                         tc_language language, tc_buffer *out);

#endif
