/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "base/buffer.h"
#include "io/xml_read.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"

/* What was met, as "<name attribute=value@line:column>text</name>". */
static bool on_begin(void *context, const char *name, const char *const *attributes,
                     const tc_place *place)
{
    tc_buffer *met = context;
    tc_buffer_printf(met, "<%s", name);
    for (int k = 0; attributes[k]; k += 2)
        tc_buffer_printf(met, " %s=%s", attributes[k], attributes[k + 1]);
    tc_buffer_printf(met, "@%d:%d>", place->line, place->column);
    return !met->failed;
}

static bool on_end(void *context, const char *name)
{
    tc_buffer *met = context;
    tc_buffer_printf(met, "</%s>", name);
    return !met->failed;
}

static bool on_text(void *context, const char *text, size_t length)
{
    tc_buffer *met = context;
    tc_buffer_add(met, text, length);
    return !met->failed;
}

static tc_code read_into(const char *xml, tc_buffer *met, tc_error *error)
{
    const tc_xml_handlers handlers = {on_begin, on_end, on_text, met};
    return tc_xml_read(xml, strlen(xml), "word/document.xml", &handlers, error);
}

Test(io_xml_read, meets_elements_texts_and_places)
{
    tc_buffer met = {0};
    cr_assert_eq(read_into("<?xml version=\"1.0\"?><!-- c -->\n"
                           "<w:p a=\"1&amp;2\">字<w:t/>&lt;<![CDATA[]]>]]&gt;</w:p>",
                           &met, NULL),
                 TC_OK);
    cr_assert_str_eq(met.text, "<w:p a=1&2@2:1>字<w:t@2:19></w:t><]]></w:p>");
    tc_buffer_free(&met);
    TC_ASSERT_NO_LEAK();
}

static void refuses(const char *xml, const char *message, int line, int column)
{
    tc_buffer met = {0};
    tc_error error = {0};
    cr_assert_eq(read_into(xml, &met, &error), TC_ERR_INPUT, "%s", xml);
    cr_assert_str_eq(error.message_en, message);
    cr_assert_str_eq(error.file, "word/document.xml");
    cr_assert(error.line == line && error.column == column, "%s: %d:%d", xml, error.line,
              error.column);
    tc_buffer_free(&met);
}

Test(io_xml_read, says_where_it_is_not_well_formed)
{
    refuses("<a>\n<b></a>", "this is not well-formed XML: mismatched tag", 2, 6);
    refuses("<a>", "this is not well-formed XML: no element found", 1, 4);
    refuses("", "this is not well-formed XML: no element found", 1, 1);
    TC_ASSERT_NO_LEAK();
}

Test(io_xml_read, takes_no_document_type_and_no_entities_that_grow)
{
    refuses("<!DOCTYPE a [<!ENTITY x \"xx\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>",
            "a document type (DOCTYPE) is not accepted", 1, 13);
    TC_ASSERT_NO_LEAK();
}

Test(io_xml_read, takes_no_elements_that_nest_too_deep)
{
    tc_buffer deep = {0};
    for (int k = 0; k < 1000; k++)
        tc_buffer_puts(&deep, "<a>");
    refuses(deep.text, "elements nest more than 256 deep", 1, 3 * 256 + 1);
    tc_buffer_free(&deep);
    TC_ASSERT_NO_LEAK();
}

static bool pass(long left)
{
    tc_buffer met = {0};
    tc_error error = {0};
    tc_test_memory(left);
    const tc_code code = read_into("<a b=\"c\">text<d>more</d></a>", &met, &error);
    tc_test_memory(-1);
    cr_assert(code == TC_OK || (code == TC_ERR_MEMORY && *error.message));
    tc_buffer_free(&met);
    return code == TC_OK;
}

Test(io_xml_read, runs_out_of_memory_cleanly)
{
    long left = 0;
    while (!pass(left))
        left++;
    cr_assert_gt(left, 5);
    TC_ASSERT_NO_LEAK();
}
