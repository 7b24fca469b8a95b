/* case_field.h — the fields of projects and sources that a condition may ask for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_CASE_FIELD_H
#define TC_DOMAIN_CASE_FIELD_H

#include <stdbool.h>

#include "domain/attainment.h"

struct tc_project;
struct tc_source;
struct tc_switch;

typedef enum tc_case_field_kind {
    TC_FIELD_TEXT,
    TC_FIELD_NUMBER,
    TC_FIELD_YES_NO,
    TC_FIELD_COLUMN /* one that the case keeps: whatever stands there */
} tc_case_field_kind;

/* Whose field it is. */
typedef enum tc_record_kind { TC_OF_PROJECT, TC_OF_SOURCE } tc_record_kind;

typedef struct tc_case_field {
    int id; /* index into the known fields of its record; -1: a column of that heading */
    tc_case_field_kind kind;
    tc_record_kind of;
    const char *name;
} tc_case_field;

/* The known field of that name; a column where there is none, and *nearest (NULL allowed)
 * is then the known name that was perhaps meant, or NULL. name must outlive the field. */
tc_case_field tc_case_field_named(tc_record_kind of, const char *name,
                                  const char **nearest);

/* What a condition is judged about: one record, and how the switches stand. */
typedef struct tc_subject {
    const struct tc_problem *problem;
    const struct tc_project *project; /* NULL: a source, or neither */
    const struct tc_source *source;   /* NULL: a project, or neither */
    const struct tc_switch *switches; /* of the rule set */
    int switch_count;
} tc_subject;

/* A field's value. Of an area both the id and the name are texts. */
typedef struct tc_value {
    bool given;       /* there is one, and a number can be read where one is asked for */
    bool unreadable;  /* a number is asked for, and something else stands there */
    const char *text; /* of a text or column, and of yes or no */
    const char *second; /* another text for the same; NULL: none */
    double number;      /* of a number */
} tc_value;

/* as_number: of a column (stack_height_m is a number, always). */
tc_value tc_case_field_value(const tc_case_field *field, const tc_subject *subject,
                             bool as_number);

#endif
