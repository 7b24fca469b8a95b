/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/plan_proof.h"

#include <limits.h>
#include <math.h>

#include "base/fault.h"
#include "io/plan_prices.h"
#include "io/plan_words.h"

/* ---- goals ------------------------------------------------------------------------- */

/* keep-local keeps a tonnage small: its value is the negative of the level's. */
static void add_bound(const tc_problem *problem, const tc_search *search,
                      tc_json_out *parent)
{
    const bool smallest = search->kind == TC_LEVEL_SMALLEST_SHARE;
    const bool small = problem->goals[search->goal].kind == TC_GOAL_KEEP_LOCAL;
    tc_json_out_number(parent, smallest ? "smallest_share_bound" : "bound",
                       small ? 0.0 - search->bound : search->bound);
    tc_json_out_number(parent, smallest ? "smallest_share_gap" : "gap",
                       tc_search_gap(search));
}

void tc_goal_bounds_write(const tc_problem *problem, const tc_plan *plan, int goal,
                          tc_json_out *parent)
{
    long long nodes = 0;
    int count = 0, undecided = 0;
    bool on_word = false;
    for (int k = 0; k < plan->search_count; k++) {
        const tc_search *search = &plan->searches[k];
        if (search->goal != goal)
            continue;
        if (search->kind == TC_LEVEL_SHARE)
            undecided += tc_search_gap(search) > 0.0;
        else
            add_bound(problem, search, parent);
        nodes += search->nodes;
        on_word = on_word || search->root < 0;
        count++;
    }
    if (count == 0)
        return;
    if (problem->goals[goal].kind == TC_GOAL_FIRST_COME)
        tc_json_out_int(parent, "undecided", undecided);
    tc_json_out_int(parent, "nodes", nodes);
    if (on_word)
        tc_json_out_bool(parent, "bound_is_the_solvers_word", true);
}

/* ---- writing ----------------------------------------------------------------------- */

static void add_searches(const tc_problem *problem, const tc_plan *plan,
                         tc_json_out *certificate)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < plan->search_count; k++) {
        const tc_search *about = &plan->searches[k];
        tc_json_out *search = tc_json_out_object();
        tc_json_out_int(search, "goal", about->goal);
        tc_json_out_text(search, "kind", tc_level_words[about->kind]);
        if (about->project >= 0)
            tc_json_out_text(search, "project", problem->projects[about->project].id);
        tc_json_out_number(search, "value", about->value);
        tc_json_out_number(search, "bound", about->bound);
        tc_json_out_int(search, "nodes", about->nodes);
        if (about->root >= 0)
            tc_json_out_int(search, "root", about->root);
        tc_json_out_add(list, NULL, search);
    }
    tc_json_out_add(certificate, "searches", list);
}

/* [search, project, 1 approved or 0 refused, set], the set left out where the leaves of
 * the tree prove it; projects by their place in the list. */
static void add_fixings(const tc_plan *plan, tc_json_out *certificate)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < plan->fixing_count; k++) {
        const tc_fixing *about = &plan->fixings[k];
        tc_json_out *fixing = tc_json_out_array();
        tc_json_out_int(fixing, NULL, about->search);
        tc_json_out_int(fixing, NULL, about->project);
        tc_json_out_int(fixing, NULL, about->approved ? 1 : 0);
        if (about->set >= 0)
            tc_json_out_int(fixing, NULL, about->set);
        tc_json_out_add(list, NULL, fixing);
    }
    tc_json_out_add(certificate, "fixings", list);
}

/* A leaf is [set], or [] where its box is empty; else [project, refused, approved]. */
static void add_nodes(const tc_plan *plan, tc_json_out *certificate)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < plan->node_count; k++) {
        const tc_proof_node *about = &plan->nodes[k];
        tc_json_out *node = tc_json_out_array();
        if (about->project >= 0) {
            tc_json_out_int(node, NULL, about->project);
            tc_json_out_int(node, NULL, about->refused);
            tc_json_out_int(node, NULL, about->approved);
        } else if (about->set >= 0) {
            tc_json_out_int(node, NULL, about->set);
        }
        tc_json_out_add(list, NULL, node);
    }
    tc_json_out_add(certificate, "nodes", list);
}

void tc_plan_proof_write(const tc_problem *problem, const tc_plan *plan,
                         tc_json_out *certificate)
{
    add_searches(problem, plan, certificate);
    add_fixings(plan, certificate);
    add_nodes(plan, certificate);
    tc_json_out_int(certificate, "proof_sets", plan->proof_sets);
    tc_prices_write(problem, &TC_PRICES_OF_PROOF(plan), certificate);
}

/* ---- reading ----------------------------------------------------------------------- */

static void read_search(tc_fields *r, const tc_json *item, tc_search *search)
{
    search->goal = tc_field_count(r, tc_field(r, item, "goal"), r->problem->goal_count);
    search->kind =
        (tc_level_kind)tc_field_word(r, tc_field(r, item, "kind"), tc_level_words, 3);
    search->project = -1;
    if (search->kind == TC_LEVEL_SHARE)
        search->project = tc_field_name(r, tc_field(r, item, "project"), TC_NAME_PROJECT);
    search->value = tc_field_number(r, tc_field(r, item, "value"));
    search->bound = tc_field_number(r, tc_field(r, item, "bound"));
    search->nodes = tc_field_count(r, tc_field(r, item, "nodes"), INT_MAX);
    const tc_json *root = tc_json_member(item, "root");
    search->root = root ? tc_field_count(r, root, INT_MAX) : -1;
}

static void read_searches(tc_fields *r, const tc_json *certificate)
{
    const tc_json *list = tc_field_array(r, certificate, "searches");
    tc_search *searches = tc_fields_take(r, list->count, sizeof *searches);
    int count = 0;
    for (const tc_json *item = list->child; item && r->code == TC_OK; item = item->next)
        read_search(r, item, &searches[count++]);
    r->plan->searches = searches;
    r->plan->search_count = count;
}

/* The numbers of an array that may hold at most most of them. */
static int read_row(tc_fields *r, const tc_json *row, int most, int *out)
{
    int count = 0;
    if (row->kind != TC_JSON_ARRAY || row->count > most)
        tc_fields_refuse(r, row, "几个数的短数组", "a short array of numbers");
    for (const tc_json *item = row->child; item && r->code == TC_OK; item = item->next)
        out[count++] = tc_field_count(r, item, INT_MAX);
    return count;
}

static void read_fixings(tc_fields *r, const tc_json *certificate)
{
    const tc_json *list = tc_field_array(r, certificate, "fixings");
    tc_fixing *fixings = tc_fields_take(r, list->count, sizeof *fixings);
    int count = 0;
    for (const tc_json *item = list->child; item && r->code == TC_OK; item = item->next) {
        int row[4] = {0, 0, 0, -1};
        if (read_row(r, item, 4, row) < 3)
            tc_fields_refuse(r, item, "[搜索, 项目, 0 或 1, 乘子组]",
                             "[search, project, 0 or 1, set]");
        fixings[count++] = (tc_fixing){row[0], row[1], row[2] != 0, row[3]};
    }
    r->plan->fixings = fixings;
    r->plan->fixing_count = count;
}

static void read_nodes(tc_fields *r, const tc_json *certificate)
{
    const tc_json *list = tc_field_array(r, certificate, "nodes");
    tc_proof_node *nodes = tc_fields_take(r, list->count, sizeof *nodes);
    int count = 0;
    for (const tc_json *item = list->child; item && r->code == TC_OK; item = item->next) {
        int row[3] = {0};
        const int length = read_row(r, item, 3, row);
        if (length == 2)
            tc_fields_refuse(r, item, "[]、[乘子组] 或 [项目, 否, 是]",
                             "[], [set] or [project, refused, approved]");
        nodes[count++] = length == 3
                             ? (tc_proof_node){row[0], row[1], row[2], -1}
                             : (tc_proof_node){-1, -1, -1, length == 1 ? row[0] : -1};
    }
    r->plan->nodes = nodes;
    r->plan->node_count = count;
}

void tc_plan_proof_read(tc_fields *r, const tc_json *certificate)
{
    read_searches(r, certificate);
    read_fixings(r, certificate);
    read_nodes(r, certificate);
    /* more sets than leaves and fixings would be used by none */
    r->plan->proof_sets = tc_field_count(r, tc_field(r, certificate, "proof_sets"),
                                         r->plan->node_count + r->plan->fixing_count);
    tc_price_list prices = TC_PRICES_OF_PROOF(r->plan);
    tc_prices_read(r, certificate, &prices);
    r->plan->proof_prices = prices.list;
    r->plan->proof_price_count = prices.count;
}
