/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/difference.h"
#include "io/case_about.h"
#include "io/plan_words.h"

static const char *id_of(const tc_difference *difference, int project)
{
    return tc_frame_any_project(&difference->frame, project)->id;
}

static void add_place(const tc_place_in *place, const char *key, tc_json_out *parent)
{
    if (!place->there) {
        tc_json_out_null(parent, key);
        return;
    }
    tc_json_out *item = tc_json_out_object();
    tc_json_out_text(item, "status", tc_standing_word(place->standing));
    tc_json_out_number(item, "share", place->share);
    tc_json_out_add(parent, key, item);
}

static tc_json_out *turn_of(const tc_difference *difference, const tc_turn *turn)
{
    tc_json_out *item = tc_json_out_object();
    tc_json_out_text(item, "project", id_of(difference, turn->project));
    add_place(&turn->before, "before", item);
    add_place(&turn->after, "after", item);
    return item;
}

static void add_turns(const tc_difference *difference, const tc_turns *turns,
                      const char *key, tc_json_out *parent)
{
    tc_json_out *item = tc_json_out_object();
    tc_json_out *list = tc_json_out_array();
    tc_json_out_bool(item, "decided", turns->decided);
    if (turns->decided)
        tc_json_out_text(item, "status", tc_plan_status_words[turns->status]);
    for (int k = 0; k < turns->count; k++)
        tc_json_out_add(list, NULL, turn_of(difference, &turns->list[k]));
    tc_json_out_add(item, "projects", list);
    tc_json_out_add(parent, key, item);
}

static void add_texts(const tc_difference *difference, int cause, tc_json_out *item)
{
    static const char *const keys[] = {[TC_ZH] = "text", [TC_EN] = "text_en"};
    for (int language = 0; language < 2; language++) {
        tc_buffer said = {0};
        tc_cause_write(difference, cause, (tc_language)language, &said);
        if (said.failed)
            tc_json_out_add(item, keys[language], NULL);
        else
            tc_json_out_text(item, keys[language], said.text);
        tc_buffer_free(&said);
    }
}

/* The sources or projects that it is about. */
static void add_items(const tc_difference *difference, const tc_cause *cause,
                      tc_json_out *item)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < cause->count; k++) {
        const tc_part *part = &cause->parts[k];
        if (part->item < 0)
            continue;
        tc_json_out_text(list, NULL,
                         part->kind == TC_PART_SOURCE
                             ? tc_frame_any_source(&difference->frame, part->item)->id
                             : id_of(difference, part->item));
    }
    tc_json_out_add(item, "ids", list);
}

static void add_causes(const tc_difference *difference, tc_json_out *root)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < difference->cause_count; k++) {
        const tc_cause *cause = &difference->causes[k];
        tc_json_out *item = tc_json_out_object();
        tc_json_out_text(item, "kind", tc_part_word(cause->parts[0].kind));
        add_items(difference, cause, item);
        add_texts(difference, k, item);
        if (difference->effects) {
            add_turns(difference, &difference->effects[k].alone, "alone", item);
            add_turns(difference, &difference->effects[k].in_turn, "in_turn", item);
        }
        tc_json_out_add(list, NULL, item);
    }
    tc_json_out_add(root, "causes", list);
}

static void add_blame(const tc_difference *difference, const tc_blame *blame,
                      tc_json_out *item)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < blame->count; k++)
        tc_json_out_text(list, NULL, id_of(difference, blame->blockers[k]));
    tc_json_out_add(item, "preceded_by", list);
    tc_json_out_bool(item, "only_all_together", blame->together);
}

static void add_project(const tc_difference *difference, const tc_turn *turn,
                        tc_json_out *list)
{
    tc_json_out *item = turn_of(difference, turn);
    tc_json_out *alone = tc_json_out_array();
    const int last = tc_cause_in_turn(difference, turn->project);
    for (int k = 0; k < difference->cause_count; k++)
        if (tc_cause_turns(difference, k, turn->project))
            tc_json_out_int(alone, NULL, k + 1);
    tc_json_out_add(item, "by_causes_alone", alone);
    if (last >= 0)
        tc_json_out_int(item, "in_turn_at", last + 1);
    else
        tc_json_out_null(item, "in_turn_at");
    for (int k = 0; k < difference->blame_count; k++)
        if (difference->blames[k].project == turn->project)
            add_blame(difference, &difference->blames[k], item);
    tc_json_out_add(list, NULL, item);
}

static void add_side(const tc_difference *difference, int side, const char *key,
                     tc_json_out *root)
{
    tc_json_out *item = tc_json_out_object();
    tc_case_about_add(difference->frame.cases[side], item);
    tc_json_out_text(item, "status",
                     tc_plan_status_words[difference->plans[side]->status]);
    tc_json_out_add(root, key, item);
}

tc_code tc_difference_json(const tc_difference *difference, char **text, tc_error *error)
{
    tc_buffer out = {0};
    tc_json_out *root = tc_json_out_object();
    tc_json_out_text(root, "schema", "tongchou.difference/1");
    tc_json_out_text(root, "version", tc_library_version());
    add_side(difference, 0, "before", root);
    add_side(difference, 1, "after", root);
    add_causes(difference, root);
    if (tc_difference_has_plans(difference)) {
        tc_json_out *list = tc_json_out_array();
        for (int k = 0; k < difference->whole.count; k++)
            add_project(difference, &difference->whole.list[k], list);
        tc_json_out_add(root, "projects", list);
        tc_json_out_bool(root, "adds_up", difference->adds_up);
    }
    tc_json_out_int(root, "solved", difference->solved);
    const tc_code code = tc_json_out_print(root, true, &out, error);
    tc_json_out_free(root);
    if (code == TC_OK)
        *text = out.text;
    else
        tc_buffer_free(&out);
    return code;
}
