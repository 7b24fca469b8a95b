/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/json_scan.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/fault.h"
#include "base/utf8.h"

enum { SHOWN_MOST = 60 }; /* characters of a word in a message */

static tc_place here(const tc_json_scan *scan)
{
    return (tc_place){scan->name, scan->line, scan->column};
}

/* Pass over bytes that are one column each. */
static void pass(tc_json_scan *scan, size_t bytes)
{
    scan->at += bytes;
    scan->column += (int)bytes;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

bool tc_json_begins_name(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

bool tc_json_begins_number(char byte)
{
    return is_digit(byte) || byte == '-' || byte == '+' || byte == '.';
}

void tc_json_scan_space(tc_json_scan *scan)
{
    for (; scan->at < scan->length; scan->at++) {
        const char byte = scan->text[scan->at];
        const bool more = scan->at + 1 < scan->length;
        if (byte == ' ' || byte == '\t') {
            scan->column++;
        } else if (byte == '\n' ||
                   (byte == '\r' && !(more && scan->text[scan->at + 1] == '\n'))) {
            scan->line++;
            scan->column = 1;
        } else if (byte != '\r') { /* CR LF ends the line at its LF */
            return;
        }
    }
}

/* ---- texts ------------------------------------------------------------------------- */

static tc_code not_utf8(const tc_json_scan *scan)
{
    const tc_place place = here(scan);
    return tc_fail(scan->error, TC_ERR_INPUT, &place,
                   "字节 0x%02X 不是 UTF-8 文字（请把文件另存为 UTF-8）",
                   "byte 0x%02X is not UTF-8 (save the file as UTF-8)",
                   (unsigned)(unsigned char)scan->text[scan->at]);
}

/* Four hexadecimal digits at text[at]. */
static bool read_hex(const tc_json_scan *scan, size_t at, unsigned *unit)
{
    if (scan->length < 4 || at > scan->length - 4)
        return false;
    unsigned value = 0;
    for (size_t i = at; i < at + 4; i++) {
        const char byte = scan->text[i];
        const unsigned digit = is_digit(byte)               ? (unsigned)(byte - '0')
                               : byte >= 'a' && byte <= 'f' ? (unsigned)(byte - 'a' + 10)
                               : byte >= 'A' && byte <= 'F' ? (unsigned)(byte - 'A' + 10)
                                                            : 16;
        if (digit == 16)
            return false;
        value = value << 4 | digit;
    }
    *unit = value;
    return true;
}

/* At a backslash that is followed by u. */
static tc_code scan_unit(tc_json_scan *scan)
{
    const tc_place place = here(scan);
    unsigned unit = 0;
    if (!read_hex(scan, scan->at + 2, &unit))
        return tc_fail(scan->error, TC_ERR_INPUT, &place,
                       "\\u 之后应当是 4 位十六进制数字",
                       "\\u is to be followed by 4 hexadecimal digits");
    if (unit == 0 && scan->nul_line == 0) {
        scan->nul_line = scan->line;
        scan->nul_column = scan->column;
    }
    if (unit < 0xD800 || unit > 0xDFFF) {
        pass(scan, 6);
        return TC_OK;
    }
    unsigned low = 0;
    const bool pair = unit < 0xDC00 && scan->length - scan->at >= 12 &&
                      memcmp(scan->text + scan->at + 6, "\\u", 2) == 0 &&
                      read_hex(scan, scan->at + 8, &low) && low >= 0xDC00 &&
                      low <= 0xDFFF;
    if (!pair)
        return tc_fail(
            scan->error, TC_ERR_INPUT, &place, "\\u%04X 是代理对的一半，缺少另一半",
            "\\u%04X is one half of a surrogate pair, the other is missing", unit);
    pass(scan, 12);
    return TC_OK;
}

/* At a backslash. */
static tc_code scan_escape(tc_json_scan *scan, const tc_place *begin)
{
    if (scan->length - scan->at < 2)
        return tc_fail(scan->error, TC_ERR_INPUT, begin, "文本没有收尾的双引号",
                       "the text has no closing double quote");
    const char *escaped = scan->text + scan->at + 1;
    if (*escaped == 'u')
        return scan_unit(scan);
    if (*escaped != '\0' && strchr("\"\\/bfnrt", *escaped)) {
        pass(scan, 2);
        return TC_OK;
    }
    const tc_place place = here(scan);
    uint32_t character = 0;
    const int bytes = tc_utf8_read(escaped, scan->length - scan->at - 1, &character);
    if (character < 0x20)
        return tc_fail(scan->error, TC_ERR_INPUT, &place, "'\\' 之后不能是这个字符",
                       "'\\' may not be followed by this character");
    return tc_fail(scan->error, TC_ERR_INPUT, &place,
                   "没有 '\\%.*s' 这样的转义（反斜杠本身写成 '\\\\'）",
                   "there is no escape '\\%.*s' (a backslash itself is written '\\\\')",
                   bytes, escaped);
}

static tc_code control_in_text(const tc_json_scan *scan)
{
    const tc_place place = here(scan);
    const char byte = scan->text[scan->at];
    if (byte == '\n' || byte == '\r')
        return tc_fail(scan->error, TC_ERR_INPUT, &place,
                       "文本中不能换行：缺少收尾的双引号，或应当写成 \\n",
                       "a text may not go over a line end: its closing double quote is "
                       "missing, or \\n was meant");
    if (byte == '\t')
        return tc_fail(scan->error, TC_ERR_INPUT, &place,
                       "文本中不能有制表符，应当写成 \\t",
                       "a text may not hold a tab, write \\t");
    if (byte == '\0')
        return tc_fail(scan->error, TC_ERR_INPUT, &place,
                       "文本中有空字节（NUL），文件可能已损坏",
                       "a text holds a NUL byte: the file may be damaged");
    return tc_fail(scan->error, TC_ERR_INPUT, &place,
                   "文本中不能有控制字符 U+%04X，应当写成 \\u%04X",
                   "a text may not hold the control character U+%04X, write \\u%04X",
                   (unsigned)byte, (unsigned)byte);
}

tc_code tc_json_scan_text(tc_json_scan *scan)
{
    const tc_place begin = here(scan);
    pass(scan, 1);
    while (scan->at < scan->length) {
        const unsigned char byte = (unsigned char)scan->text[scan->at];
        tc_code code = TC_OK;
        if (byte == '"') {
            pass(scan, 1);
            return TC_OK;
        }
        if (byte == '\\') {
            code = scan_escape(scan, &begin);
        } else if (byte < 0x20) {
            code = control_in_text(scan);
        } else {
            uint32_t character = 0;
            const int bytes =
                tc_utf8_read(scan->text + scan->at, scan->length - scan->at, &character);
            if (bytes == 0)
                code = not_utf8(scan);
            scan->at += (size_t)bytes;
            scan->column++;
        }
        if (code != TC_OK)
            return code;
    }
    return tc_fail(scan->error, TC_ERR_INPUT, &begin, "文本没有收尾的双引号",
                   "the text has no closing double quote");
}

/* ---- names and numbers ------------------------------------------------------------- */

/* How long is the run of letters, digits, signs and points at the head? */
static int run_length(const tc_json_scan *scan)
{
    size_t end = scan->at;
    while (end < scan->length && (tc_json_begins_name(scan->text[end]) ||
                                  tc_json_begins_number(scan->text[end])))
        end++;
    return (int)(end - scan->at);
}

static bool same_but_for_case(const char *text, int length, const char *name)
{
    if ((int)strlen(name) != length)
        return false;
    for (int i = 0; i < length; i++)
        if ((text[i] | 0x20) != name[i])
            return false;
    return true;
}

tc_code tc_json_scan_name(tc_json_scan *scan, tc_json_kind *kind)
{
    static const struct {
        const char *name;
        tc_json_kind kind;
    } names[] = {
        {"true", TC_JSON_TRUE}, {"false", TC_JSON_FALSE}, {"null", TC_JSON_NULL}};
    const char *text = scan->text + scan->at;
    const int length = run_length(scan);
    const int shown = length < SHOWN_MOST ? length : SHOWN_MOST;
    const tc_place place = here(scan);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!same_but_for_case(text, length, names[i].name))
            continue;
        if (memcmp(text, names[i].name, (size_t)length) != 0)
            return tc_fail(scan->error, TC_ERR_INPUT, &place, "'%.*s' 应当写成小写的 %s",
                           "'%.*s' is to be written in small letters: %s", length, text,
                           names[i].name);
        *kind = names[i].kind;
        pass(scan, (size_t)length);
        return TC_OK;
    }
    if (same_but_for_case(text, length, "nan") ||
        same_but_for_case(text, length, "infinity"))
        return tc_fail(scan->error, TC_ERR_INPUT, &place, "'%.*s' 不是有限的数",
                       "'%.*s' is not a finite number", length, text);
    return tc_fail(
        scan->error, TC_ERR_INPUT, &place, "'%.*s' 不是 JSON 的值（文本要加双引号）",
        "'%.*s' is no JSON value (a text is put in double quotes)", shown, text);
}

typedef enum number_fault {
    NUMBER_GOOD,
    NUMBER_SIGN,
    NUMBER_POINT_FIRST,
    NUMBER_ZERO_FIRST,
    NUMBER_MINUS_ONLY,
    NUMBER_POINT_LAST,
    NUMBER_EXPONENT,
    NUMBER_OTHER
} number_fault;

static size_t digits_from(const char *text, size_t length, size_t at)
{
    while (at < length && is_digit(text[at]))
        at++;
    return at;
}

/* Judge a whole word by the grammar of RFC 8259, section 6. */
static number_fault judge_number(const char *text, size_t length)
{
    const size_t whole = length > 0 && text[0] == '-' ? 1 : 0;
    if (length > 0 && text[0] == '+')
        return NUMBER_SIGN;
    if (length > whole && text[whole] == '.')
        return NUMBER_POINT_FIRST;
    size_t at = digits_from(text, length, whole);
    if (at == whole)
        return NUMBER_MINUS_ONLY;
    if (text[whole] == '0' && at > whole + 1)
        return NUMBER_ZERO_FIRST;
    if (at < length && text[at] == '.') {
        const size_t fraction = at + 1;
        at = digits_from(text, length, fraction);
        if (at == fraction)
            return NUMBER_POINT_LAST;
    }
    if (at < length && (text[at] == 'e' || text[at] == 'E')) {
        at++;
        if (at < length && (text[at] == '+' || text[at] == '-'))
            at++;
        const size_t exponent = at;
        at = digits_from(text, length, exponent);
        if (at == exponent)
            return NUMBER_EXPONENT;
    }
    return at == length ? NUMBER_GOOD : NUMBER_OTHER;
}

bool tc_json_is_number(const char *text, size_t length)
{
    return judge_number(text, length) == NUMBER_GOOD;
}

static tc_code refuse_number(const tc_json_scan *scan, number_fault fault, int length)
{
    static const char *const says[][2] = {
        [NUMBER_GOOD] = {"数字超出双精度的范围", "the number is beyond double precision"},
        [NUMBER_SIGN] = {"数字不能以 '+' 开头", "a number may not begin with '+'"},
        [NUMBER_POINT_FIRST] = {"数字不能以小数点开头",
                                "a number may not begin with '.'"},
        [NUMBER_ZERO_FIRST] = {"数字不能以 0 开头", "a number may not begin with 0"},
        [NUMBER_MINUS_ONLY] = {"'-' 之后应当是数字", "'-' is to be followed by a digit"},
        [NUMBER_POINT_LAST] = {"小数点之后应当是数字",
                               "'.' is to be followed by a digit"},
        [NUMBER_EXPONENT] = {"指数没有数字", "the exponent has no digits"},
        [NUMBER_OTHER] = {"这不是数字", "this is not a number"},
    };
    const tc_place place = here(scan);
    const int shown = length < SHOWN_MOST ? length : SHOWN_MOST;
    /* one list of arguments serves both languages: each format leaves one out */
    return tc_fail(scan->error, TC_ERR_INPUT, &place, "%s%.0s：%.*s", "%.0s%s: %.*s",
                   says[fault][0], says[fault][1], shown, scan->text + scan->at);
}

tc_code tc_json_scan_number(tc_json_scan *scan, double *number)
{
    const char *text = scan->text + scan->at;
    const int length = run_length(scan);
    const number_fault fault = judge_number(text, (size_t)length);
    if (fault != NUMBER_GOOD)
        return refuse_number(scan, fault, length);
    tc_buffer copy = {0}; /* the text may end with the number, without a NUL */
    tc_buffer_add(&copy, text, (size_t)length);
    if (copy.failed)
        return tc_no_memory(scan->error);
    const double value = strtod(copy.text, NULL);
    tc_buffer_free(&copy);
    if (!isfinite(value))
        return refuse_number(scan, NUMBER_GOOD, length);
    *number = value;
    pass(scan, (size_t)length);
    return TC_OK;
}

/* ---- what should not stand here ---------------------------------------------------- */

/* The ASCII sign that was meant by a full-width one; 0 when there is none. */
static char half_width(uint32_t character)
{
    static const struct {
        uint32_t wide;
        char narrow;
    } signs[] = {{0x201C, '"'}, {0x201D, '"'}, {0x2018, '"'}, {0x2019, '"'},
                 {0x3000, ' '}, {0x3001, ','}, {0x3010, '['}, {0x3011, ']'},
                 {0x300C, '"'}, {0x300D, '"'}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].wide == character)
            return signs[i].narrow;
    if (character <= 0xFF00 || character >= 0xFF5F)
        return '\0';
    return (char)(unsigned char)(character - 0xFEE0);
}

static bool is_visible(uint32_t character)
{
    return character > 0x20 && (character < 0x7F || character > 0xA0) &&
           (character < 0x2000 || character > 0x200F) &&
           (character < 0x2028 || character > 0x202F) && character != 0xFEFF;
}

tc_code tc_json_scan_unexpected(const tc_json_scan *scan, const char *zh, const char *en)
{
    const tc_place place = here(scan);
    const char *text = scan->text + scan->at;
    uint32_t character = 0;
    const int bytes = tc_utf8_read(text, scan->length - scan->at, &character);
    if (bytes == 0)
        return not_utf8(scan);
    const char narrow = half_width(character);
    if (narrow)
        return tc_fail(
            scan->error, TC_ERR_INPUT, &place, "全角的 '%.*s' 应当写成半角的 '%c'",
            "the full-width '%.*s' is to be written '%c'", bytes, text, narrow);
    if (character == '\'')
        return tc_fail(scan->error, TC_ERR_INPUT, &place, "文本要用双引号，不能用单引号",
                       "a text is put in double quotes, not in single ones");
    if (character == '/' || character == '#')
        return tc_fail(scan->error, TC_ERR_INPUT, &place, "JSON 中不能写注释",
                       "JSON has no comments");
    if (!is_visible(character))
        return tc_fail(scan->error, TC_ERR_INPUT, &place, "应当是%s%.0s，却是字符 U+%04X",
                       "expected %.0s%s, not the character U+%04X", zh, en,
                       (unsigned)character);
    return tc_fail(scan->error, TC_ERR_INPUT, &place, "应当是%s%.0s，却是 '%.*s'",
                   "expected %.0s%s, not '%.*s'", zh, en, bytes, text);
}
