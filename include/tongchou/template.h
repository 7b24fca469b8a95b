/* template.h — an empty case to be filled in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_TEMPLATE_H
#define TONGCHOU_TEMPLATE_H

#include "tongchou/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Write an empty case: the tables with their headings, Chinese and English, and what
 * every column means. path that ends with .xlsx: a workbook; else a folder, made if need
 * be. Once filled it passes tc_problem_load.
 *
 * Errors   TC_ERR_USAGE: something is there already that would be written over;
 * TC_ERR_IO, TC_ERR_MEMORY. Threads  any, but not two for one folder. */
TC_API TC_CHECKED tc_code tc_template_save(const char *path, tc_error *error);

#ifdef __cplusplus
}
#endif

#endif
