/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/case_sheet.h"

#include <string.h>

#include "base/fault.h"
#include "domain/synonym.h"
#include "io/case_reader.h"
#include "io/reference.h"
#include "io/table.h"

enum {
    COLUMN_KEY,
    COLUMN_VALUE,
    COLUMN_POLLUTANT,
    COLUMN_AREA,
    COLUMN_INDUSTRY,
    COLUMN_REASON,
    COLUMNS
};

static const tc_column columns[COLUMNS] = {
    {.names = {"key", "键", "项目"}, .kind = TC_CELL_OTHER, .required = true},
    {.names = {"value", "值", "内容"}, .kind = TC_CELL_OTHER, .required = true},
    {.names = {"pollutant", "污染物"}, .kind = TC_CELL_OTHER},
    {.names = {"area", "区域", "县"}, .kind = TC_CELL_OTHER},
    {.names = {"industry", "行业"}, .kind = TC_CELL_OTHER},
    {.names = {"reason", "理由", "依据"}, .kind = TC_CELL_OTHER},
};

static const tc_table_form form = {TC_CASE_FILE, columns, COLUMNS, false, NULL, 0};

/* How the value of a key is written in a cell. */
typedef enum key_kind { TEXT, NUMBER, LIST, PAIRS, ENTRIES } key_kind;

static const struct {
    key_kind kind;
    const char *amount; /* of ENTRIES: what the value of an entry is called */
} kinds[] = {{TEXT, NULL},       {TEXT, NULL},       {TEXT, NULL},
             {ENTRIES, "ratio"}, {ENTRIES, "share"}, {ENTRIES, "share"},
             {NUMBER, NULL},     {LIST, NULL},       {LIST, NULL},
             {PAIRS, NULL},      {ENTRIES, "total"}};
enum { KEYS = sizeof kinds / sizeof *kinds };

static const char *const key_names[KEYS][2] = {{"name", "名称"},
                                               {"decision_date", "决定日"},
                                               {"unknown_available_from", "未写形成时间"},
                                               {"ratios", "替代倍数"},
                                               {"reserve", "留存比例"},
                                               {"export_cap", "可调出比例"},
                                               {"grain", "最小单位"},
                                               {"policy", "目标次序"},
                                               {"rules", "规则集"},
                                               {"switches", "规则开关"},
                                               {"stated_totals", "公布合计"}};

/* ---- the tree ---------------------------------------------------------------------- */

/* A value being filled, and the last of its children. */
typedef struct growing {
    tc_json *value, *last;
} growing;

/* The sheet being read. */
typedef struct reading {
    tc_loading *loading;
    tc_table table;
    growing root, keys[KEYS];
} reading;

static tc_json *new_value(const reading *r, tc_json_kind kind, int column)
{
    tc_json *value = tc_arena_take(&r->loading->problem->arena, 1, sizeof *value);
    if (!value) {
        r->loading->no_memory = true;
        return NULL;
    }
    const tc_place place = tc_table_spot(&r->table, column).place;
    *value = (tc_json){.kind = kind, .line = place.line, .column = place.column};
    return value;
}

static void append(growing *parent, tc_json *value)
{
    if (!parent->value || !value)
        return;
    if (parent->last)
        parent->last->next = value;
    else
        parent->value->child = value;
    parent->last = value;
    parent->value->count++;
}

static void set_key(const reading *r, tc_json *value, const char *key, int column)
{
    if (!value)
        return;
    const tc_place place = tc_table_spot(&r->table, column).place;
    value->key = tc_text_keep(r->loading, key);
    value->key_line = place.line;
    value->key_column = place.column;
}

static tc_json *new_text(const reading *r, const char *text, int column)
{
    tc_json *value = new_value(r, TC_JSON_TEXT, column);
    if (value)
        value->text = tc_text_keep(r->loading, text);
    return value;
}

/* A number, also as a percentage; a text where it is none, which the reader refuses. */
static tc_json *new_number(const reading *r, int column)
{
    static const tc_range any = {-1e15, 1e15};
    const char *text = tc_table_text(&r->table, column);
    tc_faults unsaid = {0};
    tc_spot spot = tc_table_spot(&r->table, column);
    spot.faults = &unsaid;
    double number = 0.0;
    const bool read =
        tc_number_read(text, any, &spot, &number) || tc_share_read(text, &spot, &number);
    tc_faults_free(&unsaid);
    tc_json *value = new_text(r, text, column);
    if (value && read) {
        value->kind = TC_JSON_NUMBER;
        value->number = number;
    }
    return value;
}

/* ---- the kinds of values ----------------------------------------------------------- */

/* The next part of a cell of several, which ; or a line end divides; NULL at the end. */
static const char *next_part(const reading *r, const char **rest)
{
    static const char *const marks[] = {";", "；", "\n"};
    while (**rest) {
        const char *start = *rest, *end = start + strlen(start);
        size_t mark_length = 0;
        for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
            const char *at = strstr(start, marks[m]);
            if (at && at < end) {
                end = at;
                mark_length = strlen(marks[m]);
            }
        }
        *rest = end + mark_length;
        tc_buffer part = {0};
        tc_buffer_add(&part, start, (size_t)(end - start));
        const char *kept = part.failed ? "" : tc_text_keep(r->loading, part.text);
        r->loading->no_memory = r->loading->no_memory || part.failed;
        tc_buffer_free(&part);
        if (*kept)
            return kept;
    }
    return NULL;
}

static void add_list(reading *r, growing *list)
{
    const char *rest = tc_table_text(&r->table, COLUMN_VALUE);
    for (const char *part; (part = next_part(r, &rest)) != NULL;)
        append(list, new_text(r, part, COLUMN_VALUE));
}

/* "item-3=alternative; …" */
static void add_pairs(reading *r, growing *object)
{
    const char *rest = tc_table_text(&r->table, COLUMN_VALUE);
    for (const char *part; (part = next_part(r, &rest)) != NULL;) {
        const char *sign = strchr(part, '=');
        tc_buffer name = {0};
        tc_buffer_add(&name, part, sign ? (size_t)(sign - part) : strlen(part));
        tc_json *value = new_text(r, sign ? sign + 1 : "", COLUMN_VALUE);
        if (name.failed)
            r->loading->no_memory = true;
        else
            set_key(r, value, name.text, COLUMN_VALUE);
        append(object, value);
        tc_buffer_free(&name);
    }
}

/* One of ratios, reserve, export_cap: {"ratio": …, "pollutant": …}. */
static void add_entry(reading *r, growing *list, const char *amount)
{
    static const struct {
        int column;
        const char *key;
    } members[] = {{COLUMN_POLLUTANT, "pollutant"},
                   {COLUMN_AREA, "area"},
                   {COLUMN_INDUSTRY, "industry"},
                   {COLUMN_REASON, "reason"}};
    growing entry = {new_value(r, TC_JSON_OBJECT, COLUMN_KEY), NULL};
    tc_json *number = new_number(r, COLUMN_VALUE);
    set_key(r, number, amount, COLUMN_VALUE);
    append(&entry, number);
    for (size_t m = 0; m < sizeof members / sizeof *members; m++) {
        const char *text = tc_table_text(&r->table, members[m].column);
        if (!*text)
            continue;
        tc_json *value = new_text(r, text, members[m].column);
        set_key(r, value, members[m].key, members[m].column);
        append(&entry, value);
    }
    append(list, entry.value);
}

/* ---- rows -------------------------------------------------------------------------- */

/* The array or object of a key, which several rows may fill. */
static growing *collection(reading *r, int key, tc_json_kind kind)
{
    growing *of = &r->keys[key];
    if (!of->value) {
        of->value = new_value(r, kind, COLUMN_VALUE);
        set_key(r, of->value, key_names[key][0], COLUMN_KEY);
        append(&r->root, of->value);
    }
    return of;
}

static void add_single(reading *r, int key, const char *name, tc_json *value)
{
    const tc_spot spot = tc_table_spot(&r->table, COLUMN_KEY);
    if (key >= 0 && r->keys[key].value) {
        tc_fault_add(spot.faults, TC_SEVERITY_ERROR, &spot.place, "“%s”写了两次",
                     "'%s' is given twice", tc_plain_show(name).text);
        return;
    }
    if (key >= 0)
        r->keys[key].value = value;
    set_key(r, value, key >= 0 ? key_names[key][0] : name, COLUMN_KEY);
    append(&r->root, value);
}

static void read_row(reading *r)
{
    static const tc_synonyms names = {&key_names[0][0], KEYS, 2, 2};
    const char *name = tc_text_keep(r->loading, tc_table_text(&r->table, COLUMN_KEY));
    const int key = tc_synonym_find(&names, name, NULL);
    const char *text = tc_table_text(&r->table, COLUMN_VALUE);
    switch (key < 0 ? TEXT : kinds[key].kind) {
    case TEXT:
        add_single(r, key, name, new_text(r, text, COLUMN_VALUE));
        break;
    case NUMBER:
        add_single(r, key, name, new_number(r, COLUMN_VALUE));
        break;
    case LIST:
        add_list(r, collection(r, key, TC_JSON_ARRAY));
        break;
    case PAIRS:
        add_pairs(r, collection(r, key, TC_JSON_OBJECT));
        break;
    case ENTRIES:
        add_entry(r, collection(r, key, TC_JSON_ARRAY), kinds[key].amount);
        break;
    }
}

static tc_code read_rows(reading *r, tc_error *error)
{
    r->root.value = new_value(r, TC_JSON_OBJECT, COLUMN_KEY);
    tc_code code = tc_table_next(&r->table, error);
    while (code == TC_OK && r->table.row.count > 0) {
        read_row(r);
        code = tc_table_next(&r->table, error);
    }
    return code;
}

tc_code tc_case_sheet_read(tc_loading *loading, tc_faults *faults, const tc_json **root,
                           tc_error *error)
{
    reading r = {.loading = loading};
    tc_code code = tc_table_open(loading->home, &form, faults, &r.table, error);
    *root = NULL;
    if (code == TC_OK && r.table.usable && r.table.where[COLUMN_KEY] >= 0 &&
        r.table.where[COLUMN_VALUE] >= 0)
        code = read_rows(&r, error);
    if (code == TC_OK && !loading->no_memory)
        *root = r.root.value;
    tc_table_close(&r.table);
    return code;
}
