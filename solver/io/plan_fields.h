/* plan_fields.h — members of plan.json, read strictly: what is wrong is said once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_PLAN_FIELDS_H
#define TC_IO_PLAN_FIELDS_H

#include "base/name_index.h"
#include "domain/plan.h"
#include "io/json_tree.h"

/* What the names of the file refer to. */
typedef enum tc_name_kind {
    TC_NAME_AREA,
    TC_NAME_BASIN,
    TC_NAME_SOURCE,
    TC_NAME_PROJECT,
    TC_NAMES
} tc_name_kind;

/* A plan being read. After the first fault the functions below give values that mean
 * nothing and say no more, so that a reader need not ask after each: code tells. */
typedef struct tc_fields {
    const tc_problem *problem;
    tc_plan *plan;
    const char *name; /* of the file */
    tc_name_index index[TC_NAMES];
    tc_code code;
    tc_error *error; /* NULL is allowed */
} tc_fields;

/* Learn the names of the case; forget them. */
void tc_fields_index(tc_fields *r);
void tc_fields_end(tc_fields *r);

void tc_fields_no_memory(tc_fields *r);

/* "key: expected WHAT, found VALUE". */
void tc_fields_refuse(tc_fields *r, const tc_json *value, const char *zh, const char *en);

tc_place tc_fields_place(const tc_fields *r, const tc_json *value);

/* From the plan's arena. */
void *tc_fields_take(tc_fields *r, int count, size_t size);

/* A member that must be there. Never NULL. */
const tc_json *tc_field(tc_fields *r, const tc_json *object, const char *key);

/* The same, and an array. */
const tc_json *tc_field_array(tc_fields *r, const tc_json *object, const char *key);

const char *tc_field_text(tc_fields *r, const tc_json *value);
double tc_field_number(tc_fields *r, const tc_json *value);

/* A whole number from 0 to most. */
int tc_field_count(tc_fields *r, const tc_json *value, int most);

/* Which of these words it is. */
int tc_field_word(tc_fields *r, const tc_json *value, const char *const *words,
                  int count);

int tc_field_pollutant(tc_fields *r, const tc_json *value);

/* The number of the thing of this name. */
int tc_field_name(tc_fields *r, const tc_json *value, tc_name_kind kind);

/* Tonnes as written, to the last digit: digits, a point, no finer than a grain. */
tc_grains tc_field_grains(tc_fields *r, const tc_json *value);

/* YYYY-MM-DD. That the day exists is of no matter: no project starts on one that does
 * not. */
tc_day tc_field_day(tc_fields *r, const tc_json *value);

#endif
