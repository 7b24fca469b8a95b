/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/plan_json.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/scarce_memory.h"
#include "support/solved_case.h"

static tc_buffer text_of(const solved_case *solved, tc_proof proof)
{
    tc_buffer text = {0};
    tc_error error = {0};
    cr_assert_eq(tc_plan_json_write(solved->problem, solved->plan, proof, &text, &error),
                 TC_OK, "%s", error.message_en);
    return text;
}

static tc_code read_text(const tc_problem *problem, const char *text, tc_plan **plan,
                         tc_error *error)
{
    tc_json_document *document = NULL;
    tc_code code = tc_json_parse("plan.json", text, strlen(text), &document, error);
    if (code == TC_OK)
        code = tc_plan_json_read(problem, document, "plan.json", plan, error);
    tc_json_free(document);
    return code;
}

/* ---- there and back ---------------------------------------------------------------- */

static void assert_same_bytes(const void *a, const void *b, size_t count, size_t size)
{
    cr_assert(count == 0 || memcmp(a, b, count * size) == 0);
}

static void assert_same_certificate(const tc_plan *a, const tc_plan *b)
{
    cr_assert_eq(a->level_count, b->level_count);
    for (int k = 0; k < a->level_count; k++) {
        cr_assert_eq(a->levels[k].kind, b->levels[k].kind);
        cr_assert_eq(a->levels[k].goal, b->levels[k].goal);
        cr_assert_eq(a->levels[k].project, b->levels[k].project);
        assert_same_bytes(&a->levels[k].value, &b->levels[k].value, 1, sizeof(double));
    }
    cr_assert_eq(a->price_count, b->price_count);
    for (int i = 0; i < a->price_count; i++) {
        const tc_price *x = &a->prices[i], *y = &b->prices[i];
        cr_assert_eq(x->kind, y->kind);
        cr_assert_eq(x->pollutant, y->pollutant);
        cr_assert_eq(x->area, y->area);
        cr_assert_eq(x->basin, y->basin);
        cr_assert_eq(x->pool_access, y->pool_access);
        cr_assert_eq(x->first_start, y->first_start);
        cr_assert_eq(x->last_start, y->last_start);
        cr_assert_eq(x->project, y->project);
        cr_assert_eq(x->goal, y->goal);
        cr_assert_eq(x->limits, y->limits);
        cr_assert_eq(x->owner, y->owner);
        cr_assert_eq(x->count, y->count);
        assert_same_bytes(x->level, y->level, (size_t)x->count, sizeof(int));
        assert_same_bytes(x->value, y->value, (size_t)x->count, sizeof(double));
    }
}

static void assert_same_plan(const tc_problem *problem, const tc_plan *a,
                             const tc_plan *b)
{
    const size_t projects = (size_t)problem->project_count;
    cr_assert_eq(a->status, b->status);
    cr_assert_eq(a->conflict_count, b->conflict_count);
    assert_same_bytes(a->conflict, b->conflict, (size_t)a->conflict_count, sizeof(int));
    if (a->status == TC_PLAN_INFEASIBLE)
        return;
    assert_same_bytes(a->share, b->share, projects, sizeof(double));
    assert_same_bytes(a->own_share, b->own_share, projects, sizeof(double));
    assert_same_bytes(a->emission, b->emission, projects * TC_POLLUTANTS,
                      sizeof(tc_grains));
    assert_same_bytes(a->credit, b->credit, projects * TC_POLLUTANTS, sizeof(tc_grains));
    cr_assert_eq(a->tie_count, b->tie_count);
    assert_same_bytes(a->ties, b->ties, (size_t)a->tie_count, sizeof(int));
    cr_assert_eq(a->credit_count, b->credit_count);
    for (int k = 0; k < a->credit_count; k++) {
        cr_assert_eq(a->credits[k].source, b->credits[k].source);
        cr_assert_eq(a->credits[k].project, b->credits[k].project);
        cr_assert_eq(a->credits[k].pollutant, b->credits[k].pollutant);
        cr_assert_eq(a->credits[k].grains, b->credits[k].grains);
    }
    for (size_t j = 0; j < projects; j++) {
        cr_assert_eq(a->reasons[j].kind, b->reasons[j].kind);
        cr_assert_eq(a->reasons[j].pollutant, b->reasons[j].pollutant);
        cr_assert_eq(a->reasons[j].pollutants, b->reasons[j].pollutants);
    }
    assert_same_certificate(a, b);
}

static void go_there_and_back(const solved_case *solved)
{
    tc_buffer text = text_of(solved, TC_WITH_PROOF);
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(read_text(solved->problem, text.text, &plan, &error), TC_OK, "%d:%d: %s",
                 error.line, error.column, error.message_en);
    assert_same_plan(solved->problem, solved->plan, plan);
    const solved_case again = {.problem = solved->problem, .plan = plan};
    tc_buffer copy = text_of(&again, TC_WITH_PROOF);
    cr_assert_str_eq(copy.text, text.text);
    tc_verdict verdict;
    cr_assert_eq(tc_plan_verify(solved->problem, plan, &verdict, &error), TC_OK);
    cr_assert(verdict.verified, "%s", verdict.message_en);
    tc_buffer_free(&copy);
    tc_buffer_free(&text);
    tc_plan_free(plan);
}

Test(io_plan_json, the_cases_of_data_come_back_bit_for_bit)
{
    static const char *const names[] = {"textbook", "yuncheng-2022"};
    for (int i = 0; i < 2; i++) {
        solved_case solved = solved_data(names[i]);
        go_there_and_back(&solved);
        solved_free(&solved);
    }
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_json, made_plans_come_back_bit_for_bit)
{
    static const unsigned features[] = {0,
                                        MADE_EXCHANGE | MADE_FINE,
                                        MADE_CAPS | MADE_WIDE,
                                        MADE_EVEN | MADE_TIES,
                                        MADE_POLICY | MADE_EVEN,
                                        MADE_MUST | MADE_TIES,
                                        MADE_LIMITS | MADE_OWNERS};
    int infeasible = 0;
    for (uint64_t k = 0; k < 60; k++) {
        solved_case solved =
            solved_made(900 + k, 2 + (int)(k % 9), 1 + (int)(k % 14), features[k % 7]);
        infeasible += solved.plan->status == TC_PLAN_INFEASIBLE;
        go_there_and_back(&solved);
        solved_free(&solved);
    }
    cr_assert_gt(infeasible, 0);
    TC_ASSERT_NO_LEAK();
}

/* ---- what it says ------------------------------------------------------------------ */

static const tc_json *walk(const tc_json *value, const char *key, int entry)
{
    value = tc_json_member(value, key);
    cr_assert_not_null(value, "%s", key);
    value = value->child;
    for (int i = 0; i < entry; i++)
        value = value->next;
    return value;
}

static const char *said(const tc_json *object, const char *key)
{
    const tc_json *value = tc_json_member(object, key);
    cr_assert_not_null(value, "%s", key);
    return value->text;
}

static double stated(const tc_json *object, const char *key)
{
    const tc_json *value = tc_json_member(object, key);
    cr_assert_not_null(value, "%s", key);
    return value->number;
}

Test(io_plan_json, the_textbook_plan_says_what_was_worked_out_on_paper)
{
    solved_case solved = solved_data("textbook");
    tc_buffer text = text_of(&solved, TC_WITHOUT_PROOF);
    tc_json_document *document = NULL;
    cr_assert_eq(tc_json_parse("p", text.text, text.length, &document, NULL), TC_OK);
    const tc_json *root = tc_json_root(document);
    cr_assert_str_eq(said(root, "schema"), "tongchou.plan/1");
    cr_assert_str_eq(said(root, "version"), tc_library_version());
    cr_assert_str_eq(said(root, "status"), "optimal");
    cr_assert_eq(tc_json_member(root, "verified")->kind, TC_JSON_TRUE);
    cr_assert_null(tc_json_member(root, "certificate"));
    cr_assert_null(tc_json_member(root, "conflict"));
    const tc_json *about = tc_json_member(root, "case");
    cr_assert_str_eq(said(about, "name"), "课本算例");
    cr_assert_str_eq(said(about, "grain"), "0.0001");
    cr_assert(strncmp(said(about, "note"), "示例项目", strlen("示例项目")) == 0);

    static const struct {
        const char *name;
        double value;
    } goals[] = {
        {"guarantee-local", 5.0 / 6.0}, {"tier 1", 1.0},     {"tier 2", 1.5},
        {"tier 3", 11.0 / 12.0},        {"first-come", 2.0}, {"keep-local", 0.95}};
    for (int g = 0; g < 6; g++) {
        const tc_json *goal = walk(root, "goals", g);
        cr_assert_str_eq(said(goal, "name"), goals[g].name);
        cr_assert_float_eq(stated(goal, "value"), goals[g].value, 1e-12);
    }
    static const double shares[] = {11.0 / 12.0, 1.0, 0.5, 1.0};
    static const char *const standings[] = {"partial", "served", "partial", "served"};
    for (int j = 0; j < 4; j++) {
        const tc_json *project = walk(root, "projects", j);
        cr_assert_float_eq(stated(project, "share"), shares[j], 1e-12);
        cr_assert_str_eq(said(project, "status"), standings[j]);
        cr_assert_str_eq(said(project, "origin"), "illustrative");
        cr_assert_str_eq(said(project, "note"), "示例项目");
    }
    const tc_json *needs = tc_json_member(walk(root, "projects", 0), "pollutants");
    cr_assert_eq(needs->count, 1, "only what the project emits");
    const tc_json *nox = tc_json_member(needs, "NOx");
    cr_assert_str_eq(said(nox, "emission"), "55.0000");
    cr_assert_str_eq(said(nox, "credit"), "110.0000");
    cr_assert_str_eq(said(nox, "own"), "100.0000");
    cr_assert_str_eq(said(nox, "pooled"), "10.0000");
    const tc_json *cod = tc_json_member(walk(root, "sources", 2), "pollutants");
    cr_assert_str_eq(said(tc_json_member(cod, "COD"), "remaining"), "20.0000");
    cr_assert_eq(tc_json_member(root, "credits")->count, 9);
    cr_assert_eq(tc_json_member(root, "ties")->count, 2);
    tc_json_free(document);
    tc_buffer_free(&text);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_json, an_infeasible_plan_names_the_projects_and_no_shares)
{
    solved_case solved = solved_data("textbook");
    static const int pair[] = {2, 3};
    tc_plan no = {.status = TC_PLAN_INFEASIBLE, .conflict = pair, .conflict_count = 2};
    const solved_case refused = {.problem = solved.problem, .plan = &no};
    tc_buffer text = text_of(&refused, TC_WITH_PROOF);
    tc_json_document *document = NULL;
    cr_assert_eq(tc_json_parse("p", text.text, text.length, &document, NULL), TC_OK);
    const tc_json *root = tc_json_root(document);
    cr_assert_str_eq(said(root, "status"), "infeasible");
    cr_assert_eq(tc_json_member(root, "verified")->kind, TC_JSON_FALSE);
    cr_assert_str_eq(walk(root, "conflict", 0)->text, "T-3");
    cr_assert_str_eq(walk(root, "conflict", 1)->text, "T-4");
    cr_assert_eq(tc_json_member(root, "projects")->count, 0);
    cr_assert_eq(tc_json_member(root, "goals")->count, 0);
    cr_assert_null(tc_json_member(root, "certificate"));
    tc_plan *plan = NULL;
    cr_assert_eq(read_text(solved.problem, text.text, &plan, NULL), TC_OK);
    assert_same_plan(solved.problem, &no, plan);
    tc_plan_free(plan);
    tc_json_free(document);
    tc_buffer_free(&text);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}

/* ---- what is refused --------------------------------------------------------------- */

typedef enum change { REMOVE, MISTYPE, INSERT, ALTER, CHANGES } change;

/* A copy of a document with one change at one value, counted in document order. */
typedef struct copier {
    change change;
    int target, seen;
    bool keyed, version; /* the target is a member; it is the program's version */
    bool nothing;        /* there is nothing to alter: an array or object */
} copier;

static void copy_scalar(tc_json_out *parent, const tc_json *value, change what)
{
    const char *key = value->key;
    char altered[256];
    if (value->kind == TC_JSON_NUMBER && what == MISTYPE)
        tc_json_out_text(parent, key, value->text);
    else if (value->kind == TC_JSON_NUMBER && what == ALTER)
        tc_json_out_number(parent, key, value->number + 1.0);
    else if (value->kind == TC_JSON_NUMBER)
        tc_json_out_decimal(parent, key, value->text);
    else if (value->kind == TC_JSON_TEXT && what == MISTYPE)
        tc_json_out_int(parent, key, 7);
    else if (value->kind == TC_JSON_TEXT) {
        (void)snprintf(altered, sizeof altered, "%.200s%s", value->text,
                       what == ALTER ? "x" : "");
        tc_json_out_text(parent, key, altered);
    } else if (what == MISTYPE)
        tc_json_out_text(parent, key, "yes");
    else
        tc_json_out_bool(parent, key, (value->kind == TC_JSON_TRUE) == (what != ALTER));
}

static void copy(copier *c, tc_json_out *parent, const tc_json *value)
{
    const bool hit = c->seen++ == c->target;
    const change what = hit ? c->change : CHANGES;
    if (hit) {
        c->keyed = value->key != NULL;
        c->version = c->keyed && strcmp(value->key, "version") == 0;
        c->nothing = value->kind == TC_JSON_ARRAY || value->kind == TC_JSON_OBJECT;
    }
    if (what == REMOVE)
        return;
    if (what == INSERT)
        tc_json_out_int(parent, value->key ? "stranger" : NULL, 5);
    if (value->kind != TC_JSON_ARRAY && value->kind != TC_JSON_OBJECT) {
        copy_scalar(parent, value, what);
        return;
    }
    const bool object = (value->kind == TC_JSON_OBJECT) == (what != MISTYPE);
    tc_json_out *made = object ? tc_json_out_object() : tc_json_out_array();
    for (const tc_json *child = value->child; child && what != MISTYPE;
         child = child->next)
        copy(c, made, child);
    tc_json_out_add(parent, value->key, made);
}

/* The text of a document with one change; false when it has no such value. */
static bool change_text(const tc_json *root, copier *c, tc_buffer *text)
{
    tc_json_out *made = tc_json_out_object();
    for (const tc_json *child = root->child; child; child = child->next)
        copy(c, made, child);
    cr_assert_eq(tc_json_out_print(made, true, text, NULL), TC_OK);
    tc_json_out_free(made);
    return c->seen > c->target;
}

/* Refused with a place; or, where the change made another plan, taken over as it is. */
static void assert_not_ignored(tc_problem *problem, const tc_buffer *original,
                               const tc_buffer *text, const copier *c)
{
    tc_plan *plan = NULL;
    tc_error error = {0};
    const tc_code code = read_text(problem, text->text, &plan, &error);
    if (code == TC_OK) {
        const solved_case read = {problem, plan, false};
        tc_buffer again = text_of(&read, TC_WITH_PROOF);
        const bool carried = strcmp(again.text, original->text) != 0;
        const bool may = c->change == ALTER || (c->change == REMOVE && !c->keyed);
        cr_assert(carried && may, "change %d of value %d was ignored", c->change,
                  c->target);
        tc_buffer_free(&again);
    } else {
        cr_assert_eq(code, TC_ERR_INPUT, "%s", error.message_en);
        cr_assert_str_eq(error.file, "plan.json");
        cr_assert(error.line > 0 && error.column > 0, "%s", error.message_en);
        cr_assert(strlen(error.message) > 0 && strlen(error.message_en) > 0);
    }
    tc_plan_free(plan);
}

static void try_every_change(change what, bool infeasible)
{
    solved_case solved = solved_made(infeasible ? 926 : 908, 3, 3, MADE_EVEN);
    static const int pair[] = {0, 1};
    tc_plan no = {.status = TC_PLAN_INFEASIBLE, .conflict = pair, .conflict_count = 2};
    const solved_case told = {solved.problem, infeasible ? &no : solved.plan, true};
    tc_buffer original = text_of(&told, TC_WITH_PROOF);
    tc_json_document *document = NULL;
    cr_assert_eq(tc_json_parse("p", original.text, original.length, &document, NULL),
                 TC_OK);
    int target = 0;
    for (;; target++) {
        copier c = {.change = what, .target = target};
        tc_buffer text = {0};
        const bool there = change_text(tc_json_root(document), &c, &text);
        if (there && !(what == ALTER && (c.version || c.nothing)))
            assert_not_ignored(solved.problem, &original, &text, &c);
        tc_buffer_free(&text);
        if (!there)
            break;
    }
    cr_assert_gt(target, infeasible ? 10 : 100);
    tc_json_free(document);
    tc_buffer_free(&original);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_json, a_plan_without_any_one_member_is_refused_with_a_place)
{
    try_every_change(REMOVE, false);
    try_every_change(REMOVE, true);
}

Test(io_plan_json, a_value_of_the_wrong_type_is_refused_with_a_place)
{
    try_every_change(MISTYPE, false);
    try_every_change(MISTYPE, true);
}

Test(io_plan_json, a_member_that_does_not_belong_is_refused_with_a_place)
{
    try_every_change(INSERT, false);
    try_every_change(INSERT, true);
}

Test(io_plan_json, no_altered_value_is_ignored)
{
    try_every_change(ALTER, false);
    try_every_change(ALTER, true);
}

/* The text with the first occurrence of old replaced. */
static void replace(const tc_buffer *text, const char *old, const char *new,
                    tc_buffer *out)
{
    const char *at = strstr(text->text, old);
    cr_assert_not_null(at, "%s", old);
    tc_buffer_add(out, text->text, (size_t)(at - text->text));
    tc_buffer_puts(out, new);
    tc_buffer_puts(out, at + strlen(old));
}

static const struct {
    const char *old, *new, *en, *zh;
    int line, column; /* line 0: somewhere in the certificate */
} FAULTS[] = {
    {"\"schema\":", "\"scheme\":", "'schema' is missing", "缺少 “schema”", 1, 1},
    {"tongchou.plan/1", "tongchou.plan/2",
     "schema: expected tongchou.plan/1, found 'tongchou.plan/2'",
     "schema：应为 tongchou.plan/1，却是 “tongchou.plan/2”", 2, 12},
    {"\"status\":\t\"optimal\"", "\"status\":\t\"perfect\"",
     "status: expected optimal | infeasible | bounded, found 'perfect'",
     "status：应为 optimal | infeasible | bounded，却是 “perfect”", 11, 12},
    {"\"projects\":\t[", "\"projects\":\t7, \"lost\":\t[",
     "projects: expected an array, found 7", "projects：应为 数组，却是 7", 38, 14},
    {"\"id\":\t\"T-1\"", "\"id\":\t\"T-9\"", "id: the case has no project 'T-9'",
     "id：案例中没有项目 “T-9”", 39, 10},
    {"\"id\":\t\"T-1\"", "\"id\":\t\"T-2\"",
     "id: expected the next project of the case, found 'T-2'",
     "id：应为 按案例次序的下一个项目，却是 “T-2”", 39, 10},
    {"\"own_share\":\t0,", "\"own_share\":\t\"0\",",
     "own_share: expected a number, found '0'", "own_share：应为 数字，却是 “0”", 76, 17},
    {"\"own_share\":", "\"owned\":", "'own_share' is missing", "缺少 “own_share”", 38,
     15},
    {"\"emission\":\t55.0000", "\"emission\":\t55.00001",
     "emission: expected tonnes in whole grains, found 55.00001",
     "emission：应为 最小单位的整数倍（吨），却是 55.00001", 55, 18},
    {"\"NOx\":\t{", "\"PM\":\t{", "'NOx' is missing", "缺少 “NOx”", 53, 18},
    {"\"reason_code\":\t\"used-up\"", "\"reason_code\":\t\"lazy\"",
     "reason_code: expected none | zoning | no-source | no-pool | too-early | barred | "
     "used-up | too-little | order | "
     "rounding | locked, found 'lazy'",
     "reason_code：应为 none | zoning | no-source | no-pool | too-early | barred | "
     "used-up | too-little | order | "
     "rounding | locked，却是 “lazy”",
     51, 19},
    {"\"source\":\t\"S1\"", "\"source\":\t\"S7\"", "source: the case has no source 'S7'",
     "source：案例中没有削减源 “S7”", 216, 14},
    {"\"T-1\",\n\t\t\t\"pollutant\":\t\"NOx\"", "\"T-1\",\n\t\t\t\"pollutant\":\t\"O3\"",
     "pollutant: expected PM | SO2 | NOx | VOCs | COD | NH3-N, found 'O3'",
     "pollutant：应为 PM | SO2 | NOx | VOCs | COD | NH3-N，却是 “O3”", 218, 17},
    {"\"tonnes\":\t100.0000", "\"tonnes\":\t-100",
     "tonnes: expected tonnes in whole grains, found -100",
     "tonnes：应为 最小单位的整数倍（吨），却是 -100", 219, 14},
    {"\"ties\":\t[", "\"ties\":\t[\"T-8\", ", "the case has no project 'T-8'",
     "案例中没有项目 “T-8”", 309, 11},
    {"\"goal\":\t0", "\"goal\":\t7", "goal: expected a whole number from 0 to 6, found 7",
     "goal：应为 0 至 6 的整数，却是 7", 0, 13},
    {"\"goal\":\t0", "\"goal\":\t0.5",
     "goal: expected a whole number from 0 to 6, found 0.5",
     "goal：应为 0 至 6 的整数，却是 0.5", 0, 13},
    {"\"kind\":\t\"total\"", "\"kind\":\t\"sum\"",
     "kind: expected total | smallest-share | share | own-share, found 'sum'",
     "kind：应为 total | smallest-share | share | own-share，却是 “sum”", 0, 13},
    {"\"levels\":\t[{", "\"levels\":\t[5, {", "expected an object, found 5",
     "应为 对象，却是 5", 0, 14},
    {"\"area\":\t\"JIA\",\n\t\t\t\t\"basin\"", "\"area\":\t\"MARS\",\n\t\t\t\t\"basin\"",
     "area: the case has no area 'MARS'", "area：案例中没有区域 “MARS”", 0, 13},
    {"\"basin\":\t\"*\"", "\"basin\":\t\"Nile\"", "basin: the case has no basin 'Nile'",
     "basin：案例中没有流域 “Nile”", 0, 14},
    {"\"pool_access\":\ttrue", "\"pool_access\":\t1",
     "pool_access: expected true or false, found 1",
     "pool_access：应为 true 或 false，却是 1", 0, 20},
    {"\"pool_access\":\ttrue", "\"pool_access\":\ttrue, \"limits\":\t-1",
     "limits: expected a whole number from 0 to 2147483647, found -1",
     "limits：应为 0 至 2147483647 的整数，却是 -1", 0, 36},
    {"\"pool_access\":\ttrue", "\"pool_access\":\ttrue, \"owner\":\t\"T-9\"",
     "owner: the case has no project 'T-9'", "owner：案例中没有项目 “T-9”", 0, 35},
    {"\"first_start\":\t\"2023-09-01\"", "\"first_start\":\t\"2023-9-1\"",
     "first_start: expected a date YYYY-MM-DD, found '2023-9-1'",
     "first_start：应为 YYYY-MM-DD 日期，却是 “2023-9-1”", 0, 20},
    {"\"levels\":\t[0", "\"levels\":\t[99, 0",
     "values: expected 3 numbers, as in levels, found 2",
     "values：应有 3 项，同 levels 一样，这里有 2 项", 0, 15},
    {"\"values\":\t[", "\"values\":\t[1, ",
     "values: expected 2 numbers, as in levels, found 3",
     "values：应有 2 项，同 levels 一样，这里有 3 项", 0, 15},
    {"\"levels\":\t[0", "\"levels\":\t[99",
     "expected a whole number from 0 to 8, found 99", "应为 0 至 8 的整数，却是 99", 0,
     16},
    {"\"verified\":\ttrue", "\"verified\":\tfalse",
     "verified: expected true, found false", "verified：应为 true，却是 false", 12, 14},
    {"示例·甲县热电", "甲县热电", "name: expected '示例·甲县热电', found '甲县热电'",
     "name：应为 “示例·甲县热电”，却是 “甲县热电”", 40, 12},
    {"\"remaining\":\t20.0000", "\"remaining\":\t21.0000",
     "remaining: expected 20.0000, found 21.0000",
     "remaining：应为 20.0000，却是 21.0000", 305, 19},
    {"\"pooled\":\ttrue", "\"pooled\":\tfalse", "pooled: expected true, found false",
     "pooled：应为 true，却是 false", 226, 14},
    {"\"first-come\",\n\t\t\t\"value\":\t2", "\"first-come\",\n\t\t\t\"value\":\t3",
     "value: expected 2, found 3", "value：应为 2，却是 3", 32, 13},
    {"\"tier\":\t3,", "\"tier\":\t3, \"colour\":\t1,", "'colour' does not belong here",
     "这里不该有 “colour”", 43, 15},
    {"\"effect\":\t\"ratio\"", "\"effect\":\t\"exempt\"",
     "effect: expected 'ratio', found 'exempt'", "effect：应为 “ratio”，却是 “exempt”",
     63, 16},
    {"\"version\":\t\"0.1.0\"", "\"version\":\t1", "version: expected '0.1.0', found 1",
     "version：应为 “0.1.0”，却是 1", 3, 13},
    {"\"ties\":\t[\"T-4\", \"T-3\"]", "\"ties\":\t[]", "value: expected 0, found 2",
     "value：应为 0，却是 2", 32, 13},
};

Test(io_plan_json, faults_are_told_in_both_languages_at_their_place)
{
    solved_case solved = solved_data("textbook");
    tc_buffer text = text_of(&solved, TC_WITH_PROOF);
    for (size_t i = 0; i < sizeof FAULTS / sizeof FAULTS[0]; i++) {
        tc_buffer changed = {0};
        replace(&text, FAULTS[i].old, FAULTS[i].new, &changed);
        tc_plan *plan = NULL;
        tc_error error = {0};
        cr_assert_eq(read_text(solved.problem, changed.text, &plan, &error), TC_ERR_INPUT,
                     "%s", FAULTS[i].old);
        cr_assert_str_eq(error.message_en, FAULTS[i].en);
        cr_assert_str_eq(error.message, FAULTS[i].zh);
        cr_assert_eq(FAULTS[i].line ? error.line : 0, FAULTS[i].line, "%s: %d",
                     FAULTS[i].old, error.line);
        cr_assert_eq(error.column, FAULTS[i].column, "%s: %d", FAULTS[i].old,
                     error.column);
        tc_buffer_free(&changed);
    }
    tc_buffer_free(&text);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_json, tonnes_are_whole_grains_however_they_are_written)
{
    solved_case solved = solved_data("textbook");
    tc_buffer text = text_of(&solved, TC_WITH_PROOF);
    static const struct {
        const char *tonnes;
        bool right;
    } cases[] = {{"55", true},        {"55.0", true},
                 {"55.000000", true}, {"55.00001", false},
                 {"5.5e1", false},    {"-55", false},
                 {"55.0001", true},   {"549999e-4", false},
                 {"1e30", false},     {"99999999999999999999", false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        tc_buffer changed = {0};
        char member[64];
        (void)snprintf(member, sizeof member, "\"emission\":\t%s,", cases[i].tonnes);
        replace(&text, "\"emission\":\t55.0000,", member, &changed);
        tc_plan *plan = NULL;
        tc_error error = {0};
        const tc_code code = read_text(solved.problem, changed.text, &plan, &error);
        cr_assert_eq(code, cases[i].right ? TC_OK : TC_ERR_INPUT, "%s: %s",
                     cases[i].tonnes, error.message_en);
        tc_plan_free(plan);
        tc_buffer_free(&changed);
    }
    tc_buffer_free(&text);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}

Test(io_plan_json, white_space_order_and_version_are_free)
{
    solved_case solved = solved_data("textbook");
    tc_buffer text = text_of(&solved, TC_WITH_PROOF), plain = {0};
    tc_json_document *document = NULL;
    cr_assert_eq(tc_json_parse("p", text.text, text.length, &document, NULL), TC_OK);
    tc_json_out *made = tc_json_out_object();
    const tc_json *root = tc_json_root(document);
    copier c = {.change = CHANGES, .target = -1};
    tc_json_out_text(made, "version", "9.9.9");
    for (int k = root->count - 1; k >= 0; k--) { /* backwards */
        const tc_json *value = root->child;
        for (int i = 0; i < k; i++)
            value = value->next;
        if (strcmp(value->key, "version") != 0)
            copy(&c, made, value);
    }
    cr_assert_eq(tc_json_out_print(made, false, &plain, NULL), TC_OK);
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(read_text(solved.problem, plain.text, &plan, &error), TC_OK, "%s",
                 error.message_en);
    assert_same_plan(solved.problem, solved.plan, plan);
    tc_plan_free(plan);
    tc_json_out_free(made);
    tc_json_free(document);
    tc_buffer_free(&plain);
    tc_buffer_free(&text);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}

/* ---- memory ------------------------------------------------------------------------ */

/* cJSON takes its memory from the same place, so that it runs out there too. */
static void share_memory(void)
{
    cJSON_Hooks hooks = {tc_test_memory_take, free};
    cJSON_InitHooks(&hooks);
}

Test(io_plan_json, writing_and_reading_fail_cleanly_at_every_allocation,
     .init = share_memory)
{
    solved_case solved = solved_made(908, 3, 3, MADE_EVEN);
    long left = 0;
    for (;; left++) {
        tc_buffer text = {0};
        tc_plan *plan = NULL;
        tc_error error = {0};
        tc_test_memory(left);
        tc_code code =
            tc_plan_json_write(solved.problem, solved.plan, TC_WITH_PROOF, &text, &error);
        if (code == TC_OK)
            code = read_text(solved.problem, text.text, &plan, &error);
        tc_test_memory(-1);
        if (code == TC_OK)
            assert_same_plan(solved.problem, solved.plan, plan);
        else
            cr_assert(code == TC_ERR_MEMORY && !plan, "%ld: %s", left, error.message_en);
        tc_plan_free(plan);
        tc_buffer_free(&text);
        if (code == TC_OK)
            break;
    }
    cr_assert_gt(left, 200);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}
