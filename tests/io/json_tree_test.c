/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "io/json_tree.h"
#include "support/leaks.h"

static tc_json_document *parse(const char *text)
{
    tc_json_document *document = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_json_parse("case.json", text, strlen(text), &document, &error), TC_OK,
                 "%s: %s", text, error.message_en);
    return document;
}

static void expect_value(const tc_json *value, tc_json_kind kind, int line, int column)
{
    cr_assert_not_null(value);
    cr_assert_eq(value->kind, kind);
    cr_assert(value->line == line && value->column == column, "%d:%d", value->line,
              value->column);
}

Test(io_json_tree, gives_every_value_with_its_place_and_key)
{
    tc_json_document *document = parse("\xEF\xBB\xBF{ \"名称\": \"运城\\n\\u0041\",\n"
                                       "  \"list\": [1.50, true, [], null, false],\n"
                                       "  \"\": {\"x\": {}} }\r\n");
    const tc_json *root = tc_json_root(document);
    expect_value(root, TC_JSON_OBJECT, 1, 1);
    cr_assert_null(root->key);
    cr_assert_null(root->next);
    cr_assert_eq(root->count, 3);
    const tc_json *name = tc_json_member(root, "名称");
    expect_value(name, TC_JSON_TEXT, 1, 9);
    cr_assert_str_eq(name->text, "运城\nA");
    cr_assert(name->key_line == 1 && name->key_column == 3);
    const tc_json *list = name->next;
    cr_assert_str_eq(list->key, "list");
    expect_value(list, TC_JSON_ARRAY, 2, 11);
    cr_assert_eq(list->count, 5);
    const tc_json *item = list->child;
    expect_value(item, TC_JSON_NUMBER, 2, 12);
    cr_assert_eq(item->number, 1.5);
    cr_assert_str_eq(item->text, "1.50");
    expect_value(item = item->next, TC_JSON_TRUE, 2, 18);
    expect_value(item = item->next, TC_JSON_ARRAY, 2, 24);
    cr_assert(item->count == 0 && item->child == NULL);
    expect_value(item = item->next, TC_JSON_NULL, 2, 28);
    expect_value(item = item->next, TC_JSON_FALSE, 2, 34);
    cr_assert_null(item->next);
    const tc_json *last = tc_json_member(root, "");
    expect_value(last, TC_JSON_OBJECT, 3, 7);
    expect_value(tc_json_member(last, "x"), TC_JSON_OBJECT, 3, 13);
    cr_assert_null(last->next);
    tc_json_free(document);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_tree, finds_members_by_the_exact_key_only)
{
    tc_json_document *document = parse("{\"a\":1,\"A\":2,\"ab\":[3]}");
    const tc_json *root = tc_json_root(document);
    cr_assert_eq(tc_json_member(root, "A")->number, 2.0);
    cr_assert_null(tc_json_member(root, "AB"));
    cr_assert_null(tc_json_member(root, "b"));
    cr_assert_null(tc_json_member(tc_json_member(root, "ab"), "a"));
    cr_assert_null(tc_json_member(tc_json_member(root, "a"), "a"));
    tc_json_free(document);
    tc_json_free(NULL);
    TC_ASSERT_NO_LEAK();
}
