/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/rule_change.h"
#include "io/rules_json.h"

static void add_pair(tc_json_out *parent, const char *key, const tc_problem *problem,
                     tc_grains before, tc_grains after)
{
    tc_json_out *pair = tc_json_out_array();
    char text[32];
    tc_grains_write(before, problem->grain_digits, text);
    tc_json_out_decimal(pair, NULL, text);
    tc_grains_write(after, problem->grain_digits, text);
    tc_json_out_decimal(pair, NULL, text);
    tc_json_out_add(parent, key, pair);
}

static void add_numbers(tc_json_out *parent, const char *key, double before, double after)
{
    tc_json_out *pair = tc_json_out_array();
    tc_json_out_number(pair, NULL, before);
    tc_json_out_number(pair, NULL, after);
    tc_json_out_add(parent, key, pair);
}

static void add_side(tc_json_out *parent, const char *key, const tc_ruled *side)
{
    tc_json_out *about = tc_json_out_object();
    tc_rule_sets_add(side->problem, about);
    tc_json_out_int(about, "served", tc_ruled_sum(side).served);
    tc_json_out_add(parent, key, about);
}

static void add_amounts(tc_json_out *parent, const tc_ruled *before,
                        const tc_ruled *after, int project)
{
    const tc_project *was = &before->problem->projects[project];
    const tc_project *is = &after->problem->projects[project];
    tc_json_out *all = tc_json_out_object();
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const int at = project * TC_POLLUTANTS + p;
        if (!(was->emission[p] > 0))
            continue;
        tc_json_out *one = tc_json_out_object();
        add_pair(one, "emission", before->problem, before->plan->emission[at],
                 after->plan->emission[at]);
        add_pair(one, "credit", before->problem, before->plan->credit[at],
                 after->plan->credit[at]);
        add_numbers(one, "ratio", was->ratio[p], is->ratio[p]);
        tc_json_out_add(all, tc_pollutants[p].id, one);
    }
    tc_json_out_add(parent, "pollutants", all);
}

static void add_rulings(tc_json_out *parent, const char *key, const tc_ruled *side,
                        int project)
{
    tc_json_out *about = tc_json_out_object();
    tc_rulings_add(side->problem, project, TC_RULINGS_ALL, about);
    tc_json_out_add(parent, key, about);
}

static void add_project(tc_json_out *list, const tc_ruled *before, const tc_ruled *after,
                        int project)
{
    tc_json_out *item = tc_json_out_object();
    tc_json_out_text(item, "id", before->problem->projects[project].id);
    tc_json_out_text(item, "name", before->problem->projects[project].name);
    tc_json_out_text(item, "change",
                     tc_rule_change_word(tc_rule_change_of(before, after, project)));
    add_numbers(item, "share", before->plan->share[project], after->plan->share[project]);
    add_amounts(item, before, after, project);
    add_rulings(item, "before", before, project);
    add_rulings(item, "after", after, project);
    tc_json_out_add(list, NULL, item);
}

static void add_totals(tc_json_out *root, const tc_ruled *before, const tc_ruled *after)
{
    const tc_ruled_sums was = tc_ruled_sum(before), is = tc_ruled_sum(after);
    tc_json_out *all = tc_json_out_object();
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        tc_json_out *one = tc_json_out_object();
        add_pair(one, "emission", before->problem, was.emission[p], is.emission[p]);
        add_pair(one, "credit", before->problem, was.credit[p], is.credit[p]);
        tc_json_out_add(all, tc_pollutants[p].id, one);
    }
    tc_json_out_add(root, "totals", all);
}

tc_code tc_rules_compare_json(const tc_ruled *before, const tc_ruled *after, char **text,
                              tc_error *error)
{
    tc_code code = tc_ruled_check(before, after, error);
    if (code != TC_OK)
        return code;
    tc_buffer out = {0};
    tc_json_out *root = tc_json_out_object();
    tc_json_out *projects = tc_json_out_array();
    add_side(root, "before", before);
    add_side(root, "after", after);
    add_totals(root, before, after);
    for (int j = 0; j < before->problem->project_count; j++)
        if (tc_rule_change_of(before, after, j) != TC_RULE_CHANGE_NONE)
            add_project(projects, before, after, j);
    tc_json_out_add(root, "projects", projects);
    code = tc_json_out_print(root, true, &out, error);
    tc_json_out_free(root);
    if (code == TC_OK)
        *text = out.text;
    else
        tc_buffer_free(&out);
    return code;
}
