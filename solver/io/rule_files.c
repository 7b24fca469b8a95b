/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/nearest.h"
#include "io/case_reader.h"
#include "io/file_bytes.h"
#include "io/reference.h"
#include "io/rule_set_reader.h"
#include "io/shipped_rules.h"

enum { FILE_BYTES_MOST = 4 * 1024 * 1024, SETS_MOST = 32 };

/* ---- what case.json chooses -------------------------------------------------------- */

static tc_chosen *take_chosen(tc_loading *loading, int count)
{
    tc_chosen *list =
        tc_arena_take(&loading->problem->arena, (size_t)count, sizeof *list);
    if (!list)
        loading->no_memory = true;
    return list;
}

static bool is_chosen(const tc_chosen *list, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(list[i].name, name) == 0)
            return true;
    return false;
}

/* A name is part of a path: it may not lead elsewhere. */
static bool is_plain_name(const char *name)
{
    return *name && *name != '.' && !strpbrk(name, "/\\") &&
           !tc_text_has_controls(name, false) && strlen(name) < 128;
}

static void refuse_path(const char *name, const tc_place *place, tc_faults *faults)
{
    tc_fault_add(faults, TC_SEVERITY_ERROR, place, "“%s”不是规则集的名称",
                 "'%s' is no name of a rule set", tc_plain_show(name).text);
}

void tc_case_rule_names(tc_loading *loading, const tc_json *list, tc_faults *faults)
{
    if (!tc_json_expect(list, TC_JSON_ARRAY, faults))
        return;
    tc_chosen *names = take_chosen(loading, list->count);
    int count = 0;
    for (const tc_json *item = list->child; names && item; item = item->next) {
        const tc_place place = {TC_CASE_FILE, item->line, item->column};
        if (!tc_json_expect(item, TC_JSON_TEXT, faults))
            continue;
        const char *name = tc_text_keep(loading, item->text);
        const tc_shown shown = tc_plain_show(item->text);
        if (!is_plain_name(name))
            refuse_path(name, &place, faults);
        else if (is_chosen(names, count, name))
            tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "规则集“%s”写了两次",
                         "rule set '%s' is named twice", shown.text);
        else if (count == SETS_MOST)
            tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "规则集最多 %d 个",
                         "at most %d rule sets may be named", SETS_MOST);
        else
            names[count++] =
                (tc_chosen){.name = name, .line = item->line, .column = item->column};
    }
    loading->rule_names = names;
    loading->rule_name_count = count;
}

void tc_case_switches(tc_loading *loading, const tc_json *object, tc_faults *faults)
{
    if (!tc_json_expect(object, TC_JSON_OBJECT, faults))
        return;
    tc_chosen *switches = take_chosen(loading, object->count);
    int count = 0;
    for (const tc_json *item = object->child; switches && item; item = item->next)
        if (tc_json_expect(item, TC_JSON_TEXT, faults))
            switches[count++] = (tc_chosen){tc_text_keep(loading, item->key),
                                            tc_text_keep(loading, item->text),
                                            item->line,
                                            item->column,
                                            item->key_line,
                                            item->key_column};
    loading->switches = switches;
    loading->switch_count = count;
}

/* ---- finding a set ----------------------------------------------------------------- */

static const tc_shipped_file *shipped_named(const char *name)
{
    for (const tc_shipped_file *set = tc_shipped_sets; set->name; set++)
        if (strcmp(set->name, name) == 0)
            return set;
    return NULL;
}

static void refuse_name(const char *name, const tc_place *place, tc_faults *faults)
{
    tc_nearest search;
    tc_nearest_start(&search, name, true);
    for (const tc_shipped_file *set = tc_shipped_sets; set->name; set++)
        tc_nearest_offer(&search, set->name);
    const tc_shown shown = tc_plain_show(name);
    if (search.best)
        tc_fault_add(faults, TC_SEVERITY_ERROR, place, "没有规则集“%s”，是不是“%s”？",
                     "there is no rule set '%s': did you mean '%s'?", shown.text,
                     search.best);
    else
        tc_fault_add(faults, TC_SEVERITY_ERROR, place,
                     "没有规则集“%s”：案例里没有 rules/%s.json，程序也没有自带",
                     "there is no rule set '%s': the case has no rules/%s.json, nor does "
                     "one come with the program",
                     shown.text, shown.text);
}

/* Open the set's file, or the shipped one; *document stays NULL after a fault of it. */
static tc_code open_set(const tc_loading *loading, const tc_place *place,
                        tc_rule_set *set, tc_json_document **document, tc_faults *chosen,
                        tc_faults *faults, tc_error *error)
{
    tc_fault syntax = {0};
    tc_code code = TC_OK;
    tc_buffer path = {0};
    const tc_shipped_file *shipped = NULL;
    tc_buffer_printf(&path, "%s/rules/%s.json", loading->home.folder, set->id);
    if (path.failed) {
        code = tc_fail(&syntax.error, TC_ERR_MEMORY, NULL, "内存不足", "out of memory");
    } else if (!is_plain_name(set->id)) {
        refuse_path(set->id, place, chosen);
    } else if (!tc_file_is_missing(path.text)) {
        code =
            tc_json_load(path.text, set->file, FILE_BYTES_MOST, document, &syntax.error);
    } else if ((shipped = shipped_named(set->id))) {
        set->shipped = true;
        set->file += strlen("rules/");
        code = tc_json_parse(set->file, (const char *)shipped->bytes, shipped->length,
                             document, &syntax.error);
    } else {
        refuse_name(set->id, place, chosen);
    }
    tc_buffer_free(&path);
    if (code == TC_ERR_INPUT) {
        tc_fault_put(faults, &syntax);
        return TC_OK;
    }
    if (code != TC_OK && error)
        *error = syntax.error;
    return code;
}

/* ---- what is noteworthy about the choice ------------------------------------------- */

static void warn_of_standing(const tc_problem *problem, const tc_rule_set *set,
                             const tc_place *place, tc_faults *chosen)
{
    const tc_day day = problem->decision_date;
    if (set->standing == TC_SET_DRAFT)
        tc_fault_add(
            chosen, TC_SEVERITY_WARNING, place,
            "规则集“%s”是草案，没有施行；按案例的要求采用",
            "rule set '%s' is a draft and not in force; it is applied as the case "
            "asks",
            set->id);
    else if (day > 0 && day < set->from)
        tc_fault_add(
            chosen, TC_SEVERITY_WARNING, place,
            "规则集“%s”自 %s 起施行，晚于决定日 %s；按案例的要求采用",
            "rule set '%s' is in force from %s, after the decision date %s; it is "
            "applied as the case asks",
            set->id, tc_day_write(set->from).text, tc_day_write(day).text);
    else if (day > set->until)
        tc_fault_add(
            chosen, TC_SEVERITY_WARNING, place,
            "规则集“%s”到 %s 失效，早于决定日 %s；按案例的要求采用",
            "rule set '%s' was in force until %s, before the decision date %s; it "
            "is applied as the case asks",
            set->id, tc_day_write(set->until).text, tc_day_write(day).text);
}

/* Is the switch one of the sets, and the value one of its? */
static void check_switch(const tc_loading *loading, const tc_chosen *chosen,
                         tc_faults *faults)
{
    const tc_problem *problem = loading->problem;
    const tc_place name = {TC_CASE_FILE, chosen->key_line, chosen->key_column};
    const tc_place value = {TC_CASE_FILE, chosen->line, chosen->column};
    bool known = false;
    tc_nearest search;
    tc_nearest_start(&search, chosen->name, true);
    for (int s = 0; s < problem->rule_set_count; s++)
        for (int i = 0; i < problem->rule_sets[s].switch_count; i++) {
            const tc_switch *about = &problem->rule_sets[s].switches[i];
            tc_nearest_offer(&search, about->name);
            if (strcmp(about->name, chosen->name) != 0)
                continue;
            known = true;
            if (strcmp(about->value, chosen->value) != 0)
                tc_fault_add(faults, TC_SEVERITY_ERROR, &value,
                             "%s：规则集“%s”的这个开关没有“%s”这一档",
                             "%s: in rule set '%s' this switch has no value '%s'",
                             tc_plain_show(chosen->name).text, problem->rule_sets[s].id,
                             tc_plain_show(chosen->value).text);
        }
    if (known || loading->wanted_sets)
        return;
    if (search.best)
        tc_fault_add(faults, TC_SEVERITY_ERROR, &name, "没有开关“%s”，是不是“%s”？",
                     "there is no switch '%s': did you mean '%s'?",
                     tc_plain_show(chosen->name).text, search.best);
    else
        tc_fault_add(faults, TC_SEVERITY_ERROR, &name, "所用的规则集都没有开关“%s”",
                     "no rule set of the case has a switch '%s'",
                     tc_plain_show(chosen->name).text);
}

/* ---- columns ----------------------------------------------------------------------- */

static int count_columns(const tc_condition *condition)
{
    int count = 0;
    if (!condition)
        return 0;
    for (int i = 0; i < condition->part_count; i++)
        count += count_columns(&condition->parts[i]);
    return count + (condition->field.name && condition->field.id < 0);
}

static void add_columns(tc_loading *loading, const tc_condition *condition)
{
    if (!condition)
        return;
    for (int i = 0; i < condition->part_count; i++)
        add_columns(loading, &condition->parts[i]);
    if (condition->field.name && condition->field.id < 0)
        loading->kept_columns[loading->kept_column_count++] = condition->field.name;
}

/* Collect the columns that any set asks for: they are no unknown ones. */
static bool collect_columns(tc_loading *loading)
{
    const tc_problem *problem = loading->problem;
    int most = 0;
    for (int s = 0; s < problem->rule_set_count; s++) {
        const tc_rule_set *set = &problem->rule_sets[s];
        most += set->column_count;
        for (int c = 0; c < set->clause_count; c++)
            most +=
                count_columns(set->clauses[c].when) + count_columns(set->clauses[c].bar);
    }
    loading->kept_columns = tc_arena_take(&loading->problem->arena, (size_t)most,
                                          sizeof *loading->kept_columns);
    if (!loading->kept_columns)
        return false;
    for (int s = 0; s < problem->rule_set_count; s++) {
        const tc_rule_set *set = &problem->rule_sets[s];
        for (int i = 0; i < set->column_count; i++)
            loading->kept_columns[loading->kept_column_count++] = set->columns[i];
        for (int c = 0; c < set->clause_count; c++) {
            add_columns(loading, set->clauses[c].when);
            add_columns(loading, set->clauses[c].bar);
        }
    }
    return true;
}

/* ---- the whole --------------------------------------------------------------------- */

static tc_code load_set(tc_loading *loading, const tc_chosen *name, tc_rule_set *set,
                        tc_faults *chosen, tc_faults *faults, tc_error *error)
{
    tc_json_document *document = NULL;
    tc_buffer file = {0};
    const size_t before = faults->errors;
    const size_t first = faults->count;
    const tc_place place = {TC_CASE_FILE, name->line, name->column};
    tc_buffer_printf(&file, "rules/%s.json", name->name);
    *set = (tc_rule_set){.id = name->name,
                         .title = "",
                         .title_en = "",
                         .number = "",
                         .source = "",
                         .file = file.failed ? "" : tc_text_keep(loading, file.text),
                         .line = name->line,
                         .column = name->column};
    if (file.failed || !*set->file)
        loading->no_memory = true;
    tc_buffer_free(&file);
    if (loading->no_memory)
        return tc_no_memory(error);
    const tc_code code = open_set(loading, &place, set, &document, chosen, faults, error);
    if (code == TC_OK && document) {
        const tc_set_reading reading = {loading, set->file, faults, set};
        tc_rule_set_read(&reading, tc_json_root(document));
    }
    tc_json_free(document);
    tc_faults_sort(faults, first);
    if (code == TC_OK && document && faults->errors == before)
        warn_of_standing(loading->problem, set, &place, chosen);
    return code;
}

/* The names of the sets: those of case.json, or those that the caller wants instead. */
static const tc_chosen *names_of(tc_loading *loading, int *count)
{
    if (!loading->wanted_sets) {
        *count = loading->rule_name_count;
        return loading->rule_names;
    }
    tc_chosen *names = take_chosen(loading, loading->wanted_set_count);
    *count = names ? loading->wanted_set_count : 0;
    for (int i = 0; i < *count; i++)
        names[i] = (tc_chosen){.name = tc_text_keep(loading, loading->wanted_sets[i])};
    return names;
}

tc_code tc_rule_sets_load(tc_loading *loading, tc_faults *chosen, tc_faults *faults,
                          tc_error *error)
{
    tc_problem *problem = loading->problem;
    int count = 0;
    const size_t before = chosen->errors + faults->errors;
    const tc_chosen *names = names_of(loading, &count);
    tc_rule_set *sets = tc_arena_take(&problem->arena, (size_t)count, sizeof *sets);
    tc_code code = TC_OK;
    if (!sets || loading->no_memory)
        return tc_no_memory(error);
    for (int i = 0; i < count && code == TC_OK; i++)
        code = load_set(loading, &names[i], &sets[i], chosen, faults, error);
    problem->rule_sets = sets;
    problem->rule_set_count = code == TC_OK ? count : 0;
    const bool good = chosen->errors + faults->errors == before;
    for (int i = 0; i < loading->switch_count && good && code == TC_OK; i++)
        check_switch(loading, &loading->switches[i], chosen);
    if (code == TC_OK && (!collect_columns(loading) || loading->no_memory))
        return tc_no_memory(error);
    return code;
}
