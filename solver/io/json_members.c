/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/json_members.h"

#include <stdio.h>
#include <string.h>

#include "base/nearest.h"

tc_spot tc_member_spot(const char *file, const tc_json *value, tc_faults *faults)
{
    return (tc_spot){
        value->key ? value->key : "", {file, value->line, value->column}, faults};
}

bool tc_member_expect(const char *file, const tc_json *value, tc_json_kind kind,
                      tc_faults *faults)
{
    static const char *const zh[] = {" null", " false", " true", "数",
                                     "文字",  "列表",   "对象"};
    static const char *const en[] = {"null",     "false",    "true",     "a number",
                                     "a string", "an array", "an object"};
    if (value->kind == kind)
        return true;
    const tc_place place = {file, value->line, value->column};
    if (value->key)
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "%s：应是%s%.0s，而不是%s%.0s",
                     "%s: must be %.0s%s, not %.0s%s", value->key, zh[kind], en[kind],
                     zh[value->kind], en[value->kind]);
    else
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "这里应是%s%.0s，而不是%s%.0s",
                     "this must be %.0s%s, not %.0s%s", zh[kind], en[kind],
                     zh[value->kind], en[value->kind]);
    return false;
}

/* The key that was perhaps meant by one that is unknown; NULL where none is near. */
static const char *nearest_key(const char *key, const char *const *known)
{
    tc_nearest search;
    tc_nearest_start(&search, key, true);
    for (; *known; known++)
        tc_nearest_offer(&search, *known);
    return search.best;
}

void tc_member_refuse_key(const char *file, const tc_json *value,
                          const char *const *known, tc_faults *faults)
{
    const char *nearest = nearest_key(value->key, known);
    const tc_place place = {file, value->key_line, value->key_column};
    const tc_shown shown = tc_plain_show(value->key);
    if (nearest) {
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "键“%s”不认识，是不是“%s”？",
                     "unknown key '%s': did you mean '%s'?", shown.text, nearest);
        return;
    }
    char list[192] = "";
    for (size_t used = 0; *known && used < sizeof list; known++, used = strlen(list))
        snprintf(list + used, sizeof list - used, "%s%s", used ? ", " : "", *known);
    tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "键“%s”不认识，这里可以写 %s",
                 "unknown key '%s': here may stand %s", shown.text, list);
}

bool tc_member_is_meant(const tc_json *object, const char *key, const char *const *known)
{
    for (const tc_json *value = object->child; value; value = value->next) {
        const char *nearest = nearest_key(value->key, known);
        if (nearest && strcmp(nearest, key) == 0)
            return true;
    }
    return false;
}

bool tc_member_is_known(const tc_json *value, const char *const *known)
{
    while (*known && strcmp(*known, value->key) != 0)
        known++;
    return *known;
}

int tc_member_word(const char *file, const tc_json *value, const char *const *words,
                   tc_faults *faults)
{
    if (!tc_member_expect(file, value, TC_JSON_TEXT, faults))
        return -1;
    char list[192] = "";
    for (int w = 0; words[w]; w++) {
        if (strcmp(words[w], value->text) == 0)
            return w;
        const size_t used = strlen(list);
        (void)snprintf(list + used, sizeof list - used, "%s%s", w ? ", " : "", words[w]);
    }
    const tc_spot spot = tc_member_spot(file, value, faults);
    tc_fault_add(faults, TC_SEVERITY_ERROR, &spot.place, "%s：“%s”不认识，这里可以写 %s",
                 "%s: '%s' is unknown: here may stand %s", spot.what,
                 tc_plain_show(value->text).text, list);
    return -1;
}
