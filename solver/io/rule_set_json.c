/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/nearest.h"
#include "io/reference.h"
#include "io/rule_set_reader.h"

static const char *const set_keys[] = {"id",      "title",    "title_en", "number",
                                       "source",  "standing", "from",     "until",
                                       "columns", "switches", "rules",    NULL};
static const char *const switch_keys[] = {"values", "default", "text", "text_en", NULL};
static const char *const rule_keys[] = {
    "clause", "text",   "text_en", "sure",   "rank",       "when",
    "ratio",  "exempt", "bar",     "refuse", "pollutants", "together",
    "prefer", "pool",   "protect", "basin",  NULL};

enum { RANK_LEAST = -1000, RANK_MOST = 1000 };

/* A text, "" where there is none. needed: then that is a fault. */
static const char *read_text(const tc_set_reading *reading, const tc_json *object,
                             const char *key, const char *const *known, bool needed)
{
    const tc_json *value =
        needed ? tc_set_need(reading, object, key, known) : tc_json_member(object, key);
    if (!value || !tc_set_expect(reading, value, TC_JSON_TEXT))
        return "";
    const tc_spot spot = tc_member_spot(reading->file, value, reading->faults);
    const char *text = tc_set_text(reading, value->text);
    if (needed && !*text)
        (void)TC_REFUSE(&spot, value->text, "是空的", "is empty");
    if (tc_text_has_controls(text, false))
        (void)TC_REFUSE(&spot, value->text, "含有换行、制表符或其他控制字符",
                        "has line ends, tabs or other control characters");
    return text;
}

static tc_day read_day(const tc_set_reading *reading, const tc_json *value,
                       tc_day_side side, tc_day usual)
{
    tc_day day = usual;
    if (!value || !tc_set_expect(reading, value, TC_JSON_TEXT))
        return usual;
    const tc_spot spot = tc_member_spot(reading->file, value, reading->faults);
    return tc_day_read(value->text, side, &spot, &day) ? day : usual;
}

/* ---- switches ---------------------------------------------------------------------- */

static void read_values(const tc_set_reading *reading, const tc_json *list,
                        tc_switch *out)
{
    if (!tc_set_expect(reading, list, TC_JSON_ARRAY))
        return;
    const char **values = tc_set_take(reading, list->count, sizeof *values);
    for (const tc_json *item = list->child; values && item; item = item->next)
        if (tc_set_expect(reading, item, TC_JSON_TEXT))
            values[out->value_count++] = tc_set_text(reading, item->text);
    out->values = values;
    if (list->count < 2)
        tc_set_refuse(reading, list, "开关至少要有两档",
                      "a switch has two values or more");
}

static const char *value_among(const tc_switch *about, const char *value)
{
    for (int i = 0; i < about->value_count; i++)
        if (strcmp(about->values[i], value) == 0)
            return about->values[i];
    return NULL;
}

static void read_default(const tc_set_reading *reading, const tc_json *value,
                         tc_switch *out)
{
    if (!tc_set_expect(reading, value, TC_JSON_TEXT))
        return;
    const char *found = value_among(out, value->text);
    const tc_spot spot = tc_member_spot(reading->file, value, reading->faults);
    if (found)
        out->value = found;
    else
        (void)TC_REFUSE(&spot, value->text, "不在 values 里", "is not among the values");
}

/* How the case sets the switch; a value that it does not have is told elsewhere. */
static void choose(const tc_loading *loading, tc_switch *out)
{
    for (int i = 0; i < loading->switch_count; i++) {
        const tc_chosen *chosen = &loading->switches[i];
        const char *value =
            strcmp(chosen->name, out->name) == 0 ? value_among(out, chosen->value) : NULL;
        if (value)
            out->value = value;
    }
}

static void read_switch(const tc_set_reading *reading, const tc_json *object,
                        tc_switch *out)
{
    *out = (tc_switch){.name = tc_set_text(reading, object->key),
                       .text = "",
                       .text_en = "",
                       .value = ""};
    if (!tc_set_expect(reading, object, TC_JSON_OBJECT))
        return;
    (void)tc_set_check_keys(reading, object, switch_keys);
    const tc_json *values = tc_set_need(reading, object, "values", switch_keys);
    const tc_json *usual = tc_set_need(reading, object, "default", switch_keys);
    if (values)
        read_values(reading, values, out);
    if (usual && values)
        read_default(reading, usual, out);
    out->text = read_text(reading, object, "text", switch_keys, true);
    out->text_en = read_text(reading, object, "text_en", switch_keys, false);
    choose(reading->loading, out);
}

static void read_switches(const tc_set_reading *reading, const tc_json *object)
{
    if (!object || !tc_set_expect(reading, object, TC_JSON_OBJECT))
        return;
    tc_switch *switches = tc_set_take(reading, object->count, sizeof *switches);
    for (const tc_json *item = object->child; switches && item; item = item->next)
        read_switch(reading, item, &switches[reading->set->switch_count++]);
    reading->set->switches = switches;
}

/* Columns that the set asks for, with a word on each. */
static void read_columns(const tc_set_reading *reading, const tc_json *object)
{
    if (!object || !tc_set_expect(reading, object, TC_JSON_OBJECT))
        return;
    const char **columns = tc_set_take(reading, object->count, sizeof *columns);
    for (const tc_json *item = object->child; columns && item; item = item->next)
        if (tc_set_expect(reading, item, TC_JSON_TEXT))
            columns[reading->set->column_count++] = tc_set_text(reading, item->key);
    reading->set->columns = columns;
}

/* ---- rules ------------------------------------------------------------------------- */

static void read_rank(const tc_set_reading *reading, const tc_json *value,
                      tc_clause *clause)
{
    if (!value || !tc_set_expect(reading, value, TC_JSON_NUMBER))
        return;
    if (value->number >= RANK_LEAST && value->number <= RANK_MOST &&
        value->number == (int)value->number)
        clause->rank = (int)value->number;
    else
        tc_set_refuse(reading, value, "rank：应是 -1000 至 1000 的整数",
                      "rank: must be a whole number from -1000 to 1000");
}

static tc_about about_of(const tc_clause *clause)
{
    const bool whole = clause->effect == TC_EFFECT_PREFER ||
                       clause->effect == TC_EFFECT_PROTECT ||
                       clause->effect == TC_EFFECT_BASIN;
    return whole ? TC_ABOUT_CASE : TC_ABOUT_PROJECT;
}

/* False after a fault: without its condition a rule would hold always. */
static bool read_rule(const tc_set_reading *reading, const tc_json *rule,
                      tc_clause *clause)
{
    *clause = (tc_clause){.line = rule->line, .column = rule->column};
    const size_t before = reading->faults->errors;
    if (!tc_set_expect(reading, rule, TC_JSON_OBJECT))
        return false;
    (void)tc_set_check_keys(reading, rule, rule_keys);
    clause->article = read_text(reading, rule, "clause", rule_keys, true);
    clause->text = read_text(reading, rule, "text", rule_keys, true);
    clause->text_en = read_text(reading, rule, "text_en", rule_keys, false);
    const tc_json *sure = tc_set_need(reading, rule, "sure", rule_keys);
    const int word =
        sure ? tc_member_word(reading->file, sure, tc_sure_words, reading->faults) : -1;
    clause->sure = word < 0 ? TC_SURE_GENERAL : (tc_sure)word;
    read_rank(reading, tc_json_member(rule, "rank"), clause);
    const tc_json *when = tc_json_member(rule, "when");
    if (tc_effect_read(reading, rule, clause) && when)
        clause->when = tc_condition_read(reading, when, about_of(clause));
    return reading->faults->errors == before && !reading->loading->no_memory;
}

static bool gives_ratio(const tc_clause *clause)
{
    return (clause->effect == TC_EFFECT_RATIO || clause->effect == TC_EFFECT_EXEMPT) &&
           !clause->small;
}

/* Two that always hold together, or one of which always holds, cannot both decide. */
static bool contradict(const tc_clause *a, const tc_clause *b)
{
    return gives_ratio(a) && gives_ratio(b) && a->rank == b->rank &&
           a->ratio != b->ratio && (a->pollutants & b->pollutants) &&
           (!a->when || !b->when || tc_condition_same(a->when, b->when));
}

static void check_pairs(const tc_set_reading *reading, const tc_clause *clauses,
                        int count)
{
    for (int i = 1; i < count; i++)
        for (int k = 0; k < i; k++) {
            if (!contradict(&clauses[k], &clauses[i]))
                continue;
            const tc_place place = {reading->file, clauses[i].line, clauses[i].column};
            tc_fault_add(
                reading->faults, TC_SEVERITY_ERROR, &place,
                "“%s”（%g 倍）与第 %d 行第 %d 列的“%s”（%g 倍）等级相同而相互矛盾",
                "'%s' (ratio %g) and the one at line %d, column %d ('%s', ratio "
                "%g) are of equal rank and contradict each other",
                tc_plain_show(clauses[i].article).text, clauses[i].ratio, clauses[k].line,
                clauses[k].column, tc_plain_show(clauses[k].article).text,
                clauses[k].ratio);
            break;
        }
}

static void read_rules(const tc_set_reading *reading, const tc_json *list)
{
    if (!tc_set_expect(reading, list, TC_JSON_ARRAY))
        return;
    tc_clause *clauses = tc_set_take(reading, list->count, sizeof *clauses);
    int count = 0;
    for (const tc_json *item = list->child; clauses && item; item = item->next)
        count += read_rule(reading, item, &clauses[count]);
    if (list->count == 0)
        tc_set_refuse(reading, list, "rules 是空的，至少要有一条",
                      "rules is empty: at least one is "
                      "needed");
    check_pairs(reading, clauses, count);
    reading->set->clauses = clauses;
    reading->set->clause_count = count;
}

/* ---- the whole --------------------------------------------------------------------- */

static void read_head(const tc_set_reading *reading, const tc_json *root)
{
    tc_rule_set *set = reading->set;
    const tc_json *id = tc_set_need(reading, root, "id", set_keys);
    if (id && tc_set_expect(reading, id, TC_JSON_TEXT) &&
        strcmp(id->text, set->id) != 0) {
        const tc_spot spot = tc_member_spot(reading->file, id, reading->faults);
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &spot.place,
                     "id：“%s”与文件名不符，应是“%s”",
                     "id: '%s' is not the name of the file: '%s' is expected",
                     tc_plain_show(id->text).text, tc_plain_show(set->id).text);
    }
    set->title = read_text(reading, root, "title", set_keys, true);
    set->title_en = read_text(reading, root, "title_en", set_keys, false);
    set->number = read_text(reading, root, "number", set_keys, false);
    set->source = read_text(reading, root, "source", set_keys, false);
    const tc_json *standing = tc_set_need(reading, root, "standing", set_keys);
    const int word = standing ? tc_member_word(reading->file, standing,
                                               tc_set_standing_words, reading->faults)
                              : -1;
    set->standing = word < 0 ? TC_SET_UNVERIFIED : (tc_set_standing)word;
    const tc_json *from = tc_set_need(reading, root, "from", set_keys);
    const tc_json *until = tc_json_member(root, "until");
    set->from = read_day(reading, from, TC_DAY_FIRST, 0);
    set->until = read_day(reading, until, TC_DAY_LAST, TC_DAY_NEVER);
    if (until && set->until < set->from)
        tc_set_refuse(reading, until, "until：早于 from", "until: is before from");
}

void tc_rule_set_read(const tc_set_reading *reading, const tc_json *root)
{
    if (!tc_set_expect(reading, root, TC_JSON_OBJECT))
        return;
    (void)tc_set_check_keys(reading, root, set_keys);
    read_head(reading, root);
    read_columns(reading, tc_json_member(root, "columns"));
    read_switches(reading, tc_json_member(root, "switches"));
    const tc_json *rules = tc_set_need(reading, root, "rules", set_keys);
    if (rules)
        read_rules(reading, rules);
}
