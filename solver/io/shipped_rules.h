/* shipped_rules.h — the rule sets of data/rules, put into the library by the build. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_SHIPPED_RULES_H
#define TC_IO_SHIPPED_RULES_H

#include <stddef.h>

typedef struct tc_shipped_set {
    const char *name; /* of the file, without .json */
    const unsigned char *bytes;
    size_t length;
} tc_shipped_set;

/* By name; the last has none. */
extern const tc_shipped_set tc_shipped_sets[];

#endif
