/* rule_set_reader.h — the parts of a rule set, read from their JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_RULE_SET_READER_H
#define TC_IO_RULE_SET_READER_H

#include "io/json_members.h"
#include "io/loading.h"

/* A set being read; its switches are known before its clauses. */
typedef struct tc_set_reading {
    tc_loading *loading;
    const char *file;
    tc_faults *faults;
    tc_rule_set *set;
} tc_set_reading;

/* What a condition may be about. */
typedef enum tc_about { TC_ABOUT_PROJECT, TC_ABOUT_SOURCE, TC_ABOUT_CASE } tc_about;

/* From the problem's arena; NULL when memory runs out (noted in loading). */
void *tc_set_take(const tc_set_reading *reading, int count, size_t size);
const char *tc_set_text(const tc_set_reading *reading, const char *text);

/* Say what is wrong with a value. */
void tc_set_refuse(const tc_set_reading *reading, const tc_json *value, const char *zh,
                   const char *en);

/* As tc_member_expect. */
TC_CHECKED bool tc_set_expect(const tc_set_reading *reading, const tc_json *value,
                              tc_json_kind kind);

/* A member that must be there; NULL after a fault. known: the keys of the object. */
const tc_json *tc_set_need(const tc_set_reading *reading, const tc_json *object,
                           const char *key, const char *const *known);

/* Are all keys of the object known? The others are faults. */
bool tc_set_check_keys(const tc_set_reading *reading, const tc_json *object,
                       const char *const *known);

/* Read a condition about a field into *out. False after a fault. */
TC_CHECKED bool tc_condition_field_read(const tc_set_reading *reading,
                                        const tc_json *object, tc_about about,
                                        tc_condition *out);

/* Read a condition and say why it can never hold. NULL after a fault, and of no value. */
const tc_condition *tc_condition_read(const tc_set_reading *reading, const tc_json *value,
                                      tc_about about);

/* Read the effect of a rule, which has one. False after a fault. */
TC_CHECKED bool tc_effect_read(const tc_set_reading *reading, const tc_json *rule,
                               tc_clause *clause);

/* Read a whole set, and say which of its clauses contradict each other always. */
void tc_rule_set_read(const tc_set_reading *reading, const tc_json *root);

#endif
