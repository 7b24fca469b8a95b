/* case_reader.h — the parts of case.json, read from their values. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_CASE_READER_H
#define TC_IO_CASE_READER_H

#include "io/json_members.h"
#include "io/loading.h"

#define TC_CASE_FILE "case.json"

/* As tc_member_…, of case.json. How a value is called in messages and where it stands. */
tc_spot tc_json_spot(const tc_json *value, tc_faults *faults);

/* Is the value of that kind? If not, say so. */
TC_CHECKED bool tc_json_expect(const tc_json *value, tc_json_kind kind,
                               tc_faults *faults);

/* Say that the key of a value is unknown; keys ends with NULL. */
void tc_json_refuse_key(const tc_json *value, const char *const *keys, tc_faults *faults);

/* Does the object have the key, or one that was perhaps meant for it? */
bool tc_json_is_meant(const tc_json *object, const char *key, const char *const *known);

/* Read a list of rules; the value's key (ratios, reserve, export_cap) says what they
 * hold. Memory that runs out is noted in loading. */
tc_rule_list tc_case_rules(tc_loading *loading, const tc_json *list, tc_faults *faults);

/* Say which entries contradict each other. */
void tc_case_rule_ties(const tc_rule_book *book, const char *key, tc_faults *faults);

/* Read which rule sets the case names, and how its switches stand. */
void tc_case_rule_names(tc_loading *loading, const tc_json *list, tc_faults *faults);
void tc_case_switches(tc_loading *loading, const tc_json *object, tc_faults *faults);

/* Read the policy into the problem's goals. */
void tc_case_policy(tc_loading *loading, const tc_json *list, tc_faults *faults);

/* The policy of a case that states none. */
void tc_case_default_policy(tc_loading *loading);

#endif
