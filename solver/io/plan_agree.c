/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/plan_agree.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/plain.h"

static const struct {
    const char *zh, *en;
} KINDS[] = {{"null", "null"},     {"false", "false"}, {"true", "true"},
             {"数字", "number"},   {"文本", "text"},   {"数组", "an array"},
             {"对象", "an object"}};

tc_json_shown tc_json_show(const tc_json *value)
{
    tc_json_shown shown = {.zh = ""};
    const bool text = value->kind == TC_JSON_TEXT;
    if (text || value->kind == TC_JSON_NUMBER) {
        const tc_shown what = tc_plain_show(value->text);
        (void)snprintf(shown.zh, sizeof shown.zh, text ? "“%s”" : "%s", what.text);
        (void)snprintf(shown.en, sizeof shown.en, text ? "'%s'" : "%s", what.text);
        return shown;
    }
    (void)snprintf(shown.zh, sizeof shown.zh, "%s", KINDS[value->kind].zh);
    (void)snprintf(shown.en, sizeof shown.en, "%s", KINDS[value->kind].en);
    return shown;
}

/* ---- JSON -------------------------------------------------------------------------- */

static tc_code agree(const tc_json *expected, const tc_json *found, const char *name,
                     const char *free_member, tc_error *error);

static tc_code differs(const tc_json *expected, const tc_json *found,
                       const tc_place *place, tc_error *error)
{
    const tc_json_shown wanted = tc_json_show(expected), is = tc_json_show(found);
    return tc_fail(error, TC_ERR_INPUT, place, "%s%s%.0s应为 %s%.0s，却是 %s%.0s",
                   "%s%.0s%sexpected %.0s%s, found %.0s%s", TC_JSON_PREFIX(found),
                   wanted.zh, wanted.en, is.zh, is.en);
}

static tc_code members_agree(const tc_json *expected, const tc_json *found,
                             const char *name, const char *free_member, tc_error *error)
{
    for (const tc_json *wanted = expected->child; wanted; wanted = wanted->next) {
        const tc_json *member = tc_json_member(found, wanted->key);
        const tc_place place = {name, found->line, found->column};
        if (!member)
            return tc_fail(error, TC_ERR_INPUT, &place, "缺少 “%s”", "'%s' is missing",
                           wanted->key);
        const tc_place at = {name, member->line, member->column};
        const bool is_free = free_member && strcmp(wanted->key, free_member) == 0;
        if (is_free && member->kind != wanted->kind)
            return differs(wanted, member, &at, error);
        const tc_code code = is_free ? TC_OK : agree(wanted, member, name, NULL, error);
        if (code != TC_OK)
            return code;
    }
    for (const tc_json *member = found->child; member; member = member->next) {
        const tc_place place = {name, member->key_line, member->key_column};
        if (!tc_json_member(expected, member->key))
            return tc_fail(error, TC_ERR_INPUT, &place, "这里不该有 “%s”",
                           "'%s' does not belong here", tc_plain_show(member->key).text);
    }
    return TC_OK;
}

static tc_code entries_agree(const tc_json *expected, const tc_json *found,
                             const char *name, tc_error *error)
{
    const tc_place place = {name, found->line, found->column};
    if (expected->count != found->count)
        return tc_fail(error, TC_ERR_INPUT, &place, "%s%s%.0s应有 %d 项，却有 %d 项",
                       "%s%.0s%sexpected %d entries, found %d", TC_JSON_PREFIX(found),
                       expected->count, found->count);
    const tc_json *entry = found->child;
    for (const tc_json *wanted = expected->child; wanted; wanted = wanted->next) {
        const tc_code code = agree(wanted, entry, name, NULL, error);
        if (code != TC_OK)
            return code;
        entry = entry->next;
    }
    return TC_OK;
}

/* As deep as expected, which is one of our own: a few levels. */
static tc_code agree(const tc_json *expected, const tc_json *found, const char *name,
                     const char *free_member, tc_error *error)
{
    const tc_place place = {name, found->line, found->column};
    bool same = expected->kind == found->kind;
    if (same && expected->kind == TC_JSON_OBJECT)
        return members_agree(expected, found, name, free_member, error);
    if (same && expected->kind == TC_JSON_ARRAY)
        return entries_agree(expected, found, name, error);
    if (same && expected->kind == TC_JSON_TEXT)
        same = strcmp(expected->text, found->text) == 0;
    if (same && expected->kind == TC_JSON_NUMBER)
        same = expected->number == found->number;
    return same ? TC_OK : differs(expected, found, &place, error);
}

tc_code tc_json_agree(const tc_json *expected, const tc_json *found, const char *name,
                      tc_error *error)
{
    return agree(expected, found, name, "version", error);
}

/* ---- CSV --------------------------------------------------------------------------- */

/* Where a cell begins, for people and in the text. */
typedef struct cell_start {
    size_t offset;
    int line, column;
} cell_start;

enum { MARK_BYTES = 3 }; /* a byte-order mark comes first */

/* The cell in which the byte at stands. Up to there the text is one of our own: quoted
 * where need be, lines end with CR LF. */
static cell_start find_cell(const char *text, size_t at)
{
    cell_start cell = {.line = 1, .column = 1};
    int line = 1, column = 1;
    bool quoted = false;
    for (size_t i = cell.offset = MARK_BYTES; i < at; i++) {
        const char byte = text[i];
        if (byte == '"')
            quoted = !quoted;
        if (byte == '\n') {
            line++;
            column = 1;
        } else if (((unsigned char)byte & 0xC0) != 0x80) {
            column++;
        }
        if (!quoted && (byte == ',' || byte == '\n'))
            cell = (cell_start){i + 1, line, column};
    }
    return cell;
}

/* The cell at offset as a message shows it. */
static tc_shown show_cell(const tc_buffer *text, size_t offset)
{
    char copy[160] = "";
    size_t length = 0;
    bool quoted = false;
    for (size_t i = offset; i < text->length && length < sizeof copy - 1; i++) {
        const char byte = text->text[i];
        if (byte == '"')
            quoted = !quoted;
        if (!quoted && (byte == ',' || byte == '\r' || byte == '\n'))
            break;
        copy[length++] = byte ? byte : ' ';
    }
    while (length > 0 && ((unsigned char)copy[length - 1] & 0xC0) == 0x80 &&
           length == sizeof copy - 1)
        length--; /* no half of a character */
    copy[length] = '\0';
    return tc_plain_show(copy);
}

tc_code tc_csv_agree(const tc_buffer *expected, const tc_buffer *found, const char *name,
                     tc_error *error)
{
    const size_t both =
        expected->length < found->length ? expected->length : found->length;
    size_t at = 0;
    while (at < both && expected->text[at] == found->text[at])
        at++;
    if (at == both && expected->length == found->length)
        return TC_OK;
    const cell_start cell = find_cell(expected->text, at);
    const tc_place place = {name, cell.line, cell.column};
    if (at < MARK_BYTES)
        return tc_fail(error, TC_ERR_INPUT, &place,
                       "与 plan.json 不符：文件应以 UTF-8 字节序标记（BOM）开头",
                       "differs from plan.json: expected a UTF-8 byte-order mark first, "
                       "found none");
    if (cell.offset >= found->length)
        return tc_fail(error, TC_ERR_INPUT, &place,
                       "文件到此为止，与 plan.json 不符：此处应为 “%s”",
                       "the file ends here, and plan.json goes on: expected '%s'",
                       show_cell(expected, cell.offset).text);
    if (cell.offset >= expected->length)
        return tc_fail(error, TC_ERR_INPUT, &place,
                       "与 plan.json 不符：文件应到此为止，却有 “%s”",
                       "differs from plan.json: expected the end of the file, found '%s'",
                       show_cell(found, cell.offset).text);
    const tc_shown wanted = show_cell(expected, cell.offset);
    const tc_shown is = show_cell(found, cell.offset);
    if (strcmp(wanted.text, is.text) == 0)
        return tc_fail(
            error, TC_ERR_INPUT, &place,
            "“%s” 之后（单元格的其余部分、引号或换行）与 plan.json 不符",
            "what follows '%s' (the rest of the cell, quotes, line end) differs "
            "from plan.json",
            is.text);
    return tc_fail(error, TC_ERR_INPUT, &place, "与 plan.json 不符：应为 “%s”，却是 “%s”",
                   "differs from plan.json: expected '%s', found '%s'", wanted.text,
                   is.text);
}
