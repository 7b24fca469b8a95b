/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/xlsx_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "io/file_bytes.h"
#include "io/xlsx_value.h"
#include "io/xml_read.h"

static const size_t FILE_BYTES_MOST = (size_t)64 << 20,
                    PART_BYTES_MOST = (size_t)64 << 20;
enum { SHEETS_MOST = 256, STYLES_MOST = 65536, TEXTS_MOST = 5000000, PATH_BYTES = 512 };

/* ---- parts ------------------------------------------------------------------------- */

tc_code tc_xlsx_refuse(const tc_xlsx_book *book, const char *part, const tc_error *inner,
                       tc_error *error)
{
    const tc_place place = {book->name, 0, 0};
    return tc_fail(error, TC_ERR_INPUT, &place, "工作簿已损坏（%s）：%s%.0s",
                   "the workbook is damaged (%s): %.0s%s", part, inner->message,
                   inner->message_en);
}

static tc_code refuse_with(const tc_xlsx_book *book, const char *part, const char *zh,
                           const char *en, tc_error *error)
{
    tc_error inner;
    (void)tc_fail(&inner, TC_ERR_INPUT, NULL, "%s%.0s", "%.0s%s", zh, en);
    return tc_xlsx_refuse(book, part, &inner, error);
}

tc_code tc_xlsx_part(const tc_xlsx_book *book, const char *part, tc_buffer *out,
                     tc_error *error)
{
    tc_error inner = {0};
    const int entry = tc_zip_find(book->zip, part);
    if (entry < 0)
        return refuse_with(book, part, "缺少这一部分", "this part is missing", error);
    out->most = PART_BYTES_MOST;
    tc_buffer_puts(out, "");
    const tc_code code = tc_zip_read(book->zip, entry, out, &inner);
    if (code == TC_ERR_INPUT)
        return tc_xlsx_refuse(book, part, &inner, error);
    return code == TC_OK && !out->failed ? TC_OK : tc_no_memory(error);
}

/* Read a part with these handlers. */
static tc_code read_part(const tc_xlsx_book *book, const char *part,
                         const tc_xml_handlers *handlers, tc_error *error)
{
    tc_buffer text = {0};
    tc_error inner = {0};
    tc_code code = tc_xlsx_part(book, part, &text, error);
    if (code == TC_OK) {
        code = tc_xml_read(text.text, text.length, part, handlers, &inner);
        if (code == TC_ERR_INPUT)
            code = tc_xlsx_refuse(book, part, &inner, error);
        else if (code != TC_OK)
            code = tc_no_memory(error);
    }
    tc_buffer_free(&text);
    return code;
}

/* ---- names ------------------------------------------------------------------------- */

static const char *behind_colon(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

bool tc_xlsx_is(const char *element, const char *name)
{
    return strcmp(behind_colon(element), name) == 0;
}

const char *tc_xlsx_attribute(const char *const *attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(behind_colon(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

static bool ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text), most = strlen(end);
    return length >= most && strcmp(text + length - most, end) == 0;
}

/* ---- relations --------------------------------------------------------------------- */

/* A book being opened. */
typedef struct opening {
    tc_xlsx_book *book;
    char workbook[PATH_BYTES], texts[PATH_BYTES], styles[PATH_BYTES];
    const char *base; /* what relations are relative to: "xl/" */
    char folder[PATH_BYTES];
    int *formats; /* ids of the formats that the book brings, that mean a day or not */
    bool *format_dates;
    int format_count;
    bool in_cells;    /* among the formats of cells, not of named styles */
    bool in_phonetic; /* how a text is spoken: no part of it */
    bool in_text;
    tc_buffer text;
} opening;

/* Where a relation leads: an absolute path, or one below the base. */
static void resolve(const opening *o, const char *target, char out[PATH_BYTES])
{
    if (*target == '/')
        (void)snprintf(out, PATH_BYTES, "%s", target + 1);
    else
        (void)snprintf(out, PATH_BYTES, "%s%s", o->base, target);
}

/* The relation of a sheet: its id stands in part until then. */
static bool place_sheet(const opening *o, const char *id, const char *target)
{
    for (int k = 0; k < o->book->sheet_count; k++) {
        tc_xlsx_sheet_entry *sheet = &o->book->sheets[k];
        if (!sheet->part || sheet->part[0] != '#' || strcmp(sheet->part + 1, id) != 0)
            continue;
        char path[PATH_BYTES];
        resolve(o, target, path);
        sheet->part = tc_arena_text(&o->book->arena, path, strlen(path));
        return sheet->part != NULL;
    }
    return true;
}

static bool on_relation(void *context, const char *name, const char *const *attributes,
                        const tc_place *place)
{
    (void)place;
    opening *o = context;
    const char *type = tc_xlsx_attribute(attributes, "Type");
    const char *target = tc_xlsx_attribute(attributes, "Target");
    const char *id = tc_xlsx_attribute(attributes, "Id");
    if (!tc_xlsx_is(name, "Relationship") || !type || !target || !id)
        return true;
    if (ends_with(type, "/officeDocument"))
        resolve(o, target, o->workbook);
    else if (ends_with(type, "/sharedStrings"))
        resolve(o, target, o->texts);
    else if (ends_with(type, "/styles"))
        resolve(o, target, o->styles);
    else if (ends_with(type, "/worksheet"))
        return place_sheet(o, id, target);
    return true;
}

static bool add_sheet(tc_xlsx_book *book, const char *name, const char *id)
{
    if (book->sheet_count == SHEETS_MOST)
        return true;
    char part[PATH_BYTES];
    (void)snprintf(part, sizeof part, "#%s", id);
    const tc_xlsx_sheet_entry sheet = {tc_arena_text(&book->arena, name, strlen(name)),
                                       tc_arena_text(&book->arena, part, strlen(part))};
    book->sheets[book->sheet_count++] = sheet;
    return sheet.name && sheet.part;
}

static bool is_true(const char *text)
{
    return text && (strcmp(text, "1") == 0 || strcmp(text, "true") == 0);
}

static bool on_workbook(void *context, const char *name, const char *const *attributes,
                        const tc_place *place)
{
    (void)place;
    opening *o = context;
    if (tc_xlsx_is(name, "workbookPr"))
        o->book->from_1904 = is_true(tc_xlsx_attribute(attributes, "date1904"));
    if (!tc_xlsx_is(name, "sheet"))
        return true;
    const char *title = tc_xlsx_attribute(attributes, "name");
    const char *id = NULL;
    for (const char *const *a = attributes; *a; a += 2)
        if (strchr(a[0], ':') && tc_xlsx_is(a[0], "id"))
            id = a[1];
    return !title || !id || add_sheet(o->book, title, id);
}

/* Find the workbook, its sheets, and where they, texts and styles lie. */
static tc_code read_workbook(opening *o, tc_error *error)
{
    const tc_xml_handlers relations = {.begin = on_relation, .context = o};
    const tc_xml_handlers workbook = {.begin = on_workbook, .context = o};
    char path[2 * PATH_BYTES + 16];
    o->base = "";
    tc_code code = read_part(o->book, "_rels/.rels", &relations, error);
    if (code == TC_OK && !*o->workbook)
        code = refuse_with(o->book, "_rels/.rels", "不是工作簿", "this is no workbook",
                           error);
    if (code == TC_OK)
        code = read_part(o->book, o->workbook, &workbook, error);
    if (code != TC_OK)
        return code;
    const char *slash = strrchr(o->workbook, '/');
    const int folder = slash ? (int)(slash - o->workbook) + 1 : 0;
    (void)snprintf(o->folder, sizeof o->folder, "%.*s", folder, o->workbook);
    o->base = o->folder;
    (void)snprintf(path, sizeof path, "%s_rels/%s.rels", o->folder, o->workbook + folder);
    return read_part(o->book, path, &relations, error);
}

/* ---- texts ------------------------------------------------------------------------- */

static bool begin_text(void *context, const char *name, const char *const *attributes,
                       const tc_place *place)
{
    (void)attributes, (void)place;
    opening *o = context;
    if (tc_xlsx_is(name, "si")) {
        o->text.length = 0;
        tc_buffer_puts(&o->text, "");
    }
    o->in_phonetic = o->in_phonetic || tc_xlsx_is(name, "rPh");
    o->in_text = tc_xlsx_is(name, "t") && !o->in_phonetic;
    return true;
}

static bool keep_text(opening *o)
{
    tc_xlsx_book *book = o->book;
    if (book->text_count == TEXTS_MOST)
        return true;
    if ((book->text_count & (book->text_count - 1)) == 0) { /* a power of two: full */
        const size_t room = book->text_count ? 2 * (size_t)book->text_count : 1;
        const char **texts = tc_mem_grow(book->texts, room, sizeof *texts);
        if (!texts)
            return false;
        book->texts = texts;
    }
    tc_buffer plain = {0};
    tc_xlsx_unescape(o->text.text, o->text.length, &plain);
    const char *kept = plain.failed || o->text.failed
                           ? NULL
                           : tc_arena_text(&book->arena, plain.text, plain.length);
    tc_buffer_free(&plain);
    book->texts[book->text_count++] = kept;
    return kept != NULL;
}

static bool end_text(void *context, const char *name)
{
    opening *o = context;
    o->in_text = false;
    if (tc_xlsx_is(name, "rPh"))
        o->in_phonetic = false;
    return !tc_xlsx_is(name, "si") || keep_text(o);
}

static bool add_text(void *context, const char *text, size_t length)
{
    opening *o = context;
    if (o->in_text)
        tc_buffer_add(&o->text, text, length);
    return !o->text.failed;
}

/* ---- styles ------------------------------------------------------------------------ */

static bool means_day(const opening *o, int id)
{
    for (int k = 0; k < o->format_count; k++)
        if (o->formats[k] == id)
            return o->format_dates[k];
    return tc_xlsx_is_date_format(id, NULL);
}

static bool on_style(void *context, const char *name, const char *const *attributes,
                     const tc_place *place)
{
    (void)place;
    opening *o = context;
    const char *number = tc_xlsx_attribute(attributes, "numFmtId");
    const char *code = tc_xlsx_attribute(attributes, "formatCode");
    const int id = number ? (int)strtol(number, NULL, 10) : 0;
    if (tc_xlsx_is(name, "cellXfs"))
        o->in_cells = true;
    if (tc_xlsx_is(name, "numFmt") && code && o->format_count < STYLES_MOST) {
        o->formats[o->format_count] = id;
        o->format_dates[o->format_count++] = tc_xlsx_is_date_format(id, code);
    }
    if (tc_xlsx_is(name, "xf") && o->in_cells && o->book->date_count < STYLES_MOST)
        o->book->dates[o->book->date_count++] = means_day(o, id);
    return true;
}

static bool end_style(void *context, const char *name)
{
    opening *o = context;
    if (tc_xlsx_is(name, "cellXfs"))
        o->in_cells = false;
    return true;
}

/* ---- the whole --------------------------------------------------------------------- */

static tc_code read_all(opening *o, tc_error *error)
{
    const tc_xml_handlers texts = {begin_text, end_text, add_text, o};
    const tc_xml_handlers styles = {on_style, end_style, NULL, o};
    o->book->sheets = tc_mem_new(SHEETS_MOST, sizeof *o->book->sheets);
    o->book->dates = tc_mem_new(STYLES_MOST, sizeof *o->book->dates);
    o->formats = tc_mem_new(STYLES_MOST, sizeof *o->formats);
    o->format_dates = tc_mem_new(STYLES_MOST, sizeof *o->format_dates);
    if (!o->book->sheets || !o->book->dates || !o->formats || !o->format_dates)
        return tc_no_memory(error);
    tc_code code = read_workbook(o, error);
    if (code == TC_OK && *o->texts)
        code = read_part(o->book, o->texts, &texts, error);
    if (code == TC_OK && *o->styles)
        code = read_part(o->book, o->styles, &styles, error);
    o->book->styles = tc_arena_text(&o->book->arena, o->styles, strlen(o->styles));
    return code == TC_OK && !o->book->styles ? tc_no_memory(error) : code;
}

/* Its bytes, and what the archive in them holds. */
static tc_code read_archive(tc_xlsx_book *book, const char *path, tc_error *error)
{
    book->bytes.most = FILE_BYTES_MOST;
    tc_code code = tc_file_read(path, book->name, &book->bytes, error);
    if (code == TC_OK)
        code = tc_zip_open(book->bytes.text ? book->bytes.text : "", book->bytes.length,
                           book->name, &book->zip, error);
    return code;
}

tc_code tc_xlsx_open(const char *path, const char *name, tc_xlsx_book **book,
                     tc_error *error)
{
    opening o = {.book = tc_mem_new(1, sizeof *o.book)};
    if (!o.book)
        return tc_no_memory(error);
    o.book->name = name;
    tc_code code = read_archive(o.book, path, error);
    if (code == TC_OK)
        code = read_all(&o, error);
    tc_buffer_free(&o.text);
    tc_mem_drop(o.formats);
    tc_mem_drop(o.format_dates);
    if (code == TC_OK)
        *book = o.book;
    else
        tc_xlsx_close(o.book);
    return code;
}

void tc_xlsx_close(tc_xlsx_book *book)
{
    if (!book)
        return;
    tc_zip_close(book->zip);
    tc_buffer_free(&book->bytes);
    tc_mem_drop(book->sheets);
    tc_mem_drop(book->dates);
    tc_mem_drop(book->texts);
    tc_arena_free(&book->arena);
    tc_mem_drop(book);
}
