/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/xlsx_edit.h"

#include <string.h>

/* Behind what begins at text[at] and ends with those characters. */
static size_t behind(const tc_xlsx_edit *edit, size_t at, const char *end)
{
    const char *found = strstr(edit->text + at, end);
    return found ? (size_t)(found - edit->text) + strlen(end) : edit->length;
}

static bool begins(const tc_xlsx_edit *edit, size_t at, const char *with)
{
    return strncmp(edit->text + at, with, strlen(with)) == 0;
}

/* Behind the tag that begins there: a > inside quotes is none. */
static size_t end_of_tag(const tc_xlsx_edit *edit, size_t at)
{
    char quote = '\0';
    for (; at < edit->length; at++) {
        const char c = edit->text[at];
        if (quote)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return at + 1;
    }
    return edit->length;
}

bool tc_xlsx_edit_next(tc_xlsx_edit *edit, tc_xml_tag *tag)
{
    for (;;) {
        const char *open = memchr(edit->text + edit->at, '<', edit->length - edit->at);
        if (!open)
            return false;
        const size_t at = (size_t)(open - edit->text);
        if (begins(edit, at, "<!--")) {
            edit->at = behind(edit, at, "-->");
        } else if (begins(edit, at, "<![CDATA[")) {
            edit->at = behind(edit, at, "]]>");
        } else if (begins(edit, at, "<?")) {
            edit->at = behind(edit, at, "?>");
        } else {
            edit->at = end_of_tag(edit, at);
            *tag = (tc_xml_tag){at, edit->at, edit->text[at + 1] == '/',
                                edit->text[edit->at - 2] == '/'};
            return true;
        }
    }
}

/* Behind the colon of a name, if it has one. */
static const char *local_name(const char *name, size_t *length)
{
    const char *colon = memchr(name, ':', *length);
    if (!colon)
        return name;
    *length -= (size_t)(colon + 1 - name);
    return colon + 1;
}

bool tc_xlsx_edit_is(const tc_xlsx_edit *edit, const tc_xml_tag *tag, const char *name)
{
    const char *start = edit->text + tag->begin + 1 + tag->closes;
    size_t length = strcspn(start, " \t\r\n/>");
    start = local_name(start, &length);
    return length == strlen(name) && strncmp(start, name, length) == 0;
}

bool tc_xlsx_edit_attribute(const tc_xlsx_edit *edit, const tc_xml_tag *tag,
                            const char *name, size_t *begin, size_t *end)
{
    const char *last = edit->text + tag->end;
    const char *at = edit->text + tag->begin;
    at += strcspn(at, " \t\r\n/>");
    for (;;) {
        at += strspn(at, " \t\r\n");
        const size_t length = strcspn(at, " \t\r\n=/>");
        const char *quote = strpbrk(at + length, "\"'>");
        if (length == 0 || !quote || quote >= last || *quote == '>')
            return false;
        const char *close = strchr(quote + 1, *quote);
        if (!close || close >= last)
            return false;
        if (length == strlen(name) && strncmp(at, name, length) == 0) {
            *begin = (size_t)(quote + 1 - edit->text);
            *end = (size_t)(close - edit->text);
            return true;
        }
        at = close + 1;
    }
}

void tc_xlsx_edit_copy(tc_xlsx_edit *edit, size_t until)
{
    tc_buffer_add(edit->out, edit->text + edit->copied, until - edit->copied);
    edit->copied = until;
}

void tc_xlsx_edit_skip(tc_xlsx_edit *edit, size_t until)
{
    edit->copied = until;
}

void tc_xlsx_edit_set(tc_xlsx_edit *edit, const tc_xml_tag *tag, const char *name,
                      long value)
{
    size_t begin = 0, end = 0;
    if (tc_xlsx_edit_attribute(edit, tag, name, &begin, &end)) {
        tc_xlsx_edit_copy(edit, begin);
        tc_buffer_printf(edit->out, "%ld", value);
        tc_xlsx_edit_skip(edit, end);
    } else {
        tc_xlsx_edit_copy(edit, tag->end - 1 - tag->empty);
        tc_buffer_printf(edit->out, " %s=\"%ld\"", name, value);
    }
    tc_xlsx_edit_copy(edit, tag->end);
}
