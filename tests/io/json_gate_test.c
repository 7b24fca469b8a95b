/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "io/json_gate.h"
#include "support/leaks.h"

/* The code for text, with the error; the values are dropped. */
static tc_code judge(const char *text, size_t length, tc_error *error)
{
    tc_json_marks marks = {0};
    const tc_code code = tc_json_gate("case.json", text, length, &marks, error);
    tc_json_marks_free(&marks);
    return code;
}

typedef struct refusal {
    const char *text;
    int line, column;
    const char *zh, *en;
} refusal;

static void expect(const refusal *wanted)
{
    tc_error error = {0};
    cr_expect_eq(judge(wanted->text, strlen(wanted->text), &error), TC_ERR_INPUT, "%s",
                 wanted->text);
    cr_expect_str_eq(error.message, wanted->zh, "%s: %s", wanted->text, error.message);
    cr_expect_str_eq(error.message_en, wanted->en, "%s: %s", wanted->text,
                     error.message_en);
    cr_expect_str_eq(error.file, "case.json");
    cr_expect(error.line == wanted->line && error.column == wanted->column,
              "%s: line %d, column %d", wanted->text, error.line, error.column);
}

#define EXPECT_ALL(list)                                                                 \
    for (size_t i = 0; i < sizeof(list) / sizeof *(list); i++)                           \
    expect(&(list)[i])

Test(io_json_gate, says_what_is_wrong_with_a_number)
{
    static const refusal list[] = {
        {"01", 1, 1, "数字不能以 0 开头：01", "a number may not begin with 0: 01"},
        {"-012", 1, 1, "数字不能以 0 开头：-012", "a number may not begin with 0: -012"},
        {"[1,\n +1]", 2, 2, "数字不能以 '+' 开头：+1",
         "a number may not begin with '+': +1"},
        {"[.5]", 1, 2, "数字不能以小数点开头：.5", "a number may not begin with '.': .5"},
        {"[-.5]", 1, 2, "数字不能以小数点开头：-.5",
         "a number may not begin with '.': -.5"},
        {"{\"a\": 1.}", 1, 7, "小数点之后应当是数字：1.",
         "'.' is to be followed by a digit: 1."},
        {"[1.e3]", 1, 2, "小数点之后应当是数字：1.e3",
         "'.' is to be followed by a digit: 1.e3"},
        {"[1, -]", 1, 5, "'-' 之后应当是数字：-", "'-' is to be followed by a digit: -"},
        {"-Infinity", 1, 1, "'-' 之后应当是数字：-Infinity",
         "'-' is to be followed by a digit: -Infinity"},
        {"[1e]", 1, 2, "指数没有数字：1e", "the exponent has no digits: 1e"},
        {"[1E+]", 1, 2, "指数没有数字：1E+", "the exponent has no digits: 1E+"},
        {"[0x1F]", 1, 2, "这不是数字：0x1F", "this is not a number: 0x1F"},
        {"[2022-11-25]", 1, 2, "这不是数字：2022-11-25",
         "this is not a number: 2022-11-25"},
        {"[1.2.3]", 1, 2, "这不是数字：1.2.3", "this is not a number: 1.2.3"},
        {"[1_000]", 1, 2, "这不是数字：1_000", "this is not a number: 1_000"},
        {"[0, 1e400]", 1, 5, "数字超出双精度的范围：1e400",
         "the number is beyond double precision: 1e400"},
        {"[-1e309]", 1, 2, "数字超出双精度的范围：-1e309",
         "the number is beyond double precision: -1e309"},
    };
    EXPECT_ALL(list);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_gate, says_what_is_wrong_with_a_text)
{
    static const refusal list[] = {
        {"[1, \"abc", 1, 5, "文本没有收尾的双引号",
         "the text has no closing double quote"},
        {"\"abc\\", 1, 1, "文本没有收尾的双引号", "the text has no closing double quote"},
        {"{\"运城\nx\": 1}", 1, 5, "文本中不能换行：缺少收尾的双引号，或应当写成 \\n",
         "a text may not go over a line end: its closing double quote is missing, or \\n "
         "was meant"},
        {"\"a\tb\"", 1, 3, "文本中不能有制表符，应当写成 \\t",
         "a text may not hold a tab, write \\t"},
        {"\"a\x01\"", 1, 3, "文本中不能有控制字符 U+0001，应当写成 \\u0001",
         "a text may not hold the control character U+0001, write \\u0001"},
        {"\"C:\\data\"", 1, 4, "没有 '\\d' 这样的转义（反斜杠本身写成 '\\\\'）",
         "there is no escape '\\d' (a backslash itself is written '\\\\')"},
        {"\"\\运\"", 1, 2, "没有 '\\运' 这样的转义（反斜杠本身写成 '\\\\'）",
         "there is no escape '\\运' (a backslash itself is written '\\\\')"},
        {"\"\\\n\"", 1, 2, "'\\' 之后不能是这个字符",
         "'\\' may not be followed by this character"},
        {"\"氮\\u12G4\"", 1, 3, "\\u 之后应当是 4 位十六进制数字",
         "\\u is to be followed by 4 hexadecimal digits"},
        {"\"\\u12", 1, 2, "\\u 之后应当是 4 位十六进制数字",
         "\\u is to be followed by 4 hexadecimal digits"},
        {"\"\\uD834\"", 1, 2, "\\uD834 是代理对的一半，缺少另一半",
         "\\uD834 is one half of a surrogate pair, the other is missing"},
        {"\"\\udd1e\\ud834\"", 1, 2, "\\uDD1E 是代理对的一半，缺少另一半",
         "\\uDD1E is one half of a surrogate pair, the other is missing"},
        {"\"\\uD834\\u0041\"", 1, 2, "\\uD834 是代理对的一半，缺少另一半",
         "\\uD834 is one half of a surrogate pair, the other is missing"},
        {"\"ab\xD4\xCB\"", 1, 4, "字节 0xD4 不是 UTF-8 文字（请把文件另存为 UTF-8）",
         "byte 0xD4 is not UTF-8 (save the file as UTF-8)"},
        {"\"\xED\xA0\x80\"", 1, 2, "字节 0xED 不是 UTF-8 文字（请把文件另存为 UTF-8）",
         "byte 0xED is not UTF-8 (save the file as UTF-8)"},
        {"\"\xC0\xAF\"", 1, 2, "字节 0xC0 不是 UTF-8 文字（请把文件另存为 UTF-8）",
         "byte 0xC0 is not UTF-8 (save the file as UTF-8)"},
    };
    EXPECT_ALL(list);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_gate, says_what_is_wrong_with_the_structure)
{
    static const refusal list[] = {
        {"", 1, 1, "文件中没有内容，应当有一个 JSON 值",
         "the file is empty, a JSON value was expected"},
        {" \r\n  ", 2, 3, "文件中没有内容，应当有一个 JSON 值",
         "the file is empty, a JSON value was expected"},
        {"{\n  \"a\": [1,\n2", 3, 2, "文件到此结束，第 2 行第 8 列的 '[' 还没有收尾",
         "the file ends here, and what line 2, column 8 opened with '[' is not closed"},
        {"{\"a\": 1\n]", 2, 1, "第 1 行第 1 列的 '{' 应当以 '}' 收尾，却是 ']'",
         "what line 1, column 1 opened with '{' is to be closed with '}', not with ']'"},
        {"[}", 1, 2, "第 1 行第 1 列的 '[' 应当以 ']' 收尾，却是 '}'",
         "what line 1, column 1 opened with '[' is to be closed with ']', not with '}'"},
        {"[1 , ]", 1, 4, "最后一项之后多了一个 ','",
         "one ',' too many after the last item"},
        {"{\"a\":1,\n}", 1, 7, "最后一项之后多了一个 ','",
         "one ',' too many after the last item"},
        {"[,1]", 1, 2, "应当是一个值或 ']'，却是 ','",
         "expected a value or ']', not ','"},
        {"[1,,2]", 1, 4, "应当是一个值，却是 ','", "expected a value, not ','"},
        {"{\"a\":}", 1, 6, "应当是一个值，却是 '}'", "expected a value, not '}'"},
        {"]", 1, 1, "应当是一个值，却是 ']'", "expected a value, not ']'"},
        {"{a: 1}", 1, 2, "应当是带双引号的键或 '}'，却是 'a'",
         "expected a key in double quotes or '}', not 'a'"},
        {"{\"a\":1, 2:3}", 1, 9, "应当是带双引号的键，却是 '2'",
         "expected a key in double quotes, not '2'"},
        {"{\"a\" 1}", 1, 6, "应当是键之后的 ':'，却是 '1'",
         "expected ':' after the key, not '1'"},
        {"{\"a\"}", 1, 5, "应当是键之后的 ':'，却是 '}'",
         "expected ':' after the key, not '}'"},
        {"{\"a\":1 \"b\":2}", 1, 8, "应当是 ',' 或 '}'，却是 '\"'",
         "expected ',' or '}', not '\"'"},
        {"[1 2]", 1, 4, "应当是 ',' 或 ']'，却是 '2'", "expected ',' or ']', not '2'"},
        {"{} {}", 1, 4, "应当是文件的结尾，却是 '{'",
         "expected the end of the file, not '{'"},
        {"1,", 1, 2, "应当是文件的结尾，却是 ','",
         "expected the end of the file, not ','"},
    };
    EXPECT_ALL(list);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_gate, names_the_usual_mistakes)
{
    static const refusal list[] = {
        {"['a']", 1, 2, "文本要用双引号，不能用单引号",
         "a text is put in double quotes, not in single ones"},
        {"[1] // one", 1, 5, "JSON 中不能写注释", "JSON has no comments"},
        {"# one\n[1]", 1, 1, "JSON 中不能写注释", "JSON has no comments"},
        {"[True]", 1, 2, "'True' 应当写成小写的 true",
         "'True' is to be written in small letters: true"},
        {"[NULL]", 1, 2, "'NULL' 应当写成小写的 null",
         "'NULL' is to be written in small letters: null"},
        {"[NaN]", 1, 2, "'NaN' 不是有限的数", "'NaN' is not a finite number"},
        {"[truth]", 1, 2, "'truth' 不是 JSON 的值（文本要加双引号）",
         "'truth' is no JSON value (a text is put in double quotes)"},
        {"{“a”: 1}", 1, 2, "全角的 '“' 应当写成半角的 '\"'",
         "the full-width '“' is to be written '\"'"},
        {"{\"a\"：1}", 1, 5, "全角的 '：' 应当写成半角的 ':'",
         "the full-width '：' is to be written ':'"},
        {"[1，2]", 1, 3, "全角的 '，' 应当写成半角的 ','",
         "the full-width '，' is to be written ','"},
        {"[３]", 1, 2, "全角的 '３' 应当写成半角的 '3'",
         "the full-width '３' is to be written '3'"},
        {"[1]\xC2\xA0", 1, 4, "应当是文件的结尾，却是字符 U+00A0",
         "expected the end of the file, not the character U+00A0"},
        {"\xEF\xBB\xBF{}", 1, 1, "应当是一个值，却是字符 U+FEFF",
         "expected a value, not the character U+FEFF"},
        {"[1,\v2]", 1, 4, "应当是一个值，却是字符 U+000B",
         "expected a value, not the character U+000B"},
        {"[运]", 1, 2, "应当是一个值（文本要加双引号），却是 '运'",
         "expected a value (a text is put in double quotes), not '运'"},
        {"[\x80]", 1, 2, "字节 0x80 不是 UTF-8 文字（请把文件另存为 UTF-8）",
         "byte 0x80 is not UTF-8 (save the file as UTF-8)"},
        {"\xFF\xFE[1]", 1, 1, "文件是 UTF-16 编码，请另存为 UTF-8",
         "the file is in UTF-16, save it as UTF-8"},
        {"\xFE\xFF[1]", 1, 1, "文件是 UTF-16 编码，请另存为 UTF-8",
         "the file is in UTF-16, save it as UTF-8"},
    };
    EXPECT_ALL(list);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_gate, refuses_a_nul_byte_wherever_it_stands)
{
    tc_error error = {0};
    cr_assert_eq(judge("[1]\0", 4, &error), TC_ERR_INPUT);
    cr_assert_str_eq(error.message, "应当是文件的结尾，却是字符 U+0000");
    cr_assert(error.line == 1 && error.column == 4);
    cr_assert_eq(judge("\"a\0b\"", 5, &error), TC_ERR_INPUT);
    cr_assert_str_eq(error.message_en,
                     "a text holds a NUL byte: the file may be damaged");
    cr_assert(error.line == 1 && error.column == 3);
    cr_assert_eq(judge("\"\\\0\"", 4, &error), TC_ERR_INPUT);
    cr_assert_str_eq(error.message, "'\\' 之后不能是这个字符");
    TC_ASSERT_NO_LEAK();
}

Test(io_json_gate, counts_columns_in_characters_and_lines_by_any_line_end)
{
    static const refusal list[] = {
        {"[\"运城🏭\", x]", 1, 9, "'x' 不是 JSON 的值（文本要加双引号）",
         "'x' is no JSON value (a text is put in double quotes)"},
        {"[1,\r\n2,\r3,\n\n  x]", 5, 3, "'x' 不是 JSON 的值（文本要加双引号）",
         "'x' is no JSON value (a text is put in double quotes)"},
        {"[\"\\uD83D\\uDE00\",\tx]", 1, 18, "'x' 不是 JSON 的值（文本要加双引号）",
         "'x' is no JSON value (a text is put in double quotes)"},
    };
    EXPECT_ALL(list);
}

Test(io_json_gate, goes_512_deep_and_no_deeper)
{
    tc_buffer text = {0};
    for (int i = 0; i < TC_JSON_DEPTH; i++)
        tc_buffer_puts(&text, i % 2 ? "[" : "{\"a\":");
    tc_error error = {0};
    tc_buffer closed = {0};
    tc_buffer_add(&closed, text.text, text.length);
    for (int i = TC_JSON_DEPTH; i-- > 0;) /* an empty array is the innermost value */
        tc_buffer_puts(&closed, i % 2 ? "]" : "}");
    cr_assert_eq(judge(closed.text, closed.length, &error), TC_OK, "%s",
                 error.message_en);
    tc_buffer_puts(&text, "[");
    cr_assert_eq(judge(text.text, text.length, &error), TC_ERR_INPUT);
    cr_assert_str_eq(error.message, "嵌套超过 512 层");
    cr_assert_str_eq(error.message_en, "nested more than 512 deep");
    cr_assert_eq(error.column, (int)text.length);
    tc_buffer_free(&closed);
    tc_buffer_free(&text);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_gate, lists_every_value_where_it_stands)
{
    const char *text = "{\"a\" : [1, -2.5e1],\n \"b\": \"x\", \"c\":{}}";
    tc_json_marks marks = {0};
    cr_assert_eq(tc_json_gate("f", text, strlen(text), &marks, NULL), TC_OK);
    cr_assert_eq(marks.count, 6);
    static const int wanted[][5] = {
        /* kind, line, column, key line, key column */
        {TC_JSON_OBJECT, 1, 1, 0, 0}, {TC_JSON_ARRAY, 1, 8, 1, 2},
        {TC_JSON_NUMBER, 1, 9, 0, 0}, {TC_JSON_NUMBER, 1, 12, 0, 0},
        {TC_JSON_TEXT, 2, 7, 2, 2},   {TC_JSON_OBJECT, 2, 16, 2, 12}};
    for (size_t i = 0; i < marks.count; i++) {
        const tc_json_mark *mark = &marks.list[i];
        cr_assert_eq((int)mark->kind, wanted[i][0]);
        cr_assert(mark->line == wanted[i][1] && mark->column == wanted[i][2]);
        cr_assert(mark->key_line == wanted[i][3] && mark->key_column == wanted[i][4]);
    }
    cr_assert_eq(marks.list[3].number, -25.0);
    cr_assert_eq(strncmp(text + marks.list[3].offset, "-2.5e1", marks.list[3].length), 0);
    tc_json_marks_free(&marks);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_gate, cuts_a_long_word_in_the_message)
{
    char text[400];
    memset(text, 'x', sizeof text);
    tc_error error = {0};
    cr_assert_eq(judge(text, sizeof text, &error), TC_ERR_INPUT);
    cr_assert_leq(strlen(error.message_en), 130);
    memset(text, '0', sizeof text);
    cr_assert_eq(judge(text, sizeof text, &error), TC_ERR_INPUT);
    cr_assert_leq(strlen(error.message_en), 130);
}
