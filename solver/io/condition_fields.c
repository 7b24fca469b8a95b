/* Conditions about a field of a project or source. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "io/rule_set_reader.h"

static const char *const operators[] = {"equals",  "in",      "contains", "less",
                                        "at_most", "greater", "at_least", NULL};
static const char *const field_keys[] = {
    "field", "equals", "in", "contains", "less", "at_most", "greater", "at_least", NULL};
/* The words that a column may hold for true and for false. */
static const char *const yes_words[] = {"yes", "是", "有", "true", "1"};
static const char *const no_words[] = {"no", "否", "无", "false", "0"};

enum { YES_WORDS = 5 };

static bool read_field_name(const tc_set_reading *r, const tc_json *value, tc_about about,
                            tc_condition *out)
{
    const char *nearest = NULL;
    if (!tc_set_expect(r, value, TC_JSON_TEXT))
        return false;
    const tc_record_kind of = about == TC_ABOUT_SOURCE ? TC_OF_SOURCE : TC_OF_PROJECT;
    out->field = tc_case_field_named(of, tc_set_text(r, value->text), &nearest);
    const tc_spot spot = tc_member_spot(r->file, value, r->faults);
    if (!*out->field.name)
        return TC_REFUSE(&spot, value->text, "是空的", "is empty");
    if (out->field.id >= 0 || !nearest)
        return true;
    tc_fault_add(r->faults, TC_SEVERITY_ERROR, &spot.place, "没有字段“%s”，是不是“%s”？",
                 "there is no field '%s': did you mean '%s'?",
                 tc_plain_show(value->text).text, nearest);
    return false;
}

/* The texts or numbers of one value; of a column, true and false in several words. */
static bool read_yes_no(const tc_set_reading *r, const tc_json *value, tc_condition *out)
{
    const bool yes = value->kind == TC_JSON_TRUE;
    const bool column = out->field.kind == TC_FIELD_COLUMN;
    if (value->kind != TC_JSON_TRUE && value->kind != TC_JSON_FALSE) {
        tc_set_refuse(r, value, "这一项只有 true 和 false",
                      "this field is true or false");
        return false;
    }
    out->texts = yes ? yes_words : no_words;
    out->count = column ? YES_WORDS : 1;
    return true;
}

static bool read_numbers(const tc_set_reading *r, const tc_json *first, int count,
                         tc_condition *out)
{
    double *numbers = tc_set_take(r, count, sizeof *numbers);
    bool good = numbers != NULL;
    for (; numbers && count > 0; first = first->next, count--) {
        good = tc_set_expect(r, first, TC_JSON_NUMBER) && good;
        numbers[out->count++] = first->number;
    }
    out->numbers = numbers;
    return good;
}

static bool read_texts(const tc_set_reading *r, const tc_json *first, int count,
                       tc_condition *out)
{
    const char **texts = tc_set_take(r, count, sizeof *texts);
    bool good = texts != NULL;
    for (; texts && count > 0; first = first->next, count--) {
        if (!tc_set_expect(r, first, TC_JSON_TEXT)) {
            good = false;
            continue;
        }
        if (!*first->text) {
            tc_set_refuse(r, first, "是空的，没有填的字段不算相等",
                          "is empty: a field that is not "
                          "given equals nothing");
            good = false;
        }
        texts[out->count++] = tc_set_text(r, first->text);
    }
    out->texts = texts;
    return good;
}

/* What equals and in compare with. */
static bool read_values(const tc_set_reading *r, const tc_json *first, int count,
                        tc_condition *out)
{
    const bool column = out->field.kind == TC_FIELD_COLUMN;
    const bool is_bool = first->kind == TC_JSON_TRUE || first->kind == TC_JSON_FALSE;
    if (out->field.kind == TC_FIELD_YES_NO || (column && count == 1 && is_bool))
        return read_yes_no(r, first, out);
    if (out->field.kind == TC_FIELD_NUMBER || (column && first->kind == TC_JSON_NUMBER))
        return read_numbers(r, first, count, out);
    return read_texts(r, first, count, out);
}

static bool read_list(const tc_set_reading *r, const tc_json *value, tc_condition *out)
{
    if (!tc_set_expect(r, value, TC_JSON_ARRAY))
        return false;
    if (value->count == 0) {
        tc_set_refuse(r, value, "列表是空的，这个条件永远不成立",
                      "the list is empty: this can never hold");
        return false;
    }
    return read_values(r, value->child, value->count, out);
}

static bool read_contains(const tc_set_reading *r, const tc_json *value,
                          tc_condition *out)
{
    if (out->field.kind == TC_FIELD_NUMBER || out->field.kind == TC_FIELD_YES_NO) {
        tc_set_refuse(r, value, "这一项不是文字，不能用 contains",
                      "this field is no text: 'contains' does not apply");
        return false;
    }
    if (value->kind != TC_JSON_ARRAY)
        return read_texts(r, value, 1, out);
    return read_list(r, value, out);
}

static bool read_comparison(const tc_set_reading *r, const tc_json *value,
                            tc_condition *out)
{
    if (out->field.kind == TC_FIELD_TEXT || out->field.kind == TC_FIELD_YES_NO) {
        tc_set_refuse(r, value, "这一项不是数，没有大小",
                      "this field is no number: it has no order");
        return false;
    }
    out->number = value->number;
    return tc_set_expect(r, value, TC_JSON_NUMBER);
}

static bool read_operator(const tc_set_reading *r, const tc_json *value,
                          tc_condition *out)
{
    static const tc_condition_kind kinds[] = {
        TC_WHEN_IN,      TC_WHEN_IN,      TC_WHEN_CONTAINS, TC_WHEN_LESS,
        TC_WHEN_AT_MOST, TC_WHEN_GREATER, TC_WHEN_AT_LEAST};
    int o = 0;
    while (strcmp(operators[o], value->key) != 0)
        o++;
    out->kind = kinds[o];
    if (out->kind == TC_WHEN_CONTAINS)
        return read_contains(r, value, out);
    if (out->kind != TC_WHEN_IN)
        return read_comparison(r, value, out);
    return strcmp(value->key, "in") == 0 ? read_list(r, value, out)
                                         : read_values(r, value, 1, out);
}

bool tc_condition_field_read(const tc_set_reading *r, const tc_json *object,
                             tc_about about, tc_condition *out)
{
    const tc_json *found = NULL;
    if (about == TC_ABOUT_CASE) {
        tc_set_refuse(
            r, object, "这一条是对整个案例的，条件里不能问字段",
            "this rule is about the whole case: its condition cannot ask for fields");
        return false;
    }
    if (!tc_set_check_keys(r, object, field_keys))
        return false;
    for (const tc_json *member = object->child; member; member = member->next) {
        if (!tc_member_is_known(member, operators))
            continue;
        if (found) {
            tc_set_refuse(r, member, "一个条件只能有一种比较，多个比较请用 all",
                          "one comparison to a condition: put several into an 'all'");
            return false;
        }
        found = member;
    }
    if (!found) {
        tc_set_refuse(
            r, object,
            "缺少比较：equals、in、contains、less、at_most、greater 或 at_least",
            "a comparison is missing: equals, in, contains, less, at_most, greater or "
            "at_least");
        return false;
    }
    return read_field_name(r, tc_json_member(object, "field"), about, out) &&
           read_operator(r, found, out);
}
