/* json_scan.h — the words of JSON: texts, numbers, names; what is wrong with them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_JSON_SCAN_H
#define TC_IO_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "io/json_tree.h"
#include "tongchou/error.h"

/* A reading head. The character at text[at] stands at line and column. */
typedef struct tc_json_scan {
    const char *name, *text;
    size_t length, at;
    int line, column;
    int nul_line, nul_column; /* the first \u0000 met; 0 when there is none */
    tc_error *error;
} tc_json_scan;

void tc_json_scan_space(tc_json_scan *scan);

/* Each starts at the first byte of its word and ends behind the last one.
 * Errors   TC_ERR_INPUT at the fault; TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_json_scan_text(tc_json_scan *scan);
TC_CHECKED tc_code tc_json_scan_name(tc_json_scan *scan, tc_json_kind *kind);
TC_CHECKED tc_code tc_json_scan_number(tc_json_scan *scan, double *number);

/* May a number or something like it begin with this byte? A name? */
bool tc_json_begins_number(char byte);
bool tc_json_begins_name(char byte);

/* Is text[0 .. length-1] one number by RFC 8259? */
bool tc_json_is_number(const char *text, size_t length);

/* Say that what was expected (in both languages) is not what stands at the head; where
 * the mistake is a common one, say which. The head is not at the end. */
tc_code tc_json_scan_unexpected(const tc_json_scan *scan, const char *zh, const char *en);

#endif
