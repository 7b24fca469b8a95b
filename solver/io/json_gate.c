/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/json_gate.h"

#include <locale.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "io/encoding_scan.h"
#include "io/json_scan.h"

/* What may stand next. */
typedef enum gate_state {
    GATE_VALUE,
    GATE_FIRST_VALUE, /* or the end of the array */
    GATE_KEY,
    GATE_FIRST_KEY, /* or the end of the object */
    GATE_COLON,
    GATE_COMMA, /* or the end of the array or object */
    GATE_NOTHING
} gate_state;

typedef struct gate_level {
    bool object;
    int line, column; /* of its bracket */
} gate_level;

typedef struct gate_reader {
    tc_json_scan scan;
    gate_state state;
    gate_level open[TC_JSON_DEPTH];
    int depth;
    int key_line, key_column;     /* of the value to come */
    int comma_line, comma_column; /* the last one */
    tc_json_marks *marks;
} gate_reader;

static tc_json_mark *add_mark(tc_json_marks *marks)
{
    if (marks->count == marks->capacity) {
        const size_t wanted = marks->capacity ? 2 * marks->capacity : 64;
        tc_json_mark *list = tc_mem_grow(marks->list, wanted, sizeof *list);
        if (!list)
            return NULL;
        marks->list = list;
        marks->capacity = wanted;
    }
    return &marks->list[marks->count++];
}

static char head(const gate_reader *gate)
{
    return gate->scan.text[gate->scan.at];
}

/* Pass over a sign of one byte. */
static void pass_sign(gate_reader *gate)
{
    gate->scan.at++;
    gate->scan.column++;
}

static gate_state after_value(const gate_reader *gate)
{
    return gate->depth > 0 ? GATE_COMMA : GATE_NOTHING;
}

static tc_code too_deep(const gate_reader *gate)
{
    const tc_place place = {gate->scan.name, gate->scan.line, gate->scan.column};
    return tc_fail(gate->scan.error, TC_ERR_INPUT, &place, "嵌套超过 %d 层",
                   "nested more than %d deep", (int)TC_JSON_DEPTH);
}

static tc_code open_level(gate_reader *gate, tc_json_kind *kind)
{
    const bool object = head(gate) == '{';
    if (gate->depth == TC_JSON_DEPTH)
        return too_deep(gate);
    gate->open[gate->depth++] = (gate_level){object, gate->scan.line, gate->scan.column};
    gate->state = object ? GATE_FIRST_KEY : GATE_FIRST_VALUE;
    *kind = object ? TC_JSON_OBJECT : TC_JSON_ARRAY;
    pass_sign(gate);
    return TC_OK;
}

static tc_code read_value(gate_reader *gate)
{
    tc_json_scan *scan = &gate->scan;
    const char first = head(gate);
    if (first != '{' && first != '[' && first != '"' && !tc_json_begins_number(first) &&
        !tc_json_begins_name(first)) {
        const bool array = gate->state == GATE_FIRST_VALUE;
        const unsigned char byte = (unsigned char)first;
        if (byte >= 0xE3 && byte <= 0xE9) /* a text in Chinese, it seems */
            return tc_json_scan_unexpected(scan, "一个值（文本要加双引号）",
                                           "a value (a text is put in double quotes)");
        return tc_json_scan_unexpected(scan, array ? "一个值或 ']'" : "一个值",
                                       array ? "a value or ']'" : "a value");
    }
    tc_json_mark *mark = add_mark(gate->marks);
    if (!mark)
        return tc_no_memory(scan->error);
    *mark = (tc_json_mark){.line = scan->line,
                           .column = scan->column,
                           .key_line = gate->key_line,
                           .key_column = gate->key_column,
                           .offset = scan->at};
    gate->key_line = 0;
    gate->key_column = 0;
    if (first == '{' || first == '[')
        return open_level(gate, &mark->kind);
    tc_code code = TC_OK;
    if (first == '"') {
        mark->kind = TC_JSON_TEXT;
        code = tc_json_scan_text(scan);
    } else if (tc_json_begins_number(first)) {
        mark->kind = TC_JSON_NUMBER;
        code = tc_json_scan_number(scan, &mark->number);
    } else {
        code = tc_json_scan_name(scan, &mark->kind);
    }
    mark->length = scan->at - mark->offset;
    gate->state = after_value(gate);
    return code;
}

static tc_code read_key(gate_reader *gate)
{
    const bool first = gate->state == GATE_FIRST_KEY;
    if (head(gate) != '"')
        return tc_json_scan_unexpected(
            &gate->scan, first ? "带双引号的键或 '}'" : "带双引号的键",
            first ? "a key in double quotes or '}'" : "a key in double quotes");
    gate->key_line = gate->scan.line;
    gate->key_column = gate->scan.column;
    gate->state = GATE_COLON;
    return tc_json_scan_text(&gate->scan);
}

static tc_code read_colon(gate_reader *gate)
{
    if (head(gate) != ':')
        return tc_json_scan_unexpected(&gate->scan, "键之后的 ':'", "':' after the key");
    pass_sign(gate);
    gate->state = GATE_VALUE;
    return TC_OK;
}

static tc_code wrong_bracket(const gate_reader *gate, const gate_level *level)
{
    const tc_place place = {gate->scan.name, gate->scan.line, gate->scan.column};
    return tc_fail(
        gate->scan.error, TC_ERR_INPUT, &place,
        "第 %d 行第 %d 列的 '%c' 应当以 '%c' 收尾，却是 '%c'",
        "what line %d, column %d opened with '%c' is to be closed with '%c', not "
        "with '%c'",
        level->line, level->column, level->object ? '{' : '[', level->object ? '}' : ']',
        head(gate));
}

/* At a closing bracket. */
static tc_code close_level(gate_reader *gate)
{
    const gate_level *level = &gate->open[gate->depth - 1];
    if ((head(gate) == '}') != level->object)
        return wrong_bracket(gate, level);
    if (gate->state == GATE_VALUE || gate->state == GATE_KEY) {
        const tc_place comma = {gate->scan.name, gate->comma_line, gate->comma_column};
        return tc_fail(gate->scan.error, TC_ERR_INPUT, &comma, "最后一项之后多了一个 ','",
                       "one ',' too many after the last item");
    }
    gate->depth--;
    gate->state = after_value(gate);
    pass_sign(gate);
    return TC_OK;
}

static tc_code read_comma(gate_reader *gate)
{
    const bool object = gate->open[gate->depth - 1].object;
    if (head(gate) != ',')
        return tc_json_scan_unexpected(&gate->scan,
                                       object ? " ',' 或 '}'" : " ',' 或 ']'",
                                       object ? "',' or '}'" : "',' or ']'");
    gate->comma_line = gate->scan.line;
    gate->comma_column = gate->scan.column;
    gate->state = object ? GATE_KEY : GATE_VALUE;
    pass_sign(gate);
    return TC_OK;
}

/* May the innermost array or object end here, were it not for a comma too many? */
static bool may_close(const gate_reader *gate)
{
    if (gate->depth == 0 || gate->state == GATE_COLON)
        return false;
    /* behind a colon there is no comma to blame */
    return gate->state != GATE_VALUE || !gate->open[gate->depth - 1].object;
}

static tc_code step(gate_reader *gate)
{
    if ((head(gate) == '}' || head(gate) == ']') && may_close(gate))
        return close_level(gate);
    switch (gate->state) {
    case GATE_VALUE:
    case GATE_FIRST_VALUE:
        return read_value(gate);
    case GATE_KEY:
    case GATE_FIRST_KEY:
        return read_key(gate);
    case GATE_COLON:
        return read_colon(gate);
    case GATE_COMMA:
        return read_comma(gate);
    case GATE_NOTHING:
        break;
    }
    return tc_json_scan_unexpected(&gate->scan, "文件的结尾", "the end of the file");
}

static tc_code ended(const gate_reader *gate)
{
    const tc_place place = {gate->scan.name, gate->scan.line, gate->scan.column};
    if (gate->state == GATE_NOTHING)
        return TC_OK;
    if (gate->depth == 0)
        return tc_fail(gate->scan.error, TC_ERR_INPUT, &place,
                       "文件中没有内容，应当有一个 JSON 值",
                       "the file is empty, a JSON value was expected");
    const gate_level *level = &gate->open[gate->depth - 1];
    return tc_fail(gate->scan.error, TC_ERR_INPUT, &place,
                   "文件到此结束，第 %d 行第 %d 列的 '%c' 还没有收尾",
                   "the file ends here, and what line %d, column %d opened with '%c' is "
                   "not closed",
                   level->line, level->column, level->object ? '{' : '[');
}

static tc_code read_all(gate_reader *gate)
{
    for (;;) {
        tc_json_scan_space(&gate->scan);
        if (gate->scan.at == gate->scan.length)
            return ended(gate);
        const tc_code code = step(gate);
        if (code != TC_OK)
            return code;
    }
}

static tc_code refuse_size(const char *name, const char *text, size_t length,
                           tc_error *error)
{
    const tc_place place = {name, 1, 1};
    if (length > TC_JSON_BYTES)
        return tc_fail(error, TC_ERR_INPUT, &place, "文件超过 %d 字节",
                       "the file is larger than %d bytes", (int)TC_JSON_BYTES);
    const int wide = tc_scan_wide(text, length);
    if (wide)
        return tc_fail(error, TC_ERR_INPUT, &place, "文件是 UTF-%d 编码，请另存为 UTF-8",
                       "the file is in UTF-%d, save it as UTF-8", wide);
    return TC_OK;
}

tc_code tc_json_gate(const char *name, const char *text, size_t length,
                     tc_json_marks *marks, tc_error *error)
{
    tc_code code = refuse_size(name, text, length, error);
    if (code != TC_OK)
        return code;
    /* strtod reads the decimal point of the thread's locale: let that be the "C" one */
    const locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!plain)
        return tc_no_memory(error);
    const locale_t usual = uselocale(plain);
    gate_reader gate = {.scan = {.name = name,
                                 .text = text,
                                 .length = length,
                                 .line = 1,
                                 .column = 1,
                                 .error = error},
                        .marks = marks};
    code = read_all(&gate);
    marks->nul_line = gate.scan.nul_line;
    marks->nul_column = gate.scan.nul_column;
    uselocale(usual);
    freelocale(plain);
    return code;
}

void tc_json_marks_free(tc_json_marks *marks)
{
    tc_mem_drop(marks->list);
    memset(marks, 0, sizeof *marks);
}
