/* case_sheet.h — the sheet of a workbook that stands for case.json. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_CASE_SHEET_H
#define TC_IO_CASE_SHEET_H

#include "io/json_tree.h"
#include "io/loading.h"

/* Read the rows key, value, … as the object that case.json would hold; the places of its
 * values are those of the cells. *root is NULL where the sheet cannot be read, which was
 * told.
 *
 * Errors   TC_ERR_MEMORY. Owns: the arena of the problem.
 * Source   data/README.md, "案例". */
TC_CHECKED tc_code tc_case_sheet_read(tc_loading *loading, tc_faults *faults,
                                      const tc_json **root, tc_error *error);

#endif
