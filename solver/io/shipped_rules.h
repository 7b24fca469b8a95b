/* shipped_rules.h — the rule sets of data/rules, put into the library by the build. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_SHIPPED_RULES_H
#define TC_IO_SHIPPED_RULES_H

#include "base/shipped.h"

/* By name; the last has none. */
extern const tc_shipped_file tc_shipped_sets[];

#endif
