/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
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

static void expect_refused(const char *text, size_t length, int line, int column,
                           const char *zh, const char *en)
{
    tc_json_document *document = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_json_parse("case.json", text, length, &document, NULL), TC_OK);
    cr_assert_eq(tc_json_check_plain(document, &error), TC_ERR_INPUT, "%s", text);
    cr_assert_str_eq(error.message, zh, "%s", error.message);
    cr_assert_str_eq(error.message_en, en, "%s", error.message_en);
    cr_assert(error.line == line && error.column == column, "%s: %d:%d", text, error.line,
              error.column);
    tc_json_free(document);
    cr_assert_str_eq(error.file, "case.json"); /* copied: the document is gone */
}

Test(io_json_tree, refuses_a_key_twice_at_the_first_that_repeats)
{
    static const struct {
        const char *text;
        int line, column;
        const char *zh, *en;
    } list[] = {
        {"{\"a\":1,\n \"b\":2, \"a\":1}", 2, 9, "键 'a' 重复（已见于第 1 行第 2 列）",
         "key 'a' again (it stands at line 1, column 2)"},
        {"{\"a\":1,\"\\u0061\":2}", 1, 8, "键 'a' 重复（已见于第 1 行第 2 列）",
         "key 'a' again (it stands at line 1, column 2)"},
        {"{\"x\":1,\"b\":{\"y\":1,\"y\":2},\"x\":3,\"b\":4}", 1, 19,
         "键 'y' 重复（已见于第 1 行第 13 列）",
         "key 'y' again (it stands at line 1, column 13)"},
        {"[{\"运\":1},{\"运\":2,\"城\":3,\"城\":4,\"运\":5}]", 1, 23,
         "键 '城' 重复（已见于第 1 行第 17 列）",
         "key '城' again (it stands at line 1, column 17)"},
        {"{\"\":1,\"\":2,\"\":3}", 1, 7, "键 '' 重复（已见于第 1 行第 2 列）",
         "key '' again (it stands at line 1, column 2)"},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        expect_refused(list[i].text, strlen(list[i].text), list[i].line, list[i].column,
                       list[i].zh, list[i].en);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_tree, allows_a_key_again_in_another_object_or_other_letters)
{
    tc_json_document *document =
        parse("{\"a\":{\"a\":1,\"A\":{\"a\":1}},\"A\":[{\"a\":1},{\"a\":1}],\"aa\":1}");
    cr_assert_eq(tc_json_check_plain(document, NULL), TC_OK);
    tc_json_free(document);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_tree, refuses_u0000_in_a_text_or_key_where_the_first_stands)
{
    const char *zh = "文本中不能有 U+0000";
    const char *en = "a text may not hold U+0000";
    const char *text = "[\"运\\u0000b\", \"\\u0000\"]";
    expect_refused(text, strlen(text), 1, 4, zh, en);
    /* the two keys are the same as far as cJSON keeps them: that is not the fault */
    const char *keys = "{\"a\":1,\n\"a\\u0000b\":2}";
    expect_refused(keys, strlen(keys), 2, 3, zh, en);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_tree, finds_one_repeated_key_among_a_hundred_thousand)
{
    tc_buffer text = {0};
    for (int i = 0; i < 100000; i++)
        tc_buffer_printf(&text, "%s\"k%d\":%d", i ? "," : "{", i * 7919 % 99999, i);
    tc_buffer_puts(&text, "}");
    tc_json_document *document = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_json_parse("f", text.text, text.length, &document, &error), TC_OK);
    cr_assert_eq(tc_json_root(document)->count, 100000);
    cr_assert_eq(tc_json_check_plain(document, &error), TC_ERR_INPUT);
    cr_assert_str_eq(error.message_en, "key 'k0' again (it stands at line 1, column 2)");
    tc_json_free(document);
    tc_buffer_free(&text);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_tree, leaves_the_outputs_alone_when_it_refuses)
{
    tc_json_document *document = NULL;
    cr_assert_eq(tc_json_parse("f", "[1,]", 4, &document, NULL), TC_ERR_INPUT);
    cr_assert_null(document);
    cr_assert_eq(tc_json_parse("f", NULL, 0, &document, NULL), TC_ERR_INPUT);
    cr_assert_null(document);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_tree, reads_no_further_than_the_length)
{
    tc_json_document *document = NULL;
    cr_assert_eq(tc_json_parse("f", "1234", 2, &document, NULL), TC_OK);
    cr_assert_eq(tc_json_root(document)->number, 12.0);
    cr_assert_str_eq(tc_json_root(document)->text, "12");
    tc_json_free(document);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_tree, rounds_every_number_correctly_however_long)
{
    static const struct {
        const char *text;
        double value;
    } list[] = {
        {"9007199254740993", 0x1p53},
        {"9007199254740993.00000000000000000000000000000000000000000000000000000000001",
         0x1.0000000000001p53},
        {"1.00000000000000011102230246251565404236316680908203125", 1.0},
        {"1.000000000000000111022302462515654042363166809082031250000000000000000001",
         0x1.0000000000001p0},
        {"2.2250738585072011e-308", 0x0.fffffffffffffp-1022},
        {"4.9406564584124654e-324", 0x1p-1074},
        {"2.4703282292062327e-324", 0.0},
        {"1.7976931348623158e308", 0x1.fffffffffffffp1023},
        {"-0.000000000000000000000000000000000000000000000000000000000000000000000000001",
         -1e-75},
        {"123.456e-789", 0.0},
        {"1E+2", 100.0},
        {"-0", -0.0},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        tc_json_document *document = parse(list[i].text);
        const tc_json *root = tc_json_root(document);
        cr_assert_eq(memcmp(&root->number, &list[i].value, sizeof(double)), 0, "%s",
                     list[i].text);
        cr_assert_str_eq(root->text, list[i].text);
        tc_json_free(document);
    }
    TC_ASSERT_NO_LEAK();
}

/* ---- the 318 files of nst/JSONTestSuite -------------------------------------------- */

static bool is_listed(const char *name, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(name, *list) == 0)
            return true;
    return false;
}

static void read_file(const char *path, tc_buffer *text)
{
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    char block[4096];
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        tc_buffer_add(text, block, got);
    fclose(file);
}

/* What the first letter of the name promises is what the file gets. */
static void judge_file(const char *folder, const char *name)
{
    /* RFC 8259 lets these pass, tc_json_check_plain does not */
    static const char *const repeated[] = {
        "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json", NULL};
    static const char *const with_nul[] = {"y_object_escaped_null_in_key.json",
                                           "y_string_null_escape.json", NULL};
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    tc_buffer text = {0};
    read_file(path, &text);
    tc_json_document *document = NULL;
    tc_error error = {0};
    const tc_code code = tc_json_parse(name, text.text, text.length, &document, &error);
    if (*name == 'y') {
        cr_expect_eq(code, TC_OK, "%s: %s", name, error.message_en);
        const bool plain = document && tc_json_check_plain(document, &error) == TC_OK;
        cr_expect_eq(plain, !is_listed(name, repeated) && !is_listed(name, with_nul),
                     "%s: %s", name, error.message_en);
        cr_expect(plain || (strstr(error.message_en, "again") != NULL) ==
                               is_listed(name, repeated));
    } else {
        cr_expect(code == TC_ERR_INPUT || (*name == 'i' && code == TC_OK), "%s", name);
        cr_expect(code == TC_OK || (error.line >= 1 && error.column >= 1), "%s", name);
    }
    tc_json_free(document);
    tc_buffer_free(&text);
}

Test(io_json_tree, accepts_95_and_refuses_188_of_the_318_files)
{
    const char *folder = TC_TEST_SHARED "/json";
    DIR *files = opendir(folder);
    if (!files)
        cr_skip_test("no %s on this machine", folder);
    int accept = 0, refuse = 0, either = 0;
    for (const struct dirent *entry; (entry = readdir(files)) != NULL;) {
        if (!strstr(entry->d_name, ".json"))
            continue;
        judge_file(folder, entry->d_name);
        accept += *entry->d_name == 'y';
        refuse += *entry->d_name == 'n';
        either += *entry->d_name == 'i';
    }
    closedir(files);
    cr_assert(accept == 95 && refuse == 188 && either == 35);
    TC_ASSERT_NO_LEAK();
}

/* ---- from a file ------------------------------------------------------------------- */

static void write_scratch(char *path, const char *text, size_t length)
{
    const int file = mkstemp(path);
    cr_assert(file >= 0 && write(file, text, length) == (ssize_t)length);
    close(file);
}

Test(io_json_tree, loads_a_file_of_just_the_size_allowed)
{
    char path[] = "/tmp/tongchou-json-XXXXXX";
    write_scratch(path, "[1,2]", 5);
    tc_json_document *document = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_json_load(path, "case.json", 5, &document, &error), TC_OK);
    cr_assert_eq(tc_json_root(document)->count, 2);
    tc_json_free(document);
    document = NULL;
    cr_assert_eq(tc_json_load(path, "case.json", 4, &document, &error), TC_ERR_INPUT);
    cr_assert_str_eq(error.message, "文件超过 4 字节");
    cr_assert_str_eq(error.message_en, "the file is larger than 4 bytes");
    cr_assert_str_eq(error.file, "case.json");
    cr_assert_null(document);
    unlink(path);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_tree, loads_no_file_with_a_key_twice)
{
    char path[] = "/tmp/tongchou-json-XXXXXX";
    write_scratch(path, "{\"a\":1,\"a\":1}", 13);
    tc_json_document *document = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_json_load(path, "case.json", 100, &document, &error), TC_ERR_INPUT);
    cr_assert(error.line == 1 && error.column == 8);
    cr_assert_null(document);
    unlink(path);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_tree, says_why_a_file_cannot_be_read)
{
    tc_json_document *document = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_json_load("/nowhere/case.json", "case.json", 9, &document, &error),
                 TC_ERR_IO);
    cr_assert_str_eq(error.message, "无法读取 /nowhere/case.json：没有这个文件或目录");
    cr_assert_str_eq(error.message_en,
                     "cannot read /nowhere/case.json: no such file or directory");
    cr_assert_eq(tc_json_load("/tmp", "case.json", 9, &document, &error), TC_ERR_IO);
    cr_assert_str_eq(error.message_en, "cannot read /tmp: it is a directory");
    cr_assert_null(document);
    TC_ASSERT_NO_LEAK();
}
