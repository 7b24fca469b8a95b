/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "io/plan_words.h"
#include "io/save.h"
#include "io/sweep_kinds.h"
#include "io/sweep_rows.h"

static const char NAME[] = "sweep.json";

static const char ILLUSTRATIVE[] =
    "示例项目：含虚构的项目，不代表任何真实申请 / illustrative projects, invented";

static const char FORMAT[] =
    "NumPy .npy 1.0：128 字节的文件头，其后逐列排列（Fortran 次序）的小端双精度数，"
    "status 和 reason 为单字节。每个数的位置事先可知，可流式写入、续算；numpy.load "
    "可直接读取或映射，"
    "R 等用 readBin 也能读。 / a header of 128 bytes, then column after column (Fortran "
    "order) of little-endian doubles, bytes for status and reason. The place of every "
    "number is "
    "known beforehand, so that a sweep is streamed and resumed; numpy.load reads or maps "
    "it, and so does readBin of R.";

static const char MISSING[] =
    "status 为 infeasible 或 failed 的行除 axes 和 reason 外都是 NaN / rows with status "
    "infeasible or failed are NaN but for axes and reason";

static void add_case(const tc_rows *rows, tc_json_out *root)
{
    const bool illustrative = tc_case_is_illustrative(rows->problem);
    tc_json_out *about = tc_json_out_object();
    tc_json_out_text(about, "name", rows->problem->name);
    tc_json_out_bool(about, "illustrative", illustrative);
    if (illustrative)
        tc_json_out_text(about, "note", ILLUSTRATIVE);
    tc_json_out_add(root, "case", about);
}

static void add_run(const tc_rows *rows, tc_json_out *root)
{
    tc_run_entry entries[TC_RUN_ENTRIES];
    tc_run_entries(rows, entries);
    tc_json_out *run = tc_json_out_object();
    for (int k = 0; k < TC_RUN_ENTRIES; k++) {
        const tc_run_entry *entry = &entries[k];
        const bool is_true = strcmp(entry->text, "true") == 0;
        if (entry->quoted)
            tc_json_out_text(run, entry->key, entry->text);
        else if (is_true || strcmp(entry->text, "false") == 0)
            tc_json_out_bool(run, entry->key, is_true);
        else
            tc_json_out_decimal(run, entry->key, entry->text);
    }
    tc_json_out_add(root, "run", run);
}

/* ---- axes -------------------------------------------------------------------------- */

static void add_selectors(const tc_problem *problem, const tc_axis *axis,
                          tc_json_out *out)
{
    if (axis->pollutant >= 0)
        tc_json_out_text(out, "pollutant", tc_pollutants[axis->pollutant].id);
    if (axis->area >= 0)
        tc_json_out_text(out, "area", problem->areas[axis->area].id);
    if (axis->industry)
        tc_json_out_text(out, "industry", axis->industry);
    if (axis->source >= 0)
        tc_json_out_text(out, "source", problem->sources[axis->source].id);
    if (axis->project >= 0)
        tc_json_out_text(out, "project", problem->projects[axis->project].id);
}

static void add_values(const tc_sweep *sweep, const tc_axis *axis, tc_json_out *out)
{
    tc_json_out *values = tc_json_out_array();
    for (int k = 0; k < axis->value_count; k++) {
        if (axis->kind == TC_AXIS_POLICY && k < sweep->variant_count)
            tc_json_out_text(values, NULL, sweep->variants[k].name);
        else
            tc_json_out_number(values, NULL, axis->values[k]);
    }
    tc_json_out_add(out, "values", values);
    if (!axis->weights)
        return;
    tc_json_out *weights = tc_json_out_array();
    for (int k = 0; k < axis->value_count; k++)
        tc_json_out_number(weights, NULL, axis->weights[k]);
    tc_json_out_add(out, "weights", weights);
}

static void add_spread(const tc_sweep *sweep, const tc_axis *axis, tc_json_out *out)
{
    if (sweep->design == TC_DESIGN_LIST) /* the values are those of the list */
        return;
    if (axis->spread == TC_SPREAD_VALUES) {
        add_values(sweep, axis, out);
        return;
    }
    tc_json_out_text(out, "distribution", tc_spread_words[axis->spread]);
    tc_json_out_number(out, "min", axis->low);
    tc_json_out_number(out, "max", axis->high);
    if (axis->spread == TC_SPREAD_TRIANGULAR)
        tc_json_out_number(out, "mode", axis->peak);
    if (axis->spread == TC_SPREAD_NORMAL) {
        tc_json_out_number(out, "mean", axis->peak);
        tc_json_out_number(out, "sd", axis->deviation);
    }
}

static void add_axes(const tc_rows *rows, tc_json_out *root)
{
    tc_json_out *list = tc_json_out_array();
    for (int a = 0; a < rows->sweep->axis_count; a++) {
        const tc_axis *axis = &rows->sweep->axes[a];
        tc_json_out *out = tc_json_out_object();
        tc_json_out_text(out, "name", axis->name);
        tc_json_out_text(out, "parameter", tc_axis_words[axis->kind]);
        add_selectors(rows->problem, axis, out);
        add_spread(rows->sweep, axis, out);
        tc_json_out_add(list, NULL, out);
    }
    tc_json_out_add(root, "axes", list);
}

/* ---- columns and counts ------------------------------------------------------------ */

static void add_columns(const tc_rows *rows, tc_json_out *root)
{
    tc_json_out *columns = tc_json_out_object();
    tc_json_out *axes = tc_json_out_array(), *goals = tc_json_out_array();
    tc_json_out *shares = tc_json_out_array(), *remaining = tc_json_out_array();
    for (int a = 0; a < rows->sweep->axis_count; a++)
        tc_json_out_text(axes, NULL, rows->sweep->axes[a].name);
    for (int g = 0; g < rows->goals; g++)
        tc_json_out_text(goals, NULL, tc_sweep_goal_name(rows->problem, rows->sweep, g));
    for (int j = 0; j < rows->problem->project_count; j++)
        tc_json_out_text(shares, NULL, rows->problem->projects[j].id);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        tc_json_out_text(remaining, NULL, tc_pollutants[p].id);
    tc_json_out_add(columns, "axes", axes);
    tc_json_out_add(columns, "goals", goals);
    tc_json_out_add(columns, "shares", shares);
    tc_json_out_add(columns, "remaining", remaining);
    tc_json_out_add(root, "columns", columns);
}

static void add_files(const tc_rows *rows, tc_json_out *root)
{
    tc_json_out *files = tc_json_out_array();
    for (int f = 0; f < TC_ROWS_FILES; f++) {
        char path[64];
        (void)snprintf(path, sizeof path, "rows/%s", tc_rows_names[f]);
        if (tc_rows_keeps(rows, (tc_rows_file)f))
            tc_json_out_text(files, NULL, path);
    }
    if (rows->csv)
        tc_json_out_text(files, NULL, "rows.csv");
    if (tc_rows_has_failed(rows))
        tc_json_out_text(files, NULL, "failed.csv");
    tc_json_out_add(root, "files", files);
    tc_json_out_text(root, "format", FORMAT);
    tc_json_out *words = tc_json_out_array();
    for (int k = 0; k <= TC_OUTCOME_FAILED; k++)
        tc_json_out_text(words, NULL, tc_outcome_words[k]);
    tc_json_out_add(root, "status", words);
    tc_json_out *reasons = tc_json_out_array();
    for (int k = 0; k <= TC_WHY_CHECK; k++) {
        tc_json_out *reason = tc_json_out_object();
        tc_json_out_text(reason, "reason", tc_why_words[k]);
        tc_json_out_text(reason, "zh", tc_why_sentences[k][0]);
        tc_json_out_text(reason, "en", tc_why_sentences[k][1]);
        tc_json_out_add(reasons, NULL, reason);
    }
    tc_json_out_add(root, "reasons", reasons);
    tc_json_out_text(root, "missing", MISSING);
}

static void add_counts(const tc_rows *rows, tc_json_out *root)
{
    tc_json_out *counts = tc_json_out_object();
    for (int k = 0; k <= TC_OUTCOME_FAILED; k++)
        tc_json_out_int(counts, tc_outcome_words[k], rows->tally.by_status[k]);
    tc_json_out_number(counts, "worst_residual", rows->tally.worst_residual);
    tc_json_out_number(counts, "worst_gap", rows->tally.worst_gap);
    tc_json_out_add(root, "counts", counts);
    tc_json_out *engines = tc_json_out_object();
    for (int k = 0; k <= TC_ENGINE_GLPK; k++)
        tc_json_out_int(engines, tc_engine_words[k], rows->tally.by_engine[k]);
    tc_json_out_add(root, "engines", engines);
}

static tc_json_out *build(const tc_rows *rows)
{
    tc_json_out *root = tc_json_out_object();
    tc_json_out_text(root, "schema", TC_SWEEP_SCHEMA);
    add_case(rows, root);
    tc_json_out_text(root, "design", tc_design_words[rows->sweep->design]);
    tc_json_out_int(root, "seed", (long long)rows->sweep->seed);
    add_run(rows, root);
    tc_json_out_bool(root, "complete", rows->first + rows->written == rows->end);
    tc_json_out_int(root, "done", rows->written);
    add_counts(rows, root);
    add_axes(rows, root);
    add_columns(rows, root);
    add_files(rows, root);
    return root;
}

tc_code tc_rows_about_write(const tc_rows *rows, tc_error *error)
{
    tc_buffer text = {0};
    tc_json_out *root = build(rows);
    tc_code code = tc_json_out_print(root, true, &text, error);
    tc_json_out_free(root);
    const tc_save_file file = {NAME, text.text, text.length};
    if (code == TC_OK)
        code = tc_save_all(rows->partial, &file, 1, error);
    tc_buffer_free(&text);
    return code;
}
