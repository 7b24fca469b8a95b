/* fuzz_json.c — any bytes as JSON. What is read is printed and read again: the same. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/buffer.h"
#include "fuzz/fuzz_target.h"
#include "io/json_gate.h"
#include "io/json_tree.h"

/* The value again, for the writer. Recursion is at most TC_JSON_DEPTH deep. */
static tc_json_out *rebuild(const tc_json *value)
{
    const bool object = value->kind == TC_JSON_OBJECT;
    tc_json_out *out = object ? tc_json_out_object() : tc_json_out_array();
    for (const tc_json *child = value->child; child; child = child->next)
        switch (child->kind) {
        case TC_JSON_NULL: /* the writer has none: any decimal stands in */
            tc_json_out_decimal(out, child->key, "0");
            break;
        case TC_JSON_FALSE:
        case TC_JSON_TRUE:
            tc_json_out_bool(out, child->key, child->kind == TC_JSON_TRUE);
            break;
        case TC_JSON_NUMBER:
            tc_json_out_number(out, child->key, child->number);
            break;
        case TC_JSON_TEXT:
            tc_json_out_text(out, child->key, child->text);
            break;
        case TC_JSON_ARRAY:
        case TC_JSON_OBJECT:
            tc_json_out_add(out, child->key, rebuild(child));
            break;
        }
    return out;
}

static void compare(const tc_json *a, const tc_json *b)
{
    FUZZ_CHECK(a->kind == b->kind || a->kind == TC_JSON_NULL);
    FUZZ_CHECK(a->count == b->count);
    FUZZ_CHECK(!a->key == !b->key && (!a->key || strcmp(a->key, b->key) == 0));
    if (a->kind == TC_JSON_NUMBER)
        FUZZ_CHECK(memcmp(&a->number, &b->number, sizeof a->number) == 0);
    if (a->kind == TC_JSON_TEXT)
        FUZZ_CHECK(strcmp(a->text, b->text) == 0);
    const tc_json *other = b->child;
    for (const tc_json *child = a->child; child; child = child->next) {
        compare(child, other);
        other = other->next;
    }
}

static void print_and_read_again(const tc_json *root, bool indent)
{
    tc_json_out *out = rebuild(root);
    tc_buffer text = {0};
    tc_json_document *again = NULL;
    FUZZ_CHECK(tc_json_out_print(out, indent, &text, NULL) == TC_OK);
    FUZZ_CHECK(tc_json_parse("again", text.text, text.length, &again, NULL) == TC_OK);
    compare(root, tc_json_root(again));
    tc_json_free(again);
    tc_buffer_free(&text);
    tc_json_out_free(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    tc_json_document *document = NULL;
    tc_error error = {0};
    const tc_code code =
        tc_json_parse("case.json", (const char *)data, size, &document, &error);
    if (code != TC_OK) { /* never memory: cJSON accepts what the gate lets through */
        FUZZ_CHECK(code == TC_ERR_INPUT && error.message[0] && error.message_en[0]);
        FUZZ_CHECK(error.line >= 1 && error.column >= 1);
        return 0;
    }
    const tc_json *root = tc_json_root(document);
    if (root->kind == TC_JSON_ARRAY || root->kind == TC_JSON_OBJECT) {
        print_and_read_again(root, false);
        print_and_read_again(root, true);
    }
    const tc_code plain = tc_json_check_plain(document, &error);
    FUZZ_CHECK(plain == TC_OK || (plain == TC_ERR_INPUT && error.line >= 1));
    tc_json_free(document);
    return 0;
}
