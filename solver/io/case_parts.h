/* case_parts.h — which files a case is made of. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_CASE_PARTS_H
#define TC_IO_CASE_PARTS_H

/* Their names in the folder, rising, and NULL; not all need be there. Rule sets of its
 * own lie beside them, see tc_rule_set.file. */
extern const char *const tc_case_parts[];

#endif
