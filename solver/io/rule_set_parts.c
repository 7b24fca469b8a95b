/* What all readers of a rule set's parts use. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/reference.h"
#include "io/rule_set_reader.h"

void *tc_set_take(const tc_set_reading *reading, int count, size_t size)
{
    void *taken = tc_arena_take(&reading->loading->problem->arena, (size_t)count, size);
    if (!taken)
        reading->loading->no_memory = true;
    return taken;
}

const char *tc_set_text(const tc_set_reading *reading, const char *text)
{
    return tc_text_keep(reading->loading, text);
}

void tc_set_refuse(const tc_set_reading *reading, const tc_json *value, const char *zh,
                   const char *en)
{
    const tc_place place = {reading->file, value->line, value->column};
    tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place, "%s%.0s", "%.0s%s", zh, en);
}

bool tc_set_expect(const tc_set_reading *reading, const tc_json *value, tc_json_kind kind)
{
    return tc_member_expect(reading->file, value, kind, reading->faults);
}

const tc_json *tc_set_need(const tc_set_reading *reading, const tc_json *object,
                           const char *key, const char *const *known)
{
    const tc_json *member = tc_json_member(object, key);
    if (!member && !tc_member_is_meant(object, key, known)) {
        const tc_place place = {reading->file, object->line, object->column};
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place, "这里缺少“%s”",
                     "'%s' is missing here", key);
    }
    return member;
}

bool tc_set_check_keys(const tc_set_reading *reading, const tc_json *object,
                       const char *const *known)
{
    bool good = true;
    for (const tc_json *member = object->child; member; member = member->next)
        if (!tc_member_is_known(member, known)) {
            tc_member_refuse_key(reading->file, member, known, reading->faults);
            good = false;
        }
    return good;
}
