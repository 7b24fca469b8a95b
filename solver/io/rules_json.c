/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/rules_json.h"

#include "tongchou/rules.h"

/* A text that memory did not suffice for fails the document. */
static void add_text(tc_json_out *item, const char *key, const tc_buffer *text)
{
    if (text->failed)
        tc_json_out_add(item, key, NULL);
    else
        tc_json_out_text(item, key, text->text);
}

/* In plan.json nothing may depend on the order of rows: the project's own line is left
 * out. */
static void add_ruling(const tc_problem *problem, int project, tc_ruling ruling,
                       bool with_lines, tc_json_out *list)
{
    tc_json_out *item = tc_json_out_object();
    tc_buffer zh = {0}, en = {0};
    if (!with_lines && ruling.citation.kind == TC_CITED_OWN)
        ruling.citation.line = 0;
    tc_ruling_write(problem, project, &ruling, TC_ZH, &zh);
    tc_ruling_write(problem, project, &ruling, TC_EN, &en);
    tc_json_out_text(item, "effect", tc_ruling_word(&ruling));
    if (ruling.pollutant >= 0) {
        tc_json_out_text(item, "pollutant", tc_pollutants[ruling.pollutant].id);
        tc_json_out_number(item, "ratio", ruling.ratio);
    }
    if (ruling.citation.kind == TC_CITED_CLAUSE) {
        tc_json_out_text(item, "set", ruling.citation.set->id);
        tc_json_out_text(item, "clause", ruling.citation.clause->article);
    }
    add_text(item, "text", &zh);
    add_text(item, "text_en", &en);
    tc_buffer_free(&zh);
    tc_buffer_free(&en);
    tc_json_out_add(list, NULL, item);
}

void tc_rulings_add(const tc_problem *problem, int project, tc_ruling_detail detail,
                    tc_json_out *parent)
{
    tc_ruling rulings[TC_RULINGS_MOST];
    const int count = tc_rulings_of(problem, project, rulings);
    const bool with_lines = detail == TC_RULINGS_ALL;
    tc_json_out *list = tc_json_out_array();
    for (int r = 0; r < count; r++)
        if (with_lines || rulings[r].citation.kind != TC_CITED_NONE)
            add_ruling(problem, project, rulings[r], with_lines, list);
    tc_json_out_add(parent, "rules", list);
}

void tc_rule_sets_add(const tc_problem *problem, tc_json_out *parent)
{
    tc_json_out *list = tc_json_out_array();
    for (int s = 0; s < problem->rule_set_count; s++) {
        const tc_rule_set *set = &problem->rule_sets[s];
        tc_json_out *item = tc_json_out_object();
        tc_json_out *switches = tc_json_out_object();
        tc_json_out_text(item, "id", set->id);
        tc_json_out_text(item, "title", set->title);
        tc_json_out_text(item, "number", set->number);
        tc_json_out_text(item, "standing", tc_set_standing_words[set->standing]);
        tc_json_out_text(item, "from", tc_day_write(set->from).text);
        if (set->until != TC_DAY_NEVER)
            tc_json_out_text(item, "until", tc_day_write(set->until).text);
        tc_json_out_text(item, "source", set->source);
        for (int i = 0; i < set->switch_count; i++)
            tc_json_out_text(switches, set->switches[i].name, set->switches[i].value);
        tc_json_out_add(item, "switches", switches);
        tc_json_out_add(list, NULL, item);
    }
    tc_json_out_add(parent, "rule_sets", list);
}

tc_code tc_rules_json(const tc_problem *problem, char **text, tc_error *error)
{
    tc_buffer out = {0};
    tc_json_out *root = tc_json_out_object();
    tc_json_out *projects = tc_json_out_array();
    tc_json_out_text(root, "name", problem->name);
    tc_json_out_text(root, "decision_date", tc_day_write(problem->decision_date).text);
    for (int j = 0; j < problem->project_count; j++) {
        tc_json_out *item = tc_json_out_object();
        tc_json_out_text(item, "id", problem->projects[j].id);
        tc_json_out_text(item, "name", problem->projects[j].name);
        tc_rulings_add(problem, j, TC_RULINGS_ALL, item);
        tc_json_out_add(projects, NULL, item);
    }
    tc_json_out_add(root, "projects", projects);
    tc_rule_sets_add(problem, root);
    const tc_code code = tc_json_out_print(root, true, &out, error);
    tc_json_out_free(root);
    if (code == TC_OK)
        *text = out.text;
    else
        tc_buffer_free(&out);
    return code;
}
