/* plan_agree.h — does a file say what it should? */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_PLAN_AGREE_H
#define TC_IO_PLAN_AGREE_H

#include <stddef.h>

#include "io/json_tree.h"

/* What a JSON value is, for messages. */
typedef struct tc_json_shown {
    char zh[160], en[160];
} tc_json_shown;

tc_json_shown tc_json_show(const tc_json *value);

/* The arguments of a message that begins with the value's key, if it has one: "%s%s%.0s"
 * in Chinese, "%s%.0s%s" in English. */
#define TC_JSON_PREFIX(value)                                                            \
    ((value)->key ? (value)->key : ""), ((value)->key ? "：" : ""),                      \
        ((value)->key ? ": " : "")

/* The same values in both trees, whatever the order of members; of a member "version" of
 * the outermost object only the kind is compared.
 * Errors   TC_ERR_INPUT with the place, in found, of the first difference. */
TC_CHECKED tc_code tc_json_agree(const tc_json *expected, const tc_json *found,
                                 const char *name, tc_error *error);

/* The same bytes in both texts of a CSV file.
 * Errors   TC_ERR_INPUT with the place of the first cell of found that differs. */
TC_CHECKED tc_code tc_csv_agree(const tc_buffer *expected, const tc_buffer *found,
                                const char *name, tc_error *error);

#endif
