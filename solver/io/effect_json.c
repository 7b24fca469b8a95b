/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "domain/pollutant_name.h"
#include "io/rule_set_reader.h"

enum { RATIO_MOST = 100, ALL_POLLUTANTS = (1U << TC_POLLUTANTS) - 1 };

static int read_pollutant(const tc_set_reading *reading, const char *name, int line,
                          int column)
{
    const char *nearest = NULL;
    const int pollutant = tc_pollutant_named(name, &nearest);
    if (pollutant >= 0)
        return pollutant;
    const tc_place place = {reading->file, line, column};
    if (nearest)
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                     "“%s”不是污染物，是不是“%s”？",
                     "'%s' is no pollutant: did you mean '%s'?", tc_plain_show(name).text,
                     nearest);
    else
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                     "“%s”不是污染物，应是 PM、SO2、NOx、VOCs、COD 或 NH3-N",
                     "'%s' is no pollutant: PM, SO2, NOx, VOCs, COD or NH3-N is expected",
                     tc_plain_show(name).text);
    return -1;
}

static bool read_pollutants(const tc_set_reading *reading, const tc_json *list,
                            unsigned *bits)
{
    bool good = true;
    if (!tc_set_expect(reading, list, TC_JSON_ARRAY))
        return false;
    if (list->count == 0) {
        tc_set_refuse(reading, list, "pollutants 是空的，至少要有一种污染物",
                      "pollutants is empty: at least one is needed");
        return false;
    }
    *bits = 0;
    for (const tc_json *item = list->child; item; item = item->next) {
        int p = -1;
        if (tc_set_expect(reading, item, TC_JSON_TEXT))
            p = read_pollutant(reading, item->text, item->line, item->column);
        if (p < 0)
            good = false;
        else
            *bits |= 1U << p;
    }
    return good;
}

static bool read_true(const tc_set_reading *reading, const tc_json *value)
{
    if (value->kind == TC_JSON_TRUE)
        return true;
    const tc_spot spot = tc_member_spot(reading->file, value, reading->faults);
    tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &spot.place, "%s：只能是 true",
                 "%s: can only be true", spot.what);
    return false;
}

static bool read_ratio(const tc_set_reading *reading, const tc_json *value,
                       const tc_json *rule, tc_clause *clause)
{
    if (!tc_set_expect(reading, value, TC_JSON_NUMBER))
        return false;
    clause->ratio = value->number == 0 ? 0.0 : value->number;
    if (!(value->number >= 0 && value->number <= RATIO_MOST)) {
        tc_set_refuse(reading, value, "ratio：超出范围，应在 0 至 100 之间",
                      "ratio: is out of range: 0 to 100 is expected");
        return false;
    }
    if (tc_json_member(rule, "pollutants"))
        return true;
    tc_set_refuse(reading, rule, "给出 ratio 的一条要写明 pollutants",
                  "a rule that gives a ratio must name its pollutants");
    return false;
}

/* {"PM": 3, "COD": 1}: t/a at or below which nothing is needed. */
static bool read_thresholds(const tc_set_reading *reading, const tc_json *object,
                            tc_clause *clause)
{
    bool good = true;
    clause->small = true;
    clause->pollutants = 0;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        clause->threshold[p] = -1;
    for (const tc_json *item = object->child; item; item = item->next) {
        const int p =
            read_pollutant(reading, item->key, item->key_line, item->key_column);
        if (p < 0 || !tc_set_expect(reading, item, TC_JSON_NUMBER)) {
            good = false;
            continue;
        }
        if (!(item->number >= 0)) {
            tc_set_refuse(reading, item, "这里不能是负数", "this cannot be negative");
            good = false;
        }
        clause->threshold[p] = item->number;
        clause->pollutants |= 1U << p;
    }
    if (object->count == 0) {
        tc_set_refuse(reading, object, "exempt 是空的，至少要有一种污染物",
                      "exempt is empty: at least one pollutant is needed");
        good = false;
    }
    return good;
}

static bool read_exempt(const tc_set_reading *reading, const tc_json *value,
                        const tc_json *rule, tc_clause *clause)
{
    const tc_json *pollutants = tc_json_member(rule, "pollutants");
    clause->ratio = 0;
    if (value->kind != TC_JSON_OBJECT)
        return read_true(reading, value);
    if (pollutants) {
        tc_set_refuse(reading, pollutants,
                      "exempt 已按污染物写明，这里不用再写 pollutants",
                      "exempt names its pollutants: 'pollutants' does not belong here");
        return false;
    }
    return read_thresholds(reading, value, clause);
}

/* Which of two words; the first sets clause->allow. */
static bool read_choice(const tc_set_reading *reading, const tc_json *value,
                        const char *const *words, tc_clause *clause)
{
    const int word = tc_member_word(reading->file, value, words, reading->faults);
    clause->allow = word == 0;
    return word >= 0;
}

static bool read_one(const tc_set_reading *reading, const tc_json *value,
                     const tc_json *rule, tc_clause *clause)
{
    static const char *const permits[] = {"permit", NULL};
    static const char *const access[] = {"allow", "deny", NULL};
    static const char *const protects[] = {"local-key", NULL};
    static const char *const basins[] = {"wide", "strict", NULL};
    switch (clause->effect) {
    case TC_EFFECT_RATIO:
        return read_ratio(reading, value, rule, clause);
    case TC_EFFECT_EXEMPT:
        return read_exempt(reading, value, rule, clause);
    case TC_EFFECT_REFUSE:
        return read_true(reading, value);
    case TC_EFFECT_BAR:
        clause->bar = tc_condition_read(reading, value, TC_ABOUT_SOURCE);
        return clause->bar;
    case TC_EFFECT_PREFER:
        return read_choice(reading, value, permits, clause);
    case TC_EFFECT_POOL:
        return read_choice(reading, value, access, clause);
    case TC_EFFECT_PROTECT:
        return read_choice(reading, value, protects, clause);
    case TC_EFFECT_BASIN:
        return read_choice(reading, value, basins, clause);
    case TC_EFFECTS:
        break;
    }
    return false;
}

/* Members that only some effects have. */
static bool check_extras(const tc_set_reading *reading, const tc_json *rule,
                         tc_clause *clause)
{
    const tc_json *pollutants = tc_json_member(rule, "pollutants");
    const tc_json *together = tc_json_member(rule, "together");
    const bool has_pollutants = clause->effect == TC_EFFECT_RATIO ||
                                clause->effect == TC_EFFECT_EXEMPT ||
                                clause->effect == TC_EFFECT_BAR;
    if (together && !clause->small) {
        tc_set_refuse(reading, together, "together 只用于微量豁免",
                      "'together' belongs to an exemption of small quantities");
        return false;
    }
    clause->together = together && together->kind == TC_JSON_TRUE;
    if (together && !clause->together)
        return read_true(reading, together);
    if (!pollutants)
        return true;
    if (!has_pollutants) {
        tc_set_refuse(
            reading, pollutants, "这一条与污染物无关，不用写 pollutants",
            "this rule is not about pollutants: 'pollutants' does not belong here");
        return false;
    }
    return read_pollutants(reading, pollutants, &clause->pollutants);
}

bool tc_effect_read(const tc_set_reading *reading, const tc_json *rule, tc_clause *clause)
{
    const tc_json *found = NULL;
    for (const tc_json *member = rule->child; member; member = member->next) {
        if (!tc_member_is_known(member, tc_effect_words))
            continue;
        if (found) {
            const tc_place place = {reading->file, member->key_line, member->key_column};
            tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                         "一条规则只能有一种作用，这里有“%s”又有“%s”",
                         "a rule has one effect: here are '%s' and '%s'", found->key,
                         member->key);
            return false;
        }
        found = member;
    }
    if (!found) {
        tc_set_refuse(
            reading, rule,
            "这一条没有作用，应有 ratio、exempt、refuse、bar、prefer、pool、protect "
            "或 basin",
            "this rule does nothing: ratio, exempt, refuse, bar, prefer, pool, protect "
            "or basin is expected");
        return false;
    }
    for (int e = 0; e < TC_EFFECTS; e++)
        if (strcmp(tc_effect_words[e], found->key) == 0)
            clause->effect = (tc_effect)e;
    clause->pollutants = ALL_POLLUTANTS;
    return read_one(reading, found, rule, clause) && check_extras(reading, rule, clause);
}
