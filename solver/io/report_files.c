/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/alloc.h"
#include "base/fault.h"
#include "io/save.h"
#include "tongchou/report.h"

tc_code tc_report_save(const tc_report_file *files, int count, const char *folder,
                       tc_error *error)
{
    tc_save_file *saved = tc_mem_new((size_t)count, sizeof *saved);
    if (!saved)
        return tc_no_memory(error);
    for (int k = 0; k < count; k++)
        saved[k] = (tc_save_file){files[k].name, files[k].bytes, files[k].length};
    const tc_code code = tc_save_all(folder, saved, count, error);
    tc_mem_drop(saved);
    return code;
}
