/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "domain/sweep_summary.h"
#include "io/file_bytes.h"
#include "io/plan_fields.h"
#include "io/summary_fields.h"
#include "io/sweep_kinds.h"

enum { BYTES_MOST = 256 * 1024 * 1024 };

/* A summary being read, in the manner of tc_fields: the first fault stays. */
typedef struct reading {
    tc_fields fields; /* of which problem and plan are not used */
    tc_summary *summary;
} reading;

static void *take(reading *r, int count, size_t size)
{
    void *taken = tc_arena_take(&r->summary->arena, (size_t)count, size);
    if (!taken)
        tc_fields_no_memory(&r->fields);
    return taken;
}

static const char *read_text(reading *r, const tc_json *object, const char *key)
{
    tc_fields *f = &r->fields;
    const char *text = tc_field_text(f, tc_field(f, object, key));
    const char *kept = tc_arena_text(&r->summary->arena, text, strlen(text));
    if (!kept)
        tc_fields_no_memory(f);
    return kept ? kept : "";
}

/* A whole number that a double holds to the last digit. */
static int64_t read_whole(reading *r, const tc_json *object, const char *key)
{
    tc_fields *f = &r->fields;
    const tc_json *value = tc_field(f, object, key);
    const double number = tc_field_number(f, value);
    if (!(number >= 0.0 && number <= TC_JSON_WHOLE_MOST && number == floor(number)))
        tc_fields_refuse(f, value, "非负整数", "a whole number of 0 or more");
    return f->code == TC_OK ? (int64_t)number : 0;
}

/* A number from low to high; NaN for null where that is allowed. */
static double read_number(reading *r, const tc_json *object, const char *key,
                          bool null_allowed, double low, double high)
{
    tc_fields *f = &r->fields;
    const tc_json *value = tc_field(f, object, key);
    if (f->code == TC_OK && null_allowed && value->kind == TC_JSON_NULL)
        return NAN;
    const double number = tc_field_number(f, value);
    if (number < low || number > high)
        tc_fields_refuse(f, value, "范围内的数", "a number in range");
    return f->code == TC_OK ? number : 0.0;
}

static bool read_bool(reading *r, const tc_json *object, const char *key)
{
    const tc_json *value = tc_field(&r->fields, object, key);
    if (value->kind != TC_JSON_TRUE && value->kind != TC_JSON_FALSE)
        tc_fields_refuse(&r->fields, value, "true 或 false", "true or false");
    return value->kind == TC_JSON_TRUE;
}

/* ---- what was asked, what came ------------------------------------------------------
 */

static void read_sweep(reading *r, const tc_json *root)
{
    tc_fields *f = &r->fields;
    tc_summary *s = r->summary;
    const tc_json *sweep = tc_field(f, root, "sweep");
    s->design = (tc_design)tc_field_word(f, tc_field(f, sweep, "design"), tc_design_words,
                                         TC_DESIGN_SALTELLI + 1);
    s->seed = (uint64_t)read_whole(r, sweep, "seed");
    s->hash = read_text(r, sweep, "hash");
    s->case_hash = read_text(r, sweep, "case_hash");
    s->scenarios = read_whole(r, sweep, "scenarios");
    s->relaxed = read_bool(r, sweep, "relaxed");
    const tc_json *list = tc_field_array(f, sweep, "axes");
    tc_summary_axis *axes = take(r, list->count, sizeof *axes);
    s->axes = axes;
    const tc_json *item = list->child;
    for (; item && f->code == TC_OK; item = item->next)
        axes[s->axis_count++].name = read_text(r, item, "name");
}

static void read_counts(reading *r, const tc_json *root)
{
    tc_fields *f = &r->fields;
    tc_summary *s = r->summary;
    const tc_json *counts = tc_field(f, root, "scenarios");
    const tc_json *taken = tc_field(f, counts, "taken");
    s->first = read_whole(r, counts, "first");
    s->optimal = read_whole(r, counts, "optimal");
    s->bounded = read_whole(r, counts, "bounded");
    s->infeasible = read_whole(r, counts, "infeasible");
    s->failed = read_whole(r, counts, "failed");
    s->worst_gap = read_number(r, root, "worst_gap", false, 0.0, INFINITY);
    s->worst_residual = read_number(r, root, "worst_residual", false, 0.0, INFINITY);
    if (f->code == TC_OK && taken->number != (double)tc_summary_taken(s))
        tc_fields_refuse(f, taken, "四种情景数之和", "the sum of the four counts");
}

/* ---- figures and projects ---------------------------------------------------------- */

static void read_figure(reading *r, const tc_json *item, tc_figure *figure)
{
    figure->name = read_text(r, item, "name");
    figure->count = read_whole(r, item, "count");
    figure->least = read_number(r, item, "min", true, -INFINITY, INFINITY);
    figure->mean = read_number(r, item, "mean", true, -INFINITY, INFINITY);
    figure->most = read_number(r, item, "max", true, -INFINITY, INFINITY);
    figure->error = read_number(r, item, "quantile_error", false, 0.0, 1.0);
    const tc_json *quantiles = tc_field(&r->fields, item, "quantiles");
    for (int q = 0; q < TC_QUANTILES; q++)
        figure->quantile[q] =
            read_number(r, quantiles, tc_quantile_words[q], true, -INFINITY, INFINITY);
}

static void read_figures(reading *r, const tc_json *root)
{
    tc_fields *f = &r->fields;
    tc_summary *s = r->summary;
    const tc_json *goals = tc_field_array(f, root, "goals");
    const tc_json *remaining = tc_field_array(f, root, "remaining");
    s->goals = take(r, goals->count, sizeof *s->goals);
    for (const tc_json *item = goals->child; item && f->code == TC_OK; item = item->next)
        read_figure(r, item, &s->goals[s->goal_count++]);
    if (remaining->count != TC_POLLUTANTS)
        tc_fields_refuse(f, remaining, "每种污染物一项", "one entry for each pollutant");
    int p = 0;
    for (const tc_json *item = remaining->child; item && f->code == TC_OK;
         item = item->next, p++) {
        read_figure(r, item, &s->remaining[p]);
        if (f->code == TC_OK && strcmp(s->remaining[p].name, tc_pollutants[p].id) != 0)
            tc_fields_refuse(f, item, "按通知次序的污染物",
                             "the pollutants in the order of the notice");
    }
}

static void read_project(reading *r, const tc_json *item, tc_project_summary *project)
{
    static const char *const origins[] = {"filed", "illustrative"};
    const char *classes[TC_CLASSES];
    for (int c = 0; c < TC_CLASSES; c++)
        classes[c] = tc_class_word((tc_project_class)c);
    tc_fields *f = &r->fields;
    project->id = read_text(r, item, "id");
    project->name = read_text(r, item, "name");
    project->area = read_text(r, item, "area");
    project->illustrative =
        tc_field_word(f, tc_field(f, item, "origin"), origins, 2) == 1;
    project->served = read_whole(r, item, "served");
    project->partly = read_whole(r, item, "partly");
    project->none = read_whole(r, item, "none");
    project->frequency = read_number(r, item, "frequency", true, 0.0, 1.0);
    project->low = read_number(r, item, "low", false, 0.0, 1.0);
    project->high = read_number(r, item, "high", false, project->low, 1.0);
    project->mean_share = read_number(r, item, "mean_share", true, -1e-6, 1.0 + 1e-6);
    project->class = (tc_project_class)tc_field_word(f, tc_field(f, item, "class"),
                                                     classes, TC_CLASSES);
    project->unsure = read_bool(r, item, "unsure");
    const int64_t judged = project->served + project->partly + project->none;
    if (f->code == TC_OK && judged != tc_summary_judged(r->summary))
        tc_fields_refuse(f, item, "各情景恰好计一次的项目",
                         "a project that counts every scenario once");
}

static void read_projects(reading *r, const tc_json *root)
{
    tc_fields *f = &r->fields;
    tc_summary *s = r->summary;
    const tc_json *list = tc_field_array(f, root, "projects");
    s->projects = take(r, list->count, sizeof *s->projects);
    tc_name_index ids = {0};
    for (const tc_json *item = list->child; item && f->code == TC_OK; item = item->next) {
        tc_project_summary *project = &s->projects[s->project_count];
        read_project(r, item, project);
        if (f->code == TC_OK && tc_name_index_find(&ids, project->id))
            tc_fields_refuse(f, tc_json_member(item, "id"), "没有重复的项目",
                             "a project that did not come before");
        if (!tc_name_index_add(&ids, project->id, s->project_count++))
            tc_fields_no_memory(f);
    }
    tc_name_index_free(&ids);
}

static void read_all(reading *r, const tc_json *root)
{
    static const char *const schema = TC_SUMMARY_SCHEMA;
    tc_fields *f = &r->fields;
    (void)tc_field_word(f, tc_field(f, root, "schema"), &schema, 1);
    r->summary->version = read_text(r, root, "version");
    r->summary->case_name = read_text(r, root, "case");
    read_sweep(r, root);
    read_counts(r, root);
    read_figures(r, root);
    read_projects(r, root);
    r->summary->finished = true;
}

static tc_code read_summary(const tc_json_document *document, tc_summary **summary,
                            tc_error *error)
{
    reading r = {.fields = {.name = TC_SUMMARY_FILE, .error = error},
                 .summary = tc_summary_empty()};
    if (!r.summary)
        return tc_no_memory(error);
    read_all(&r, tc_json_root(document));
    if (r.fields.code == TC_OK)
        *summary = r.summary;
    else
        tc_summary_free(r.summary);
    return r.fields.code;
}

/* ---- the folder -------------------------------------------------------------------- */

static tc_code load(const char *folder, const char *file, tc_json_document **document,
                    tc_error *error)
{
    tc_buffer path = {0};
    tc_buffer_printf(&path, "%s/%s", folder, file);
    tc_code code = TC_OK;
    if (path.failed)
        code = tc_no_memory(error);
    else if (tc_file_is_missing(path.text))
        code =
            tc_fail(error, TC_ERR_INPUT, NULL,
                    "%s 里没有做完的推演：缺少 %s（没做完的用 tongchou sweep --resume "
                    "续做）",
                    "%s holds no finished sweep: %s is missing (go on with one that was "
                    "stopped by tongchou sweep --resume)",
                    folder, file);
    else
        code = tc_json_load(path.text, file, BYTES_MOST, document, error);
    tc_buffer_free(&path);
    return code;
}

/* sweep.json is written last, and says whether all of it is there. */
static tc_code check_complete(const char *folder, tc_error *error)
{
    tc_json_document *document = NULL;
    tc_code code = load(folder, TC_SWEEP_FILE, &document, error);
    if (code != TC_OK)
        return code;
    tc_fields f = {.name = TC_SWEEP_FILE, .error = error};
    const tc_json *complete = tc_field(&f, tc_json_root(document), "complete");
    if (complete->kind != TC_JSON_TRUE)
        tc_fields_refuse(&f, complete, "true（做完的推演）", "true: a finished sweep");
    tc_json_free(document);
    return f.code;
}

tc_code tc_summary_load(const char *folder, tc_summary **summary, tc_error *error)
{
    tc_json_document *document = NULL;
    tc_code code = check_complete(folder, error);
    if (code == TC_OK)
        code = load(folder, TC_SUMMARY_FILE, &document, error);
    if (code == TC_OK)
        code = read_summary(document, summary, error);
    tc_json_free(document);
    return code;
}
