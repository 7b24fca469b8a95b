/* json_tree.h — JSON files: strict reading with places, exact writing. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_JSON_TREE_H
#define TC_IO_JSON_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "tongchou/error.h"

/* Every whole number from 0 to here is a double, and is written as it was read. */
#define TC_JSON_WHOLE_MOST 0x1p53

typedef enum tc_json_kind {
    TC_JSON_NULL,
    TC_JSON_FALSE,
    TC_JSON_TRUE,
    TC_JSON_NUMBER,
    TC_JSON_TEXT,
    TC_JSON_ARRAY,
    TC_JSON_OBJECT
} tc_json_kind;

/* One value of a document that was read. All pointers belong to the document. */
typedef struct tc_json {
    tc_json_kind kind;
    double number; /* of TC_JSON_NUMBER */
    const char
        *text; /* of TC_JSON_TEXT: UTF-8 without NUL; of TC_JSON_NUMBER: as written */
    const char *key;  /* in an object; NULL elsewhere */
    int line, column; /* where the value begins */
    int key_line, key_column;
    const struct tc_json *child, *next; /* of an array or object, in document order */
    int count;                          /* children */
} tc_json;

typedef struct tc_json_document tc_json_document;

/* Read text[0 .. length-1] as one JSON value, by RFC 8259 to the letter (a BOM is
 * skipped), with no number beyond double and no half of a surrogate pair, at most 512
 * deep. A text or key with U+0000 in it is cut there: tc_json_check_plain refuses it.
 *
 * Errors   TC_ERR_INPUT with the place of the first fault; TC_ERR_MEMORY.
 * Owns     tc_json_free. name need not outlive the call.
 * Threads  one at a time (cJSON keeps a process-wide error variable). */
TC_CHECKED tc_code tc_json_parse(const char *name, const char *text, size_t length,
                                 tc_json_document **document, tc_error *error);

/* Refuse what RFC 8259 allows and no file of ours may hold: a key twice in one object
 * (the place is the second one), U+0000 in a text or key.
 *
 * Errors   TC_ERR_INPUT with the place of the first such fault; TC_ERR_MEMORY.
 * Threads  any. */
TC_CHECKED tc_code tc_json_check_plain(const tc_json_document *document, tc_error *error);

/* Read a file of at most most bytes: tc_json_parse, then tc_json_check_plain.
 *
 * Errors   those of both, and TC_ERR_IO when it cannot be read; a file that is too large
 *          is TC_ERR_INPUT. */
TC_CHECKED tc_code tc_json_load(const char *path, const char *name, size_t most,
                                tc_json_document **document, tc_error *error);

const tc_json *tc_json_root(const tc_json_document *document);

/* The member of an object by its exact key; NULL when absent or when this is no object.
 * Linear. */
const tc_json *tc_json_member(const tc_json *object, const char *key);

void tc_json_free(tc_json_document *document);

/* ---- writing ----------------------------------------------------------------------- */

typedef struct tc_json_out tc_json_out; /* a value being built (cJSON behind it) */

/* Each returns NULL when memory runs out, and takes NULL parents and values in silence,
 * so that a writer checks once: tc_json_out_print fails if anything went missing. */
tc_json_out *tc_json_out_object(void);
tc_json_out *tc_json_out_array(void);

/* Add a value to an object (key) or array (key NULL); the parent owns it from then on.
 * The value is complete by then: fill first, add afterwards, and let go of it.
 * Keys are UTF-8 (else print fails); in a text, bytes that are not become U+FFFD. */
void tc_json_out_add(tc_json_out *parent, const char *key, tc_json_out *value);
void tc_json_out_text(tc_json_out *parent, const char *key, const char *text);
void tc_json_out_bool(tc_json_out *parent, const char *key, bool value);
void tc_json_out_int(tc_json_out *parent, const char *key, long long value);
void tc_json_out_null(tc_json_out *parent, const char *key);
/* The shortest decimal that reads back bit-equal; NaN and infinity are refused (print
 * fails). */
void tc_json_out_number(tc_json_out *parent, const char *key, double value);
/* A number already written in decimal ("12.3450"), kept to the letter. */
void tc_json_out_decimal(tc_json_out *parent, const char *key, const char *decimal);

/* Print with indentation (or without) and a final line break.
 * Errors   TC_ERR_MEMORY, also when any of the calls above failed. */
TC_CHECKED tc_code tc_json_out_print(const tc_json_out *root, bool indent, tc_buffer *out,
                                     tc_error *error);
void tc_json_out_free(tc_json_out *root);

/* Print with indentation, and free. Errors: as tc_json_out_print. Owns: *text is the
 * caller's: tc_text_free. */
TC_CHECKED tc_code tc_json_out_give(tc_json_out *root, char **text, tc_error *error);

/* Write a finite value as the shortest of %.15g, %.16g, %.17g that reads back bit-equal;
 * a decimal point whatever the locale. out has room for 32 bytes. */
void tc_number_write(double value, char out[32]);

#endif
