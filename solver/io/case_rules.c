/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "io/case_reader.h"
#include "io/reference.h"

/* What the entries of one list hold. */
typedef struct rule_form {
    const char *list;  /* its key in case.json */
    const char *value; /* the key of an entry's number */
    double most;
    const char *keys[6];
} rule_form;

static const rule_form forms[] = {
    {"ratios", "ratio", 100, {"pollutant", "area", "industry", "ratio", "reason", NULL}},
    {"reserve", "share", 1, {"pollutant", "area", "industry", "share", "reason", NULL}},
    {"export_cap", "share", 1, {"pollutant", "area", "share", "reason", NULL}},
    {"stated_totals", "total", 1e9, {"pollutant", "total", "reason", NULL}},
};

static const rule_form *form_of(const char *list)
{
    size_t i = 0;
    while (strcmp(forms[i].list, list) != 0)
        i++;
    return &forms[i];
}

static bool means_any(const tc_json *value)
{
    return strcmp(value->text, "*") == 0;
}

static void read_pollutant(const tc_json *value, tc_rule *rule, tc_faults *faults)
{
    if (!tc_json_expect(value, TC_JSON_TEXT, faults) || means_any(value))
        return;
    const tc_spot spot = tc_json_spot(value, faults);
    if (!tc_pollutant_find(value->text, &spot, &rule->pollutant))
        rule->pollutant = -1;
}

static void read_area(const tc_loading *loading, const tc_json *value, tc_rule *rule,
                      tc_faults *faults)
{
    if (!tc_json_expect(value, TC_JSON_TEXT, faults) || means_any(value))
        return;
    const tc_spot spot = tc_json_spot(value, faults);
    if (!tc_area_find(loading, value->text, &spot, &rule->area))
        rule->area = -1;
}

static void read_industry(tc_loading *loading, const tc_json *value, tc_rule *rule,
                          tc_faults *faults)
{
    if (!tc_json_expect(value, TC_JSON_TEXT, faults) || means_any(value))
        return;
    const tc_spot spot = tc_json_spot(value, faults);
    rule->industry = tc_text_keep(loading, value->text);
    if (!*rule->industry)
        (void)TC_REFUSE(&spot, value->text, "是空的，“*”表示所有行业",
                        "is empty: '*' means every industry");
}

static void read_value(const rule_form *form, const tc_json *value, tc_rule *rule,
                       tc_faults *faults)
{
    if (!tc_json_expect(value, TC_JSON_NUMBER, faults))
        return;
    rule->value = value->number == 0 ? 0.0 : value->number;
    const tc_spot spot = tc_json_spot(value, faults);
    if (!(value->number >= 0 && value->number <= form->most))
        tc_fault_add(faults, TC_SEVERITY_ERROR, &spot.place,
                     "%s：%s 超出范围，应在 0 至 %g 之间",
                     "%s: %s is out of range: 0 to %g is expected", spot.what,
                     tc_plain_show(value->text).text, form->most);
}

static void read_member(tc_loading *loading, const rule_form *form, const tc_json *value,
                        tc_rule *rule, tc_faults *faults)
{
    bool known = false;
    for (int k = 0; form->keys[k]; k++)
        known = known || strcmp(form->keys[k], value->key) == 0;
    if (!known)
        tc_json_refuse_key(value, form->keys, faults);
    else if (strcmp(value->key, "pollutant") == 0)
        read_pollutant(value, rule, faults);
    else if (strcmp(value->key, "area") == 0)
        read_area(loading, value, rule, faults);
    else if (strcmp(value->key, "industry") == 0)
        read_industry(loading, value, rule, faults);
    else if (strcmp(value->key, form->value) == 0)
        read_value(form, value, rule, faults);
    else if (tc_json_expect(value, TC_JSON_TEXT, faults))
        rule->reason = tc_text_keep(loading, value->text);
}

static tc_rule read_rule(tc_loading *loading, const rule_form *form, const tc_json *entry,
                         tc_faults *faults)
{
    tc_rule rule = {.pollutant = -1,
                    .area = -1,
                    .reason = "",
                    .line = entry->line,
                    .column = entry->column};
    if (!tc_json_expect(entry, TC_JSON_OBJECT, faults))
        return rule;
    for (const tc_json *value = entry->child; value; value = value->next)
        read_member(loading, form, value, &rule, faults);
    if (!tc_json_is_meant(entry, form->value, form->keys)) {
        const tc_place place = {TC_CASE_FILE, entry->line, entry->column};
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "%s 的这一条缺少“%s”",
                     "this entry of %s has no '%s'", form->list, form->value);
    }
    return rule;
}

tc_rule_list tc_case_rules(tc_loading *loading, const tc_json *list, tc_faults *faults)
{
    if (!tc_json_expect(list, TC_JSON_ARRAY, faults))
        return (tc_rule_list){NULL, 0};
    const rule_form *form = form_of(list->key);
    tc_rule *rules =
        tc_arena_take(&loading->problem->arena, (size_t)list->count, sizeof *rules);
    if (!rules) {
        loading->no_memory = true;
        return (tc_rule_list){NULL, 0};
    }
    int count = 0;
    for (const tc_json *entry = list->child; entry; entry = entry->next) {
        const size_t before = faults->errors;
        rules[count] = read_rule(loading, form, entry, faults);
        count += faults->errors == before; /* a wrong entry would pass for a "*" */
    }
    return (tc_rule_list){rules, count};
}

void tc_case_rule_ties(const tc_rule_book *book, const char *key, tc_faults *faults)
{
    for (int i = 0; i < book->rules->count; i++) {
        if (book->ties[i] < 0)
            continue;
        const tc_rule *rule = &book->rules->list[i];
        const tc_rule *other = &book->rules->list[book->ties[i]];
        const tc_place place = {TC_CASE_FILE, rule->line, rule->column};
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place,
                     "%s 的这一条与第 %d 行第 %d 列的一条同样具体，分不出哪一条算数",
                     "this entry of %s and the one at line %d, column %d are equally "
                     "specific: neither wins",
                     key, other->line, other->column);
    }
}
