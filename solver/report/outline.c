/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/outline.h"

#include <stdarg.h>
#include <string.h>

#include "tongchou/text.h"

static bool is_html(const tc_outline *outline)
{
    return outline->form == TC_FORM_HTML;
}

static void put(const tc_outline *outline, const char *text)
{
    tc_buffer_puts(outline->out, text);
}

/* ---- texts ------------------------------------------------------------------------- */

static void put_html(const tc_outline *outline, const char *shown)
{
    switch (*shown) {
    case '&':
        put(outline, "&amp;");
        break;
    case '<':
        put(outline, "&lt;");
        break;
    case '>':
        put(outline, "&gt;");
        break;
    case '"':
        put(outline, "&quot;");
        break;
    case '\'':
        put(outline, "&#39;");
        break;
    default:
        put(outline, shown);
    }
}

/* CommonMark: any ASCII punctuation may stand behind a backslash, as itself. */
static void put_markdown(const tc_outline *outline, const char *shown)
{
    if (strchr("\\`*_[]<>|#~&$", *shown))
        put(outline, "\\");
    put(outline, shown);
}

void tc_outline_text(tc_outline *outline, const char *text)
{
    for (tc_glyph glyph; (glyph = tc_text_glyph(text)).bytes > 0; text += glyph.bytes) {
        if (is_html(outline))
            put_html(outline, glyph.shown);
        else
            put_markdown(outline, glyph.shown);
    }
}

void tc_outline_said(tc_outline *outline, tc_said said)
{
    if (!is_html(outline)) {
        tc_outline_text(outline, outline->language == TC_EN ? said.en : said.zh);
    } else if (strcmp(said.zh, said.en) == 0) {
        tc_outline_text(outline, said.zh);
    } else {
        put(outline, "<span lang=\"zh\">");
        tc_outline_text(outline, said.zh);
        put(outline, "</span><span lang=\"en\">");
        tc_outline_text(outline, said.en);
        put(outline, "</span>");
    }
}

void tc_pair_say(tc_pair *pair, const char *zh, const char *en, ...)
{
    va_list arguments;
    va_start(arguments, en);
    tc_buffer_vprintf(&pair->zh, zh, arguments);
    va_end(arguments);
    va_start(arguments, en);
    tc_buffer_vprintf(&pair->en, en, arguments);
    va_end(arguments);
}

tc_said tc_pair_said(tc_outline *outline, const tc_pair *pair)
{
    outline->out->failed = outline->out->failed || pair->zh.failed || pair->en.failed;
    return (tc_said){pair->zh.text ? pair->zh.text : "",
                     pair->en.text ? pair->en.text : ""};
}

void tc_pair_free(tc_pair *pair)
{
    tc_buffer_free(&pair->zh);
    tc_buffer_free(&pair->en);
}

/* ---- chapters and what is between tables ------------------------------------------- */

void tc_outline_chapter(tc_outline *outline, const char *id, tc_said title)
{
    if (is_html(outline))
        tc_buffer_printf(outline->out,
                         "<section id=\"%s\" aria-labelledby=\"%s-title\">\n"
                         "<h2 id=\"%s-title\">",
                         id, id, id);
    else
        put(outline, "\n## ");
    tc_outline_said(outline, title);
    put(outline, is_html(outline) ? "</h2>\n" : "\n");
}

void tc_outline_chapter_end(tc_outline *outline)
{
    if (is_html(outline))
        put(outline, "</section>\n");
}

void tc_outline_paragraph(tc_outline *outline, const char *style, tc_said said)
{
    if (is_html(outline) && style)
        tc_buffer_printf(outline->out, "<p class=\"%s\">", style);
    else
        put(outline, is_html(outline) ? "<p>" : "\n");
    tc_outline_said(outline, said);
    put(outline, is_html(outline) ? "</p>\n" : "\n");
}

void tc_outline_facts(tc_outline *outline, const char *style)
{
    if (is_html(outline))
        tc_buffer_printf(outline->out, "<dl class=\"%s\">\n", style);
    else
        put(outline, "\n");
}

void tc_outline_fact(tc_outline *outline, tc_said label, tc_said value)
{
    put(outline, is_html(outline) ? "<div><dt>" : "- ");
    tc_outline_said(outline, label);
    if (is_html(outline))
        put(outline, "</dt><dd>");
    else
        put(outline, outline->language == TC_EN ? ": " : "：");
    tc_outline_said(outline, value);
    put(outline, is_html(outline) ? "</dd></div>\n" : "\n");
}

void tc_outline_facts_end(tc_outline *outline)
{
    if (is_html(outline))
        put(outline, "</dl>\n");
}

void tc_outline_figure(tc_outline *outline, const char *id, tc_said caption)
{
    if (!is_html(outline))
        return;
    tc_buffer_printf(outline->out, "<figure id=\"%s\" hidden>\n<figcaption>", id);
    tc_outline_said(outline, caption);
    put(outline, "</figcaption>\n</figure>\n");
}

/* ---- tables ------------------------------------------------------------------------ */

static void put_html_heading(tc_outline *outline, const char *id, tc_said caption)
{
    tc_buffer_printf(outline->out,
                     "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                     "aria-labelledby=\"%s-caption\">\n"
                     "<table id=\"%s\">\n<caption id=\"%s-caption\">",
                     id, id, id);
    tc_outline_said(outline, caption);
    put(outline, "</caption>\n<thead><tr>");
    for (int c = 0; c < outline->count; c++) {
        const tc_outline_column *column = &outline->columns[c];
        if (column->below)
            continue;
        tc_buffer_printf(outline->out, "<th scope=\"col\" data-key=\"%s\"%s>",
                         column->key, column->number ? " class=\"n\"" : "");
        tc_outline_said(outline, column->heading);
        put(outline, "</th>");
    }
    put(outline, "</tr></thead>\n");
    if (!outline->below)
        put(outline, "<tbody>\n");
}

static void put_markdown_heading(tc_outline *outline, tc_said caption)
{
    put(outline, "\n**");
    tc_outline_said(outline, caption);
    put(outline, "**\n\n|");
    for (int c = 0; c < outline->count; c++) {
        put(outline, " ");
        tc_outline_said(outline, outline->columns[c].heading);
        put(outline, " |");
    }
    put(outline, "\n|");
    for (int c = 0; c < outline->count; c++)
        put(outline, outline->columns[c].number ? "---:|" : "---|");
    put(outline, "\n");
}

void tc_outline_table(tc_outline *outline, const char *id, tc_said caption,
                      const tc_outline_column *columns, int count)
{
    outline->columns = columns;
    outline->count = count;
    outline->next = 0;
    outline->below = count > 0 && columns[count - 1].below;
    if (is_html(outline))
        put_html_heading(outline, id, caption);
    else
        put_markdown_heading(outline, caption);
}

/* What stands before a cell; a row with lines below it is a group of its own. */
static void begin_html_cell(tc_outline *outline, const char *mark)
{
    const tc_outline_column *column = &outline->columns[outline->next];
    if (outline->next == 0)
        put(outline, outline->below ? "<tbody><tr>" : "<tr>");
    if (column->below) {
        int above = outline->count;
        while (outline->columns[above - 1].below)
            above--;
        tc_buffer_printf(outline->out,
                         "</tr>\n<tr class=\"below\" data-key=\"%s\"><td colspan=\"%d\">",
                         column->key, above);
    } else if (column->row) {
        put(outline, "<th scope=\"row\">");
    } else {
        put(outline, "<td");
        if (column->number || mark)
            tc_buffer_printf(outline->out, " class=\"%s%s%s\"", column->number ? "n" : "",
                             column->number && mark ? " " : "", mark ? mark : "");
        put(outline, ">");
    }
}

static void end_html_cell(tc_outline *outline)
{
    const tc_outline_column *column = &outline->columns[outline->next];
    put(outline, column->row ? "</th>" : "</td>");
    if (++outline->next < outline->count)
        return;
    outline->next = 0;
    put(outline, outline->below ? "</tr></tbody>\n" : "</tr>\n");
}

static void begin_cell(tc_outline *outline, const char *mark)
{
    if (is_html(outline))
        begin_html_cell(outline, mark);
    else
        put(outline, outline->next == 0 ? "| " : " ");
}

static void end_cell(tc_outline *outline)
{
    if (is_html(outline)) {
        end_html_cell(outline);
        return;
    }
    put(outline, " |");
    if (++outline->next < outline->count)
        return;
    outline->next = 0;
    put(outline, "\n");
}

void tc_outline_cell(tc_outline *outline, const char *text)
{
    begin_cell(outline, NULL);
    tc_outline_text(outline, text);
    end_cell(outline);
}

void tc_outline_cell_said(tc_outline *outline, tc_said said)
{
    begin_cell(outline, NULL);
    tc_outline_said(outline, said);
    end_cell(outline);
}

void tc_outline_cell_marked(tc_outline *outline, const char *mark, tc_said said,
                            tc_said second)
{
    begin_cell(outline, mark);
    tc_outline_said(outline, said);
    if (*second.zh) {
        put(outline, is_html(outline) ? "<small>" : " (");
        tc_outline_said(outline, second);
        put(outline, is_html(outline) ? "</small>" : ")");
    }
    end_cell(outline);
}

void tc_outline_table_end(tc_outline *outline)
{
    if (!is_html(outline))
        return;
    put(outline, outline->below ? "</table>\n</div>\n" : "</tbody>\n</table>\n</div>\n");
}
