/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/conflict.h"
#include "io/case_about.h"
#include "io/plan_words.h"
#include "io/said.h"

static void add_part(const tc_problem *problem, const tc_conflict_part *part,
                     tc_json_out *list)
{
    const tc_element *element = &part->element;
    tc_json_out *item = tc_json_out_object();
    tc_buffer said[2] = {{0}};
    tc_element_write(problem, element, TC_ZH, &said[TC_ZH]);
    tc_element_write(problem, element, TC_EN, &said[TC_EN]);
    tc_json_out_text(item, "kind", tc_element_word(element->kind));
    if (element->project >= 0)
        tc_json_out_text(item, "project", problem->projects[element->project].id);
    tc_said_add(item, said);
    tc_json_out *without = tc_json_out_object();
    tc_json_out_text(without, "status", tc_plan_status_words[part->without]);
    tc_json_out_bool(without, "verified", part->verified);
    tc_json_out_add(item, "without", without);
    tc_json_out_add(list, NULL, item);
    tc_said_free(said);
}

static void add_supply(const tc_problem *problem, const tc_repair_step *step,
                       tc_json_out *item)
{
    const tc_change *change = &step->change;
    char tonnes[32];
    tc_grains_write(step->grains, problem->grain_digits, tonnes);
    tc_json_out_text(item, "pollutant", tc_pollutants[change->pollutant].id);
    tc_json_out_decimal(item, "tonnes", tonnes);
    if (change->area >= 0)
        tc_json_out_text(item, "area", problem->areas[change->area].id);
    if (change->basin >= 0)
        tc_json_out_text(item, "basin", problem->basins[change->basin]);
    tc_json_out_text(item, "available_from", tc_day_write(change->day).text);
}

/* What the step is about beside its text. */
static void add_about(const tc_problem *problem, const tc_repair_step *step,
                      tc_json_out *item)
{
    static const char *const words[] = {[TC_CHANGE_ADD_SUPPLY] = "add-supply",
                                        [TC_CHANGE_START] = "start",
                                        [TC_CHANGE_POOL] = "pool",
                                        [TC_CHANGE_RELEASE] = "release",
                                        [TC_CHANGE_UNLOCK] = "unlock",
                                        [TC_CHANGE_ADMIT] = "no-refusal",
                                        [TC_CHANGE_NO_RESERVE] = "no-reserve",
                                        [TC_CHANGE_NO_CAP] = "no-cap",
                                        [TC_CHANGE_NO_KEPT] = "no-kept",
                                        [TC_CHANGE_NO_BAR] = "no-bar"};
    const tc_change *change = &step->change;
    tc_json_out_text(item, "change", words[change->kind]);
    if (change->kind == TC_CHANGE_ADD_SUPPLY) {
        add_supply(problem, step, item);
        return;
    }
    if (change->kind >= TC_CHANGE_NO_RESERVE)
        return;
    tc_json_out_text(item, "project", problem->projects[change->project].id);
    if (change->kind == TC_CHANGE_START)
        tc_json_out_text(item, "start", tc_day_write(change->day).text);
    if (change->kind != TC_CHANGE_RELEASE)
        return;
    tc_json_out_text(item, "status", tc_standing_word(step->standing));
    tc_json_out_number(item, "share", step->share);
}

static void add_repair(const tc_problem *problem, const tc_repair *repair,
                       tc_json_out *list)
{
    tc_json_out *item = tc_json_out_object();
    tc_json_out *steps = tc_json_out_array();
    for (int k = 0; k < repair->count; k++) {
        tc_json_out *step = tc_json_out_object();
        tc_buffer said[2] = {{0}};
        tc_repair_step_write(problem, &repair->steps[k], TC_ZH, &said[TC_ZH]);
        tc_repair_step_write(problem, &repair->steps[k], TC_EN, &said[TC_EN]);
        add_about(problem, &repair->steps[k], step);
        tc_said_add(step, said);
        tc_json_out_add(steps, NULL, step);
        tc_said_free(said);
    }
    tc_json_out_text(item, "kind", tc_repair_word(repair->kind));
    if (repair->kind != TC_REPAIR_TONNES)
        tc_json_out_bool(item, "fewest", repair->fewest);
    tc_json_out_text(item, "status", tc_plan_status_words[repair->status]);
    tc_json_out_bool(item, "verified", repair->verified);
    tc_json_out_add(item, "steps", steps);
    tc_json_out_add(list, NULL, item);
}

tc_code tc_conflict_json(const tc_problem *problem, const tc_conflict *conflict,
                         char **text, tc_error *error)
{
    tc_json_out *root = tc_json_out_object();
    tc_json_out *parts = tc_json_out_array(), *repairs = tc_json_out_array();
    tc_json_out_text(root, "schema", "tongchou.conflict/1");
    tc_json_out_text(root, "version", tc_library_version());
    tc_case_about_add(problem, root);
    tc_json_out_bool(root, "conflict", conflict->exists);
    tc_json_out_int(root, "required", conflict->required);
    for (int k = 0; k < conflict->count; k++)
        add_part(problem, &conflict->parts[k], parts);
    for (int k = 0; k < conflict->repair_count; k++)
        add_repair(problem, &conflict->repairs[k], repairs);
    tc_json_out_add(root, "set", parts);
    if (conflict->exists) {
        tc_json_out_bool(root, "smallest", conflict->smallest);
        tc_json_out_bool(root, "others", conflict->others);
    }
    tc_json_out_add(root, "repairs", repairs);
    tc_json_out_int(root, "asked", conflict->asked);
    tc_json_out_int(root, "replayed", conflict->replayed);
    return tc_json_out_give(root, text, error);
}
