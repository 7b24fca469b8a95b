/* condition.h — when a clause holds: a small tree over fields, attainment, switches. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_CONDITION_H
#define TC_DOMAIN_CONDITION_H

#include "base/buffer.h"
#include "domain/case_field.h"

typedef enum tc_condition_kind {
    TC_WHEN_ALL,
    TC_WHEN_ANY,
    TC_WHEN_NOT,
    TC_WHEN_IN,       /* the field is one of texts (or numbers) */
    TC_WHEN_CONTAINS, /* one of texts is a part of the field */
    TC_WHEN_LESS,
    TC_WHEN_AT_MOST,
    TC_WHEN_GREATER,
    TC_WHEN_AT_LEAST,
    TC_WHEN_ATTAINED,
    TC_WHEN_SWITCH /* the switch texts[0] stands at texts[1] */
} tc_condition_kind;

typedef struct tc_condition {
    tc_condition_kind kind;
    int line, column;                 /* in the file of the rule set */
    const struct tc_condition *parts; /* of all, any and not */
    int part_count;
    tc_case_field field;
    const char *const *texts;
    const double *numbers; /* of TC_WHEN_IN of a number */
    int count;             /* of texts, or of numbers */
    double number;         /* of less … at least */
    tc_scope scope;        /* these four of TC_WHEN_ATTAINED */
    int indicator, year;   /* year 0: the one before the decision */
    bool attained;
} tc_condition;

/* A field that is not given and attainment that nobody states are neither true nor false,
 * and so is what depends on them: a clause needs TC_TRUTH_YES. */
typedef enum tc_truth { TC_TRUTH_NO, TC_TRUTH_YES, TC_TRUTH_UNKNOWN } tc_truth;

/* NULL holds always. */
tc_truth tc_condition_judge(const tc_condition *condition, const tc_subject *subject);

/* Append the facts that made the condition so, in Chinese and in English:
 * "市 PM2.5 未达标 (2021, attainment.csv:2)，fuel = 煤". */
void tc_condition_explain(const tc_condition *condition, const tc_subject *subject,
                          tc_buffer *zh, tc_buffer *en);

/* The year of which a condition about attainment asks. */
int tc_condition_year(const tc_condition *condition, const tc_subject *subject);

/* Is this about attainment, of a place that the subject has, and does no line of
 * attainment.csv say it? A target that no line mentions is met: those who missed theirs
 * are listed. */
bool tc_condition_lacks_line(const tc_condition *condition, const tc_subject *subject);

/* Why can the condition never hold? NULL: it can; else the part that is at fault, and
 * *other (NULL allowed) the part with which it is at odds, or NULL. */
const tc_condition *tc_condition_impossible(const tc_condition *condition,
                                            const tc_condition **other);

/* Do they say the same, to the letter? NULL holds always. */
bool tc_condition_same(const tc_condition *a, const tc_condition *b);

#endif
