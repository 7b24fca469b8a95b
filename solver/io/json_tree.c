/* The only file that knows cJSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/json_tree.h"

#include <assert.h>
#include <cjson/cJSON.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/fault.h"
#include "base/utf8.h"
#include "io/json_gate.h"
#include "io/json_scan.h"

struct tc_json_document {
    tc_arena arena;
    char *name;
    tc_json *values; /* in document order */
    size_t count;
    int nul_line, nul_column; /* the first \u0000; 0 when there is none */
};

/* ---- reading ----------------------------------------------------------------------- */

/* cJSON refuses numbers of more than 63 bytes. The gate has read them already, so a zero
 * and blanks stand in for every number here. Returns NULL when memory runs out. */
static cJSON *parse_behind_gate(const char *text, size_t length,
                                const tc_json_marks *marks)
{
    char *copy = tc_mem_new(length + 1, 1);
    if (!copy)
        return NULL;
    memcpy(copy, text, length);
    for (size_t i = 0; i < marks->count; i++) {
        const tc_json_mark *mark = &marks->list[i];
        if (mark->kind != TC_JSON_NUMBER)
            continue;
        memset(copy + mark->offset, ' ', mark->length);
        copy[mark->offset] = '0';
    }
    cJSON *root = cJSON_ParseWithLengthOpts(copy, length + 1, NULL, 1);
    tc_mem_drop(copy);
    return root;
}

/* Turn one value over; false when memory runs out. */
static bool fill_value(tc_json_document *document, tc_json *value, const cJSON *item,
                       const tc_json_mark *mark, const char *text)
{
    value->kind = mark->kind;
    value->line = mark->line;
    value->column = mark->column;
    value->key_line = mark->key_line;
    value->key_column = mark->key_column;
    if (mark->key_line > 0) {
        value->key = tc_arena_text(&document->arena, item->string, strlen(item->string));
        if (!value->key)
            return false;
    }
    if (mark->kind == TC_JSON_TEXT) {
        const char *shown = item->valuestring;
        value->text = tc_arena_text(&document->arena, shown, strlen(shown));
        return value->text != NULL;
    }
    if (mark->kind == TC_JSON_NUMBER) {
        value->number = mark->number;
        value->text = tc_arena_text(&document->arena, text + mark->offset, mark->length);
        return value->text != NULL;
    }
    return true;
}

/* Where the walk through the tree stands: the values above the next one. */
typedef struct tree_level {
    const cJSON *item; /* the next child to turn over */
    tc_json *parent, *last;
} tree_level;

static void hang_on(tree_level *level, tc_json *value)
{
    if (level->last)
        level->last->next = value;
    else if (level->parent)
        level->parent->child = value;
    if (level->parent)
        level->parent->count++;
    level->last = value;
}

/* Walk through cJSON's tree and the marks together: both are in document order. */
static bool fill_values(tc_json_document *document, const cJSON *root,
                        const tc_json_marks *marks, const char *text)
{
    tree_level levels[TC_JSON_DEPTH + 1];
    int depth = 0;
    levels[0] = (tree_level){.item = root};
    for (size_t i = 0; i < marks->count; i++) {
        while (!levels[depth].item)
            depth--;
        const cJSON *item = levels[depth].item;
        tc_json *value = &document->values[i];
        if (!fill_value(document, value, item, &marks->list[i], text))
            return false;
        hang_on(&levels[depth], value);
        levels[depth].item = item->next;
        if (item->child)
            levels[++depth] = (tree_level){.item = item->child, .parent = value};
    }
    return true;
}

static tc_json_document *new_document(const char *name, const tc_json_marks *marks)
{
    tc_json_document *document = tc_mem_new(1, sizeof *document);
    if (!document)
        return NULL;
    document->count = marks->count;
    document->nul_line = marks->nul_line;
    document->nul_column = marks->nul_column;
    document->name = tc_arena_text(&document->arena, name, strlen(name));
    document->values = tc_arena_take(&document->arena, marks->count, sizeof(tc_json));
    if (!document->name || !document->values) {
        tc_json_free(document);
        return NULL;
    }
    return document;
}

tc_code tc_json_parse(const char *name, const char *text, size_t length,
                      tc_json_document **document, tc_error *error)
{
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    tc_json_marks marks = {0};
    tc_json_document *made = NULL;
    cJSON *root = NULL;
    tc_code code = tc_json_gate(name, text, length, &marks, error);
    if (code != TC_OK)
        goto done;
    root = parse_behind_gate(text, length, &marks);
    made = root ? new_document(name, &marks) : NULL;
    if (!made || !fill_values(made, root, &marks, text)) {
        code = tc_no_memory(error);
        goto done;
    }
    *document = made;
    made = NULL;
done:
    tc_json_free(made);
    cJSON_Delete(root);
    tc_json_marks_free(&marks);
    return code;
}

const tc_json *tc_json_root(const tc_json_document *document)
{
    return document->values;
}

const tc_json *tc_json_member(const tc_json *object, const char *key)
{
    if (object->kind != TC_JSON_OBJECT)
        return NULL;
    for (const tc_json *member = object->child; member; member = member->next)
        if (strcmp(member->key, key) == 0)
            return member;
    return NULL;
}

void tc_json_free(tc_json_document *document)
{
    if (!document)
        return;
    tc_arena_free(&document->arena);
    tc_mem_drop(document);
}

/* ---- what JSON allows and we do not ------------------------------------------------ */

static int by_key(const void *left, const void *right)
{
    const tc_json *a = *(const tc_json *const *)left;
    const tc_json *b = *(const tc_json *const *)right;
    const int order = strcmp(a->key, b->key);
    return order != 0 ? order : (a > b) - (a < b); /* values lie in document order */
}

/* The earliest member whose key stood before, or best if that is earlier; *first is then
 * the member that it repeats. room holds object->count pointers. */
static const tc_json *repeated_in(const tc_json *object, const tc_json **room,
                                  const tc_json *best, const tc_json **first)
{
    size_t count = 0;
    for (const tc_json *member = object->child; member; member = member->next)
        room[count++] = member;
    qsort(room, count, sizeof *room, by_key);
    const tc_json *head = room[0]; /* of a run of equal keys */
    for (size_t i = 1; i < count; i++) {
        if (strcmp(room[i]->key, head->key) != 0) {
            head = room[i];
        } else if (!best || room[i] < best) {
            best = room[i];
            *first = head;
        }
    }
    return best;
}

tc_code tc_json_check_plain(const tc_json_document *document, tc_error *error)
{
    const tc_place nul = {document->name, document->nul_line, document->nul_column};
    if (document->nul_line > 0)
        return tc_fail(error, TC_ERR_INPUT, &nul, "文本中不能有 U+0000",
                       "a text may not hold U+0000");
    const tc_json **room = tc_mem_new(document->count, sizeof *room);
    if (!room)
        return tc_no_memory(error);
    const tc_json *best = NULL;
    const tc_json *first = NULL;
    for (size_t i = 0; i < document->count; i++) {
        const tc_json *value = &document->values[i];
        if (value->kind == TC_JSON_OBJECT && value->count > 1)
            best = repeated_in(value, room, best, &first);
    }
    tc_mem_drop(room);
    if (!best)
        return TC_OK;
    const tc_place place = {document->name, best->key_line, best->key_column};
    return tc_fail(error, TC_ERR_INPUT, &place, "键 '%s' 重复（已见于第 %d 行第 %d 列）",
                   "key '%s' again (it stands at line %d, column %d)", best->key,
                   first->key_line, first->key_column);
}

/* ---- writing ----------------------------------------------------------------------- */

/* A value being built is cJSON's own item. The valueint of an array or object, which
 * cJSON does not use there, holds these. */
enum {
    OUT_MISSING = 1, /* something that was to be added is not there */
    OUT_ADDED = 2    /* it has a parent: it is complete */
};

static cJSON *item_of(tc_json_out *value)
{
    return (cJSON *)value;
}

tc_json_out *tc_json_out_object(void)
{
    return (tc_json_out *)cJSON_CreateObject();
}

tc_json_out *tc_json_out_array(void)
{
    return (tc_json_out *)cJSON_CreateArray();
}

static bool is_utf8(const char *text)
{
    for (size_t left = strlen(text); left > 0;) {
        uint32_t character = 0;
        const int bytes = tc_utf8_read(text, left, &character);
        if (bytes == 0)
            return false;
        text += bytes;
        left -= (size_t)bytes;
    }
    return true;
}

/* A key that is not UTF-8 counts as missing memory does. */
static void add_item(tc_json_out *parent, const char *key, cJSON *item)
{
    cJSON *into = item_of(parent);
    assert(!into || (cJSON_IsObject(into) ? key != NULL : key == NULL));
    assert(!into || !(into->valueint & OUT_ADDED));
    const bool added =
        into && item && (!key || is_utf8(key)) &&
        (key ? cJSON_AddItemToObject(into, key, item) : cJSON_AddItemToArray(into, item));
    if (added)
        return;
    cJSON_Delete(item);
    if (into)
        into->valueint |= OUT_MISSING;
}

void tc_json_out_add(tc_json_out *parent, const char *key, tc_json_out *value)
{
    cJSON *item = item_of(value);
    if (parent && item && (item->valueint & OUT_MISSING))
        item_of(parent)->valueint |= OUT_MISSING;
    if (item)
        item->valueint |= OUT_ADDED;
    add_item(parent, key, item);
}

/* text with U+FFFD for each byte that is not UTF-8, which cJSON would print as it is. */
static cJSON *mended_text(const char *text)
{
    tc_buffer mended = {0};
    for (size_t left = strlen(text); left > 0;) {
        uint32_t character = 0;
        const int bytes = tc_utf8_read(text, left, &character);
        if (bytes == 0)
            tc_buffer_puts(&mended, "\xEF\xBF\xBD");
        else
            tc_buffer_add(&mended, text, (size_t)bytes);
        text += bytes ? bytes : 1;
        left -= (size_t)(bytes ? bytes : 1);
    }
    cJSON *item = mended.failed ? NULL : cJSON_CreateString(mended.text);
    tc_buffer_free(&mended);
    return item;
}

void tc_json_out_text(tc_json_out *parent, const char *key, const char *text)
{
    add_item(parent, key, is_utf8(text) ? cJSON_CreateString(text) : mended_text(text));
}

void tc_json_out_bool(tc_json_out *parent, const char *key, bool value)
{
    add_item(parent, key, cJSON_CreateBool(value));
}

void tc_json_out_int(tc_json_out *parent, const char *key, long long value)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", value);
    add_item(parent, key, cJSON_CreateRaw(text));
}

void tc_json_out_number(tc_json_out *parent, const char *key, double value)
{
    char text[32] = "";
    if (isfinite(value))
        tc_number_write(value, text);
    add_item(parent, key, isfinite(value) ? cJSON_CreateRaw(text) : NULL);
}

void tc_json_out_null(tc_json_out *parent, const char *key)
{
    add_item(parent, key, cJSON_CreateNull());
}

void tc_json_out_decimal(tc_json_out *parent, const char *key, const char *decimal)
{
    const bool number = tc_json_is_number(decimal, strlen(decimal));
    assert(number);
    add_item(parent, key, number ? cJSON_CreateRaw(decimal) : NULL);
}

tc_code tc_json_out_print(const tc_json_out *root, bool indent, tc_buffer *out,
                          tc_error *error)
{
    const cJSON *item = (const cJSON *)root;
    if (!item || (item->valueint & OUT_MISSING))
        return tc_no_memory(error);
    char *text = indent ? cJSON_Print(item) : cJSON_PrintUnformatted(item);
    if (!text)
        return tc_no_memory(error);
    const size_t length = strlen(text);
    text[length] = '\n'; /* in place of the NUL, so that all is added or nothing */
    tc_buffer_add(out, text, length + 1);
    cJSON_free(text);
    return out->failed ? tc_no_memory(error) : TC_OK;
}

tc_code tc_json_out_give(tc_json_out *root, char **text, tc_error *error)
{
    tc_buffer out = {0};
    const tc_code code = tc_json_out_print(root, true, &out, error);
    tc_json_out_free(root);
    if (code == TC_OK)
        *text = out.text;
    else
        tc_buffer_free(&out);
    return code;
}

void tc_json_out_free(tc_json_out *root)
{
    cJSON_Delete(item_of(root));
}
