/* spot.h — a value being read: what it is called, where it stands, who is told. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BASE_SPOT_H
#define TC_BASE_SPOT_H

#include "base/fault.h"
#include "base/plain.h"

typedef struct tc_spot {
    const char *what; /* the column's heading or the JSON key, as the user wrote it */
    tc_place place;
    tc_faults *faults;
} tc_spot;

/* Add the fault "what: 'text' REASON"; the reasons are string literals. Gives false, so
 * that a reader can write "return TC_REFUSE(...)". */
#define TC_REFUSE(spot, shown_text, zh, en)                                              \
    (tc_fault_add((spot)->faults, TC_SEVERITY_ERROR, &(spot)->place, "%s：“%s”" zh,      \
                  "%s: '%s' " en, (spot)->what, tc_plain_show(shown_text).text),         \
     false)

#endif
