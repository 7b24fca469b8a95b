/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/case_about.h"
#include "io/explanation_parts.h"
#include "io/plan_words.h"

void tc_grains_add(const tc_problem *problem, tc_json_out *item, const char *key,
                   tc_grains grains)
{
    char tonnes[32];
    tc_grains_write(grains, problem->grain_digits, tonnes);
    tc_json_out_decimal(item, key, tonnes);
}

void tc_falls_add(const tc_problem *problem, const tc_falls *falls, tc_json_out *item)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < falls->count; k++) {
        const tc_fall *fall = &falls->list[k];
        tc_json_out *one = tc_json_out_object(), *lost = tc_json_out_object();
        tc_json_out_text(one, "project", problem->projects[fall->project].id);
        tc_json_out_number(one, "before", fall->before);
        tc_json_out_number(one, "after", fall->after);
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (fall->lost[p] != 0)
                tc_grains_add(problem, lost, tc_pollutants[p].id, fall->lost[p]);
        tc_json_out_add(one, "emission_lost", lost);
        tc_json_out_add(list, NULL, one);
    }
    tc_json_out_add(item, "falls", list);
}

/* Keep-local makes a sum small, and holds it negative. */
static double shown(const tc_problem *problem, int goal, double value)
{
    return problem->goals[goal].kind == TC_GOAL_KEEP_LOCAL ? 0.0 - value : value;
}

static void add_goals(const tc_problem *problem, const tc_displacement *displacement,
                      tc_json_out *item)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < displacement->goal_count; k++) {
        const tc_goal_change *change = &displacement->goals[k];
        tc_json_out *one = tc_json_out_object();
        tc_json_out_text(one, "goal", problem->goals[change->goal].name);
        if (change->smallest)
            tc_json_out_bool(one, "smallest_share", true);
        tc_json_out_number(one, "before", shown(problem, change->goal, change->before));
        tc_json_out_number(one, "after", shown(problem, change->goal, change->after));
        tc_json_out_add(list, NULL, one);
    }
    tc_json_out_add(item, "goals", list);
}

void tc_displacement_add(const tc_problem *problem, const tc_displacement *displacement,
                         tc_json_out *parent, const char *key)
{
    tc_json_out *item = tc_json_out_object();
    tc_buffer said[2] = {{0}};
    tc_displacement_write(problem, displacement, TC_ZH, &said[TC_ZH]);
    tc_displacement_write(problem, displacement, TC_EN, &said[TC_EN]);
    tc_json_out_text(item, "project", problem->projects[displacement->project].id);
    tc_json_out_number(item, "share", displacement->share);
    tc_json_out_bool(item, "possible", displacement->possible);
    tc_falls_add(problem, &displacement->falls, item);
    add_goals(problem, displacement, item);
    tc_said_add(item, said);
    tc_said_free(said);
    tc_json_out_add(parent, key, item);
}

tc_code tc_displacements_json(const tc_problem *problem,
                              const tc_displacements *displacements, char **text,
                              tc_error *error)
{
    tc_json_out *root = tc_json_out_object(), *list = tc_json_out_array();
    tc_json_out_text(root, "schema", "tongchou.displacements/1");
    tc_json_out_text(root, "version", tc_library_version());
    tc_case_about_add(problem, root);
    tc_json_out_text(root, "plan", tc_plan_status_words[displacements->status]);
    tc_json_out_int(root, "served", displacements->served);
    tc_json_out_int(root, "refused", displacements->refused);
    for (int k = 0; k < displacements->count; k++)
        tc_displacement_add(problem, &displacements->list[k], list, NULL);
    tc_json_out_add(root, "displacements", list);
    tc_json_out_int(root, "asked", displacements->asked);
    tc_json_out_int(root, "replayed", displacements->replayed);
    return tc_json_out_give(root, text, error);
}
