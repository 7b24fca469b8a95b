/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/fault.h"
#include "domain/shortage.h"
#include "domain/standing.h"
#include "io/plan_agree.h"
#include "io/plan_fields.h"
#include "io/plan_json.h"
#include "io/plan_prices.h"
#include "io/plan_proof.h"
#include "io/plan_words.h"

enum { REASON_KINDS = TC_REASON_LOCKED + 1 };

static const int *read_ids(tc_fields *r, const tc_json *root, const char *key, int *count)
{
    const tc_json *list = tc_field_array(r, root, key);
    int *ids = tc_fields_take(r, list->count, sizeof *ids);
    int kept = 0;
    for (const tc_json *id = list->child; id && r->code == TC_OK; id = id->next)
        ids[kept++] = tc_field_name(r, id, TC_NAME_PROJECT);
    *count = kept;
    return ids;
}

static void read_reason(tc_fields *r, const tc_json *project, int j)
{
    const char *words[REASON_KINDS];
    for (int kind = 0; kind < REASON_KINDS; kind++)
        words[kind] = tc_reason_code((tc_reason_kind)kind);
    tc_reason *reason = &r->plan->reasons[j];
    const tc_json *code = tc_field(r, project, "reason_code");
    reason->kind = (tc_reason_kind)tc_field_word(r, code, words, REASON_KINDS);
    const bool of_none = reason->kind == TC_REASON_ZONING ||
                         reason->kind == TC_REASON_ORDER ||
                         reason->kind == TC_REASON_LOCKED;
    reason->pollutant = of_none ? -1 : 0;
    const tc_json *list = tc_field_array(r, project, "reason_pollutants");
    for (const tc_json *item = list->child; item && r->code == TC_OK; item = item->next) {
        const int p = tc_field_pollutant(r, item);
        if (reason->pollutants == 0)
            reason->pollutant = p;
        reason->pollutants |= 1U << p;
    }
}

static void read_project(tc_fields *r, const tc_json *project, int j)
{
    const tc_project *about = &r->problem->projects[j];
    const tc_json *id = tc_field(r, project, "id");
    if (tc_field_name(r, id, TC_NAME_PROJECT) != j)
        tc_fields_refuse(r, id, "按案例次序的下一个项目", "the next project of the case");
    r->plan->share[j] = tc_field_number(r, tc_field(r, project, "share"));
    r->plan->own_share[j] = tc_field_number(r, tc_field(r, project, "own_share"));
    const tc_json *needs = tc_field(r, project, "pollutants");
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        if (!(about->emission[p] > 0.0))
            continue;
        const tc_json *need = tc_field(r, needs, tc_pollutants[p].id);
        const int at = j * TC_POLLUTANTS + p;
        r->plan->emission[at] = tc_field_grains(r, tc_field(r, need, "emission"));
        r->plan->credit[at] = tc_field_grains(r, tc_field(r, need, "credit"));
    }
    read_reason(r, project, j);
}

static void read_projects(tc_fields *r, const tc_json *root)
{
    tc_plan *plan = r->plan;
    const int count = r->problem->project_count, cells = count * TC_POLLUTANTS;
    plan->share = tc_fields_take(r, count, sizeof *plan->share);
    plan->own_share = tc_fields_take(r, count, sizeof *plan->own_share);
    plan->emission = tc_fields_take(r, cells, sizeof *plan->emission);
    plan->credit = tc_fields_take(r, cells, sizeof *plan->credit);
    plan->reasons = tc_fields_take(r, count, sizeof *plan->reasons);
    const tc_json *list = tc_field_array(r, root, "projects");
    if (r->code == TC_OK && list->count != count) {
        const tc_place place = tc_fields_place(r, list);
        r->code = tc_fail(
            r->error, TC_ERR_INPUT, &place, "projects：案例有 %d 个项目，这里有 %d 个",
            "projects: the case has %d projects, found %d", count, list->count);
    }
    int j = 0;
    for (const tc_json *item = list->child; item && r->code == TC_OK; item = item->next)
        read_project(r, item, j++);
}

static void read_credits(tc_fields *r, const tc_json *root)
{
    const tc_json *list = tc_field_array(r, root, "credits");
    tc_credit *credits = tc_fields_take(r, list->count, sizeof *credits);
    int count = 0;
    for (const tc_json *item = list->child; item && r->code == TC_OK; item = item->next) {
        tc_credit *credit = &credits[count++];
        credit->source = tc_field_name(r, tc_field(r, item, "source"), TC_NAME_SOURCE);
        credit->project = tc_field_name(r, tc_field(r, item, "project"), TC_NAME_PROJECT);
        credit->pollutant = tc_field_pollutant(r, tc_field(r, item, "pollutant"));
        credit->grains = tc_field_grains(r, tc_field(r, item, "tonnes"));
    }
    r->plan->credits = credits;
    r->plan->credit_count = count;
}

/* What the reasons say is missing, now that shares and credits are known. */
static void read_missing(tc_fields *r)
{
    if (r->code == TC_OK && r->plan->whole)
        r->code = tc_shortage_find(r->problem, r->plan, r->error);
    for (int j = 0; j < r->problem->project_count && r->code == TC_OK; j++) {
        tc_reason *reason = &r->plan->reasons[j];
        if (reason->pollutants != 0)
            reason->missing =
                tc_reason_missing(r->problem, r->plan, j, reason->pollutant);
    }
}

static void read_levels(tc_fields *r, const tc_json *certificate)
{
    const tc_json *list = tc_field_array(r, certificate, "levels");
    tc_level *levels = tc_fields_take(r, list->count, sizeof *levels);
    int count = 0;
    for (const tc_json *item = list->child; item && r->code == TC_OK; item = item->next) {
        tc_level *level = &levels[count++];
        level->goal =
            tc_field_count(r, tc_field(r, item, "goal"), r->problem->goal_count);
        level->kind =
            (tc_level_kind)tc_field_word(r, tc_field(r, item, "kind"), tc_level_words, 4);
        level->project = -1;
        if (level->kind == TC_LEVEL_SHARE || level->kind == TC_LEVEL_OWN_SHARE)
            level->project =
                tc_field_name(r, tc_field(r, item, "project"), TC_NAME_PROJECT);
        level->value = tc_field_number(r, tc_field(r, item, "value"));
    }
    r->plan->levels = levels;
    r->plan->level_count = count;
}

/* ---- the whole --------------------------------------------------------------------- */

/* true, or not there at all. */
static bool read_flag(tc_fields *r, const tc_json *root, const char *key)
{
    const tc_json *flag = tc_json_member(root, key);
    if (flag && flag->kind != TC_JSON_TRUE)
        tc_fields_refuse(r, flag, "true", "true");
    return flag != NULL;
}

static void read_all(tc_fields *r, const tc_json *root)
{
    static const char *const schema = TC_PLAN_SCHEMA;
    tc_plan *plan = r->plan;
    (void)tc_field_word(r, tc_field(r, root, "schema"), &schema, 1);
    plan->status = (tc_plan_status)tc_field_word(r, tc_field(r, root, "status"),
                                                 tc_plan_status_words, 3);
    tc_fields_index(r);
    if (plan->status == TC_PLAN_INFEASIBLE) {
        plan->conflict = read_ids(r, root, "conflict", &plan->conflict_count);
        return;
    }
    plan->relaxed = read_flag(r, root, "relaxed");
    plan->stopped = read_flag(r, root, "stopped");
    read_projects(r, root);
    read_credits(r, root);
    plan->ties = read_ids(r, root, "ties", &plan->tie_count);
    const tc_json *certificate = tc_field(r, root, "certificate");
    read_levels(r, certificate);
    tc_price_list prices = TC_PRICES_OF_LEVELS(plan);
    tc_prices_read(r, certificate, &prices);
    plan->prices = prices.list;
    plan->price_count = prices.count;
    plan->whole = tc_json_member(certificate, "searches") != NULL;
    if (plan->whole)
        tc_plan_proof_read(r, certificate);
    read_missing(r);
}

/* All that follows from what was read must be in the file too: write it again, compare.
 */
static void check_rest(tc_fields *r, const tc_json *root)
{
    tc_buffer again = {0};
    tc_json_document *expected = NULL;
    r->code = tc_plan_json_write(r->problem, r->plan, TC_WITH_PROOF, &again, r->error);
    if (r->code == TC_OK)
        r->code = tc_json_parse(r->name, again.text, again.length, &expected, r->error);
    if (r->code == TC_OK)
        r->code = tc_json_agree(tc_json_root(expected), root, r->name, r->error);
    tc_json_free(expected);
    tc_buffer_free(&again);
}

tc_code tc_plan_json_read(const tc_problem *problem, const tc_json_document *document,
                          const char *name, tc_plan **plan, tc_error *error)
{
    tc_fields r = {.problem = problem, .name = name, .error = error};
    r.plan = tc_plan_new();
    if (!r.plan)
        tc_fields_no_memory(&r);
    if (r.code == TC_OK)
        read_all(&r, tc_json_root(document));
    if (r.code == TC_OK)
        check_rest(&r, tc_json_root(document));
    tc_fields_end(&r);
    if (r.code == TC_OK)
        *plan = r.plan;
    else
        tc_plan_free(r.plan);
    return r.code;
}
