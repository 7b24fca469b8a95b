/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "domain/sweep_summary.h"
#include "io/json_tree.h"
#include "io/save.h"

/* A number, or null where it is not known. */
static void add_number(tc_json_out *parent, const char *key, double value)
{
    if (isfinite(value))
        tc_json_out_number(parent, key, value);
    else
        tc_json_out_decimal(parent, key, "null");
}

static void add_projects(const tc_summary *summary, tc_json_out *root)
{
    tc_json_out *list = tc_json_out_array();
    for (int j = 0; j < summary->project_count; j++) {
        const tc_project_summary *about = &summary->projects[j];
        tc_json_out *project = tc_json_out_object();
        tc_json_out_text(project, "id", about->id);
        tc_json_out_text(project, "name", about->name);
        tc_json_out_text(project, "class", tc_class_word(about->class));
        add_number(project, "frequency", about->frequency);
        add_number(project, "mean_share", about->mean_share);
        tc_json_out_add(list, NULL, project);
    }
    tc_json_out_add(root, "projects", list);
}

static tc_code print(const tc_summary *summary, tc_buffer *out, tc_error *error)
{
    tc_json_out *root = tc_json_out_object();
    tc_json_out_text(root, "version", summary->version);
    tc_json_out_text(root, "caution", TC_FREQUENCY_CAUTION);
    tc_json_out_text(root, "caution_en", TC_FREQUENCY_CAUTION_EN);
    add_projects(summary, root);
    const tc_code code = tc_json_out_print(root, true, out, error);
    tc_json_out_free(root);
    return code;
}

tc_code tc_summary_json(const tc_summary *summary, char **text, tc_error *error)
{
    tc_buffer out = {0};
    const tc_code code = print(summary, &out, error);
    if (code == TC_OK)
        *text = out.text;
    else
        tc_buffer_free(&out);
    return code;
}

tc_code tc_summary_save(const tc_summary *summary, const char *folder, tc_error *error)
{
    tc_buffer out = {0};
    tc_code code = print(summary, &out, error);
    if (code == TC_OK) {
        const tc_save_file file = {"summary.json", out.text, out.length};
        code = tc_save_all(folder, &file, 1, error);
    }
    tc_buffer_free(&out);
    return code;
}
