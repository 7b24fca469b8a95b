/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/plan_json.h"

#include "domain/plan_sums.h"
#include "domain/standing.h"
#include "io/case_about.h"
#include "io/plan_prices.h"
#include "io/plan_proof.h"
#include "io/plan_words.h"
#include "io/rules_json.h"

static const char RELAXED[] = "上界，不是决定：整体项目按可分割计算 / a bound and no "
                              "decision: whole projects taken as divisible";

typedef struct writer {
    const tc_problem *problem;
    const tc_plan *plan;
    tc_plan_sums sums;
} writer;

static void add_tonnes(const writer *w, tc_json_out *parent, const char *key,
                       tc_grains grains)
{
    char text[32];
    tc_grains_write(grains, w->problem->grain_digits, text);
    tc_json_out_decimal(parent, key, text);
}

static void add_ids(const writer *w, tc_json_out *root, const char *key,
                    const int *projects, int count)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < count; k++)
        tc_json_out_text(list, NULL, w->problem->projects[projects[k]].id);
    tc_json_out_add(root, key, list);
}

/* ---- goals ------------------------------------------------------------------------- */

/* A tonnage to keep small is a level to make large: its negative. 0 - 0 is 0, never -0.
 */
static void add_goal_value(const writer *w, tc_json_out *goal, int index)
{
    const tc_goal_kind kind = w->problem->goals[index].kind;
    if (kind == TC_GOAL_FIRST_COME)
        tc_json_out_int(goal, "value", w->plan->tie_count);
    for (int k = 0; k < w->plan->level_count; k++) {
        const tc_level *level = &w->plan->levels[k];
        if (level->goal != index)
            continue;
        if (level->kind == TC_LEVEL_SMALLEST_SHARE)
            tc_json_out_number(goal, "smallest_share", level->value);
        else if (level->kind == TC_LEVEL_TOTAL)
            tc_json_out_number(goal, "value",
                               kind == TC_GOAL_KEEP_LOCAL ? 0.0 - level->value
                                                          : level->value);
    }
}

static void add_goals(const writer *w, tc_json_out *root)
{
    tc_json_out *list = tc_json_out_array();
    const bool decided = w->plan->status != TC_PLAN_INFEASIBLE;
    for (int g = 0; decided && g < w->problem->goal_count; g++) {
        tc_json_out *goal = tc_json_out_object();
        tc_json_out_text(goal, "name", w->problem->goals[g].name);
        tc_json_out_text(goal, "kind", tc_goal_words[w->problem->goals[g].kind]);
        add_goal_value(w, goal, g);
        tc_goal_bounds_write(w->problem, w->plan, g, goal);
        tc_json_out_add(list, NULL, goal);
    }
    tc_json_out_add(root, "goals", list);
}

/* ---- projects ---------------------------------------------------------------------- */

static void add_needs(const writer *w, tc_json_out *project, int j)
{
    const tc_project *about = &w->problem->projects[j];
    tc_json_out *needs = tc_json_out_object();
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const int at = j * TC_POLLUTANTS + p;
        if (!(about->emission[p] > 0.0))
            continue;
        tc_json_out *need = tc_json_out_object();
        add_tonnes(w, need, "emission", w->plan->emission[at]);
        tc_json_out_number(need, "ratio", about->ratio[p]);
        add_tonnes(w, need, "credit", w->plan->credit[at]);
        add_tonnes(w, need, "own", w->sums.own[at]);
        add_tonnes(w, need, "pooled", w->sums.pooled[at]);
        tc_json_out_add(needs, tc_pollutants[p].id, need);
    }
    tc_json_out_add(project, "pollutants", needs);
}

static void add_reason(const writer *w, tc_json_out *project, int j)
{
    const tc_reason *reason = &w->plan->reasons[j];
    const tc_standing_reason words = tc_standing_explain(w->problem, w->plan, j);
    tc_json_out_text(project, "reason", words.zh);
    tc_json_out_text(project, "reason_en", words.en);
    tc_json_out_text(project, "reason_code", tc_reason_code(reason->kind));
    int pollutants[TC_POLLUTANTS];
    const int count = tc_reason_pollutants(reason, pollutants);
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < count; k++)
        tc_json_out_text(list, NULL, tc_pollutants[pollutants[k]].id);
    tc_json_out_add(project, "reason_pollutants", list);
}

/* Who decided it by hand, and why. */
static void add_lock(const tc_project *about, tc_json_out *project)
{
    if (!about->lock || about->booked)
        return;
    tc_json_out *lock = tc_json_out_object();
    tc_json_out_text(lock, "lock", about->lock->in ? "in" : "out");
    tc_json_out_text(lock, "who", about->lock->who);
    tc_json_out_text(lock, "why", about->lock->why);
    tc_json_out_text(lock, "note", about->lock->note);
    tc_json_out_add(project, "locked", lock);
}

/* What the ledger has decided of it before. */
static void add_booked(const tc_project *about, tc_json_out *project)
{
    if (!about->booked)
        return;
    tc_json_out *booked = tc_json_out_object();
    tc_json_out_text(booked, "status",
                     about->booked->committed ? "committed" : "allocated");
    tc_json_out_text(booked, "date", tc_day_write(about->booked->day).text);
    tc_json_out_text(booked, "who", about->booked->who);
    tc_json_out_text(booked, "document", about->booked->document);
    tc_json_out_add(project, "booked", booked);
}

static void add_projects(const writer *w, tc_json_out *root)
{
    tc_json_out *list = tc_json_out_array();
    const bool decided = w->plan->status != TC_PLAN_INFEASIBLE;
    for (int j = 0; decided && j < w->problem->project_count; j++) {
        const tc_project *about = &w->problem->projects[j];
        const tc_standing standing = tc_standing_of(w->problem, w->plan, j);
        tc_json_out *project = tc_json_out_object();
        tc_json_out_text(project, "id", about->id);
        tc_json_out_text(project, "name", about->name);
        tc_json_out_text(project, "area", w->problem->areas[about->area].id);
        tc_json_out_text(project, "area_name", w->problem->areas[about->area].name);
        tc_json_out_int(project, "tier", about->tier);
        tc_json_out_number(project, "share", w->plan->share[j]);
        tc_json_out_number(project, "own_share", w->plan->own_share[j]);
        tc_json_out_text(project, "status", tc_standing_word(standing));
        tc_json_out_text(project, "origin",
                         about->illustrative ? "illustrative" : "filed");
        if (about->illustrative)
            tc_json_out_text(project, "note", "示例项目");
        add_lock(about, project);
        add_booked(about, project);
        add_reason(w, project, j);
        add_needs(w, project, j);
        tc_rulings_add(w->problem, j, TC_RULINGS_CAUSED, project);
        tc_json_out_add(list, NULL, project);
    }
    tc_json_out_add(root, "projects", list);
}

/* ---- credits and sources ----------------------------------------------------------- */

static void add_credits(const writer *w, tc_json_out *root)
{
    const tc_problem *problem = w->problem;
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < w->plan->credit_count; k++) {
        const tc_credit *about = &w->plan->credits[k];
        tc_json_out *credit = tc_json_out_object();
        tc_json_out_text(credit, "source", problem->sources[about->source].id);
        tc_json_out_text(credit, "project", problem->projects[about->project].id);
        tc_json_out_text(credit, "pollutant", tc_pollutants[about->pollutant].id);
        add_tonnes(w, credit, "tonnes", about->grains);
        tc_json_out_bool(credit, "pooled",
                         tc_is_pooled(problem, about->source, about->project));
        tc_json_out_add(list, NULL, credit);
    }
    tc_json_out_add(root, "credits", list);
}

static void add_sources(const writer *w, tc_json_out *root)
{
    tc_json_out *list = tc_json_out_array();
    const bool decided = w->plan->status != TC_PLAN_INFEASIBLE;
    for (int s = 0; decided && s < w->problem->source_count; s++) {
        const tc_source *about = &w->problem->sources[s];
        tc_json_out *source = tc_json_out_object();
        tc_json_out_text(source, "id", about->id);
        tc_json_out_text(source, "name", about->name);
        tc_json_out_text(source, "area", w->problem->areas[about->area].id);
        tc_json_out *pools = tc_json_out_object();
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            const int at = s * TC_POLLUTANTS + p;
            if (!(about->quantity[p] > 0.0))
                continue;
            tc_json_out *pool = tc_json_out_object();
            add_tonnes(w, pool, "supply", w->sums.supply[at]);
            add_tonnes(w, pool, "credited", w->sums.credited[at]);
            add_tonnes(w, pool, "remaining", w->sums.supply[at] - w->sums.credited[at]);
            tc_json_out_add(pools, tc_pollutants[p].id, pool);
        }
        tc_json_out_add(source, "pollutants", pools);
        tc_json_out_add(list, NULL, source);
    }
    tc_json_out_add(root, "sources", list);
}

/* ---- the certificate --------------------------------------------------------------- */

static void add_levels(const writer *w, tc_json_out *certificate)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < w->plan->level_count; k++) {
        const tc_level *about = &w->plan->levels[k];
        tc_json_out *level = tc_json_out_object();
        tc_json_out_int(level, "goal", about->goal);
        tc_json_out_text(level, "kind", tc_level_words[about->kind]);
        if (about->project >= 0)
            tc_json_out_text(level, "project", w->problem->projects[about->project].id);
        tc_json_out_number(level, "value", about->value);
        tc_json_out_add(list, NULL, level);
    }
    tc_json_out_add(certificate, "levels", list);
}

/* ---- the whole --------------------------------------------------------------------- */

static tc_json_out *build(const writer *w, tc_proof proof)
{
    const tc_plan *plan = w->plan;
    const bool decided = plan->status != TC_PLAN_INFEASIBLE;
    tc_json_out *root = tc_json_out_object();
    tc_json_out_text(root, "schema", TC_PLAN_SCHEMA);
    tc_json_out_text(root, "version", tc_library_version());
    tc_case_about_add(w->problem, root);
    tc_json_out_text(root, "status", tc_plan_status_words[plan->status]);
    tc_json_out_bool(root, "verified", decided);
    if (plan->relaxed) {
        tc_json_out_bool(root, "relaxed", true);
        tc_json_out_text(root, "note", RELAXED);
    }
    if (plan->stopped)
        tc_json_out_bool(root, "stopped", true);
    if (!decided)
        add_ids(w, root, "conflict", plan->conflict, plan->conflict_count);
    add_goals(w, root);
    add_projects(w, root);
    add_credits(w, root);
    add_sources(w, root);
    add_ids(w, root, "ties", plan->ties, plan->tie_count);
    if (proof == TC_WITH_PROOF && decided) {
        tc_json_out *certificate = tc_json_out_object();
        add_levels(w, certificate);
        tc_prices_write(w->problem, &TC_PRICES_OF_LEVELS(plan), certificate);
        if (plan->whole)
            tc_plan_proof_write(w->problem, plan, certificate);
        tc_json_out_add(root, "certificate", certificate);
    }
    return root;
}

tc_code tc_plan_json_write(const tc_problem *problem, const tc_plan *plan, tc_proof proof,
                           tc_buffer *out, tc_error *error)
{
    writer w = {.problem = problem, .plan = plan};
    tc_code code = tc_plan_sums_find(problem, plan, &w.sums, error);
    if (code == TC_OK) {
        tc_json_out *root = build(&w, proof);
        code = tc_json_out_print(root, true, out, error);
        tc_json_out_free(root);
    }
    tc_plan_sums_free(&w.sums);
    return code;
}
