/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/nearest.h"
#include "io/rule_set_reader.h"

static const char *const condition_keys[] = {"all",      "any",    "not", "field",
                                             "attained", "switch", NULL};
static const char *const attained_keys[] = {"attained", "is", NULL};
static const char *const switch_keys[] = {"switch", "is", NULL};
static const char *const place_keys[] = {"by", "indicator", "year", NULL};

enum { YEAR_FIRST = 1990, YEAR_LAST = 2199 };

typedef struct reader {
    const tc_set_reading *set;
    tc_about about;
} reader;

static bool read_condition(const reader *r, const tc_json *value, tc_condition *out);

/* ---- all, any, not ----------------------------------------------------------------- */

static bool read_parts(const reader *r, const tc_json *list, tc_condition *out)
{
    if (!tc_set_expect(r->set, list, TC_JSON_ARRAY))
        return false;
    if (list->count == 0) {
        tc_set_refuse(r->set, list, "列表是空的，这个条件没有意义",
                      "the list is empty: it says nothing");
        return false;
    }
    tc_condition *parts = tc_set_take(r->set, list->count, sizeof *parts);
    bool good = parts != NULL;
    for (const tc_json *item = list->child; parts && item; item = item->next)
        good = read_condition(r, item, &parts[out->part_count++]) && good;
    out->parts = parts;
    return good;
}

static bool read_not(const reader *r, const tc_json *value, tc_condition *out)
{
    tc_condition *part = tc_set_take(r->set, 1, sizeof *part);
    out->parts = part;
    out->part_count = part ? 1 : 0;
    return part && read_condition(r, value, part);
}

/* ---- attainment -------------------------------------------------------------------- */

static bool read_indicator(const reader *r, const tc_json *value, tc_condition *out)
{
    const char *nearest = NULL;
    if (!tc_set_expect(r->set, value, TC_JSON_TEXT))
        return false;
    out->indicator = tc_indicator_named(value->text, &nearest);
    if (out->indicator >= 0)
        return true;
    const tc_spot spot = tc_member_spot(r->set->file, value, r->set->faults);
    if (!nearest)
        return TC_REFUSE(&spot, value->text,
                         "不是指标，应是 PM2.5、PM10、SO2、NO2、O3、COD、NH3-N，或 "
                         "target 加污染物",
                         "is no indicator: PM2.5, PM10, SO2, NO2, O3, COD, NH3-N, or "
                         "target and a pollutant is expected");
    tc_fault_add(r->set->faults, TC_SEVERITY_ERROR, &spot.place,
                 "%s：“%s”不是指标，是不是“%s”？",
                 "%s: '%s' is no indicator: did you mean '%s'?", spot.what,
                 tc_plain_show(value->text).text, nearest);
    return false;
}

static bool read_year(const reader *r, const tc_json *value, tc_condition *out)
{
    if (value->kind == TC_JSON_TEXT && strcmp(value->text, "previous") == 0)
        return true;
    if (value->kind == TC_JSON_NUMBER && value->number >= YEAR_FIRST &&
        value->number <= YEAR_LAST && value->number == (int)value->number) {
        out->year = (int)value->number;
        return true;
    }
    tc_set_refuse(
        r->set, value, "year：应是 \"previous\"（决定日的上一年）或四位的年份",
        "year: must be \"previous\" (the year before the decision) or a year of four "
        "digits");
    return false;
}

static bool read_scope(const reader *r, const tc_json *value, tc_condition *out)
{
    static const char *const scopes[] = {"city", "area", "basin", NULL};
    const int scope = tc_member_word(r->set->file, value, scopes, r->set->faults);
    out->scope = scope < 0 ? TC_SCOPE_CITY : (tc_scope)scope;
    if (scope > 0 && r->about == TC_ABOUT_CASE) {
        tc_set_refuse(
            r->set, value, "这一条是对整个案例的，只能问 city",
            "this rule is about the whole case: only the city can be asked for");
        return false;
    }
    return scope >= 0;
}

static bool read_is(const reader *r, const tc_json *object, tc_condition *out)
{
    const tc_json *is = tc_set_need(r->set, object, "is", attained_keys);
    if (!is)
        return false;
    out->attained = is->kind == TC_JSON_TRUE;
    if (out->attained || is->kind == TC_JSON_FALSE)
        return true;
    tc_set_refuse(r->set, is, "is：应是 true（达标）或 false（未达标）",
                  "is: must be true (attained) or false (not attained)");
    return false;
}

static bool read_attained(const reader *r, const tc_json *object, tc_condition *out)
{
    const tc_json *about = tc_json_member(object, "attained");
    out->kind = TC_WHEN_ATTAINED;
    if (r->about == TC_ABOUT_SOURCE) {
        tc_set_refuse(r->set, object, "这里的条件是对削减源的，不能问达标情况",
                      "this condition is about sources: attainment cannot be asked for");
        return false;
    }
    bool good =
        tc_set_check_keys(r->set, object, attained_keys) && read_is(r, object, out);
    if (!tc_set_expect(r->set, about, TC_JSON_OBJECT) ||
        !tc_set_check_keys(r->set, about, place_keys))
        return false;
    const tc_json *by = tc_set_need(r->set, about, "by", place_keys);
    const tc_json *indicator = tc_set_need(r->set, about, "indicator", place_keys);
    const tc_json *year = tc_set_need(r->set, about, "year", place_keys);
    good = by && read_scope(r, by, out) && good;
    good = indicator && read_indicator(r, indicator, out) && good;
    return year && read_year(r, year, out) && good;
}

/* ---- switches ---------------------------------------------------------------------- */

static const tc_switch *find_switch(const reader *r, const tc_json *value)
{
    const tc_rule_set *set = r->set->set;
    tc_nearest search;
    tc_nearest_start(&search, value->text, true);
    for (int i = 0; i < set->switch_count; i++) {
        if (strcmp(set->switches[i].name, value->text) == 0)
            return &set->switches[i];
        tc_nearest_offer(&search, set->switches[i].name);
    }
    const tc_spot spot = tc_member_spot(r->set->file, value, r->set->faults);
    if (search.best)
        tc_fault_add(r->set->faults, TC_SEVERITY_ERROR, &spot.place,
                     "没有开关“%s”，是不是“%s”？",
                     "there is no switch '%s': did you mean '%s'?",
                     tc_plain_show(value->text).text, search.best);
    else
        (void)TC_REFUSE(&spot, value->text, "不在本规则集的 switches 里",
                        "is not among the switches of this set");
    return NULL;
}

static bool read_switch(const reader *r, const tc_json *object, tc_condition *out)
{
    const tc_json *name = tc_json_member(object, "switch");
    const tc_json *is = tc_set_need(r->set, object, "is", switch_keys);
    out->kind = TC_WHEN_SWITCH;
    if (!tc_set_check_keys(r->set, object, switch_keys) || !is ||
        !tc_set_expect(r->set, name, TC_JSON_TEXT))
        return false;
    const tc_switch *found = find_switch(r, name);
    const char **texts = tc_set_take(r->set, 2, sizeof *texts);
    if (!found || !texts || !tc_set_expect(r->set, is, TC_JSON_TEXT))
        return false;
    out->texts = texts;
    out->count = 2;
    texts[0] = found->name;
    for (int i = 0; i < found->value_count; i++)
        if (strcmp(found->values[i], is->text) == 0) {
            texts[1] = found->values[i];
            return true;
        }
    const tc_place place = {r->set->file, is->line, is->column};
    tc_fault_add(r->set->faults, TC_SEVERITY_ERROR, &place,
                 "开关“%s”没有“%s”这一档，这个条件永远不成立",
                 "switch '%s' has no value '%s': this can never hold",
                 tc_plain_show(found->name).text, tc_plain_show(is->text).text);
    return false;
}

/* ---- the whole --------------------------------------------------------------------- */

static bool read_composed(const reader *r, const tc_json *object, tc_condition *out)
{
    const tc_json *member = object->child;
    if (member->next) {
        tc_set_refuse(r->set, member->next, "all、any、not 旁边不能有别的键",
                      "nothing else may stand beside all, any or not");
        return false;
    }
    if (strcmp(member->key, "not") == 0) {
        out->kind = TC_WHEN_NOT;
        return read_not(r, member, out);
    }
    out->kind = strcmp(member->key, "all") == 0 ? TC_WHEN_ALL : TC_WHEN_ANY;
    return read_parts(r, member, out);
}

static bool read_condition(const reader *r, const tc_json *value, tc_condition *out)
{
    *out = (tc_condition){.line = value->line, .column = value->column};
    if (!tc_set_expect(r->set, value, TC_JSON_OBJECT))
        return false;
    if (tc_json_member(value, "field"))
        return tc_condition_field_read(r->set, value, r->about, out);
    if (tc_json_member(value, "attained"))
        return read_attained(r, value, out);
    if (tc_json_member(value, "switch"))
        return read_switch(r, value, out);
    if (tc_json_member(value, "all") || tc_json_member(value, "any") ||
        tc_json_member(value, "not"))
        return read_composed(r, value, out);
    if (value->child)
        tc_member_refuse_key(r->set->file, value->child, condition_keys, r->set->faults);
    else
        tc_set_refuse(
            r->set, value, "条件是空的，应有 all、any、not、field、attained 或 switch",
            "the condition is empty: all, any, not, field, attained or switch is "
            "expected");
    return false;
}

static void refuse_impossible(const tc_set_reading *set, const tc_condition *part,
                              const tc_condition *other)
{
    const tc_place place = {set->file, part->line, part->column};
    if (other)
        tc_fault_add(set->faults, TC_SEVERITY_ERROR, &place,
                     "这个条件永远不成立：它与第 %d 行第 %d 列的条件不能同时成立",
                     "this can never hold: it and the condition at line %d, column %d "
                     "exclude each other",
                     other->line, other->column);
    else
        tc_fault_add(set->faults, TC_SEVERITY_ERROR, &place,
                     "这个条件永远不成立：这一项不会小于 0",
                     "this can never hold: the field is never less than 0");
}

const tc_condition *tc_condition_read(const tc_set_reading *reading, const tc_json *value,
                                      tc_about about)
{
    const reader r = {reading, about};
    const tc_condition *other = NULL;
    tc_condition *condition = tc_set_take(reading, 1, sizeof *condition);
    if (!condition || !read_condition(&r, value, condition))
        return NULL;
    const tc_condition *part = tc_condition_impossible(condition, &other);
    if (part)
        refuse_impossible(reading, part, other);
    return part ? NULL : condition;
}
