/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/contingency.h"
#include "io/case_about.h"
#include "io/plan_words.h"

static void add_tonnes(const tc_problem *problem, const char *key, tc_grains grains,
                       tc_json_out *parent)
{
    char tonnes[32];
    tc_grains_write(grains, problem->grain_digits, tonnes);
    tc_json_out_decimal(parent, key, tonnes);
}

/* {"NOx": 12.0000, …} of those that are not 0. */
static void add_amounts(const tc_problem *problem, const char *key,
                        const tc_grains grains[TC_POLLUTANTS], tc_json_out *parent)
{
    tc_json_out *amounts = tc_json_out_object();
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (grains[p] > 0)
            add_tonnes(problem, tc_pollutants[p].id, grains[p], amounts);
    tc_json_out_add(parent, key, amounts);
}

static void add_shifts(const tc_problem *problem, const char *key, const tc_shift *shifts,
                       int count, tc_json_out *parent)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < count; k++) {
        tc_json_out *item = tc_json_out_object();
        tc_json_out_text(item, "project", problem->projects[shifts[k].project].id);
        tc_json_out_text(item, "before", tc_standing_word(shifts[k].before));
        tc_json_out_number(item, "share_before", shifts[k].share_before);
        tc_json_out_text(item, "after", tc_standing_word(shifts[k].after));
        tc_json_out_number(item, "share_after", shifts[k].share_after);
        tc_json_out_add(list, NULL, item);
    }
    tc_json_out_add(parent, key, list);
}

static void add_new_plan(const tc_problem *problem, const tc_new_plan *plan,
                         tc_json_out *parent)
{
    tc_json_out *item = tc_json_out_object();
    tc_json_out_bool(item, "verified", plan->verified);
    if (plan->verified) {
        tc_json_out_text(item, "status", tc_plan_status_words[plan->status]);
        add_shifts(problem, "falls", plan->falls, plan->fall_count, item);
        add_shifts(problem, "gains", plan->gains, plan->gain_count, item);
    }
    if (plan->verified && plan->status == TC_PLAN_INFEASIBLE) {
        tc_json_out *list = tc_json_out_array();
        for (int k = 0; k < plan->conflict_count; k++)
            tc_json_out_text(list, NULL, problem->projects[plan->conflict[k]].id);
        tc_json_out_add(item, "conflict", list);
    }
    tc_json_out_add(parent, "new_plan", item);
}

static void add_uncovered(const tc_problem *problem, const tc_loss *loss,
                          tc_json_out *parent)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < loss->uncovered_count; k++) {
        const tc_uncovered *lacks = &loss->uncovered[k];
        tc_json_out *item = tc_json_out_object();
        tc_json_out_text(item, "project", problem->projects[lacks->project].id);
        add_amounts(problem, "missing", lacks->missing, item);
        tc_json_out_add(list, NULL, item);
    }
    tc_json_out_add(parent, "uncovered", list);
    tc_json_out_bool(parent, "verified", loss->verified);
}

static void add_losses(const tc_problem *problem, const tc_contingency *contingency,
                       tc_json_out *root)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < contingency->loss_count; k++) {
        const tc_loss *loss = &contingency->losses[k];
        const tc_source *source = &problem->sources[loss->source];
        tc_json_out *item = tc_json_out_object();
        tc_json_out_text(item, "source", source->id);
        add_amounts(problem, "credited", loss->credited, item);
        add_uncovered(problem, loss, item);
        add_new_plan(problem, &loss->plan, item);
        tc_json_out_text(item, "available_from",
                         tc_day_write(source->available_from).text);
        if (loss->dated) {
            tc_json_out_text(item, "latest", tc_day_write(loss->latest).text);
            tc_json_out_bool(item, "latest_verified", loss->latest_verified);
        } else {
            tc_json_out_null(item, "latest");
        }
        tc_json_out_add(list, NULL, item);
    }
    tc_json_out_add(root, "losses", list);
}

static void add_pairs(const tc_problem *problem, const tc_contingency *contingency,
                      tc_json_out *root)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < contingency->both_count; k++) {
        const tc_loss *loss = &contingency->both[k];
        tc_json_out *item = tc_json_out_object();
        tc_json_out *sources = tc_json_out_array();
        tc_json_out_text(sources, NULL, problem->sources[loss->source].id);
        tc_json_out_text(sources, NULL, problem->sources[loss->second].id);
        tc_json_out_add(item, "sources", sources);
        tc_json_out_int(item, "only_together", loss->together);
        add_uncovered(problem, loss, item);
        tc_json_out_add(list, NULL, item);
    }
    tc_json_out_add(root, "pairs", list);
}

static void add_reserve(const tc_problem *problem, const tc_contingency *contingency,
                        tc_json_out *root)
{
    tc_json_out *reserve = tc_json_out_object();
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < contingency->reserve_count; k++) {
        const tc_reserve *about = &contingency->reserves[k];
        tc_json_out *item = tc_json_out_object();
        tc_json_out_text(item, "pollutant", tc_pollutants[about->pollutant].id);
        add_tonnes(problem, "tonnes", about->grains, item);
        if (about->area >= 0)
            tc_json_out_text(item, "area", problem->areas[about->area].id);
        if (about->basin >= 0)
            tc_json_out_text(item, "basin", problem->basins[about->basin]);
        tc_json_out_text(item, "available_from", tc_day_write(about->day).text);
        tc_json_out_text(item, "for_loss_of", problem->sources[about->source].id);
        tc_json_out_add(list, NULL, item);
    }
    tc_json_out_bool(reserve, "found", contingency->reserve_found);
    tc_json_out_bool(reserve, "verified", contingency->reserve_verified);
    tc_json_out_add(reserve, "list", list);
    tc_json_out_add(root, "reserve", reserve);
}

static void add_safety(const tc_problem *problem, const tc_safety *safety,
                       tc_json_out *root)
{
    tc_json_out *item = tc_json_out_object();
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < safety->hold_count; k++) {
        tc_json_out *hold = tc_json_out_object();
        tc_json_out_text(hold, "source", problem->sources[safety->holds[k].source].id);
        tc_json_out_text(hold, "pollutant", tc_pollutants[safety->holds[k].pollutant].id);
        add_tonnes(problem, "tonnes", safety->holds[k].grains, hold);
        tc_json_out_add(list, NULL, hold);
    }
    tc_json_out_bool(item, "found", safety->found);
    if (safety->found)
        tc_json_out_bool(item, "best", safety->best);
    tc_json_out_add(item, "held_back", list);
    if (safety->found || safety->plan.status == TC_PLAN_INFEASIBLE)
        add_new_plan(problem, &safety->plan, item);
    tc_json_out_add(root, "price", item);
}

tc_code tc_contingency_json(const tc_problem *problem, const tc_contingency *contingency,
                            char **text, tc_error *error)
{
    tc_buffer out = {0};
    tc_json_out *root = tc_json_out_object();
    tc_json_out_text(root, "schema", "tongchou.contingency/1");
    tc_json_out_text(root, "version", tc_library_version());
    tc_case_about_add(problem, root);
    tc_json_out_text(root, "status", tc_plan_status_words[contingency->status]);
    if (tc_contingency_has_plan(contingency)) {
        tc_json_out_int(root, "approvals", contingency->approvals);
        add_losses(problem, contingency, root);
        if (contingency->pairs)
            add_pairs(problem, contingency, root);
        add_reserve(problem, contingency, root);
        add_safety(problem, &contingency->safety, root);
        tc_json_out_int(root, "replayed", contingency->replayed);
    }
    const tc_code code = tc_json_out_print(root, true, &out, error);
    tc_json_out_free(root);
    if (code == TC_OK)
        *text = out.text;
    else
        tc_buffer_free(&out);
    return code;
}
