/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "domain/edge_words.h"
#include "io/json_tree.h"
#include "io/save.h"
#include "io/summary_fields.h"
#include "io/sweep_kinds.h"

const char *const tc_effect_method_words[] = {"none", "saltelli", "grid", "bins"};
const char *const tc_interval_words[] = {"none", "wilson", "wilson-approximate"};
const char *const tc_quantile_words[TC_QUANTILES] = {"0.01", "0.05", "0.25", "0.5",
                                                     "0.75", "0.95", "0.99"};

/* A number, or null where it is not known. */
static void add_number(tc_json_out *parent, const char *key, double value)
{
    if (isfinite(value))
        tc_json_out_number(parent, key, value);
    else
        tc_json_out_null(parent, key);
}

/* ---- what was asked, what came ------------------------------------------------------
 */

static void add_words(tc_json_out *parent, const char *key, tc_buffer *words)
{
    tc_json_out_text(parent, words->failed ? "\xff" : key,
                     words->text ? words->text : "");
    tc_buffer_free(words);
}

static void add_sweep(const tc_summary *summary, tc_json_out *root)
{
    tc_json_out *sweep = tc_json_out_object(), *axes = tc_json_out_array();
    tc_json_out_text(sweep, "design", tc_design_words[summary->design]);
    tc_json_out_int(sweep, "seed", (long long)summary->seed);
    tc_json_out_text(sweep, "hash", summary->hash);
    tc_json_out_text(sweep, "case_hash", summary->case_hash);
    tc_json_out_int(sweep, "scenarios", summary->scenarios);
    tc_json_out_bool(sweep, "relaxed", summary->relaxed);
    for (int a = 0; a < summary->axis_count; a++) {
        tc_json_out *axis = tc_json_out_object();
        tc_buffer zh = {0}, en = {0};
        tc_axis_write(&summary->axes[a], TC_ZH, &zh);
        tc_axis_write(&summary->axes[a], TC_EN, &en);
        tc_json_out_text(axis, "name", summary->axes[a].name);
        add_words(axis, "what", &zh);
        add_words(axis, "what_en", &en);
        tc_json_out_add(axes, NULL, axis);
    }
    tc_json_out_add(sweep, "axes", axes);
    tc_json_out_add(root, "sweep", sweep);
}

static void add_counts(const tc_summary *summary, tc_json_out *root)
{
    tc_json_out *counts = tc_json_out_object();
    tc_json_out_int(counts, "first", summary->first);
    tc_json_out_int(counts, "taken", tc_summary_taken(summary));
    tc_json_out_int(counts, "optimal", summary->optimal);
    tc_json_out_int(counts, "bounded", summary->bounded);
    tc_json_out_int(counts, "infeasible", summary->infeasible);
    tc_json_out_int(counts, "failed", summary->failed);
    tc_json_out_add(root, "scenarios", counts);
    tc_json_out_number(root, "worst_gap", summary->worst_gap);
    tc_json_out_number(root, "worst_residual", summary->worst_residual);
    tc_json_out *sample = tc_json_out_object();
    tc_json_out_int(sample, "rows", summary->sample);
    tc_json_out_int(sample, "one_of", summary->sample_one_of);
    tc_json_out_add(root, "sample", sample);
}

static void add_figures(tc_json_out *root, const char *key, const tc_figure *figures,
                        int count)
{
    tc_json_out *list = tc_json_out_array();
    for (int f = 0; f < count; f++) {
        tc_json_out *figure = tc_json_out_object();
        tc_json_out *quantiles = tc_json_out_object();
        tc_json_out_text(figure, "name", figures[f].name);
        tc_json_out_int(figure, "count", figures[f].count);
        add_number(figure, "min", figures[f].least);
        add_number(figure, "mean", figures[f].mean);
        add_number(figure, "max", figures[f].most);
        for (int q = 0; q < TC_QUANTILES; q++)
            add_number(quantiles, tc_quantile_words[q], figures[f].quantile[q]);
        tc_json_out_add(figure, "quantiles", quantiles);
        tc_json_out_number(figure, "quantile_error", figures[f].error);
        tc_json_out_add(list, NULL, figure);
    }
    tc_json_out_add(root, key, list);
}

/* ---- projects ---------------------------------------------------------------------- */

static void add_rule(const tc_summary *summary, const tc_project_summary *about,
                     tc_json_out *project)
{
    const tc_edge_rule *rule = &about->rule;
    if (rule->condition_count == 0) {
        tc_json_out_null(project, "rule");
        return;
    }
    tc_json_out *item = tc_json_out_object(), *conditions = tc_json_out_array();
    tc_buffer zh = {0}, en = {0};
    tc_edge_rule_write(summary, about, TC_ZH, &zh);
    tc_edge_rule_write(summary, about, TC_EN, &en);
    add_words(item, "words", &zh);
    add_words(item, "words_en", &en);
    for (int k = 0; k < rule->condition_count; k++) {
        const tc_rule_condition *c = &rule->conditions[k];
        tc_json_out *condition = tc_json_out_object();
        tc_json_out_text(condition, "axis", summary->axes[c->axis].name);
        if (c->has_low)
            tc_json_out_number(condition, c->steps ? "from" : "above", c->low);
        if (c->has_high)
            tc_json_out_number(condition, c->steps ? "to" : "below", c->high);
        tc_json_out_add(conditions, NULL, condition);
    }
    tc_json_out_add(item, "conditions", conditions);
    tc_json_out_number(item, "coverage", tc_edge_rule_coverage(rule));
    tc_json_out_number(item, "precision", tc_edge_rule_precision(rule));
    tc_json_out_int(item, "rows", rule->rows);
    tc_json_out_int(item, "lost", rule->lost);
    tc_json_out_int(item, "inside", rule->inside);
    tc_json_out_int(item, "inside_lost", rule->inside_lost);
    tc_json_out_add(project, "rule", item);
}

static void add_projects(const tc_summary *summary, tc_json_out *root)
{
    tc_json_out *list = tc_json_out_array();
    for (int j = 0; j < summary->project_count; j++) {
        const tc_project_summary *about = &summary->projects[j];
        tc_json_out *project = tc_json_out_object();
        tc_json_out_text(project, "id", about->id);
        tc_json_out_text(project, "name", about->name);
        tc_json_out_text(project, "area", about->area);
        tc_json_out_text(project, "origin",
                         about->illustrative ? "illustrative" : "filed");
        if (about->illustrative)
            tc_json_out_text(project, "note", "示例项目");
        tc_json_out_int(project, "served", about->served);
        tc_json_out_int(project, "partly", about->partly);
        tc_json_out_int(project, "none", about->none);
        add_number(project, "frequency", about->frequency);
        tc_json_out_number(project, "low", about->low);
        tc_json_out_number(project, "high", about->high);
        add_number(project, "mean_share", about->mean_share);
        tc_json_out_text(project, "class", tc_class_word(about->class));
        tc_json_out_bool(project, "unsure", about->unsure);
        add_rule(summary, about, project);
        tc_json_out_add(list, NULL, project);
    }
    tc_json_out_add(root, "projects", list);
}

/* ---- which axis matters ------------------------------------------------------------ */

static bool is_known(const tc_summary *summary, const tc_axis_effect *effects)
{
    for (int a = 0; a < summary->axis_count; a++)
        if (isfinite(effects[a].rank) || isfinite(effects[a].first))
            return true;
    return false;
}

static void add_effects(const tc_summary *summary, int output, const char *key,
                        const char *name, tc_json_out *list)
{
    const tc_axis_effect *effects =
        summary->effects + (ptrdiff_t)output * summary->axis_count;
    if (!is_known(summary, effects)) /* of what never changes no axis is the cause */
        return;
    tc_json_out *item = tc_json_out_object(), *axes = tc_json_out_array();
    tc_json_out_text(item, key, name);
    for (int a = 0; a < summary->axis_count; a++) {
        tc_json_out *axis = tc_json_out_object();
        tc_json_out_text(axis, "axis", summary->axes[a].name);
        if (summary->method != TC_EFFECT_NONE)
            add_number(axis, "first", effects[a].first);
        if (summary->method == TC_EFFECT_SALTELLI) {
            add_number(axis, "first_error", effects[a].first_error);
            add_number(axis, "total", effects[a].total);
            add_number(axis, "total_error", effects[a].total_error);
        }
        add_number(axis, "rank", effects[a].rank);
        tc_json_out_add(axes, NULL, axis);
    }
    tc_json_out_add(item, "axes", axes);
    tc_json_out_add(list, NULL, item);
}

static void add_sensitivity(const tc_summary *summary, tc_json_out *root)
{
    tc_json_out *all = tc_json_out_object();
    tc_json_out *goals = tc_json_out_array(), *projects = tc_json_out_array();
    tc_json_out_text(all, "method", tc_effect_method_words[summary->method]);
    for (int g = 0; g < summary->goal_count; g++)
        add_effects(summary, g, "name", summary->goals[g].name, goals);
    for (int j = 0; j < summary->project_count; j++)
        add_effects(summary, summary->goal_count + j, "id", summary->projects[j].id,
                    projects);
    tc_json_out_add(all, "goals", goals);
    tc_json_out_add(all, "projects", projects);
    tc_json_out_add(root, "sensitivity", all);
}

/* ---- the whole --------------------------------------------------------------------- */

static tc_code print(const tc_summary *summary, tc_buffer *out, tc_error *error)
{
    tc_code code = tc_summary_check(summary, error);
    if (code != TC_OK)
        return code;
    tc_json_out *root = tc_json_out_object();
    tc_json_out_text(root, "schema", TC_SUMMARY_SCHEMA);
    tc_json_out_text(root, "version", summary->version);
    tc_json_out_text(root, "case", summary->case_name);
    tc_json_out_text(root, "caution", TC_FREQUENCY_CAUTION);
    tc_json_out_text(root, "caution_en", TC_FREQUENCY_CAUTION_EN);
    add_sweep(summary, root);
    add_counts(summary, root);
    tc_json_out_text(root, "interval",
                     tc_interval_words[tc_design_interval(summary->design)]);
    add_figures(root, "goals", summary->goals, summary->goal_count);
    add_figures(root, "remaining", summary->remaining, TC_POLLUTANTS);
    add_projects(summary, root);
    add_sensitivity(summary, root);
    code = tc_json_out_print(root, true, out, error);
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
        const tc_save_file file = {TC_SUMMARY_FILE, out.text, out.length};
        code = tc_save_all(folder, &file, 1, error);
    }
    tc_buffer_free(&out);
    return code;
}
