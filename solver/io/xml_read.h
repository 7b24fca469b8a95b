/* xml_read.h — the parts of an office document, element by element. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_XML_READ_H
#define TC_IO_XML_READ_H

#include <stdbool.h>

#include "tongchou/error.h"

/* What the reader meets. Names are as written ("w:p"), all texts are UTF-8, valid during
 * the call, and a text may come in pieces. attributes: name, value, …, NULL. A handler
 * that answers false ends the reading; each may be NULL. */
typedef struct tc_xml_handlers {
    bool (*begin)(void *context, const char *name, const char *const *attributes,
                  const tc_place *place);
    bool (*end)(void *context, const char *name);
    bool (*text)(void *context, const char *text, size_t length);
    void *context;
} tc_xml_handlers;

/* Read XML of length bytes. Comments and processing instructions are passed over. A
 * document type is refused, and with it every entity that could grow; elements nest 256
 * deep at most. name is what places call the part.
 *
 * Errors   TC_ERR_INPUT with line and column; TC_ERR_MEMORY, also where a handler ended
 *          it.
 * Threads  any. */
TC_CHECKED tc_code tc_xml_read(const char *bytes, size_t length, const char *name,
                               const tc_xml_handlers *handlers, tc_error *error);

#endif
