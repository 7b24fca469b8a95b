/* case_path.h — the path that names a case: a folder, or a workbook. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_CASE_PATH_H
#define TC_IO_CASE_PATH_H

#include <stdbool.h>

#include "base/buffer.h"

/* Is it a workbook, and no folder? */
bool tc_case_is_book(const char *path);

/* The name of a workbook, without the path to it; borrowed from path. */
const char *tc_case_book_name(const char *path);

/* Append the folder in which the files of a case lie: the folder itself, or the one where
 * the workbook is. */
void tc_case_home(const char *path, tc_buffer *folder);

#endif
