/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/explanation.h"
#include "io/case_about.h"
#include "io/explanation_parts.h"
#include "io/plan_words.h"

/* ---- what stopped it --------------------------------------------------------------- */

static void add_pool(const tc_problem *problem, const tc_pool_state *pool,
                     tc_json_out *list)
{
    tc_json_out *item = tc_json_out_object();
    tc_json_out_text(item, "area", problem->areas[pool->area].id);
    if (pool->basin >= 0)
        tc_json_out_text(item, "basin", problem->basins[pool->basin]);
    tc_json_out_text(item, "available_from", tc_day_write(pool->day).text);
    tc_grains_add(problem, item, "supply", pool->supply);
    tc_grains_add(problem, item, "held", pool->held);
    tc_grains_add(problem, item, "left", pool->left);
    tc_json_out_add(list, NULL, item);
}

static void add_hold(const tc_problem *problem, const tc_hold *hold, tc_json_out *list)
{
    tc_json_out *item = tc_json_out_object();
    tc_json_out_text(item, "project", problem->projects[hold->project].id);
    tc_grains_add(problem, item, "tonnes", hold->grains);
    tc_json_out_text(item, "by", tc_hold_word(hold->kind));
    if (hold->goal < problem->goal_count)
        tc_json_out_text(item, "goal", problem->goals[hold->goal].name);
    tc_json_out_text(item, "clause", tc_hold_clause(problem, hold, TC_ZH));
    tc_json_out_text(item, "clause_en", tc_hold_clause(problem, hold, TC_EN));
    tc_json_out_add(list, NULL, item);
}

static void add_stop(const tc_problem *problem, const tc_stop *stop, tc_json_out *list)
{
    tc_json_out *item = tc_json_out_object();
    tc_json_out *pools = tc_json_out_array(), *holds = tc_json_out_array();
    tc_json_out_text(item, "pollutant", tc_pollutants[stop->pollutant].id);
    tc_json_out_bool(item, "stops", stop->stops);
    tc_grains_add(problem, item, "missing", stop->missing);
    tc_grains_add(problem, item, "supply", stop->supply);
    tc_grains_add(problem, item, "held", stop->held);
    tc_grains_add(problem, item, "left", stop->left);
    if (stop->first_day > 0)
        tc_json_out_text(item, "too_late_from", tc_day_write(stop->first_day).text);
    for (int k = 0; k < stop->pool_count; k++)
        add_pool(problem, &stop->pools[k], pools);
    for (int k = 0; k < stop->hold_count; k++)
        add_hold(problem, &stop->holds[k], holds);
    tc_json_out_add(item, "pools", pools);
    tc_json_out_add(item, "holders", holds);
    tc_json_out_add(list, NULL, item);
}

/* ---- what would change it ---------------------------------------------------------- */

static void add_part(const tc_problem *problem, const tc_way_part *part,
                     tc_json_out *list)
{
    const tc_change *change = &part->change;
    const tc_change_kind kind = change->kind;
    tc_json_out *item = tc_json_out_object();
    if (kind == TC_CHANGE_ADD_SUPPLY) {
        if (change->area >= 0)
            tc_json_out_text(item, "area", problem->areas[change->area].id);
        if (change->basin >= 0)
            tc_json_out_text(item, "basin", problem->basins[change->basin]);
        tc_json_out_text(item, "available_from", tc_day_write(change->day).text);
    }
    if (kind == TC_CHANGE_ADD_SUPPLY || kind == TC_CHANGE_EMIT_LESS) {
        tc_json_out_text(item, "pollutant", tc_pollutants[change->pollutant].id);
        tc_grains_add(problem, item, "tonnes", part->grains);
    }
    if (kind == TC_CHANGE_START)
        tc_json_out_text(item, "start", tc_day_write(change->day).text);
    if (kind == TC_CHANGE_TIER)
        tc_json_out_int(item, "tier", change->tier);
    if (kind == TC_CHANGE_REFUSE)
        tc_json_out_text(item, "leaves", problem->projects[change->project].id);
    tc_json_out_add(list, NULL, item);
}

static void add_way(const tc_problem *problem, const tc_way *way, tc_json_out *list)
{
    tc_json_out *item = tc_json_out_object(), *parts = tc_json_out_array();
    tc_json_out_text(item, "kind", tc_way_word(way->kind));
    tc_json_out_bool(item, "serves", way->serves);
    tc_json_out_bool(item, "proved", way->proved);
    if (way->kind == TC_WAY_SUPPLY && way->serves)
        tc_json_out_bool(item, "spares", way->spares);
    for (int k = 0; k < way->count; k++)
        add_part(problem, &way->parts[k], parts);
    tc_json_out_add(item, "changes", parts);
    if (way->count > 0) {
        tc_json_out_number(item, "share", way->share);
        tc_falls_add(problem, &way->falls, item);
    }
    tc_json_out_add(list, NULL, item);
}

static void add_tie(const tc_problem *problem, const tc_explanation *explanation,
                    tc_json_out *root)
{
    const tc_tie *tie = &explanation->tie;
    tc_json_out *item = tc_json_out_object(), *projects = tc_json_out_array();
    if (tie->count > 0) {
        const bool served = explanation->standing == TC_STANDING_SERVED;
        for (int k = 0; k < tie->count; k++)
            tc_json_out_text(projects, NULL, problem->projects[tie->projects[k]].id);
        tc_json_out_text(item, "rule",
                         tc_problem_has_goal(problem, TC_GOAL_FIRST_COME) ? "first-come"
                                                                          : "by-id");
        tc_json_out_add(item, "projects", projects);
        tc_json_out_text(item, "if_accepted", served ? "last" : "first");
        tc_json_out_number(item, "share", tie->share);
        tc_falls_add(problem, &tie->falls, item);
        tc_json_out_add(root, "tie", item);
    } else {
        tc_json_out_free(item);
        tc_json_out_free(projects);
        tc_json_out_null(root, "tie");
    }
}

/* ---- together ---------------------------------------------------------------------- */

static void add_project(const tc_problem *problem, const tc_explanation *explanation,
                        tc_json_out *root)
{
    const tc_project *about = &problem->projects[explanation->project];
    tc_json_out *emission = tc_json_out_object();
    tc_json_out_text(root, "project", about->id);
    tc_json_out_text(root, "name", about->name);
    tc_json_out_text(root, "area", problem->areas[about->area].id);
    tc_json_out_int(root, "tier", about->tier);
    tc_json_out_text(root, "plan", tc_plan_status_words[explanation->status]);
    if (explanation->status != TC_PLAN_INFEASIBLE) {
        tc_json_out_text(root, "status", tc_standing_word(explanation->standing));
        tc_json_out_number(root, "share", explanation->share);
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (about->emission[p] > 0.0)
                tc_grains_add(problem, emission, tc_pollutants[p].id,
                              explanation->emission[p]);
        tc_json_out_text(root, "reason_code", tc_reason_code(explanation->reason));
        tc_json_out_text(root, "reason", explanation->why.zh);
        tc_json_out_text(root, "reason_en", explanation->why.en);
    }
    tc_json_out_add(root, "emission", emission);
}

static void add_lines(const tc_problem *problem, const tc_explanation *explanation,
                      tc_json_out *root)
{
    tc_json_out *lines = tc_json_out_array();
    for (int k = 0; k < TC_EXPLAINED_LINES; k++) {
        tc_buffer said[2] = {{0}};
        for (int language = 0; language < 2; language++)
            tc_explained_write(problem, explanation, (tc_explained)k,
                               (tc_language)language, &said[language]);
        if (said[TC_ZH].length > 0 || said[TC_ZH].failed || said[TC_EN].failed) {
            tc_json_out *line = tc_json_out_object();
            tc_json_out_text(line, "line", tc_explained_word((tc_explained)k));
            tc_said_add(line, said);
            tc_json_out_add(lines, NULL, line);
        }
        tc_said_free(said);
    }
    tc_json_out_add(root, "lines", lines);
}

tc_code tc_explanation_json(const tc_problem *problem, const tc_explanation *explanation,
                            char **text, tc_error *error)
{
    tc_json_out *root = tc_json_out_object();
    tc_json_out *stops = tc_json_out_array(), *ways = tc_json_out_array();
    tc_json_out_text(root, "schema", "tongchou.explanation/1");
    tc_json_out_text(root, "version", tc_library_version());
    tc_case_about_add(problem, root);
    add_project(problem, explanation, root);
    for (int k = 0; k < explanation->stop_count; k++)
        add_stop(problem, &explanation->stops[k], stops);
    for (int k = 0; k < explanation->way_count; k++)
        add_way(problem, &explanation->ways[k], ways);
    tc_json_out_add(root, "pollutants", stops);
    add_tie(problem, explanation, root);
    tc_json_out_add(root, "changes", ways);
    if (explanation->standing == TC_STANDING_PARTIAL ||
        explanation->standing == TC_STANDING_NONE)
        tc_displacement_add(problem, &explanation->displacement, root, "displacement");
    add_lines(problem, explanation, root);
    tc_json_out_int(root, "asked", explanation->asked);
    tc_json_out_int(root, "replayed", explanation->replayed);
    return tc_json_out_give(root, text, error);
}
