/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "letter/letter_template.h"
#include "tongchou/text.h"

typedef struct writing {
    tc_buffer *out;
    tc_buffer value;   /* of a field, before it is escaped */
    const char *block; /* the last element that ended */
} writing;

/* ---- characters -------------------------------------------------------------------- */

/* A character that means something in XML, or is none of it. */
static void put_escaped(tc_buffer *out, char character)
{
    if (character == '&')
        tc_buffer_puts(out, "&amp;");
    else if (character == '<')
        tc_buffer_puts(out, "&lt;");
    else if (character == '>')
        tc_buffer_puts(out, "&gt;");
    else if (character == '"')
        tc_buffer_puts(out, "&quot;");
    else /* a tab or line end, which in an attribute would become a space */
        tc_buffer_printf(out, "&#%d;", character);
}

/* What the template says, as it is. */
static void put_words(tc_buffer *out, const char *text)
{
    while (*text) {
        const size_t plain = strcspn(text, "&<>\"\t\n\r");
        tc_buffer_add(out, text, plain);
        text += plain;
        if (*text)
            put_escaped(out, *text++);
    }
}

/* What a case says: no control characters, no turned writing, and nothing that XML cannot
 * hold (U+FFFE and U+FFFF). */
static void put_value(tc_buffer *out, const char *text)
{
    for (tc_glyph glyph; (glyph = tc_text_glyph(text)).bytes > 0; text += glyph.bytes) {
        const bool barred = strcmp(glyph.shown, "\xEF\xBF\xBE") == 0 ||
                            strcmp(glyph.shown, "\xEF\xBF\xBF") == 0;
        if (strchr("&<>\"", *glyph.shown))
            put_escaped(out, *glyph.shown);
        else
            tc_buffer_puts(out, barred ? "\xEF\xBF\xBD" : glyph.shown);
    }
}

/* ---- nodes ------------------------------------------------------------------------- */

static void write_node(writing *to, const tc_letter_node *node, const tc_letter *letter);

static void write_children(writing *to, const tc_letter_node *node,
                           const tc_letter *letter)
{ /* NOLINT(misc-no-recursion): as deep as the part, tc_xml_read */
    for (const tc_letter_node *child = node->first; child; child = child->next)
        write_node(to, child, letter);
}

static void find_value(writing *to, const tc_letter_field *field, const tc_letter *letter)
{
    to->value.length = 0;
    tc_buffer_puts(&to->value, "");
    field->write(letter, &to->value);
    to->out->failed = to->out->failed || to->value.failed;
}

static void write_field(writing *to, const tc_letter_node *node, const tc_letter *letter)
{ /* NOLINT(misc-no-recursion) */
    tc_buffer_puts(to->out, "<w:r>");
    write_children(to, node, letter); /* how the run looks */
    tc_buffer_puts(to->out, "<w:t xml:space=\"preserve\">");
    find_value(to, node->field, letter);
    if (!to->value.failed)
        put_value(to->out, to->value.text);
    tc_buffer_puts(to->out, "</w:t></w:r>");
}

/* How often a section is written, or would be. */
static int count_items(writing *to, const tc_letter_field *field, const tc_letter *letter)
{
    if (field->count)
        return field->count(letter);
    find_value(to, field, letter);
    return to->value.length > 0;
}

static void write_items(writing *to, const tc_letter_node *node, const tc_letter *letter)
{ /* NOLINT(misc-no-recursion) */
    const tc_letter_field *field = node->field;
    const int count = count_items(to, field, letter);
    for (int k = 0; k < count && !to->out->failed; k++) {
        tc_letter item = *letter;
        if (field->enter) {
            item.number = k + 1;
            field->enter(&item, k);
        }
        write_children(to, node, &item);
    }
}

/* A cell, a header and a text box end with a paragraph, or Word finds them damaged. */
static bool ends_with_paragraph(const tc_letter_node *node)
{
    return tc_letter_node_is(node, "w:tc") || tc_letter_node_is(node, "w:hdr") ||
           tc_letter_node_is(node, "w:ftr") || tc_letter_node_is(node, "w:txbxContent");
}

static void write_element(writing *to, const tc_letter_node *node,
                          const tc_letter *letter)
{ /* NOLINT(misc-no-recursion) */
    const size_t begin = to->out->length;
    const char *before = to->block;
    tc_buffer_puts(to->out, "<");
    tc_buffer_puts(to->out, node->text);
    for (int k = 0; k < node->attribute_count; k++) {
        tc_buffer_puts(to->out, " ");
        tc_buffer_puts(to->out, node->attributes[k].name);
        tc_buffer_puts(to->out, "=\"");
        put_words(to->out, node->attributes[k].value);
        tc_buffer_puts(to->out, "\"");
    }
    if (!node->first) {
        tc_buffer_puts(to->out, "/>");
    } else {
        tc_buffer_puts(to->out, ">");
        to->block = "";
        write_children(to, node, letter);
        if (ends_with_paragraph(node) && strcmp(to->block, "w:p") != 0)
            tc_buffer_puts(to->out, "<w:p/>");
        tc_buffer_puts(to->out, "</");
        tc_buffer_puts(to->out, node->text);
        tc_buffer_puts(to->out, ">");
    }
    if (tc_letter_node_is(node, "w:tbl") && strcmp(to->block, "w:tr") != 0 &&
        !to->out->failed) { /* no row was left: no table */
        to->out->length = begin;
        to->out->text[begin] = '\0';
        to->block = before;
        return;
    }
    to->block = node->text;
}

static void write_node(writing *to, const tc_letter_node *node, const tc_letter *letter)
{ /* NOLINT(misc-no-recursion) */
    switch (node->kind) {
    case TC_LETTER_NODE_ELEMENT:
        write_element(to, node, letter);
        break;
    case TC_LETTER_NODE_TEXT:
        put_words(to->out, node->text);
        break;
    case TC_LETTER_NODE_FIELD:
        write_field(to, node, letter);
        break;
    case TC_LETTER_NODE_EACH:
        write_items(to, node, letter);
        break;
    case TC_LETTER_NODE_WITHOUT:
        if (count_items(to, node->field, letter) == 0)
            write_children(to, node, letter);
        break;
    case TC_LETTER_NODE_OPEN: /* tc_template_nest leaves none of these */
    case TC_LETTER_NODE_NONE:
    case TC_LETTER_NODE_CLOSE:
        break;
    }
}

void tc_template_write(const tc_letter_node *root, const tc_letter *letter,
                       tc_buffer *out)
{
    writing to = {.out = out, .block = ""};
    tc_buffer_puts(out,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    write_node(&to, root, letter);
    tc_buffer_free(&to.value);
}
