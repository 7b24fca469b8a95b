/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "io/case_reader.h"
#include "io/case_sheet.h"
#include "io/reference.h"

enum { FILE_BYTES_MOST = 16 * 1024 * 1024, GRAIN_DIGITS = 4 };

static const char *const keys[] = {"name",     "decision_date", "unknown_available_from",
                                   "ratios",   "reserve",       "export_cap",
                                   "grain",    "policy",        "rules",
                                   "switches", "stated_totals", NULL};

tc_spot tc_json_spot(const tc_json *value, tc_faults *faults)
{
    return tc_member_spot(TC_CASE_FILE, value, faults);
}

bool tc_json_expect(const tc_json *value, tc_json_kind kind, tc_faults *faults)
{
    return tc_member_expect(TC_CASE_FILE, value, kind, faults);
}

void tc_json_refuse_key(const tc_json *value, const char *const *known, tc_faults *faults)
{
    tc_member_refuse_key(TC_CASE_FILE, value, known, faults);
}

bool tc_json_is_meant(const tc_json *object, const char *key, const char *const *known)
{
    return tc_member_is_meant(object, key, known);
}

static void read_day(const tc_json *value, tc_day *day, tc_faults *faults)
{
    const tc_spot spot = tc_json_spot(value, faults);
    if (tc_json_expect(value, TC_JSON_TEXT, faults) &&
        !tc_day_read(value->text, TC_DAY_LAST, &spot, day))
        *day = 0;
}

static void read_name(tc_loading *loading, const tc_json *value, tc_faults *faults)
{
    if (!tc_json_expect(value, TC_JSON_TEXT, faults))
        return;
    const tc_spot spot = tc_json_spot(value, faults);
    if (tc_text_has_controls(value->text, false))
        (void)TC_REFUSE(&spot, value->text, "含有换行、制表符或其他控制字符",
                        "has line ends, tabs or other control characters");
    loading->problem->name = tc_text_keep(loading, value->text);
}

static void read_grain(tc_loading *loading, const tc_json *value, tc_faults *faults)
{
    static const double grains[] = {1, 0.1, 0.01, 0.001, 0.0001, 0.00001, 0.000001};
    if (!tc_json_expect(value, TC_JSON_NUMBER, faults))
        return;
    for (int digits = 0; digits < (int)(sizeof grains / sizeof *grains); digits++)
        if (value->number == grains[digits]) {
            loading->problem->grain_digits = digits;
            return;
        }
    const tc_place place = {TC_CASE_FILE, value->line, value->column};
    tc_fault_add(
        faults, TC_SEVERITY_ERROR, &place,
        "grain：%s 不行，应是 1、0.1、0.01、0.001、0.0001、0.00001 或 0.000001",
        "grain: %s will not do: 1, 0.1, 0.01, 0.001, 0.0001, 0.00001 or 0.000001 is "
        "expected",
        tc_plain_show(value->text).text);
}

static void read_member(tc_loading *loading, const tc_json *value, tc_faults *faults)
{
    tc_problem *problem = loading->problem;
    if (strcmp(value->key, "name") == 0)
        read_name(loading, value, faults);
    else if (strcmp(value->key, "decision_date") == 0)
        read_day(value, &problem->decision_date, faults);
    else if (strcmp(value->key, "unknown_available_from") == 0)
        read_day(value, &problem->unknown_available_from, faults);
    else if (strcmp(value->key, "ratios") == 0)
        problem->ratios = tc_case_rules(loading, value, faults);
    else if (strcmp(value->key, "reserve") == 0)
        problem->reserve = tc_case_rules(loading, value, faults);
    else if (strcmp(value->key, "export_cap") == 0)
        problem->export_cap = tc_case_rules(loading, value, faults);
    else if (strcmp(value->key, "stated_totals") == 0)
        problem->stated_totals = tc_case_rules(loading, value, faults);
    else if (strcmp(value->key, "grain") == 0)
        read_grain(loading, value, faults);
    else if (strcmp(value->key, "policy") == 0)
        tc_case_policy(loading, value, faults);
    else if (strcmp(value->key, "rules") == 0)
        tc_case_rule_names(loading, value, faults);
    else if (strcmp(value->key, "switches") == 0)
        tc_case_switches(loading, value, faults);
    else
        tc_json_refuse_key(value, keys, faults);
}

static void read_root(tc_loading *loading, const tc_json *root, tc_faults *faults)
{
    tc_problem *problem = loading->problem;
    if (!tc_json_expect(root, TC_JSON_OBJECT, faults))
        return;
    for (const tc_json *value = root->child; value; value = value->next)
        read_member(loading, value, faults);
    if (!tc_json_is_meant(root, "decision_date", keys)) {
        const tc_place place = {TC_CASE_FILE, root->line, root->column};
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "缺少 decision_date（决定日期）",
                     "decision_date is missing");
    }
    if (!tc_json_member(root, "unknown_available_from"))
        problem->unknown_available_from = problem->decision_date;
    if (!tc_json_member(root, "policy"))
        tc_case_default_policy(loading);
}

/* Read case.json and use its values; a fault of its syntax is the only one then. */
static tc_code read_file(tc_loading *loading, const char *path, tc_faults *faults,
                         tc_error *error)
{
    tc_json_document *document = NULL;
    tc_fault syntax = {0};
    const tc_code code =
        tc_json_load(path, TC_CASE_FILE, FILE_BYTES_MOST, &document, &syntax.error);
    if (code == TC_ERR_INPUT) {
        tc_fault_put(faults, &syntax);
        return TC_OK;
    }
    if (code != TC_OK) {
        if (error)
            *error = syntax.error;
        return code;
    }
    read_root(loading, tc_json_root(document), faults);
    tc_json_free(document);
    return TC_OK;
}

/* Make the books of rules, also of a case that states none. */
static tc_code make_books(tc_loading *loading, tc_faults *faults, tc_error *error)
{
    const tc_problem *problem = loading->problem;
    const struct {
        const char *key;
        const tc_rule_list *rules;
        tc_rule_book *book;
    } books[] = {
        {"ratios", &problem->ratios, &loading->ratios},
        {"reserve", &problem->reserve, &loading->reserve},
        {"export_cap", &problem->export_cap, &loading->export_cap},
    };
    for (size_t i = 0; i < sizeof books / sizeof *books; i++) {
        const tc_code code = tc_rule_book_make(books[i].rules, &loading->problem->arena,
                                               books[i].book, error);
        if (code != TC_OK)
            return code;
        tc_case_rule_ties(books[i].book, books[i].key, faults);
    }
    return TC_OK;
}

/* What the folder is called, or the workbook without its ending. */
static const char *case_name(tc_loading *loading)
{
    const char *end = loading->path + strlen(loading->path);
    while (end > loading->path && end[-1] == '/')
        end--;
    const char *start = end;
    while (start > loading->path && start[-1] != '/')
        start--;
    const char *point = strrchr(start, '.');
    if (loading->home.book && point)
        end = point;
    const char *name =
        tc_arena_text(&loading->problem->arena, start, (size_t)(end - start));
    if (!name)
        loading->no_memory = true;
    return name ? name : "";
}

static tc_code find_file(tc_loading *loading, tc_faults *faults, tc_error *error)
{
    tc_buffer path = {0};
    tc_buffer_printf(&path, "%s/%s", loading->home.folder, TC_CASE_FILE);
    tc_code code = TC_OK;
    struct stat about;
    if (path.failed) {
        loading->no_memory = true;
    } else if (stat(path.text, &about) != 0 && errno == ENOENT) {
        const tc_place place = {TC_CASE_FILE, 0, 0};
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "缺少文件 %s",
                     "the file %s is missing", TC_CASE_FILE);
    } else {
        code = read_file(loading, path.text, faults, error);
    }
    tc_buffer_free(&path);
    return code;
}

static tc_code read_sheet(tc_loading *loading, tc_faults *faults, tc_error *error)
{
    const tc_json *root = NULL;
    const tc_code code = tc_case_sheet_read(loading, faults, &root, error);
    if (root)
        read_root(loading, root, faults);
    return code;
}

tc_code tc_case_load(tc_loading *loading, tc_faults *faults, tc_error *error)
{
    tc_problem *problem = loading->problem;
    problem->name = case_name(loading);
    problem->grain_digits = GRAIN_DIGITS;
    tc_code code = loading->home.book ? read_sheet(loading, faults, error)
                                      : find_file(loading, faults, error);
    if (code == TC_OK && !loading->no_memory)
        code = make_books(loading, faults, error);
    if (code == TC_OK && loading->no_memory)
        code = tc_no_memory(error);
    return code;
}
