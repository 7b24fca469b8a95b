/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/json_tree.h"
#include "tongchou/report.h"

static tc_json_out *result_json(const tc_report_result *result)
{
    tc_json_out *item = tc_json_out_object();
    tc_json_out *files = tc_json_out_array();
    tc_json_out_text(item, "plan", result->plan);
    tc_json_out_text(item, "folder", result->folder);
    tc_json_out_bool(item, "done", result->exit_code == 0);
    tc_json_out_int(item, "exit_code", result->exit_code);
    tc_json_out_text(item, "check_code", result->check_code);
    for (int k = 0; k < result->file_count; k++)
        tc_json_out_text(files, NULL, result->files[k]);
    tc_json_out_add(item, "files", files);
    if (result->message)
        tc_json_out_text(item, "message", result->message);
    return item;
}

tc_code tc_report_results_json(const tc_report_result *results, int count, char **text,
                               tc_error *error)
{
    tc_json_out *root = tc_json_out_object();
    tc_json_out *list = tc_json_out_array();
    tc_buffer out = {0};
    int failed = 0;
    for (int k = 0; k < count; k++) {
        failed += results[k].exit_code != 0;
        tc_json_out_add(list, NULL, result_json(&results[k]));
    }
    tc_json_out_text(root, "schema", "tongchou.report/1");
    tc_json_out_int(root, "count", count);
    tc_json_out_int(root, "failed", failed);
    tc_json_out_add(root, "reports", list);
    const tc_code code = tc_json_out_print(root, true, &out, error);
    tc_json_out_free(root);
    if (code == TC_OK)
        *text = out.text;
    else
        tc_buffer_free(&out);
    return code;
}
