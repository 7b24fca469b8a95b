/* json_members.h — members of a JSON file that people write: faults with their places. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_JSON_MEMBERS_H
#define TC_IO_JSON_MEMBERS_H

#include "base/spot.h"
#include "io/json_tree.h"

/* How a value is called in messages and where it stands; file is what places call the
 * file, here and below. */
tc_spot tc_member_spot(const char *file, const tc_json *value, tc_faults *faults);

/* Is the value of that kind? If not, say so. */
TC_CHECKED bool tc_member_expect(const char *file, const tc_json *value,
                                 tc_json_kind kind, tc_faults *faults);

/* Say that the key of a value is unknown; known ends with NULL. */
void tc_member_refuse_key(const char *file, const tc_json *value,
                          const char *const *known, tc_faults *faults);

/* Is the key one of these? */
bool tc_member_is_known(const tc_json *value, const char *const *known);

/* Does the object have the key, or one that was perhaps meant for it? */
bool tc_member_is_meant(const tc_json *object, const char *key, const char *const *known);

/* Which of these words the value is; -1 after saying which may stand here. */
int tc_member_word(const char *file, const tc_json *value, const char *const *words,
                   tc_faults *faults);

#endif
