/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/cell_name.h"
#include "io/json_tree.h"
#include "tongchou/plan.h"

static tc_code print(tc_json_out *root, char **text, tc_error *error)
{
    tc_buffer out = {0};
    const tc_code code = tc_json_out_print(root, false, &out, error);
    tc_json_out_free(root);
    if (code == TC_OK)
        *text = out.text;
    else
        tc_buffer_free(&out);
    return code;
}

static tc_json_out *list_faults(const tc_faults *faults, bool warnings)
{
    tc_json_out *list = tc_json_out_array();
    for (size_t i = 0; i < faults->count; i++) {
        const tc_error *about = &faults->list[i].error;
        if (faults->list[i].warning != warnings)
            continue;
        tc_json_out *fault = tc_json_out_object();
        tc_json_out_text(fault, "file", about->file);
        if (tc_is_sheet_file(about->file))
            tc_json_out_text(fault, "cell",
                             tc_cell_name_of(about->line, about->column).text);
        tc_json_out_int(fault, "line", about->line);
        tc_json_out_int(fault, "column", about->column);
        tc_json_out_text(fault, "message", about->message);
        tc_json_out_text(fault, "message_en", about->message_en);
        tc_json_out_add(list, NULL, fault);
    }
    return list;
}

tc_code tc_faults_json(const tc_faults *faults, char **text, tc_error *error)
{
    tc_json_out *root = tc_json_out_object();
    tc_json_out_bool(root, "ok", faults->errors == 0);
    tc_json_out_int(root, "error_count", (long long)faults->errors);
    tc_json_out_int(root, "warning_count", (long long)faults->warnings);
    tc_json_out_add(root, "errors", list_faults(faults, false));
    tc_json_out_add(root, "warnings", list_faults(faults, true));
    return print(root, text, error);
}

/* A forged plan may give what is no number: then there is no such member. */
static void add_number(tc_json_out *root, const char *key, double value)
{
    if (isfinite(value))
        tc_json_out_number(root, key, value);
}

tc_code tc_verdict_json(const tc_verdict *verdict, char **text, tc_error *error)
{
    tc_json_out *root = tc_json_out_object();
    tc_json_out_bool(root, "verified", verdict->verified);
    tc_json_out_int(root, "faults", verdict->faults);
    tc_json_out_text(root, "message", verdict->message);
    tc_json_out_text(root, "message_en", verdict->message_en);
    add_number(root, "largest_gap", verdict->largest_gap);
    add_number(root, "largest_distance", verdict->largest_distance);
    tc_json_out_int(root, "taken_on_word", verdict->taken_on_word);
    add_number(root, "largest_rounding", verdict->largest_rounding);
    tc_json_out_int(root, "credits_checked", verdict->credits_checked);
    tc_json_out_text(root, "check_code", verdict->check_code.text);
    return print(root, text, error);
}
