/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "io/case_path.h"
#include "io/xlsx_book.h"
#include "io/xlsx_edit.h"
#include "io/xlsx_marks.h"
#include "tongchou/workbook.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"
#define CONTENT "application/vnd.openxmlformats-officedocument."
static const char TYPES[] = "[Content_Types].xml", RELATION[] = "tongchouComments";
enum { NEW_PARTS = 3, PATH_BYTES = 512 }; /* of a sheet: comments, boxes, relations */

/* Of all parts together, unpacked. */
static const size_t BYTES_MOST = (size_t)256 << 20;

/* A part of the archive, as it is to be written. */
typedef struct part {
    char name[PATH_BYTES];
    tc_buffer bytes;
} part;

/* A workbook being annotated. */
typedef struct annotating {
    tc_xlsx_book *book;
    const tc_faults *faults;
    tc_language language;
    part *parts;
    int count;
    tc_xlsx_mark *marks; /* of the sheet at hand */
    int mark_count;
    tc_arena arena; /* of their texts */
    tc_xlsx_twins twins;
    tc_buffer types; /* what the types of the parts gain */
    bool failed;     /* memory ran out */
} annotating;

/* ---- parts ------------------------------------------------------------------------- */

static part *part_named(annotating *a, const char *name)
{
    for (int k = 0; k < a->count; k++)
        if (strcmp(a->parts[k].name, name) == 0)
            return &a->parts[k];
    return NULL;
}

static part *new_part(annotating *a, const char *name)
{
    part *added = &a->parts[a->count++];
    *added = (part){.bytes = {.length = 0}};
    (void)snprintf(added->name, sizeof added->name, "%s", name);
    return added;
}

static tc_code read_parts(annotating *a, tc_error *error)
{
    const int count = tc_zip_count(a->book->zip);
    const size_t room = (size_t)count + NEW_PARTS * (size_t)a->book->sheet_count;
    a->parts = tc_mem_new(room, sizeof *a->parts);
    a->marks = tc_mem_new(a->faults->count, sizeof *a->marks);
    tc_code code = a->parts && a->marks ? TC_OK : tc_no_memory(error);
    size_t total = 0;
    for (int k = 0; k < count && code == TC_OK; k++) {
        part *read = new_part(a, tc_zip_name(a->book->zip, k));
        const tc_place place = {a->book->name, 0, 0};
        code = tc_xlsx_part(a->book, read->name, &read->bytes, error);
        total += read->bytes.length;
        if (code == TC_OK && total > BYTES_MOST)
            code = tc_fail(error, TC_ERR_INPUT, &place, "解压后超过 %zu 字节",
                           "unpacked it is larger than %zu bytes", BYTES_MOST);
    }
    return code;
}

/* The bytes of a part become these; those before are freed. */
static void replace(annotating *a, part *old, tc_buffer *bytes)
{
    a->failed = a->failed || bytes->failed;
    tc_buffer_free(&old->bytes);
    old->bytes = *bytes;
    *bytes = (tc_buffer){.length = 0};
}

/* Put text before the end tag of the root of a part. */
static void put_at_end(annotating *a, part *of, const char *root, const char *text)
{
    tc_buffer out = {0};
    tc_xlsx_edit edit = {.text = of->bytes.text, .length = of->bytes.length, .out = &out};
    for (tc_xml_tag tag; tc_xlsx_edit_next(&edit, &tag);)
        if (tag.closes && tc_xlsx_edit_is(&edit, &tag, root)) {
            tc_xlsx_edit_copy(&edit, tag.begin);
            tc_buffer_puts(&out, text);
        }
    tc_xlsx_edit_copy(&edit, edit.length);
    replace(a, of, &out);
}

/* ---- sheets ------------------------------------------------------------------------ */

/* Faults of one cell are one mark, a line each. */
static void add_mark(annotating *a, const tc_error *error)
{
    const char *message = a->language == TC_EN ? error->message_en : error->message;
    tc_xlsx_mark *last = a->mark_count > 0 ? &a->marks[a->mark_count - 1] : NULL;
    const bool same = last && last->row == error->line && last->column == error->column;
    tc_buffer text = {0};
    tc_buffer_printf(&text, "%s%s%s", same ? last->text : "", same ? "\n" : "", message);
    const char *kept =
        text.failed ? NULL : tc_arena_text(&a->arena, text.text, text.length);
    tc_buffer_free(&text);
    if (!kept)
        a->failed = true;
    else if (same)
        last->text = kept;
    else
        a->marks[a->mark_count++] = (tc_xlsx_mark){error->line, error->column, kept};
}

static void collect_marks(annotating *a, const char *sheet)
{
    char file[PATH_BYTES];
    (void)snprintf(file, sizeof file, "%s:%s!", a->book->name, sheet);
    a->mark_count = 0;
    for (size_t i = 0; i < a->faults->count && !a->failed; i++) {
        const tc_error *error = &a->faults->list[i].error;
        if (strcmp(error->file, file) == 0 && error->line > 0 && error->column > 0)
            add_mark(a, error);
    }
}

/* "xl/worksheets/sheet1.xml" to "xl/worksheets/_rels/sheet1.xml.rels" */
static void relations_of(const char *sheet, char out[PATH_BYTES])
{
    const char *slash = strrchr(sheet, '/');
    const int folder = slash ? (int)(slash - sheet) + 1 : 0;
    (void)snprintf(out, PATH_BYTES, "%.*s_rels/%s.rels", folder, sheet, sheet + folder);
}

static void relate(annotating *a, const char *sheet, int number)
{
    char name[PATH_BYTES], text[512];
    (void)snprintf(text, sizeof text,
                   "<Relationship xmlns=\"" PACKAGE "\" Id=\"%s\" Type=\"" OFFICE
                   "/vmlDrawing\" Target=\"/xl/tongchou/boxes%d.vml\"/>"
                   "<Relationship xmlns=\"" PACKAGE "\" Id=\"%sText\" Type=\"" OFFICE
                   "/comments\" Target=\"/xl/tongchou/comments%d.xml\"/>",
                   RELATION, number, RELATION, number);
    relations_of(sheet, name);
    part *relations = part_named(a, name);
    if (relations) {
        put_at_end(a, relations, "Relationships", text);
        return;
    }
    relations = new_part(a, name);
    tc_buffer_printf(&relations->bytes,
                     "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                     "<Relationships xmlns=\"" PACKAGE "\">%s</Relationships>",
                     text);
    a->failed = a->failed || relations->bytes.failed;
}

static void add_comments(annotating *a, const char *sheet, int number)
{
    char name[PATH_BYTES];
    relate(a, sheet, number);
    (void)snprintf(name, sizeof name, "xl/tongchou/comments%d.xml", number);
    part *comments = new_part(a, name);
    tc_xlsx_comments(a->marks, a->mark_count, &comments->bytes);
    tc_buffer_printf(&a->types,
                     "<Override PartName=\"/%s\" ContentType=\"" CONTENT
                     "spreadsheetml.comments+xml\"/>",
                     name);
    (void)snprintf(name, sizeof name, "xl/tongchou/boxes%d.vml", number);
    part *boxes = new_part(a, name);
    tc_xlsx_comment_boxes(a->marks, a->mark_count, &boxes->bytes);
    tc_buffer_printf(&a->types,
                     "<Override PartName=\"/%s\" ContentType=\"" CONTENT "vmlDrawing\"/>",
                     name);
    a->failed = a->failed || comments->bytes.failed || boxes->bytes.failed;
}

static void annotate_sheet(annotating *a, int number)
{
    const char *name = a->book->sheets[number].part;
    part *sheet = part_named(a, name);
    collect_marks(a, a->book->sheets[number].name);
    if (!sheet || a->mark_count == 0 || a->failed)
        return;
    const bool commented = !tc_xlsx_has_drawing(&sheet->bytes);
    tc_buffer out = {0};
    tc_xlsx_mark_cells(&sheet->bytes, a->marks, a->mark_count,
                       commented ? RELATION : NULL, &a->twins, &out);
    replace(a, sheet, &out);
    if (commented && !a->failed)
        add_comments(a, name, number + 1);
}

/* ---- the book ---------------------------------------------------------------------- */

static tc_code annotate(annotating *a, tc_error *error)
{
    part *styles = part_named(a, a->book->styles), *types = part_named(a, TYPES);
    tc_buffer out = {0};
    a->twins.count = styles ? tc_xlsx_style_count(&styles->bytes) : 0;
    if (a->twins.count == 0 || !types) {
        const tc_place place = {a->book->name, 0, 0};
        return tc_fail(error, TC_ERR_INPUT, &place,
                       "工作簿没有单元格样式，无法上色：请在电子表格里打开、保存一次",
                       "the workbook has no styles of cells to colour: open it in a "
                       "spreadsheet and save it");
    }
    tc_buffer_puts(&a->types, "");
    for (int k = 0; k < a->book->sheet_count && !a->failed; k++)
        annotate_sheet(a, k);
    if (!a->failed) {
        tc_xlsx_mark_styles(&styles->bytes, &a->twins, &out);
        replace(a, styles, &out);
    }
    if (!a->failed && !a->types.failed)
        put_at_end(a, types, "Types", a->types.text);
    return a->failed || a->types.failed ? tc_no_memory(error) : TC_OK;
}

static tc_code pack(const annotating *a, tc_buffer *out, tc_error *error)
{
    tc_zip_entry *entries = tc_mem_new((size_t)a->count, sizeof *entries);
    if (!entries)
        return tc_no_memory(error);
    for (int k = 0; k < a->count; k++)
        entries[k] = (tc_zip_entry){a->parts[k].name, a->parts[k].bytes.text,
                                    a->parts[k].bytes.length};
    const tc_code code = tc_zip_write(entries, a->count, out, error);
    tc_mem_drop(entries);
    return code;
}

static void free_all(annotating *a)
{
    for (int k = 0; k < a->count; k++)
        tc_buffer_free(&a->parts[k].bytes);
    tc_mem_drop(a->parts);
    tc_mem_drop(a->marks);
    tc_arena_free(&a->arena);
    tc_buffer_free(&a->types);
    tc_xlsx_close(a->book);
    tc_mem_drop(a);
}

tc_code tc_workbook_annotate(const char *path, const tc_faults *faults,
                             tc_language language, char **bytes, size_t *length,
                             tc_error *error)
{
    tc_buffer out = {0};
    annotating *a = tc_mem_new(1, sizeof *a);
    if (!a)
        return tc_no_memory(error);
    a->faults = faults;
    a->language = language;
    tc_code code = tc_xlsx_open(path, tc_case_book_name(path), &a->book, error);
    if (code == TC_OK)
        code = read_parts(a, error);
    if (code == TC_OK)
        code = annotate(a, error);
    if (code == TC_OK)
        code = pack(a, &out, error);
    free_all(a);
    if (code == TC_OK) {
        *bytes = out.text;
        *length = out.length;
    } else {
        tc_buffer_free(&out);
    }
    return code;
}
