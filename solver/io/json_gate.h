/* json_gate.h — is this JSON, to the letter of RFC 8259, and where does each value stand?
 *
 * cJSON accepts what is no JSON and keeps no places: nothing reaches it but through here.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_JSON_GATE_H
#define TC_IO_JSON_GATE_H

#include <stdbool.h>
#include <stddef.h>

#include "io/json_tree.h"
#include "tongchou/error.h"

enum { TC_JSON_DEPTH = 512, TC_JSON_BYTES = 1 << 30 };

/* One value, in the order in which values begin in the text. */
typedef struct tc_json_mark {
    tc_json_kind kind;
    int line, column;
    int key_line, key_column; /* 0 where there is no key */
    size_t offset, length;    /* of a number: its bytes in the text */
    double number;            /* of a number: correctly rounded, in any locale */
} tc_json_mark;

/* Start from {0}; free with tc_json_marks_free. */
typedef struct tc_json_marks {
    tc_json_mark *list;
    size_t count, capacity;
    int nul_line,
        nul_column; /* the first \u0000 in a text or key; 0 when there is none */
} tc_json_marks;

/* Judge text[0 .. length-1] (no BOM) and list its values. name is what the place of a
 * fault calls the file. Reads without recursion.
 *
 * Errors   TC_ERR_INPUT with the place of the first fault: no JSON, a number beyond
 *          double, half of a surrogate pair, bytes that are not UTF-8, more than
 *          TC_JSON_DEPTH deep, more than TC_JSON_BYTES long. TC_ERR_MEMORY.
 *          *marks is to be freed all the same.
 * Threads  any. */
TC_CHECKED tc_code tc_json_gate(const char *name, const char *text, size_t length,
                                tc_json_marks *marks, tc_error *error);

void tc_json_marks_free(tc_json_marks *marks);

#endif
