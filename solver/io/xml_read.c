/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/xml_read.h"

#include <expat.h>
#include <limits.h>

#include "base/alloc.h"
#include "base/fault.h"

enum { DEPTH_MOST = 256 };

typedef struct reading {
    XML_Parser parser;
    const char *name;
    const tc_xml_handlers *handlers;
    tc_error *error;
    tc_code code; /* of a fault that is ours, not the parser's */
    int depth;
} reading;

static tc_place place_of(const reading *read)
{
    return (tc_place){read->name, (int)XML_GetCurrentLineNumber(read->parser),
                      (int)XML_GetCurrentColumnNumber(read->parser) + 1};
}

/* The parser may still call a handler or two after this. */
static void stop(reading *read, tc_code code)
{
    if (read->code == TC_OK)
        read->code = code;
    (void)XML_StopParser(read->parser, XML_FALSE);
}

static void XMLCALL on_begin(void *context, const XML_Char *name,
                             const XML_Char **attributes)
{
    reading *read = context;
    const tc_place place = place_of(read);
    if (read->code != TC_OK)
        return;
    if (++read->depth > DEPTH_MOST)
        stop(read, tc_fail(read->error, TC_ERR_INPUT, &place, "元素嵌套超过 %d 层",
                           "elements nest more than %d deep", (int)DEPTH_MOST));
    else if (read->handlers->begin &&
             !read->handlers->begin(read->handlers->context, name,
                                    (const char *const *)attributes, &place))
        stop(read, tc_no_memory(read->error));
}

static void XMLCALL on_end(void *context, const XML_Char *name)
{
    reading *read = context;
    read->depth--;
    if (read->code == TC_OK && read->handlers->end &&
        !read->handlers->end(read->handlers->context, name))
        stop(read, tc_no_memory(read->error));
}

static void XMLCALL on_text(void *context, const XML_Char *text, int length)
{
    reading *read = context;
    if (read->code == TC_OK && read->handlers->text &&
        !read->handlers->text(read->handlers->context, text, (size_t)length))
        stop(read, tc_no_memory(read->error));
}

static void XMLCALL on_document_type(void *context, const XML_Char *name,
                                     const XML_Char *system, const XML_Char *public_id,
                                     int has_internal)
{
    (void)name, (void)system, (void)public_id, (void)has_internal;
    reading *read = context;
    const tc_place place = place_of(read);
    stop(read, tc_fail(read->error, TC_ERR_INPUT, &place, "不接受文档类型声明（DOCTYPE）",
                       "a document type (DOCTYPE) is not accepted"));
}

static void *take(size_t bytes)
{
    return tc_mem_new(bytes, 1);
}

static void *grow(void *old, size_t bytes)
{
    return tc_mem_grow(old, bytes, 1);
}

static tc_code refuse(const reading *read)
{
    const enum XML_Error number = XML_GetErrorCode(read->parser);
    if (read->code != TC_OK)
        return read->code;
    if (number == XML_ERROR_NO_MEMORY)
        return tc_no_memory(read->error);
    const tc_place place = place_of(read);
    return tc_fail(read->error, TC_ERR_INPUT, &place, "不是合格的 XML：%s",
                   "this is not well-formed XML: %s", XML_ErrorString(number));
}

tc_code tc_xml_read(const char *bytes, size_t length, const char *name,
                    const tc_xml_handlers *handlers, tc_error *error)
{
    static const XML_Memory_Handling_Suite memory = {take, grow, tc_mem_drop};
    const tc_place whole = {name, 0, 0};
    if (length > INT_MAX)
        return tc_fail(error, TC_ERR_INPUT, &whole, "文件超过 %d 字节",
                       "the file is larger than %d bytes", INT_MAX);
    reading read = {.parser = XML_ParserCreate_MM(NULL, &memory, NULL),
                    .name = name,
                    .handlers = handlers,
                    .error = error};
    if (!read.parser)
        return tc_no_memory(error);
    XML_SetUserData(read.parser, &read);
    XML_SetElementHandler(read.parser, on_begin, on_end);
    XML_SetCharacterDataHandler(read.parser, on_text);
    XML_SetStartDoctypeDeclHandler(read.parser, on_document_type);
    tc_code code = TC_OK;
    if (XML_Parse(read.parser, bytes, (int)length, 1) != XML_STATUS_OK)
        code = refuse(&read);
    XML_ParserFree(read.parser);
    return code;
}
