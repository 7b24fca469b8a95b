/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/xlsx_marks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/cell_name.h"
#include "io/xlsx_edit.h"
#include "io/xlsx_value.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
static const char COLOUR[] = "FFFFC7CE";

/* ---- cells ------------------------------------------------------------------------- */

/* A sheet being marked. */
typedef struct marking {
    tc_xlsx_edit edit;
    const tc_xlsx_mark *marks;
    int count, next; /* the next mark to be set */
    tc_xlsx_twins *twins;
    char prefix[32]; /* of the sheet's elements: "x:" */
    int row, column; /* where the copy has come to */
    int depth;
} marking;

/* The coloured twin of a style. Where there are too many, the twin of the plain style. */
static int twin_of(tc_xlsx_twins *twins, int style)
{
    for (int k = 0; k < twins->used; k++)
        if (twins->of[k] == style)
            return twins->count + k;
    if (twins->used == TC_XLSX_COLOURED_MOST)
        return twins->count;
    twins->of[twins->used] = style < twins->count ? style : 0;
    return twins->count + twins->used++;
}

static void put_cell(marking *m)
{
    const tc_xlsx_mark *mark = &m->marks[m->next++];
    tc_buffer_printf(m->edit.out, "<%sc r=\"%s\" s=\"%d\"/>", m->prefix,
                     tc_cell_name_of(mark->row, mark->column).text, twin_of(m->twins, 0));
}

static bool has_mark_before(const marking *m, int row, int column)
{
    const tc_xlsx_mark *mark = &m->marks[m->next];
    return m->next < m->count &&
           (mark->row < row || (mark->row == row && mark->column < column));
}

/* Rows that the sheet lacks, up to this one. */
static void put_rows(marking *m, int row)
{
    while (has_mark_before(m, row, 1)) {
        const int missing = m->marks[m->next].row;
        tc_buffer_printf(m->edit.out, "<%srow r=\"%d\">", m->prefix, missing);
        while (has_mark_before(m, missing + 1, 1))
            put_cell(m);
        tc_buffer_printf(m->edit.out, "</%srow>", m->prefix);
    }
}

/* Open an element that has nothing in it, so that something can be put in. */
static void open_empty(marking *m, const tc_xml_tag *tag)
{
    tc_xlsx_edit_copy(&m->edit, tag->end - 2);
    tc_buffer_puts(m->edit.out, ">");
    tc_xlsx_edit_skip(&m->edit, tag->end);
}

static long number_at(const marking *m, const tc_xml_tag *tag, const char *name,
                      long otherwise)
{
    size_t begin = 0, end = 0;
    return tc_xlsx_edit_attribute(&m->edit, tag, name, &begin, &end)
               ? strtol(m->edit.text + begin, NULL, 10)
               : otherwise;
}

static void on_row(marking *m, const tc_xml_tag *tag)
{
    if (!tag->closes) {
        m->row = (int)number_at(m, tag, "r", m->row + 1L);
        m->column = 0;
        if (has_mark_before(m, m->row, 1)) {
            tc_xlsx_edit_copy(&m->edit, tag->begin);
            put_rows(m, m->row);
        }
    }
    if ((!tag->closes && !tag->empty) || !has_mark_before(m, m->row + 1, 1))
        return;
    if (tag->empty)
        open_empty(m, tag);
    else
        tc_xlsx_edit_copy(&m->edit, tag->begin);
    while (has_mark_before(m, m->row + 1, 1))
        put_cell(m);
    if (tag->empty)
        tc_buffer_printf(m->edit.out, "</%srow>", m->prefix);
}

static void on_cell(marking *m, const tc_xml_tag *tag)
{
    char address[16] = "";
    size_t begin = 0, end = 0;
    int row = m->row;
    m->column++;
    if (tc_xlsx_edit_attribute(&m->edit, tag, "r", &begin, &end)) {
        (void)snprintf(address, sizeof address, "%.*s", (int)(end - begin),
                       m->edit.text + begin);
        if (!tc_xlsx_address_read(address, &m->column, &row))
            return;
    }
    if (has_mark_before(m, m->row, m->column))
        tc_xlsx_edit_copy(&m->edit, tag->begin);
    while (has_mark_before(m, m->row, m->column))
        put_cell(m);
    if (m->next == m->count || m->marks[m->next].row != m->row ||
        m->marks[m->next].column != m->column)
        return;
    m->next++;
    tc_xlsx_edit_set(&m->edit, tag, "s",
                     twin_of(m->twins, (int)number_at(m, tag, "s", 0)));
}

static void on_data(marking *m, const tc_xml_tag *tag)
{
    const char *name = m->edit.text + tag->begin + 1 + tag->closes;
    const size_t before = strcspn(name, ":>/ ");
    if (name[before] == ':')
        (void)snprintf(m->prefix, sizeof m->prefix, "%.*s", (int)before + 1, name);
    if ((!tag->closes && !tag->empty) || m->next == m->count)
        return;
    if (tag->empty)
        open_empty(m, tag);
    else
        tc_xlsx_edit_copy(&m->edit, tag->begin);
    put_rows(m, m->marks[m->count - 1].row + 1);
    if (tag->empty)
        tc_buffer_printf(m->edit.out, "</%ssheetData>", m->prefix);
}

/* Does the drawing of comments stand before this element? Source: ECMA-376, CT_Worksheet.
 */
static bool is_behind_drawing(const marking *m, const tc_xml_tag *tag)
{
    static const char *const names[] = {"legacyDrawingHF", "drawingHF", "picture",
                                        "oleObjects",      "controls",  "webPublishItems",
                                        "tableParts",      "extLst"};
    if (tag->closes)
        return m->depth == 0;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (m->depth == 1 && tc_xlsx_edit_is(&m->edit, tag, names[k]))
            return true;
    return false;
}

void tc_xlsx_mark_cells(const tc_buffer *sheet, const tc_xlsx_mark *marks, int count,
                        const char *comments, tc_xlsx_twins *twins, tc_buffer *out)
{
    marking m = {.edit = {.text = sheet->text, .length = sheet->length, .out = out},
                 .marks = marks,
                 .count = count,
                 .twins = twins};
    bool placed = comments == NULL;
    for (tc_xml_tag tag; tc_xlsx_edit_next(&m.edit, &tag);) {
        m.depth -= tag.closes;
        if (!placed && is_behind_drawing(&m, &tag)) {
            tc_xlsx_edit_copy(&m.edit, tag.begin);
            tc_buffer_printf(out,
                             "<%slegacyDrawing xmlns:r=\"" RELATIONS "\" r:id=\"%s\"/>",
                             m.prefix, comments);
            placed = true;
        }
        if (tc_xlsx_edit_is(&m.edit, &tag, "sheetData"))
            on_data(&m, &tag);
        else if (tc_xlsx_edit_is(&m.edit, &tag, "row"))
            on_row(&m, &tag);
        else if (!tag.closes && tc_xlsx_edit_is(&m.edit, &tag, "c"))
            on_cell(&m, &tag);
        m.depth += !tag.closes && !tag.empty;
    }
    tc_xlsx_edit_copy(&m.edit, m.edit.length);
}

bool tc_xlsx_has_drawing(const tc_buffer *sheet)
{
    tc_xlsx_edit edit = {.text = sheet->text, .length = sheet->length};
    for (tc_xml_tag tag; tc_xlsx_edit_next(&edit, &tag);)
        if (tc_xlsx_edit_is(&edit, &tag, "legacyDrawing"))
            return true;
    return false;
}

/* ---- styles ------------------------------------------------------------------------ */

/* Where an element of the styles is, and how many it holds. */
typedef struct style_list {
    tc_xml_tag open, close;
    int count;
} style_list;

/* Find a list, <fills> of <fill> or <cellXfs> of <xf>; at item number wanted, *item is
 * the text of it. */
static style_list find_list(const tc_buffer *styles, const char *list, const char *item,
                            int wanted, tc_buffer *found)
{
    tc_xlsx_edit edit = {.text = styles->text, .length = styles->length};
    style_list all = {{0}, {0}, 0};
    bool inside = false;
    size_t begin = 0;
    for (tc_xml_tag tag; tc_xlsx_edit_next(&edit, &tag);) {
        if (tc_xlsx_edit_is(&edit, &tag, list)) {
            inside = !tag.closes;
            *(tag.closes ? &all.close : &all.open) = tag;
        } else if (inside && tc_xlsx_edit_is(&edit, &tag, item)) {
            begin = tag.closes ? begin : tag.begin;
            if ((tag.closes || tag.empty) && all.count++ == wanted && found)
                tc_buffer_add(found, styles->text + begin, tag.end - begin);
        }
    }
    return all;
}

int tc_xlsx_style_count(const tc_buffer *styles)
{
    const style_list fills = find_list(styles, "fills", "fill", -1, NULL);
    const style_list cells = find_list(styles, "cellXfs", "xf", -1, NULL);
    const bool sound = fills.open.end > 0 && fills.close.begin >= fills.open.end &&
                       cells.open.begin >= fills.close.end &&
                       cells.close.begin >= cells.open.end;
    return sound ? cells.count : 0;
}

/* The style with another fill. */
static void put_twin(const tc_buffer *styles, int style, int fill, tc_buffer *out)
{
    tc_buffer found = {0}, filled = {0};
    tc_xml_tag tag;
    (void)find_list(styles, "cellXfs", "xf", style, &found);
    tc_xlsx_edit edit = {.text = found.text, .length = found.length, .out = &filled};
    if (found.length > 0 && tc_xlsx_edit_next(&edit, &tag)) {
        tc_xlsx_edit_set(&edit, &tag, "fillId", fill);
        tc_xlsx_edit_copy(&edit, edit.length);
        tc_xlsx_edit again = {.text = filled.text, .length = filled.length, .out = out};
        if (!filled.failed && tc_xlsx_edit_next(&again, &tag)) {
            tc_xlsx_edit_set(&again, &tag, "applyFill", 1);
            tc_xlsx_edit_copy(&again, again.length);
        }
    }
    out->failed = out->failed || found.failed || filled.failed;
    tc_buffer_free(&filled);
    tc_buffer_free(&found);
}

void tc_xlsx_mark_styles(const tc_buffer *styles, const tc_xlsx_twins *twins,
                         tc_buffer *out)
{
    const style_list fills = find_list(styles, "fills", "fill", -1, NULL);
    const style_list cells = find_list(styles, "cellXfs", "xf", -1, NULL);
    tc_xlsx_edit edit = {.text = styles->text, .length = styles->length, .out = out};
    tc_xlsx_edit_set(&edit, &fills.open, "count", fills.count + 1L);
    tc_xlsx_edit_copy(&edit, fills.close.begin);
    tc_buffer_printf(out,
                     "<fill xmlns=\"" MAIN "\"><patternFill patternType=\"solid\">"
                     "<fgColor rgb=\"%s\"/></patternFill></fill>",
                     COLOUR);
    tc_xlsx_edit_set(&edit, &cells.open, "count", cells.count + (long)twins->used);
    tc_xlsx_edit_copy(&edit, cells.close.begin);
    for (int k = 0; k < twins->used; k++)
        put_twin(styles, twins->of[k], fills.count, out);
    tc_xlsx_edit_copy(&edit, edit.length);
}

/* ---- comments ---------------------------------------------------------------------- */

static void put_escaped(const char *text, tc_buffer *out)
{
    for (; *text; text++) {
        if (*text == '&')
            tc_buffer_puts(out, "&amp;");
        else if (*text == '<')
            tc_buffer_puts(out, "&lt;");
        else if (*text == '>')
            tc_buffer_puts(out, "&gt;");
        else if ((unsigned char)*text >= ' ' || *text == '\n')
            tc_buffer_add(out, text, 1);
    }
}

void tc_xlsx_comments(const tc_xlsx_mark *marks, int count, tc_buffer *out)
{
    tc_buffer_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                        "<comments xmlns=\"" MAIN "\"><authors><author>tongchou</author>"
                        "</authors><commentList>");
    for (int k = 0; k < count; k++) {
        tc_buffer_printf(out,
                         "<comment ref=\"%s\" authorId=\"0\"><text><r>"
                         "<t xml:space=\"preserve\">",
                         tc_cell_name_of(marks[k].row, marks[k].column).text);
        put_escaped(marks[k].text, out);
        tc_buffer_puts(out, "</t></r></text></comment>");
    }
    tc_buffer_puts(out, "</commentList></comments>");
}

void tc_xlsx_comment_boxes(const tc_xlsx_mark *marks, int count, tc_buffer *out)
{
    tc_buffer_puts(out, "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" "
                        "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
                        "xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
                        "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" "
                        "o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"/>");
    for (int k = 0; k < count; k++)
        tc_buffer_printf(out,
                         "<v:shape id=\"tongchou%d\" type=\"#_x0000_t202\" "
                         "style=\"position:absolute;width:240pt;height:80pt;"
                         "visibility:hidden\" fillcolor=\"#ffffe1\" "
                         "o:insetmode=\"auto\"><x:ClientData ObjectType=\"Note\">"
                         "<x:MoveWithCells/><x:SizeWithCells/>"
                         "<x:Anchor>%d, 15, %d, 2, %d, 15, %d, 4</x:Anchor>"
                         "<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row>"
                         "<x:Column>%d</x:Column></x:ClientData></v:shape>",
                         k, marks[k].column, marks[k].row - 1, marks[k].column + 4,
                         marks[k].row + 5, marks[k].row - 1, marks[k].column - 1);
    tc_buffer_puts(out, "</xml>");
}
