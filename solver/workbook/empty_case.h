/* empty_case.h — the files of data/empty, put into the library by the build. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_WORKBOOK_EMPTY_CASE_H
#define TC_WORKBOOK_EMPTY_CASE_H

#include "base/shipped.h"

/* The tables and, for a folder, case (case.json), for a workbook case-rows, the rows of
 * its sheet case; guide says what every column means. The last has no name. */
extern const tc_shipped_file tc_empty_case[];

#endif
