/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/plan_fields.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/plain.h"
#include "io/plan_agree.h"

static const struct {
    const char *zh, *en;
} NOUNS[TC_NAMES] = {
    {"区域", "area"}, {"流域", "basin"}, {"削减源", "source"}, {"项目", "project"}};

static const tc_json NOTHING = {.kind = TC_JSON_NULL, .text = ""};

tc_place tc_fields_place(const tc_fields *r, const tc_json *value)
{
    return (tc_place){r->name, value->line, value->column};
}

void tc_fields_no_memory(tc_fields *r)
{
    if (r->code == TC_OK)
        r->code = tc_no_memory(r->error);
}

void tc_fields_refuse(tc_fields *r, const tc_json *value, const char *zh, const char *en)
{
    if (r->code != TC_OK)
        return;
    const tc_place place = tc_fields_place(r, value);
    const tc_json_shown is = tc_json_show(value);
    r->code = tc_fail(r->error, TC_ERR_INPUT, &place, "%s%s%.0s应为 %s%.0s，却是 %s%.0s",
                      "%s%.0s%sexpected %.0s%s, found %.0s%s", TC_JSON_PREFIX(value), zh,
                      en, is.zh, is.en);
}

void *tc_fields_take(tc_fields *r, int count, size_t size)
{
    void *taken = tc_arena_take(&r->plan->arena, (size_t)count, size);
    if (!taken)
        tc_fields_no_memory(r);
    return taken;
}

/* ---- values ------------------------------------------------------------------------ */

const tc_json *tc_field(tc_fields *r, const tc_json *object, const char *key)
{
    if (r->code != TC_OK)
        return &NOTHING;
    if (object->kind != TC_JSON_OBJECT) {
        tc_fields_refuse(r, object, "对象", "an object");
        return &NOTHING;
    }
    const tc_json *found = tc_json_member(object, key);
    if (found)
        return found;
    const tc_place place = tc_fields_place(r, object);
    r->code =
        tc_fail(r->error, TC_ERR_INPUT, &place, "缺少 “%s”", "'%s' is missing", key);
    return &NOTHING;
}

const tc_json *tc_field_array(tc_fields *r, const tc_json *object, const char *key)
{
    const tc_json *found = tc_field(r, object, key);
    if (r->code == TC_OK && found->kind != TC_JSON_ARRAY)
        tc_fields_refuse(r, found, "数组", "an array");
    return r->code == TC_OK ? found : &NOTHING;
}

const char *tc_field_text(tc_fields *r, const tc_json *value)
{
    if (value->kind != TC_JSON_TEXT)
        tc_fields_refuse(r, value, "文本", "a text");
    return r->code == TC_OK ? value->text : "";
}

double tc_field_number(tc_fields *r, const tc_json *value)
{
    if (value->kind != TC_JSON_NUMBER)
        tc_fields_refuse(r, value, "数字", "a number");
    return r->code == TC_OK ? value->number : 0.0;
}

int tc_field_count(tc_fields *r, const tc_json *value, int most)
{
    const double number = tc_field_number(r, value);
    char zh[64], en[64];
    (void)snprintf(zh, sizeof zh, "0 至 %d 的整数", most);
    (void)snprintf(en, sizeof en, "a whole number from 0 to %d", most);
    if (!(number >= 0.0 && number <= most && number == floor(number)))
        tc_fields_refuse(r, value, zh, en);
    return r->code == TC_OK ? (int)number : 0;
}

int tc_field_word(tc_fields *r, const tc_json *value, const char *const *words, int count)
{
    const char *text = tc_field_text(r, value);
    for (int i = 0; i < count && r->code == TC_OK; i++)
        if (strcmp(text, words[i]) == 0)
            return i;
    char allowed[160] = "";
    for (int i = 0; i < count; i++) {
        const size_t used = strlen(allowed);
        (void)snprintf(allowed + used, sizeof allowed - used, "%s%s", i ? " | " : "",
                       words[i]);
    }
    tc_fields_refuse(r, value, allowed, allowed);
    return 0;
}

int tc_field_pollutant(tc_fields *r, const tc_json *value)
{
    const char *const words[TC_POLLUTANTS] = {tc_pollutants[0].id, tc_pollutants[1].id,
                                              tc_pollutants[2].id, tc_pollutants[3].id,
                                              tc_pollutants[4].id, tc_pollutants[5].id};
    return tc_field_word(r, value, words, TC_POLLUTANTS);
}

int tc_field_name(tc_fields *r, const tc_json *value, tc_name_kind kind)
{
    const char *text = tc_field_text(r, value);
    if (r->code != TC_OK)
        return 0;
    const int *found = tc_name_index_find(&r->index[kind], text);
    if (found)
        return *found;
    const tc_place place = tc_fields_place(r, value);
    r->code = tc_fail(r->error, TC_ERR_INPUT, &place, "%s%s%.0s案例中没有%s%.0s “%s”",
                      "%s%.0s%sthe case has no %.0s%s '%s'", TC_JSON_PREFIX(value),
                      NOUNS[kind].zh, NOUNS[kind].en, tc_plain_show(text).text);
    return 0;
}

tc_grains tc_field_grains(tc_fields *r, const tc_json *value)
{
    (void)tc_field_number(r, value);
    if (r->code != TC_OK)
        return 0;
    tc_grains grains = 0;
    int decimals = -1; /* before the point */
    bool whole = true;
    for (const char *c = value->text; *c && whole; c++) {
        if (*c == '.') {
            decimals = 0;
            continue;
        }
        const bool kept = decimals < r->problem->grain_digits;
        whole = *c >= '0' && *c <= '9' && (kept || *c == '0') && grains < INT64_MAX / 16;
        if (whole && kept)
            grains = grains * 10 + (*c - '0');
        decimals += decimals >= 0 && kept;
    }
    for (int d = decimals < 0 ? 0 : decimals; d < r->problem->grain_digits; d++) {
        whole = whole && grains < INT64_MAX / 16;
        grains = whole ? grains * 10 : 0;
    }
    if (!whole)
        tc_fields_refuse(r, value, "最小单位的整数倍（吨）", "tonnes in whole grains");
    return grains;
}

tc_day tc_field_day(tc_fields *r, const tc_json *value)
{
    const char *text = tc_field_text(r, value);
    tc_day day = 0;
    bool right = strlen(text) == 10;
    for (int i = 0; i < 10 && right; i++) {
        const bool dash = i == 4 || i == 7;
        right = dash ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
        day = dash ? day : day * 10 + (text[i] - '0');
    }
    if (!right)
        tc_fields_refuse(r, value, "YYYY-MM-DD 日期", "a date YYYY-MM-DD");
    return right ? day : 0;
}

/* ---- names ------------------------------------------------------------------------- */

static bool add_name(tc_fields *r, tc_name_kind kind, const char *name, int number)
{
    if (tc_name_index_add(&r->index[kind], name, number))
        return true;
    tc_fields_no_memory(r);
    return false;
}

void tc_fields_index(tc_fields *r)
{
    const tc_problem *problem = r->problem;
    for (int a = 0; a < problem->area_count; a++)
        if (!add_name(r, TC_NAME_AREA, problem->areas[a].id, a))
            return;
    for (int b = 0; b < problem->basin_count; b++)
        if (!add_name(r, TC_NAME_BASIN, problem->basins[b], b))
            return;
    for (int s = 0; s < problem->source_count; s++)
        if (!add_name(r, TC_NAME_SOURCE, problem->sources[s].id, s))
            return;
    for (int j = 0; j < problem->project_count; j++)
        if (!add_name(r, TC_NAME_PROJECT, problem->projects[j].id, j))
            return;
}

void tc_fields_end(tc_fields *r)
{
    for (int kind = 0; kind < TC_NAMES; kind++)
        tc_name_index_free(&r->index[kind]);
}
